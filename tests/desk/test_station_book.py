"""Sổ theo dõi phát thanh: every item on every cluster, minutes apart by their level of proof."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from tests import make
from tests.make import at
from tests.station.make import Speaker, airing, operator

from lantoa.channels.station.book import book_lines
from lantoa.channels.station.by_hand import HandItem
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.services.by_hand import record_sheet
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.settling import mark_unknown
from lantoa.channels.station.terms import Cell
from lantoa.desk.station.book import minutes_of, sheets_of, week_of
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
BEGIN = at(17)
AFTER = BEGIN + timedelta(hours=1)
PAGE = "/ban-lam-viec/truyen-thanh/so/"
WEEK = week_of("2026-11-23", make.TODAY)


def aired() -> None:
    """One item on two clusters: the first proved it, of the other nobody knows; a third one was
    switched by hand."""
    (first, key), _ = airing(at_=BEGIN, clusters=2)
    speaker = Speaker(first.receiver, key)
    take_proof(name=speaker.name, data=speaker.says(first), now=AFTER)
    mark_unknown(now=AFTER)
    article = Broadcast.objects.all()[0].bulletin.article
    record_sheet(
        starts_at=BEGIN, items=[HandItem(article, article.renditions.get())],
        clusters=[make.cluster("Chợ")], by=operator(), now=AFTER,
    )  # fmt: skip


def test_every_cluster_of_an_item_stands_by_what_is_known_of_it() -> None:
    aired()
    found = {
        (line.title, line.zone): [(one.cluster, one.cell) for one in line.cells]
        for line in book_lines(WEEK.first, WEEK.last, now=AFTER)
    }
    assert found == {
        ("Nộp hồ sơ tại nhà", "Toàn xã"): [
            ("Cụm 1", Cell.PLAYED), ("Cụm 2", Cell.UNKNOWN)
        ],
        ("Nộp hồ sơ tại nhà", "phát tay"): [("Chợ", Cell.BY_HAND)],
    }  # fmt: skip
    assert book_lines(WEEK.after, WEEK.after + timedelta(days=6), now=AFTER) == []


def test_minutes_of_the_three_levels_are_never_added_up() -> None:
    aired()
    total, tables = minutes_of(WEEK)
    assert (total.first, total.repeats, total.by_hand, total.reported) == (
        "30 giây", "0", "30 giây", "0",
    )  # fmt: skip
    assert [(table.name, [row.name for row in table.rows]) for table in tables] == [
        ("Theo nội dung thiết yếu", ["kiến thức khoa học, kỹ thuật, công nghệ"]),
        ("Theo khu vực", ["chưa ghi", "Toàn xã"]),
        ("Theo ngôn ngữ", ["tiếng Việt"]),
        ("Theo mức ưu tiên", ["bản tin thường"]),
    ]


def test_screen_print_workbook_and_recordings_hold_the_same_week() -> None:
    aired()
    client = Client()
    client.force_login(make.account(Role.INSPECTOR))
    asked = "?tuan=2026-11-23"
    for page in ("", "in/"):
        text = client.get(f"{PAGE}{page}{asked}").content.decode()
        assert "Nộp hồ sơ tại nhà" in text
        assert "1 chưa rõ" in text
    assert "Xã bố trí 8 Tổ công nghệ số cộng đồng." in text
    assert client.get(f"{PAGE}tep/{asked}").content[:2] == b"PK"
    answer = client.get(f"{PAGE}ban-thu/{asked}")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == [
            "01-nop-ho-so-tai-nha.mp3", "01-nop-ho-so-tai-nha.txt",
        ]  # fmt: skip
    [lines, _, scripts] = sheets_of(WEEK, now=AFTER)
    assert [row[7] for row in lines.rows[1:]] == [
        "đã phát, bộ thu ký", "chưa rõ", "ghi sổ thủ công",
    ]  # fmt: skip
    assert scripts.rows[1][0] == "Nộp hồ sơ tại nhà"


def test_week_without_anything_and_an_address_of_nonsense_say_so() -> None:
    client = Client()
    client.force_login(make.account(Role.STATION_OPERATOR))
    assert "chưa có lượt phát nào" in client.get(f"{PAGE}?tuan=abc").content.decode()
    answer = client.get(f"{PAGE}ban-thu/", HTTP_REFERER=PAGE, follow=True)
    assert "không có tin nào" in answer.content.decode()


def test_filters_keep_what_they_ask_for() -> None:
    aired()
    client = Client()
    client.force_login(make.account(Role.STATION_OPERATOR))
    text = client.get(f"{PAGE}?tuan=2026-11-23&tinh-trang=hand").content.decode()
    assert "Chợ" in text
    assert "Cụm 2" not in text
