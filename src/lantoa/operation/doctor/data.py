"""Looks at the data: database, ledger, clock, receivers, deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import MANY_TIMES_REFUSED
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.broker_users import mosquitto_is_behind
from lantoa.channels.station.queries import receivers_overview
from lantoa.core.clock import local
from lantoa.core.options import option
from lantoa.ledger.entries import entry_hash
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import as_entry, head
from lantoa.newsroom.making.sweeping import last_sweep
from lantoa.operation.doctor.terms import Finding, doubt, red, well
from lantoa.registry.terms import ReceiverState
from lantoa.vietnamese import byte_size, moment_long, number

ENTRIES = 200
RECENT = timedelta(days=7)
CLOCK_SLACK = timedelta(minutes=5)
EARLIEST_YEAR = 2026


def database(folder: Path, now: datetime) -> Iterator[Finding]:
    """Can it be reached, is it whole, does it have today's tables?"""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, "")
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        is_whole = _is_whole()
    except DatabaseError as error:
        yield red(
            f"Không đọc được cơ sở dữ liệu {name} ({str(error).strip()[:120]})",
            "Kiểm tra DATABASE_URL hoặc tệp lantoa.sqlite3; nếu tệp hỏng thì chạy «lantoa restore»",
        )
        return
    if not is_whole:
        yield red(
            f"Cơ sở dữ liệu {name} có trang bị hỏng",
            "Dừng chương trình, giữ lại tệp hỏng, chạy «lantoa restore» với bản sao lưu gần nhất",
        )
    elif missing:
        yield red(
            f"Cơ sở dữ liệu {name} còn thiếu {len(missing)} bước nâng cấp",
            "Sao lưu rồi chạy «lantoa run --prepare-only»",
        )
    else:
        yield well(f"Cơ sở dữ liệu {name} đọc được, đúng phiên bản")


def _is_whole() -> bool:
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return bool(cursor.fetchone() == ("ok",))


def ledger(folder: Path, now: datetime) -> Iterator[Finding]:
    """The end of the chain; the whole of it is for `lantoa ledger verify`."""
    last = list(Evidence.objects.order_by("-seq")[:ENTRIES])
    entries = [as_entry(row) for row in reversed(last)]
    seq, chain_head = head()
    is_end = (entries[-1]["seq"], entries[-1]["hash"]) == (seq, chain_head) if entries else seq == 0
    wrong = [entry["seq"] for entry in entries if entry_hash(entry) != entry["hash"]]
    wrong += [
        after["seq"] for before, after in pairwise(entries) if after["prev"] != before["hash"]
    ]
    if wrong:
        yield red(
            f"Sổ minh chứng sai từ mục {number(min(wrong))}",
            "Chạy «lantoa ledger verify», giữ nguyên dữ liệu, báo đơn vị hỗ trợ",
        )
    elif not is_end:
        yield red(
            "Sổ minh chứng không kết thúc ở đầu chuỗi đã ghi: có mục bị mất",
            "Chạy «lantoa ledger verify», giữ nguyên dữ liệu, báo đơn vị hỗ trợ",
        )
    else:
        what = f"có {number(seq)} mục, {len(entries)} mục cuối nối đúng chuỗi"
        yield well(f"Sổ minh chứng {what if entries else 'chưa có mục nào'}")


def clock(folder: Path, now: datetime) -> Iterator[Finding]:
    """A clock that was set back, or never set."""
    last = Evidence.objects.order_by("-seq").first()
    todo = "Chỉnh đồng hồ máy và bật tự chỉnh giờ qua mạng"
    if now.year < EARLIEST_YEAR:
        yield red(f"Đồng hồ máy chỉ {moment_long(local(now))}, không thể đúng", todo)
    elif last is not None and last.recorded_at > now + CLOCK_SLACK:
        yield red(
            f"Đồng hồ máy chỉ {moment_long(local(now))}, lùi so với minh chứng cuối ghi lúc "
            f"{moment_long(local(last.recorded_at))}",
            todo,
        )
    else:
        yield well(f"Đồng hồ máy chỉ {moment_long(local(now))}")


def receivers(folder: Path, now: datetime) -> Iterator[Finding]:
    """Out of contact is not known, which is not broken."""
    if option("LANTOA_BROKER") and mosquitto_is_behind(folder):
        yield red(
            "Mosquitto chưa nạp danh sách bộ thu mới: bộ thu vừa ghi danh chưa vào được",
            "Đặt LANTOA_BROKER_RELOAD là lệnh nạp lại, ví dụ: sudo -n systemctl reload mosquitto",
        )
    enrolled = [row for row in receivers_overview(now) if row.state == ReceiverState.ENROLLED]
    silent = [row for row in enrolled if not row.is_known]
    if not enrolled:
        yield doubt("Chưa ghi danh bộ thu nào", "Ghi danh ở bàn làm việc, mục Truyền thanh")
    elif silent:
        names = ", ".join(row.cluster for row in silent[:5])
        yield doubt(
            f"{len(silent)} trên {len(enrolled)} bộ thu chưa rõ tình trạng ({names})",
            "Kiểm tra nguồn điện, đường mạng tại cụm loa",
        )
    else:
        yield well(f"{len(enrolled)} bộ thu đều đang liên lạc")


def deliveries(folder: Path, now: datetime) -> Iterator[Finding]:
    """What did not go out in the last week."""
    recent = Delivery.objects.filter(created_at__gte=now - RECENT)
    failed = recent.filter(state=DeliveryState.FAILED).count()
    uncertain = recent.filter(state=DeliveryState.UNCERTAIN).count()
    if failed:
        yield red(
            f"{failed} lượt gửi không tới nơi trong 7 ngày qua",
            "Xem lý do ở bàn làm việc, mục Kênh, rồi gửi lại",
        )
    if uncertain:
        yield doubt(
            f"{uncertain} lượt gửi chưa rõ đã tới nơi hay chưa", "Mở kênh ấy xem bài đã có chưa"
        )
    stuck = Delivery.objects.filter(MANY_TIMES_REFUSED).count()
    if stuck:
        yield red(
            f"{stuck} lượt gửi nhiều lần chưa gửi được, chương trình vẫn tự gửi lại",
            "Xem lý do ở bàn làm việc, mục Kênh",
        )
    if not failed and not uncertain and not stuck:
        yield well("Không có lượt gửi nào hỏng trong 7 ngày qua")


def swept_files(folder: Path, now: datetime) -> Iterator[Finding]:
    """How much the daily sweep of replaced files freed."""
    last = last_sweep()
    if not last.at:
        yield well("Dọn tệp cũ: chưa tới lượt đầu; mỗi ngày dọn một lần")
        return
    day = moment_long(local(datetime.fromisoformat(last.at)))
    freed = f"bỏ {number(last.files)} tệp, {byte_size(last.size)}" if last.size else "không có gì"
    yield well(
        f"Dọn tệp cũ lần gần nhất {day}: {freed}; từ đầu tới nay đã giải phóng "
        f"{byte_size(last.all_size)}"
    )
