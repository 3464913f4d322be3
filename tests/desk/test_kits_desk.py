"""Campaign kits on the desk: days ahead, the kit, texts to copy, drafts, paper, the unit's work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.core import clock
from lantoa.desk.kits.rows import countdown_of
from lantoa.desk.today.queries import today_board
from lantoa.documents.readers import read_file
from lantoa.newsroom.models import Article
from lantoa.plan.models import CampaignKit, KitItem, Observance
from lantoa.plan.services import prepare_due_kits
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
NAME = "Ngày Chuyển đổi số quốc gia"


def kit() -> CampaignKit:
    """The kit of 20/12, on the tests' day 27 days ahead."""
    make.commune()
    Observance.objects.create(plan=make.plan(), month=12, day=20, name=NAME)
    prepare_due_kits(now=make.NOW, today=make.TODAY)
    return CampaignKit.objects.get()


def contact(of: str) -> Account:
    officer = Officer.objects.create(name="Cô Lan")
    Roster.objects.create(unit=make.unit(of), officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_hom_nay_shows_the_day_its_countdown_and_what_is_done() -> None:
    made = kit()
    for role in (Role.PLAN_OFFICER, Role.LEADER, Role.EDITOR):
        (card,) = today_board(account=make.account(role), now=make.NOW).kits
        assert (card.name, card.countdown) == (NAME, "còn 27 ngày")
        assert card.progress == f"0 trên {made.items.count()} việc đã xong"
    assert today_board(account=make.account(Role.UNIT_CONTACT), now=make.NOW).kits == ()


def test_a_day_that_is_over_is_past_and_not_overdue() -> None:
    made = kit()
    assert countdown_of(made, today=date(2026, 12, 22)) == "đã qua 2 ngày"
    assert countdown_of(made, today=date(2026, 12, 20)) == "hôm nay"


def test_a_day_that_is_far_is_prepared_early_by_one_click(client: Client) -> None:
    make.commune()
    today = clock.today()
    far = date(today.year + today.month // 7, (today.month + 5) % 12 + 1, 1)
    row = Observance.objects.create(
        plan=make.plan(), month=far.month, day=far.day, name="Ngày còn xa"
    )
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert "Chuẩn bị sớm" in page(client, "campaign-kits")
    answer = client.post(reverse("prepare-campaign-kit", args=[row.pk]))
    made = CampaignKit.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("campaign-kit", args=[made.pk]),
    )
    again = page(client, "campaign-kits")
    assert ("Chuẩn bị sớm" in again, "Mở bộ tài liệu" in again) == (False, True)
    client.force_login(make.account(Role.LEADER))
    assert "Thêm ngày của xã" not in page(client, "campaign-kits")


def test_a_day_is_added_and_a_wrong_one_is_told_why(client: Client) -> None:
    make.plan()
    client.force_login(make.account(Role.PLAN_OFFICER))
    wrong = client.post(reverse("add-day"), {"day": 31, "month": 4, "name": "Ngày hội"})
    assert (wrong.status_code, "Không có ngày 31/4" in wrong.content.decode()) == (422, True)
    client.post(reverse("add-day"), {"day": 7, "month": 3, "name": "Ngày <b>hội</b> đọc sách"})
    assert Observance.objects.get().name == "Ngày <b>hội</b> đọc sách"
    assert "Ngày &lt;b&gt;hội&lt;/b&gt; đọc sách" in page(client, "campaign-kits")


def test_the_kit_is_ticked_changed_added_to_and_taken_from(client: Client) -> None:
    made, officer = kit(), make.account(Role.PLAN_OFFICER, name="Chị Hoa")
    client.force_login(officer)
    item, other = list(made.items.all())[:2]
    client.post(reverse("tick-campaign-item", args=[item.pk]))
    item.refresh_from_db()
    assert f"Xong lúc {clock.local(item.done_at):%H}" in page(client, "campaign-kit", made.pk)
    assert ", Chị Hoa" in page(client, "campaign-kit", made.pk)
    client.post(reverse("tick-campaign-item", args=[item.pk]), {"xong": "0"})
    client.post(reverse("campaign-item", args=[other.pk]),
                {"text": "Mời trường cùng làm", "unit": "", "due_on": "2026-12-15"})  # fmt: skip
    gift = {"text": "Chuẩn bị quà", "unit": make.unit().pk, "due_on": "2026-12-18"}
    client.post(reverse("add-campaign-item", args=[made.pk]), gift)
    client.post(reverse("drop-campaign-item", args=[item.pk]))
    other.refresh_from_db()
    assert (other.text, other.unit, other.due_on) == (
        "Mời trường cùng làm",
        None,
        date(2026, 12, 15),
    )
    assert KitItem.objects.get(text="Chuẩn bị quà").days_before == 2
    assert KitItem.objects.filter(pk=item.pk).count() == 0


def test_texts_name_the_chosen_hamlet_and_are_changed(client: Client) -> None:
    made, place = kit(), make.hamlet()
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert "bà con thôn ta dự buổi họp" in page(client, "campaign-kit", made.pk)
    shown = page(client, "campaign-kit", made.pk, thon=place.slug)
    assert f"bà con thôn {place.name} dự buổi họp" in shown
    assert 'data-copy="loi-meeting"' in shown
    client.post(reverse("campaign-text", args=[made.pk, "zalo"]), {"text": "Gửi [thôn]: mai họp."})
    assert f"Gửi thôn {place.name}: mai họp." in page(
        client, "campaign-kit", made.pk, thon=place.slug
    )
    missing = client.get(reverse("campaign-kit", args=[made.pk]), {"thon": "khong-co"})
    assert missing.status_code == 404


def test_one_click_makes_a_draft_and_the_kit_leads_to_it(client: Client) -> None:
    made = kit()
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert page(client, "campaign-kit", made.pk).count("Tạo bản nháp: ") == 3
    for _ in range(2):
        client.post(reverse("campaign-draft", args=[made.pk, "script"]))
    article = Article.objects.get()
    shown = page(client, "campaign-kit", made.pk)
    assert (shown.count("Tạo bản nháp: "), "Bản nháp, " in shown) == (2, True)
    assert f'href="{reverse("edit-article", args=[article.pk])}"' in shown
    client.force_login(make.account(Role.LEADER))
    assert "Tạo bản nháp: " not in page(client, "campaign-kit", made.pk)


def test_a_kit_whose_day_left_the_plan_says_so_and_stays(client: Client) -> None:
    made = kit()
    client.force_login(make.account(Role.PLAN_OFFICER))
    said = "không còn nêu ngày này"
    assert said not in page(client, "campaign-kit", made.pk)
    Observance.objects.all().delete()
    assert said in page(client, "campaign-kit", made.pk)


def test_the_kit_goes_out_on_paper_and_as_a_word_file(client: Client) -> None:
    made = kit()
    made.about = "Ngày để mọi người cùng học."
    made.save()
    client.force_login(make.account(Role.INSPECTOR))
    paper = page(client, "campaign-kit-printed", made.pk)
    content = client.get(reverse("campaign-kit-file", args=[made.pk])).content
    text = read_file(content, "bo-tai-lieu.docx").text
    for words in ("Ngày để mọi người cùng học.", "Làm khẩu hiệu, băng rôn và chọn nơi treo",
                  f"Nhiệt liệt hưởng ứng {NAME}"):  # fmt: skip
        assert (words in paper, words in text) == (True, True)


def test_a_unit_finds_its_things_to_do_and_ticks_them_on_its_phone(client: Client) -> None:
    made, school = kit(), make.unit("Trường THCS Sông Lam")
    CampaignKit.objects.update(held_on=clock.today() + timedelta(days=27))
    mine = made.items.get(text__startswith="Mời bà con họp")
    mine.unit = school
    mine.save()
    who = contact(school.name)
    client.force_login(who)
    waiting = today_board(account=who, now=make.NOW).waiting.shown
    assert [(row.kind, row.what) for row in waiting] == [("Ngày hưởng ứng", mine.text)]
    assert f"Đánh dấu xong: {mine.text}" in page(client, "unit-work")
    answer = client.post(reverse("tick-campaign-item", args=[mine.pk]), {"viec": "1"})
    mine.refresh_from_db()
    assert (answer["Location"], mine.done_by) == (reverse("unit-work"), who)
    assert mine.text not in page(client, "unit-work")
    refused = client.post(
        reverse("tick-campaign-item", args=[made.items.exclude(pk=mine.pk)[0].pk])
    )
    assert (refused.status_code, made.items.filter(done_at__isnull=False).count()) == (422, 1)
