"""Leaflets and posters handed out: evidence, money, correction."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lantoa.channels.printed import services
from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.queries import approval_of, handouts_to_recall, printable_products
from lantoa.channels.printed.services import Cost
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.today.queries import today_board
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import facts
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.products.approval import approve_product, submit_product
from lantoa.newsroom.services import withdraw_article
from lantoa.newsroom.terms import Form, Genre
from lantoa.plan.models import CostLine
from lantoa.registry.terms import Role
from tests import make
from tests.boards.world import POLICY, approve
from tests.make import NOW, account, commune, hamlet, product, unit

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def leaflet() -> Rendition:
    """An approved leaflet of a live article."""
    commune()
    story = make.article(for_loudspeaker=False)
    row = product(story, form=Form.LEAFLET)
    approve(story)
    row.refresh_from_db()
    return row


def give(sheet: Rendition, **changed: Any) -> Handout:
    told: dict[str, Any] = {
        "hamlets": [hamlet()], "proof": "unit", "by": account(Role.PLAN_OFFICER), "now": LATER,
    }  # fmt: skip
    row = Handout(
        article=sheet.article, product=sheet, copies=changed.pop("copies", 200), unit=unit(),
        happened_at=changed.pop("happened_at", LATER), place=changed.pop("place", ""),
    )  # fmt: skip
    return services.record_handout(handout=row, **{**told, **changed})


def test_run_is_an_entry_with_where_and_how_many() -> None:
    sheet = leaflet()
    row = give(sheet, units=[unit("Trường THCS Sông Lam")])
    entry = Evidence.objects.get(seq=row.evidence_seq)
    assert (entry.kind, entry.payload["copies"], entry.payload["form"]) == (
        "handout.given", 200, "leaflet",
    )  # fmt: skip
    assert entry.payload["place"] == "thôn Bến Đò; Trường THCS Sông Lam"
    assert {sheet.article.code, hamlet().code, unit().code} <= set(entry.subjects)
    with pytest.raises(Refused, match="đã ghi rồi"):
        give(sheet)


def test_one_form_is_one_run_and_another_form_another() -> None:
    sheet, by = leaflet(), account(Role.PLAN_OFFICER)
    cost = Cost("state", 300_000)
    first, again = (give(sheet, key="a" * 32, cost=cost, by=by) for _ in range(2))
    assert (again, again.evidence_seq) == (first, first.evidence_seq)
    other = give(
        sheet, key="b" * 32, cost=cost, by=by
    )  # the same figures on the same day, another run
    assert other != first
    assert (Handout.objects.count(), CostLine.objects.count()) == (2, 2)
    assert Evidence.objects.filter(kind="handout.given").count() == 2
    with pytest.raises(Refused, match=f"minh chứng số {first.evidence_seq}"):
        give(sheet, key="a" * 32, copies=10, by=by)
    with pytest.raises(Refused, match="Mở lại"):
        give(sheet, key="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handout.objects.filter(pk=other.pk).update(form_key=first.form_key)


def test_printing_that_cost_money_is_a_cost_line_of_its_tasks() -> None:
    row = give(leaflet(), cost=Cost("state", 300_000, "Phiếu chi 12"))
    line = CostLine.objects.get()
    assert (row.cost, line.spent, line.source, line.tasks.count()) == (line, 300_000, "state", 2)
    assert line.text == "In 200 bản tờ rơi «Nộp hồ sơ tại nhà»"
    with pytest.raises(Refused, match="khoản chi"):
        give(row.product, copies=10, cost=Cost("state", 1), by=account(Role.EDITOR))
    assert Handout.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"copies": 0}, "Số bản"),
        ({"hamlets": []}, "Chưa rõ phát ở đâu"),
        ({"happened_at": LATER + timedelta(days=1)}, "chưa làm"),
        ({"happened_at": NOW - timedelta(days=3)}, "được duyệt ngày"),
        ({"proof": "document"}, "kèm ít nhất một tệp"),
        ({"by": "inspector"}, "không được giao"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], words: str) -> None:
    sheet = leaflet()
    if "by" in changed:
        changed = {"by": account(Role.INSPECTOR)}
    with pytest.raises(Refused, match=words):
        give(sheet, **changed)
    assert not Evidence.objects.filter(kind="handout.given").exists()


def test_sheet_approved_after_its_article_was_not_handed_out_before_that() -> None:
    commune()
    story = make.article(for_loudspeaker=False)
    approve(story)
    row = product(story, form=Form.LEAFLET)
    day = NOW + timedelta(days=3)
    own = submit_product(product=row, by=story.created_by, now=day)
    granted = approve_product(
        request=own, expected_hash=own.hash, seen=["leaflet"], by=account(Role.LEADER), now=day
    )
    row.refresh_from_db()
    assert approval_of(row) == granted
    with pytest.raises(Refused, match="được duyệt ngày"):
        give(row, happened_at=day - timedelta(days=1), now=day)


def test_sheet_of_a_policy_that_lapsed_is_handed_out_no_more() -> None:
    commune()
    story = make.article(for_loudspeaker=False, genre=Genre.POLICY, sheet=POLICY)
    row = product(story, form=Form.LEAFLET)
    approve(story)
    row.refresh_from_db()
    tomorrow = LATER + timedelta(days=1)
    found = [printable_products(today=day) for day in (LATER.date(), tomorrow.date())]
    assert found == [[row], []]
    with pytest.raises(Refused, match="hết hiệu lực từ ngày"):
        give(row, happened_at=tomorrow, now=tomorrow)
    assert give(row, happened_at=LATER, now=tomorrow).evidence_seq  # before that day it was right


def test_sheet_of_a_withdrawn_article_is_handed_out_no_more() -> None:
    sheet = leaflet()
    withdraw_article(article=sheet.article, by=account(Role.LEADER), now=LATER)
    with pytest.raises(Refused, match="đã có bản mới hoặc đã gỡ"):
        give(sheet)


def test_correction_and_withdrawal_are_counter_entries() -> None:
    row, by = give(leaflet()), account(Role.PLAN_OFFICER)
    services.correct_handout(handout=row, copies=180, reason="đếm lại", by=by, now=LATER)
    (fact,) = facts(kinds=("handout.given",))
    assert fact.payload["copies"] == 180
    with pytest.raises(Refused, match="Chỉ người đã nhập"):
        services.withdraw_handout(
            handout=row, reason="nhầm", by=account(Role.UNIT_CONTACT), now=LATER
        )
    services.withdraw_handout(handout=row, reason="nhầm", by=by, now=LATER)
    assert list(facts(kinds=("handout.given",))) == []


def test_desk_lists_approved_sheets_and_notes_a_run() -> None:
    sheet, client = leaflet(), Client()
    client.force_login(account(Role.PLAN_OFFICER))
    listed = client.get(reverse("printed-desk")).content.decode()
    assert "In và phát được <small>(1)</small>" in listed and "Ghi đã phát" in listed
    today = clock.now().date().isoformat()
    told = {"copies": 50, "day": today, "hamlets": [hamlet().pk], "unit": unit().pk,
            "proof": "unit", "spent": 150000, "source": "state"}  # fmt: skip
    address = reverse("printed-record", args=[sheet.pk])
    wrong = client.post(address, {**told, "source": ""})
    assert (wrong.status_code, "Chọn nguồn kinh phí" in wrong.content.decode()) == (422, True)
    assert client.post(address, told).url == reverse("printed-desk")
    row = Handout.objects.get()
    assert (row.copies, row.cost.spent if row.cost else 0) == (50, 150_000)
    client.post(reverse("printed-correct", args=[row.pk]), {"copies": 45, "reason": "đếm lại"})
    row.refresh_from_db()
    assert row.copies == 45


def test_form_pressed_twice_on_the_desk_is_noted_once() -> None:
    sheet, client = leaflet(), Client()
    client.force_login(account(Role.PLAN_OFFICER))
    address = reverse("printed-record", args=[sheet.pk])
    pages = [client.get(address).content.decode() for _ in range(2)]
    keys = [re.findall(r'name="key" value="([0-9a-f]{32})"', page)[0] for page in pages]
    told = {"copies": 50, "day": clock.now().date().isoformat(), "hamlets": [hamlet().pk],
            "unit": unit().pk, "proof": "unit", "spent": 150000, "source": "state"}  # fmt: skip
    wrong = client.post(address, {**told, "copies": "", "key": keys[0]}).content.decode()
    assert keys[0] in wrong
    answers = [client.post(address, {**told, "key": keys[0]}, follow=True) for _ in range(2)]
    words = [[str(one) for one in answer.context["messages"]] for answer in answers]
    assert words[0] == words[1] == [
        f"Đã ghi vào sổ minh chứng, số {Handout.objects.get().evidence_seq}."
    ]  # fmt: skip
    client.post(address, {**told, "key": keys[1]})
    assert (Handout.objects.count(), CostLine.objects.count()) == (2, 2)


def test_who_keeps_no_money_is_asked_for_none() -> None:
    sheet, client = leaflet(), Client()
    client.force_login(account(Role.UNIT_CONTACT))
    page = client.get(reverse("printed-record", args=[sheet.pk])).content.decode()
    assert "Tiền in" not in page and "Số bản" in page


def test_sheets_of_what_is_gone_are_taken_back_and_noted() -> None:
    row, by = give(leaflet()), account(Role.EDITOR)
    assert handouts_to_recall(now=LATER) == []
    told: dict[str, Any] = {
        "handout": row, "copies": 12, "note": "", "happened_at": LATER, "by": by, "now": LATER,
    }  # fmt: skip
    with pytest.raises(Refused, match="vẫn đang dùng được"):
        services.record_recall(**told)
    withdraw_article(article=row.article, by=account(Role.LEADER), now=LATER)
    assert handouts_to_recall(now=LATER) == [(row, "tin bài đã gỡ")]
    for wrong, words in (
        ({"copies": 201}, "không gỡ, thu lại được hơn"),
        ({"copies": 0}, "ghi rõ vì sao"),
        ({"happened_at": LATER + timedelta(days=1)}, "không ở phía trước"),
        ({"happened_at": LATER - timedelta(days=9)}, "phải từ ngày phát"),
        ({"by": account(Role.INSPECTOR)}, "không được giao"),
    ):
        with pytest.raises(Refused, match=words):
            services.record_recall(**{**told, **wrong})
    entry = services.record_recall(**told)
    assert (entry.kind, entry.payload["copies"], entry.payload["of"]) == (
        "handout.recalled", 12, row.evidence_seq,
    )  # fmt: skip
    assert handouts_to_recall(now=LATER) == []
    with pytest.raises(Refused, match="đã ghi gỡ"):
        services.record_recall(**told)


def test_renewed_lapsed_and_rightless_sheets_are_asked_back() -> None:
    sheet = leaflet()
    row = give(sheet)
    Article.objects.update(live_content="0" * 64)
    assert handouts_to_recall(now=LATER) == [(row, "tin bài đã có bản mới")]
    Article.objects.update(live_content=sheet.content, genre=Genre.POLICY, sheet=POLICY)
    after = LATER + timedelta(days=1)
    ((_, why),) = handouts_to_recall(now=after)
    assert why.startswith("phiếu chính sách hết hiệu lực: ")
    Article.objects.update(genre=Genre.NEWS)
    Rendition.objects.update(terms="0" * 64)
    assert handouts_to_recall(now=after) == [(row, "ảnh trong bản in không còn được dùng")]
    assert handouts_to_recall(now=LATER + timedelta(days=366)) == []


def test_sheets_to_take_back_stand_first_on_the_day_of_who_notes_it() -> None:
    row, editor = give(leaflet()), account(Role.EDITOR)
    assert today_board(account=editor, now=LATER).waiting.total == 0
    withdraw_article(article=row.article, by=account(Role.LEADER), now=LATER)
    first = today_board(account=editor, now=LATER).waiting.shown[0]
    assert (first.what, first.address) == (
        "1 đợt tờ rơi, áp phích cần gỡ, thu hồi", reverse("printed-desk"),
    )  # fmt: skip
    assert first.note == f"«{row.article.title}» phát ngày 23/11: tin bài đã gỡ."
    services.record_recall(
        handout=row, copies=1, note="", happened_at=LATER, by=editor, now=LATER,
    )  # fmt: skip
    assert [one.kind for one in today_board(account=editor, now=LATER).waiting.shown] == []


@pytest.mark.parametrize("runs", [1, 3])
def test_what_is_surely_good_is_not_looked_into(runs: int, django_assert_num_queries: Any) -> None:
    sheet = leaflet()
    for _ in range(runs):
        give(sheet, key=f"{_}" * 32)
    with django_assert_num_queries(1):
        assert handouts_to_recall(now=LATER) == []


def test_desk_asks_for_sheets_back_with_how_many() -> None:
    row, client = give(leaflet()), Client()
    client.force_login(account(Role.EDITOR))
    address = reverse("printed-recall", args=[row.pk])
    assert "vẫn đang dùng được" in client.get(address).content.decode()
    withdraw_article(article=row.article, by=account(Role.LEADER), now=LATER)
    listed = client.get(reverse("printed-desk")).content.decode()
    assert "Cần gỡ, thu hồi <small>(1)</small>" in listed and address in listed
    day = clock.now().date().isoformat()
    wrong = client.post(address, {"day": day, "copies": 0, "note": ""})
    assert (wrong.status_code, "ghi rõ vì sao" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"day": day, "copies": 900}).status_code == 422
    told = {"day": day, "copies": 0, "note": "đã phát tận tay"}
    assert client.post(address, told).url == reverse("printed-desk")
    listed = client.get(reverse("printed-desk")).content.decode()
    assert "Cần gỡ, thu hồi" not in listed and "không còn bản nào phải gỡ" in listed
