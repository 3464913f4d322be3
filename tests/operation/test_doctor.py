"""The doctor: what is well, what is doubtful, what is red, and what to do about it."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import StationStatus
from lantoa.ledger.models import Chain, Evidence
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.operation.doctor import data, examination, kept, machine, parts, pulse
from lantoa.operation.doctor.terms import Finding, Level
from tests.make import NOW
from tests.operation.commune_folder import lantoa, make


def levels(found: Iterable[Finding]) -> list[Level]:
    """The levels; whatever is not well says what to do."""
    listed = list(found)
    assert all(bool(one.todo) == (one.level != Level.WELL) for one in listed)
    return [one.level for one in listed]


def entry(now: datetime = NOW) -> Evidence:
    return record_evidence(
        kind="meeting.held", occurred_at=now, now=now, by="account:1", subjects=["hamlet:1"],
        payload={"attendees": 30}, proof=Proof.LOGBOOK,
    )  # fmt: skip


@pytest.mark.django_db
def test_ledger_whose_end_was_cut_off_is_red(tmp_path: Path) -> None:
    assert levels(data.ledger(tmp_path, NOW)) == [Level.WELL]
    last = entry()
    entry()
    assert levels(data.ledger(tmp_path, NOW)) == [Level.WELL]
    Chain.objects.update(seq=last.seq + 2)
    assert levels(data.ledger(tmp_path, NOW)) == [Level.RED]


@pytest.mark.django_db
def test_forged_entry_is_red(tmp_path: Path) -> None:
    last = entry()
    values = {field.attname: getattr(last, field.attname) for field in Evidence._meta.fields}
    forged = Evidence(**{**values, "seq": last.seq + 1, "prev": last.hash, "hash": "f" * 64})
    forged.save()
    Chain.objects.update(seq=forged.seq, hash=forged.hash)
    (finding,) = data.ledger(tmp_path, NOW)
    assert (finding.level, finding.what) == (Level.RED, f"Sổ minh chứng sai từ mục {forged.seq}")


@pytest.mark.django_db
def test_clock_behind_the_ledger_is_red(tmp_path: Path) -> None:
    assert levels(data.clock(tmp_path, NOW)) == [Level.WELL]
    assert levels(data.clock(tmp_path, NOW.replace(year=1970))) == [Level.RED]
    entry()
    assert levels(data.clock(tmp_path, NOW - timedelta(minutes=1))) == [Level.WELL]
    assert levels(data.clock(tmp_path, NOW - timedelta(hours=1))) == [Level.RED]


@pytest.mark.django_db
def test_database_that_misses_a_migration_is_red(tmp_path: Path) -> None:
    assert levels(data.database(tmp_path, NOW)) == [Level.WELL]
    MigrationRecorder.Migration.objects.filter(app="ledger").delete()
    assert levels(data.database(tmp_path, NOW)) == [Level.RED]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "age", "level"),
    [
        (DeliveryState.DELIVERED, 0, Level.WELL),
        (DeliveryState.UNCERTAIN, 1, Level.DOUBT),
        (DeliveryState.FAILED, 1, Level.RED),
        (DeliveryState.FAILED, 8, Level.WELL),
    ],
)
def test_failed_delivery_of_the_week_is_red(
    tmp_path: Path, state: DeliveryState, age: int, level: Level
) -> None:
    made_at = NOW - timedelta(days=age)
    Delivery.objects.create(
        key="k", channel="website", content="ab" * 32, state=state, created_at=made_at
    )
    assert levels(data.deliveries(tmp_path, NOW)) == [level]


@pytest.mark.django_db
@pytest.mark.parametrize(("tries", "level"), [(7, Level.WELL), (8, Level.RED)])
def test_delivery_refused_many_times_is_red_however_old(
    tmp_path: Path, tries: int, level: Level
) -> None:
    Delivery.objects.create(
        key="k", channel="website", content="ab" * 32, state=DeliveryState.WAITING,
        attempt_count=tries, created_at=NOW - timedelta(days=30),
    )  # fmt: skip
    assert levels(data.deliveries(tmp_path, NOW)) == [level]


@pytest.mark.django_db
def test_station_that_stands_still_is_red(tmp_path: Path) -> None:
    assert levels(parts.station(tmp_path, NOW)) == [Level.RED]
    status = StationStatus.objects.create(pk=1, commune="x", turned_at=NOW, line_is_up=True)
    assert levels(parts.station(tmp_path, NOW)) == [Level.WELL]
    assert levels(parts.station(tmp_path, NOW + timedelta(hours=1))) == [Level.RED]
    status.line_is_up = False
    status.save()
    assert levels(parts.station(tmp_path, NOW)) == [Level.RED]


def test_jobs_without_a_pulse_are_red(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path
    (tmp_path / "logs").mkdir()
    assert levels(parts.jobs(tmp_path, NOW)) == [Level.RED]
    pulse.beat(NOW)
    assert levels(parts.jobs(tmp_path, NOW)) == [Level.WELL]
    assert levels(parts.jobs(tmp_path, NOW + timedelta(minutes=5))) == [Level.RED]


@pytest.mark.django_db
def test_the_first_turn_of_the_tick_finds_itself_running(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path
    (tmp_path / "logs").mkdir()
    kept.look_round(NOW)
    assert levels(parts.jobs(tmp_path, NOW)) == [Level.WELL]


def test_key_that_others_can_read_is_red(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for name in ("backup-key", "station.pem"):
        (keys / name).write_text("x")
        (keys / name).chmod(0o600)
    assert levels(machine.keys(tmp_path, NOW)) == [Level.WELL]
    (keys / "station.pem").chmod(0o640)
    (finding,) = machine.keys(tmp_path, NOW)
    assert finding.level == Level.RED
    assert finding.todo == f"Chạy «chmod 600 {keys / 'station.pem'}»"


def test_broker_that_does_not_answer_is_red(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.delenv("LANTOA_BROKER", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("LANTOA_BROKER_PORT", str(server.getsockname()[1]))
        assert levels(parts.broker(tmp_path, NOW)) == [Level.WELL]
    assert levels(parts.broker(tmp_path, NOW)) == [Level.RED]


def test_look_that_fails_is_a_red_line(tmp_path: Path) -> None:
    def broken(folder: Path, now: datetime) -> list[Finding]:
        raise ValueError("no such thing")

    assert levels(examination._look("ổ đĩa", broken, tmp_path, NOW)) == [Level.RED]


def test_doctor_tells_a_stopped_commune_from_a_broken_one(tmp_path: Path) -> None:
    folder = tmp_path / "xa"
    make(folder)
    healthy = lantoa("doctor", folder=folder)
    assert (healthy.returncode, healthy.stderr) == (0, "")
    assert "0 hỏng" in healthy.stdout
    (folder / "logs" / "web.pid").write_text("999999999")
    crashed = lantoa("doctor", folder=folder)
    assert crashed.returncode == 1
    assert "HỎNG    Đã dừng mà chưa chạy lại: web." in crashed.stdout
    (folder / "logs" / "web.pid").unlink()
    database = folder / "lantoa.sqlite3"
    database.write_bytes(b"not a database at all" * 500)
    for name in ("lantoa.sqlite3-wal", "lantoa.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    broken = lantoa("doctor", folder=folder)
    assert (broken.returncode, broken.stderr) == (1, "")
    assert "HỎNG    Không đọc được cơ sở dữ liệu SQLite" in broken.stdout
    assert "«lantoa restore»" in broken.stdout
