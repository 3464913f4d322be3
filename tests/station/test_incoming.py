"""Bulletins from above: taken in with their level, by hand or by the folder; aired by nobody."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lantoa.cap.writing import write_message
from lantoa.channels.station.incoming.folder import folder_of, scan
from lantoa.channels.station.incoming.reading import read_sidecar
from lantoa.channels.station.models import IncomingBulletin
from lantoa.channels.station.services.incoming import (
    FileFromAbove,
    bring_back,
    leave,
    receive_sound,
    take_up,
)
from lantoa.channels.station.terms import IncomingState
from lantoa.core.errors import Refused
from lantoa.media.readings import from_words
from lantoa.media.sound import Tags
from lantoa.newsroom.models import Alert, Article
from lantoa.newsroom.terms import Priority
from lantoa.notices.models import Notice
from lantoa.registry.terms import Role
from tests import make
from tests.cap.test_incoming import message
from tests.make import NOW

pytestmark = pytest.mark.django_db
OLD = NOW - timedelta(minutes=1)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "tin.mp3"
    from_words("Kính mời bà con nghe tin.", path, tags=Tags(title="Tin"))
    return path.read_bytes()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = folder_of(tmp_path)
    place.mkdir()
    return place


def put(path: Path, content: bytes, *, at: datetime = OLD) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def described(root: Path, sound: bytes, **fields: object) -> None:
    told = {
        "id": "ST-01",
        "title": "Lịch cắt điện",
        "level": "ưu tiên",
        "file": "tin.mp3",
        "from": "Sở Công Thương",
        "text": "Cắt điện sáng mai.\nBà con chuẩn bị.",
        **fields,
    }
    put(root / "tin.mp3", sound)
    put(root / "tin.json", json.dumps(told).encode())


def rows() -> list[tuple[str, str, str]]:
    return [(row.title, row.level, row.state) for row in IncomingBulletin.objects.order_by("pk")]


def aside(root: Path) -> dict[str, str]:
    return {one.name: one.read_text("utf-8") for one in (root / "khong-nhan").glob("*.txt")}


def test_sound_with_its_description_is_taken_once_with_its_level(root: Path, sound: bytes) -> None:
    described(root, sound)
    assert scan(root.parent, now=NOW) == 2
    assert rows() == [("Lịch cắt điện", "priority", "new")]
    assert sorted(one.name for one in (root / "da-nhan" / "2026-11-23").iterdir()) == [
        "tin.json", "tin.mp3",
    ]  # fmt: skip
    described(root, sound, id="ST-02")  # the same bytes under another number
    scan(root.parent, now=NOW)
    assert len(rows()) == 1
    assert "đã nhận trước đây" in aside(root)["tin.json.ly-do.txt"]


def test_folder_of_a_level_says_the_level_and_the_top_the_lowest(root: Path, sound: bytes) -> None:
    put(root / "Khẩn cấp" / "lu_ve.mp3", sound)
    put(root / "hop_giao_ban.mp3", sound + b"\0")
    scan(root.parent, now=NOW)
    assert sorted(rows()) == [
        ("hop giao ban", "ordinary", "new"), ("lu ve", "emergency", "new"),
    ]  # fmt: skip


def test_file_still_being_written_waits_and_a_sound_that_never_comes_is_set_aside(
    root: Path, sound: bytes
) -> None:
    put(root / "tin.mp3", sound, at=NOW - timedelta(seconds=1))
    put(root / "khac.mp3.part", sound)
    told = {"id": "1", "title": "Tin", "level": "3", "file": "mai.mp3"}
    put(root / "mai.json", json.dumps(told).encode())
    assert (scan(root.parent, now=NOW), rows()) == (0, [])
    scan(root.parent, now=NOW + timedelta(hours=1))
    assert rows() == [("tin", "ordinary", "new")]
    assert "không có tệp âm thanh «mai.mp3»" in aside(root)["mai.json.ly-do.txt"]
    assert (root / "khac.mp3.part").exists()


def test_bad_files_are_set_aside_with_the_reason_and_stop_nothing(root: Path, sound: bytes) -> None:
    put(root / "virus.exe", b"MZ")
    put(root / "hong.mp3", b"not a sound")
    put(root / "cap.xml", b"<alert>")
    put(root / "muc.json", json.dumps({"id": "1", "title": "T", "level": "đỏ", "file": "a.mp3"})
        .encode())  # fmt: skip
    (root / "lien-ket.mp3").symlink_to("/etc/passwd")
    put(root / "tot.mp3", sound)
    scan(root.parent, now=NOW)
    assert rows() == [("tot", "ordinary", "new")]
    assert sorted(aside(root)) == [
        "cap.xml.ly-do.txt", "hong.mp3.ly-do.txt", "muc.json.ly-do.txt", "virus.exe.ly-do.txt",
    ]  # fmt: skip
    assert "không phải thông thường, ưu tiên, khẩn cấp" in aside(root)["muc.json.ly-do.txt"]


def test_description_may_come_a_while_after_its_sound(root: Path, sound: bytes) -> None:
    put(root / "tin.mp3", sound, at=NOW - timedelta(seconds=20))
    assert scan(root.parent, now=NOW) == 0
    described(root, sound, level="3")
    assert scan(root.parent, now=NOW + timedelta(seconds=30)) == 2
    assert rows() == [("Lịch cắt điện", "emergency", "new")]


@pytest.mark.parametrize("name", ["muc.mp3", "bản tin.mp3"])
def test_sound_whose_description_is_refused_is_not_taken_as_ordinary(
    root: Path, sound: bytes, name: str
) -> None:
    told = {"id": "1", "title": "T", "level": "đỏ", "file": name}
    put(root / "muc.json", json.dumps(told).encode())  # writes b\u1ea3n
    put(root / name, sound)
    for later in (0, 60):
        scan(root.parent, now=NOW + timedelta(seconds=later))
    assert rows() == []
    assert sorted(aside(root)) == sorted(["muc.json.ly-do.txt", f"{name}.ly-do.txt"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bản tin.mp3", '{"id": "1", "level": "3", "file": "b\\u1EA3n tin.mp3"}'),  # other escapes
        ("tin.mp3", '{"id": "1", "level": "3", "file": "tin.mp3", '),  # no JSON at all
        ("tin.mp3", '{"file": "tin.mp3", "text": "' + "x" * 70_000 + '"}'),  # read no further
    ],
)
def test_description_names_its_sound_however_it_is_written(
    root: Path, sound: bytes, name: str, text: str
) -> None:
    put(root / "mo-ta.json", text.encode())
    put(root / name, sound)
    scan(root.parent, now=NOW)
    assert rows() == []
    assert sorted(aside(root)) == sorted(["mo-ta.json.ly-do.txt", f"{name}.ly-do.txt"])


def test_description_of_another_sound_does_not_hold_one_whose_name_ends_alike(
    root: Path, sound: bytes
) -> None:
    told = {"id": "1", "title": "T", "level": "đỏ", "file": "ban tin.mp3"}
    put(root / "mo-ta.json", json.dumps(told).encode())
    put(root / "tin.mp3", sound)
    scan(root.parent, now=NOW)
    assert (rows(), sorted(aside(root))) == (
        [("tin", "ordinary", "new")], ["mo-ta.json.ly-do.txt"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"file": "../../etc/passwd.mp3"}, "không hợp lệ"),
        ({"file": ""}, "thiếu «file»"),
        ({"title": ["x"]}, "không phải chữ"),
        ({"valid_until": "mai"}, "ISO 8601"),
        ({"level": ""}, "không phải thông thường"),
    ],
)
def test_description_that_is_wrong_is_refused(change: dict[str, object], words: str) -> None:
    told = {"id": "1", "title": "Tin", "level": "thường", "file": "a.mp3", **change}
    with pytest.raises(Refused, match=words):
        read_sidecar(json.dumps(told).encode())
    for junk in (b"[]", b"{", b"\xff\xfe", b"[" * 60_000):
        with pytest.raises(Refused):
            read_sidecar(junk)


def received(sound: bytes, level: Priority = Priority.PRIORITY) -> IncomingBulletin:
    return receive_sound(
        file=FileFromAbove("tin.mp3", sound), title="Lịch cắt điện", level=level, now=NOW,
        ident="ST-01", body="Sở Công Thương", text="Cắt điện sáng mai.\nBà con <chuẩn bị>.",
    )  # fmt: skip


def test_taken_up_it_is_a_draft_with_sound_and_level_that_nobody_approved(sound: bytes) -> None:
    make.commune()
    by = make.account(Role.STATION_OPERATOR)
    made = take_up(row=received(sound), by=by, now=NOW)
    assert isinstance(made, Article)
    assert (made.priority, made.live, made.source) == ("priority", False, "Sở Công Thương")
    assert made.renditions.get().recording.speaker == "Sở Công Thương"
    row = IncomingBulletin.objects.get()
    assert (row.state, row.article, row.settled_by) == (IncomingState.TAKEN, made, by)
    with pytest.raises(Refused, match="đã được xử lý"):
        take_up(row=row, by=by, now=NOW)


def test_bulletin_whose_time_is_over_is_not_taken_up(sound: bytes) -> None:
    row = received(sound)
    IncomingBulletin.objects.update(valid_until=NOW - timedelta(minutes=1))
    with pytest.raises(Refused, match="chỉ dùng đến"):
        take_up(row=row, by=make.account(Role.STATION_OPERATOR), now=NOW)
    row.refresh_from_db()
    assert (row.state, row.article) == (IncomingState.NEW, None)


def test_emergency_becomes_a_draft_of_an_alert_and_sounds_nowhere(sound: bytes) -> None:
    make.commune()
    leader = make.account(Role.LEADER)
    row = received(sound, Priority.EMERGENCY)
    [told] = Notice.objects.filter(to_account=leader)
    assert (told.by_mail, "bản tin khẩn cấp của cấp trên" in told.text) == (True, True)
    made = take_up(row=row, by=make.account(Role.STATION_OPERATOR), now=NOW)
    assert isinstance(made, Alert)
    assert (made.state, made.source_body, made.source_document) == (
        "draft", "Sở Công Thương", "ST-01",
    )  # fmt: skip


def test_warning_in_the_folder_is_taken_up_as_its_own_file_would_be(root: Path) -> None:
    make.commune()
    put(root / "lu.xml", write_message(message()))
    scan(root.parent, now=NOW)
    row = IncomingBulletin.objects.get()
    assert (row.level, row.kind) == ("emergency", "cap")
    made = take_up(row=row, by=make.account(Role.STATION_OPERATOR), now=NOW)
    assert isinstance(made, Alert)
    assert made.from_cap == "kttv-0001"


def test_left_with_a_reason_and_brought_back(sound: bytes) -> None:
    by = make.account(Role.STATION_OPERATOR)
    row = received(sound)
    with pytest.raises(Refused, match="vì sao"):
        leave(row=row, why=" ", by=by, now=NOW)
    leave(row=row, why="trùng tin của xã", by=by, now=NOW)
    with pytest.raises(Refused, match="đã được xử lý"):
        take_up(row=row, by=by, now=NOW)
    bring_back(row=row, by=by)
    assert rows() == [("Lịch cắt điện", "priority", "new")]
    with pytest.raises(Refused, match="không được giao"):
        leave(row=row, why="x", by=make.account(Role.INSPECTOR), now=NOW)
