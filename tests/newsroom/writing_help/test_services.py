"""Off by default, key sealed, names and numbers kept at home, every piece marked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, HelpAsk, WritingHelp
from lantoa.newsroom.terms import HelpState
from lantoa.newsroom.writing_help.client import Door, ask
from lantoa.newsroom.writing_help.masking import masked
from lantoa.newsroom.writing_help.services import (
    answer_ask,
    ask_for_help,
    erase_old_asks,
    help_settings,
    is_help_on,
    keep_help,
)
from lantoa.registry.models import Account, Officer, ScienceProject
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, account, article
from tests.newsroom.writing_help.server import KEY, MODEL, running

BODY = [("paragraph", "<p>Ông Lò Văn Hặc ở thôn Núi Tháp, số 0912 345 678, CCCD 038090001234, đã "
         "nộp hồ sơ. Cháu Vi Thị Na, học sinh lớp 5A, giúp bà Lương Thị Mỷ.</p>")]  # fmt: skip


def kept(address: str, *, key: str = KEY, is_on: bool = True, **fields: bool) -> WritingHelp:
    return keep_help(
        is_on=is_on, address=address, model_name=MODEL, key=key,
        forget_key=fields.get("forget_key", False), by=account(Role.ADMINISTRATOR), now=NOW,
        is_local=fields.get("is_local", address.startswith("http://127.")),
    )  # fmt: skip


def test_what_names_a_person_is_taken_out_and_put_back() -> None:
    text = ("Ông Lò Văn Hặc, 0912 345 678, CCCD 038090001234, thư hac@xa.vn; em Vi Thị Na lớp 5A. "
            "Nguyễn Thị Hoa và H Rơi Ksor chủ trì ở Sông Lam.")  # fmt: skip
    mask = masked(text, known_names=["H Rơi Ksor", "Hoa"])
    for secret in ("Hặc", "0912", "0380", "hac@", "Vi Thị Na", "Nguyễn Thị Hoa", "Ksor"):
        assert secret not in mask.text
    assert "Sông Lam" in mask.text and mask.put_back(mask.text) == text
    assert mask.put_back("[tên 99] có mặt") == " có mặt"


@pytest.mark.django_db
def test_it_is_off_until_an_administrator_turns_it_on() -> None:
    editor = account()
    with pytest.raises(Refused, match="chưa bật"):
        ask_for_help(article=article(by=editor), kind="shorter", by=editor, now=NOW)
    with pytest.raises(Refused):
        keep_help(is_on=True, address="https://a.vn/v1", model_name="m", key="", forget_key=False,
                  by=editor, now=NOW)  # fmt: skip
    assert not is_help_on()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "a.vn", "ftp://a.vn", "https://u:p@a.vn", "https://a?k=1"])
def test_a_wrong_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="Chưa lưu gì"):
        kept(address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_local", "is_taken"),
    [
        ("https://a.vn/v1", False, True),
        ("http://a.vn/v1", False, False),
        ("http://a.vn/v1", True, True),  # where the name leads is looked at when it is asked
        ("http://192.168.1.9:8080/v1", False, False),
        ("https://192.168.1.9/v1", False, False),
        ("http://192.168.1.9:8080/v1", True, True),
        ("http://8.8.8.8/v1", True, False),
        ("http://localhost/v1", False, False),
    ],
)
def test_words_go_unencrypted_only_inside_a_network_that_was_confirmed(
    address: str, is_local: bool, is_taken: bool
) -> None:
    if is_taken:
        assert kept(address, is_local=is_local).is_on
        return
    with pytest.raises(Refused, match="Chưa lưu gì"):
        kept(address, is_local=is_local)


@pytest.mark.django_db
def test_what_an_older_version_kept_is_not_asked_in_the_clear() -> None:
    editor = account()
    with running() as (address, edge):
        kept(address)
        WritingHelp.objects.update(is_local=False)
        row = ask_for_help(article=article(by=editor), kind="shorter", by=editor, now=NOW)
        WritingHelp.objects.update(address="http://tro-giup.vn/v1")
        answer_ask(row.pk, now=NOW)
        row.refresh_from_db()
        assert (row.state, edge.told) == (HelpState.FAILED, [])
    assert "Người quản trị mở Hệ thống" in row.problem and len(row.problem) < 300


def test_a_confirmed_machine_is_not_asked_out_in_the_internet_nor_the_other_way_round() -> None:
    for address, is_local in (("http://8.8.8.8/v1", True), ("https://127.0.0.1/v1", False)):
        with pytest.raises(Refused, match="mạng nội bộ"):
            ask(Door(address, MODEL, KEY, is_local), system="", user="")


@pytest.mark.django_db
def test_an_article_of_which_nobody_said_that_it_holds_no_secret_stays_here() -> None:
    editor = account()
    story = article(by=editor, body=BODY, has_no_secret=False)
    with running() as (address, edge):
        kept(address)
        with pytest.raises(Refused, match="chưa được xác nhận là không chứa bí mật"):
            ask_for_help(article=story, kind="shorter", by=editor, now=NOW)
        assert not edge.told


@pytest.mark.django_db
def test_the_key_is_sealed_kept_forgotten_and_bound_to_its_address() -> None:
    first = kept("https://a.vn/v1/")
    assert KEY not in first.sealed_key and first.sealed_key and first.address == "https://a.vn/v1"
    assert kept("https://a.vn/v1", key="").sealed_key == first.sealed_key
    assert kept("https://b.vn/v1", key="").sealed_key == ""
    kept("https://b.vn/v1")
    assert kept("https://b.vn/v1", key="", forget_key=True).sealed_key == ""
    with pytest.raises(Refused):
        kept("https://b.vn/v1", key="sk có dấu cách")
    assert KEY not in repr(help_settings().__dict__)


@pytest.mark.django_db
def test_no_personal_data_leaves_and_the_pieces_come_back_with_it() -> None:
    editor: Account = account()
    Officer.objects.create(name="Phạm Đức Long")
    story = article(by=editor, body=[*BODY, ("paragraph", "<p>Phạm Đức Long dự.</p>")])
    with running(content='["[tên 1] đã nộp hồ sơ."]') as (address, edge):
        kept(address)
        row = ask_for_help(article=story, kind="shorter", by=editor, now=NOW)
        for _ in range(2):
            answer_ask(row.pk, now=NOW)
    assert len(edge.told) == 1
    sent = str(edge.told[0])
    for secret in ("Hặc", "0912", "0380", "Vi Thị Na", "Mỷ", "Phạm Đức Long", KEY):
        assert secret not in sent
    row.refresh_from_db()
    assert row.state == "answered" and row.masked_count == 6
    assert "[tên" not in row.pieces[0] and "đã nộp hồ sơ." in row.pieces[0]


@pytest.mark.django_db
def test_a_bad_day_leaves_the_article_and_says_why() -> None:
    editor = account()
    story = article(by=editor, body=BODY)
    with running("busy") as (address, _):
        kept(address)
        row = ask_for_help(article=story, kind="headline", by=editor, now=NOW)
        with pytest.raises(Refused, match="chưa xong"):
            ask_for_help(article=story, kind="headline", by=editor, now=NOW)
        answer_ask(row.pk, now=NOW)
    row.refresh_from_db()
    assert row.state == "failed" and "Bài giữ nguyên" in row.problem
    assert erase_old_asks(before=NOW) == 0 and erase_old_asks(before=NOW + timedelta(1)) == 1
    assert HelpAsk.objects.count() == 0 and Article.objects.get().used_help is False


@pytest.mark.django_db
def test_the_mark_enters_the_hash_only_where_it_stands() -> None:
    story = make.article(for_loudspeaker=False)
    before = story.content
    story.used_help = True
    assert story.content != before
    story.used_help = False
    assert story.content == before


@pytest.mark.django_db
def test_nothing_of_a_secret_project_leaves_even_when_it_became_one_meanwhile() -> None:
    project = ScienceProject.objects.create(name="Nhiệm vụ", starts_on=NOW.date())
    editor = account()
    story = article(by=editor, body=BODY, project=project)
    with running() as (address, edge):
        kept(address)
        row = ask_for_help(article=story, kind="shorter", by=editor, now=NOW)
        ScienceProject.objects.update(secrecy_document="12/QĐ-UBND")
        answer_ask(row.pk, now=NOW)
        row.refresh_from_db()
        assert "bí mật nhà nước" in row.problem and not edge.told
        with pytest.raises(Refused, match="bí mật nhà nước"):
            ask_for_help(article=story, kind="shorter", by=editor, now=NOW + timedelta(hours=1))
