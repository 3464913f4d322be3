"""Who plays for us: packs out, logs back at level P1, only what was planned."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.book import book_lines
from lantoa.channels.station.handing.packing import write_pack
from lantoa.channels.station.handing.queries import missing_sounds
from lantoa.channels.station.models import HandoverPack, Partner, PartnerLog
from lantoa.channels.station.services.partner_logs import (
    choose_columns,
    keep_log,
    open_log,
    read_log,
    undo_log,
)
from lantoa.channels.station.services.partners import make_pack, save_partner
from lantoa.channels.station.terms import Cell, LogState, RowVerdict
from lantoa.core.clock import ZONE, local
from lantoa.core.errors import Refused, Unreadable
from lantoa.documents.sheets import read_xlsx
from lantoa.ledger.queries import facts
from lantoa.newsroom.services import withdraw_article
from lantoa.registry.importing.values import name_key
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW
from tests.registry.sheets import xlsx
from tests.station.make import enrolled, heard_article, operator, zone_with_slot
from tests.station.simulators import board
from tests.station.simulators.console import Console, ConsoleError, console, packed

pytestmark = pytest.mark.django_db
DAY = NOW.date() + timedelta(days=1)
AFTER = datetime.combine(DAY, time(20), ZONE)
HEADS = ["Cụm loa", "Ngày", "Giờ bắt đầu", "Thời lượng (giây)", "Nội dung", "Kết quả"]


def partner(by: Account | None = None, *, name: str = "Hệ thống của tỉnh") -> Partner:
    """Two clusters in a zone with a slot at 17:00, played by the province."""
    places = [make.cluster("Bến Đò"), make.cluster("Cồn Soi")]
    zone_with_slot(places, at=time(17), quiet=False)
    return save_partner(partner=Partner(name=name), clusters=places, by=by or operator())


def packed_for(row: Partner, *titles: str, days: int = 1) -> HandoverPack:
    for title in titles:
        heard_article(title, seconds=40)
    deliver(NOW)
    last = DAY + timedelta(days=days - 1)
    return make_pack(partner=row, first=DAY, last=last, by=operator(), now=NOW)


def told(pack: HandoverPack) -> list[tuple[str, list[str]]]:
    return [
        (f"{local(datetime.fromisoformat(slot['at'])):%d/%m %H:%M}",
         [one["title"] for one in slot["sounds"]])
        for slot in pack.slots
    ]  # fmt: skip


def log(row: Partner, *rows: list[Any], heads: list[str] = HEADS, name: str = "log.csv") -> Any:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return open_log(partner=row, content=out.getvalue().encode(), file_name=name, by=operator(),
                    now=AFTER)  # fmt: skip


def verdicts(made: PartnerLog) -> list[str]:
    return [str(one.verdict) for one in read_log(made, now=AFTER).matched]


def written() -> list[tuple[str, str, int]]:
    found = facts(kinds=("broadcast.played", "broadcast.failed"))
    return [(one.kind, one.proof, one.payload["seconds"]) for one in found]


def played(cluster: str, at: str, seconds: int, title: str = "", result: str = "") -> list[Any]:
    return [cluster, f"{DAY:%d/%m/%Y}", at, seconds, title, result]


def test_waiting_items_are_spread_over_the_days_and_given_once() -> None:
    row = partner()
    first = packed_for(row, "Họp thôn", "Lịch tiêm", days=2)
    assert told(first) == [("24/11 17:00", ["Họp thôn", "Lịch tiêm"]), ("25/11 17:00", [])]
    heard_article("Cấp nước", seconds=40)
    deliver(NOW)
    again = make_pack(partner=row, first=DAY, last=DAY + timedelta(days=1), by=operator(), now=NOW)
    first.refresh_from_db()
    assert first.dropped_at == NOW
    assert told(again) == [("24/11 17:00", ["Họp thôn", "Lịch tiêm", "Cấp nước"]),
                           ("25/11 17:00", [])]  # fmt: skip


def test_pack_holds_the_approved_bytes_the_timetable_and_the_form() -> None:
    pack = packed_for(partner(), "Họp thôn")
    with write_pack(pack) as out, zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        [sound] = [name for name in names if name.endswith(".mp3")]
        assert archive.read(sound) == b"not music: H\xe1\xbb\x8dp th\xc3\xb4n"
        assert archive.read("lich-phat-va-phieu-xac-nhan.pdf")[:5] == b"%PDF-"
        sheets = read_xlsx(archive.read("lich-phat.xlsx"))
        assert any(name.endswith(".m3u8") for name in names)
    assert sheets[0].rows[1][5] == "Họp thôn"
    assert list(sheets[1].rows[0]) == HEADS


def test_pack_with_an_item_taken_down_is_not_handed_over() -> None:
    pack = packed_for(partner(), "Họp thôn")
    article = Delivery.objects.get(channel="station").article
    assert article is not None
    withdraw_article(article=article, by=make.account(Role.LEADER), now=NOW)
    assert missing_sounds(pack) == ["Họp thôn"]


def test_partner_and_pack_that_cannot_be_are_refused_in_words() -> None:
    row = partner()
    with pytest.raises(Refused, match="chưa có tin nào đã duyệt"):
        make_pack(partner=row, first=DAY, last=DAY, by=operator(), now=NOW)
    with pytest.raises(Refused, match="từ 1 đến 14 ngày"):
        make_pack(partner=row, first=DAY, last=DAY + timedelta(days=30), by=operator(), now=NOW)
    with pytest.raises(Refused, match="đã qua"):
        make_pack(partner=row, first=date(2026, 1, 1), last=date(2026, 1, 2), by=operator(),
                  now=NOW)  # fmt: skip
    with pytest.raises(Refused, match="đang do «Hệ thống của tỉnh» phát"):
        save_partner(partner=Partner(name="VNPT"), clusters=[make.cluster("Bến Đò")],
                     by=operator())  # fmt: skip
    enrolled(make.cluster("Chợ"))
    with pytest.raises(Refused, match="có bộ thu của xã"):
        save_partner(partner=Partner(name="VNPT"), clusters=[make.cluster("Chợ")], by=operator())
    with pytest.raises(Refused, match="không được giao"):
        save_partner(partner=Partner(name="VNPT"), clusters=[make.cluster("Đồi Chè")],
                     by=make.account(Role.EDITOR))  # fmt: skip


def test_only_rows_that_match_what_was_handed_over_count() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    made = log(
        row,
        played("Bến Đò", "17:00:05", 55, "Họp thôn"),
        played("bến đò", "17:01", 40, "Họp thôn"),
        played("Cồn Soi", "17:00", 0, "Họp thôn", "Mất kết nối"),
        played("Cồn Soi", "03:15", 40, "Họp thôn"),
        played("Cồn Soi", "17:00", 40, "Quảng cáo"),
        played("TB-0099", "17:00", 40, "Họp thôn"),
        ["Cồn Soi", f"{DAY:%d/%m/%Y}", "25:00", 40, "Họp thôn", ""],
    )
    assert verdicts(made) == [
        RowVerdict.COUNTED, RowVerdict.DOUBLE, RowVerdict.FAILED, RowVerdict.UNPLANNED,
        RowVerdict.UNPLANNED, RowVerdict.STRANGE, RowVerdict.WRONG,
    ]  # fmt: skip
    assert keep_log(log=made, by=operator(), now=AFTER) == 2
    # never more than was handed over, never more than P1
    assert written() == [("broadcast.failed", "P1", 0), ("broadcast.played", "P1", 40)]
    made.refresh_from_db()
    assert (made.state, made.tables, len(made.others)) == (LogState.KEPT, [], 6)


def test_what_failed_is_one_failure_and_may_still_be_heard() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    broken = [played("Cồn Soi", f"17:0{n}", 0, "Họp thôn", "Mất kết nối") for n in range(3)]
    silent = played("Bến Đò", "17:00", 0, "Họp thôn", "Mất kết nối")
    keep_log(log=log(row, *broken, silent), by=operator(), now=AFTER)
    assert written() == [("broadcast.failed", "P1", 0)] * 2
    assert Delivery.objects.get(channel="station").state == "waiting"
    later = [played(name, "17:05", 40, "Họp thôn") for name in ("Bến Đò", "Cồn Soi")]
    assert keep_log(log=log(row, *later, name="sau.xlsx"), by=operator(), now=AFTER) == 2
    assert Delivery.objects.get(channel="station").state == "delivered"


def test_failure_told_again_in_another_log_is_not_another_failure() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    silent = played("Bến Đò", "17:00", 0, "Họp thôn", "Mất kết nối")
    keep_log(log=log(row, silent), by=operator(), now=AFTER)
    heard = played("Cồn Soi", "17:00", 40, "Họp thôn")
    assert keep_log(log=log(row, silent, heard, name="tuần.csv"), by=operator(), now=AFTER) == 1
    assert written() == [("broadcast.failed", "P1", 0), ("broadcast.played", "P1", 40)]


def test_book_plans_what_was_handed_over_until_its_hour() -> None:
    row = partner()
    packed_for(row, "Họp thôn")

    def book(now: datetime) -> list[tuple[str, str]]:
        lines = book_lines(DAY, DAY, now=now)
        return sorted((one.cluster, one.cell) for line in lines for one in line.cells)

    assert book(NOW) == [("Bến Đò", Cell.PLANNED), ("Cồn Soi", Cell.PLANNED)]
    assert book(AFTER) == [("Bến Đò", Cell.UNKNOWN), ("Cồn Soi", Cell.UNKNOWN)]
    silent = played("Bến Đò", "17:00", 0, "Họp thôn", "Mất kết nối")
    keep_log(log=log(row, silent), by=operator(), now=AFTER)
    assert book(AFTER) == [("Bến Đò", Cell.FAILED), ("Cồn Soi", Cell.UNKNOWN)]


def test_cells_of_a_workbook_keep_their_hour_and_merged_names() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    begin = datetime.combine(DAY, time(17, 0, 3))
    made = open_log(
        partner=row, file_name="log.xlsx", by=operator(), now=AFTER,
        content=xlsx([["Cụm loa", "Giờ bắt đầu", "Thời lượng (phút)"], ["Bến Đò", begin, 0.5]]),
    )  # fmt: skip
    [one] = read_log(made, now=AFTER).matched
    assert [(f"{each.at:%H:%M:%S}", each.seconds) for each in one.counted] == [("17:00:03", 30)]


def test_whole_programme_row_is_dealt_out_in_order() -> None:
    row = partner()
    packed_for(row, "Họp thôn", "Lịch tiêm")
    made = log(row, played("Bến Đò", "17:00", 60))
    [one] = read_log(made, now=AFTER).matched
    assert [each.seconds for each in one.counted] == [40, 20]


def test_same_file_is_refused_by_its_bytes_and_undone_with_a_reason() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    rows = [played("Bến Đò", "17:00", 40, "Họp thôn"), played("Cồn Soi", "17:00", 40, "Họp thôn")]
    keep_log(log=log(row, *rows), by=operator(), now=AFTER)
    assert Delivery.objects.get(channel="station").state == "delivered"
    with pytest.raises(Refused, match="đã nhận rồi, với tên «log"):
        log(row, *rows, name="khac.xlsx")
    other = log(row, *rows, ["", "", "", "", "", ""])  # the same told by another file
    assert verdicts(log(row, rows[0])) == [RowVerdict.DOUBLE]
    kept = PartnerLog.objects.get(state=LogState.KEPT)
    with pytest.raises(Refused, match="cần có lý do"):
        undo_log(log=kept, reason="", by=operator(), now=AFTER)
    assert undo_log(log=kept, reason="nhầm tệp", by=operator(), now=AFTER) == 2
    assert (written(), Delivery.objects.get(channel="station").state) == ([], "waiting")
    assert verdicts(other) == [RowVerdict.COUNTED] * 2


def test_columns_and_strange_names_are_remembered_for_the_partner() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    heads = ["Mã", "Lúc", "Bao lâu", "Bài"]
    rows = ["TB-01", f"17:00 {DAY:%d/%m/%Y}", "1 phút", "hop-thon-1a2b.mp3"]
    made = log(row, rows, heads=heads)
    assert read_log(made, now=AFTER).matched == []
    place = {"cluster": 0, "start": 1, "length": 2, "title": 3}
    choose_columns(log=made, sheet=0, places=place, in_minutes=False, names={}, by=operator())
    assert read_log(made, now=AFTER).strange == ["TB-01"]
    names = {name_key("TB-01"): make.cluster("Bến Đò").pk}
    choose_columns(log=made, sheet=0, places=place, in_minutes=False, names=names, by=operator())
    keep_log(log=made, by=operator(), now=AFTER)
    undo_log(log=made, reason="thử lại", by=operator(), now=AFTER)
    row.refresh_from_db()
    next_time = log(row, rows, [*rows[:3], "x"], heads=heads)
    assert verdicts(next_time) == [RowVerdict.COUNTED, RowVerdict.UNPLANNED]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01", b"PK\x03\x04broken"])
def test_file_that_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises((Unreadable, Refused)):
        open_log(partner=partner(), content=content, file_name="x", by=operator(), now=AFTER)
    assert PartnerLog.objects.count() == 0


def test_twenty_thousand_rows_are_read_and_more_are_refused() -> None:
    row = partner()
    packed_for(row, "Họp thôn")
    line = f"Bến Đò,{DAY:%d/%m/%Y},03:15,40,Họp thôn,\n"
    head = ",".join(HEADS) + "\n"
    made = open_log(partner=row, content=(head + line * 20_000).encode(), file_name="to.csv",
                    by=operator(), now=AFTER)  # fmt: skip
    assert len(read_log(made, now=AFTER).matched) == 20_000
    with pytest.raises(Unreadable, match="quá 20"):
        open_log(partner=row, content=(head + line * 20_100).encode(), file_name="to.csv",
                 by=operator(), now=AFTER)  # fmt: skip


def shown_by(vendor: Console, row: Partner, *, encoding: str = "utf-8-sig") -> PartnerLog:
    return open_log(partner=row, content=vendor.export(encoding=encoding),
                    file_name="thong-ke.csv", by=operator(), now=AFTER)  # fmt: skip


CODES = {"Bến Đò": "TB01", "Cồn Soi": "TB02"}


def named(row: Partner) -> None:
    row.names = {name_key(code): make.cluster(name).pk for name, code in CODES.items()}
    row.save()


def zipped(pack: HandoverPack) -> bytes:
    with write_pack(pack) as out:
        return out.read()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_vendors_console_plays_a_pack_and_its_statistics_come_back(encoding: str) -> None:
    row = partner()
    named(row)
    pack = packed_for(row, "Họp thôn", "Lịch tiêm")
    vendor = console(CODES.values())
    vendor.devices["TB02"].is_on = False  # it loses what is sent to it, and says nothing
    vendor.load(zipped(pack), CODES)
    vendor.devices["TB02"].is_on = True
    vendor.run(DAY)
    made = shown_by(vendor, row, encoding=encoding)
    assert sorted(verdicts(made)) == [RowVerdict.COUNTED] * 2 + [RowVerdict.FAILED] * 2
    keep_log(log=made, by=operator(), now=AFTER)
    # What failed on one cluster is not delivered, and may still be heard there.
    assert not Delivery.objects.filter(channel="station", state=DeliveryState.DELIVERED).exists()
    assert sorted(written()) == [
        ("broadcast.failed", "P1", 0), ("broadcast.failed", "P1", 0),
        ("broadcast.played", "P1", 40), ("broadcast.played", "P1", 40),
    ]  # fmt: skip


def test_vendors_console_refuses_as_it_is_known_to() -> None:
    vendor = console(["TB01"])
    for url, words in (
        ("http://console.local/command?data=@@", "sai định dạng"),
        (packed(1, "TB09"), "không có thiết bị"),
        (packed(11, "TB01"), "không hỗ trợ"),
    ):
        with pytest.raises(ConsoleError, match=words):
            vendor.send(url)


def test_board_plays_by_the_weightier_group_and_its_log_comes_back() -> None:
    row = partner()
    row.names = {name_key("SN-7"): make.cluster("Bến Đò").pk}
    row.save()
    packed_for(row, "Họp thôn")
    device = board.Board("SN-7", [board.Group("xa", 5), board.Group("tinh", 1)])
    song = {"name": "hop-thon-00.mp3", "seconds": 40}
    device.files.add(song["name"])  # type: ignore[arg-type]
    at = 17 * 3600
    wanted = board.schedule_message(songs=[song], first=DAY, last=DAY, times=[at])
    assert device.take("xa", wanted) == ""
    assert device.take("huyen", wanted) == "không thuộc nhóm"
    assert device.take("xa", b"{") == "bản tin hỏng"
    device.run(DAY)
    made = open_log(partner=row, content=device.log_of(DAY), file_name="log.txt", by=operator(),
                    now=AFTER)  # fmt: skip
    assert verdicts(made) == [RowVerdict.COUNTED]
    province = board.schedule_message(
        songs=[{"name": "tinh.mp3", "seconds": 900}], first=DAY, last=DAY, times=[at]
    )
    device.files.add("tinh.mp3")
    device.take("tinh", province)
    device.played.clear()
    device.run(DAY)
    made = open_log(partner=row, content=device.log_of(DAY), file_name="log2.txt", by=operator(),
                    now=AFTER)  # fmt: skip
    assert verdicts(made) == [RowVerdict.UNPLANNED, RowVerdict.FAILED]


@pytest.mark.skipif(
    "LANTOA_REAL_LOG" not in os.environ,
    reason="LANTOA_REAL_LOG names no log that a real console exported",
)
def test_real_log_is_laid_out_like_that_of_the_simulator() -> None:
    """The twin: whatever a real console exports has the columns that its fake writes."""
    row = partner()
    path = Path(os.environ["LANTOA_REAL_LOG"])
    made = open_log(partner=row, content=path.read_bytes(), file_name=path.name, by=operator(),
                    now=AFTER)  # fmt: skip
    draft = read_log(made, now=AFTER)
    assert {"cluster", "start"} <= set(draft.places)
    assert not [one for one in draft.matched if one.verdict == RowVerdict.WRONG]
