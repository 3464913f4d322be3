"""A changed byte anywhere is named; an outsider's tool says the same."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.entries import check_chain, flat
from lantoa.ledger.exporting import export
from lantoa.ledger.queries import head, sent_heads
from lantoa.ledger.services import erase_attachment, record_evidence, send_head
from lantoa.ledger.stores import ExportStore, LiveStore
from lantoa.ledger.verifying import verify
from tests.make import NOW

pytestmark = pytest.mark.django_db
TOOL = Path(__file__).parents[2] / "tools" / "verify_ledger.py"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    for attendees in (20, 21, 22):
        record_evidence(
            kind="training.held", occurred_at=NOW, now=NOW, by="account:1",
            subjects=["task:KH-2026-1/1.5"], payload={"attendees": attendees, "title": "Lớp số"},
            proof="document",
            attachments=[attachments.keep(b"danh sach %d" % attendees, "text/plain")],
        )  # fmt: skip
    out = tmp_path / "so.tar"
    assert export(out) == 3
    return out


def by_tool(path: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(TOOL), str(path), *words], capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_whole_export_verifies_here_and_outside(exported: Path) -> None:
    result = verify(ExportStore(exported))
    assert (result.entry_count, result.attachment_count, result.findings) == (3, 3, ())
    code, words = by_tool(exported, result.head[:16])
    assert (code, "không kiểm tra chữ ký" in words) == (0, True)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"attendees":21', b'"attendees":29'), (b"danh sach 21", b"danh sach 29")]
)
def test_one_changed_byte_names_the_entry(exported: Path, old: bytes, new: bytes) -> None:
    exported.write_bytes(exported.read_bytes().replace(old, new))
    assert verify(ExportStore(exported)).findings[0].seq == 2
    code, words = by_tool(exported)
    assert (code, words.startswith("Mục 2:")) == (1, True)


def test_live_attachment_changed_names_the_entry(exported: Path) -> None:
    path = attachments.path_of(attachments.keep(b"danh sach 22", "text/plain")["sha256"])
    path.chmod(0o640)
    path.write_bytes(b"danh sach 99")
    assert [finding.seq for finding in verify(LiveStore()).findings] == [3]


def test_head_that_was_sent_out_is_compared(exported: Path) -> None:
    send_head(to="Sở Khoa học và Công nghệ", now=NOW)
    assert sent_heads() == [head()]
    assert verify(LiveStore(), heads=sent_heads()).findings == ()
    assert [f.seq for f in verify(LiveStore(), heads=[(3, "f" * 64)]).findings] == [3]


def test_typed_head_must_be_known(exported: Path) -> None:
    assert verify(LiveStore(), typed_head=head()[1][:16]).findings == ()
    assert verify(LiveStore(), typed_head="0123456789abcdef").findings != ()


def test_photo_is_no_export(tmp_path: Path) -> None:
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 2000)
    with pytest.raises(Refused, match="không phải bản xuất"):
        verify(ExportStore(photo))


def test_every_damaged_byte_of_the_lines_is_a_finding_never_a_crash(
    exported: Path, tmp_path: Path
) -> None:
    with tarfile.open(exported, "r:") as archive:
        archive.extractall(tmp_path / "mo", filter="data")
    lines = tmp_path / "mo" / "so-minh-chung.jsonl"
    whole = lines.read_bytes()
    for place in range(0, len(whole) - 1, 7):
        lines.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verify(ExportStore(tmp_path / "mo")).findings, place
    lines.write_bytes(whole.replace(b'"seq":2', b'"sek":2'))
    assert by_tool(tmp_path / "mo")[1].startswith("Mục 2: không đọc được")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE ledger_evidence SET occurred_at = '2025-01-01 00:00:00' WHERE seq = 2", "đếm"),
        ("DELETE FROM ledger_subject WHERE evidence_id = 2", "đối tượng"),
    ],
)
def test_what_figures_are_counted_from_is_compared(
    exported: Path, statement: str, what: str
) -> None:
    triggers = import_module("lantoa.ledger.migrations.0002_never_changed")
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        triggers.unguard(None, editor)
        cursor.execute(statement)
        triggers.guard(None, editor)
    [finding] = verify(LiveStore()).findings
    assert (finding.seq, what in finding.what) == (2, True)


def test_cut_tail_is_seen_by_the_head(exported: Path) -> None:
    seq, last = head()
    entries = [entry for entry in LiveStore().entries() if entry["seq"] < seq]
    assert list(check_chain(entries)) == []
    assert verify(LiveStore(), heads=[(seq, last)]).findings == ()
    assert [f.seq for f in verify(LiveStore(), heads=[(seq + 1, last)]).findings] == [seq + 1]


def test_erased_attachment_is_no_damage(exported: Path) -> None:
    kept = attachments.keep(b"danh sach 21", "text/plain")["sha256"]
    erase_attachment(sha256=kept, reason="có tên trẻ em", by="account:1", now=NOW)
    attachments.path_of(kept).unlink(missing_ok=True)
    assert verify(LiveStore()).findings == ()
    out = exported.with_name("so2.tar")
    export(out)
    assert verify(ExportStore(out)).findings == ()
    assert by_tool(out)[0] == 0


@pytest.mark.parametrize("value", [None, 1.5, {"a": 1}, [[1]]])
def test_payload_stays_flat(value: object) -> None:
    with pytest.raises(ValueError, match="payload"):
        flat({"a": value})
