"""Step 7 and the proof of all the others: the ledger as anybody can read it, an export."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from tests.journeys.running import RunningDemo, wait_for

from lantoa.ledger.stores import FOLDER, LINES

Entry = dict[str, Any]


def export(demo: RunningDemo, folder: Path) -> Path:
    """`lantoa ledger export` of this moment."""
    path = folder / "so-minh-chung.tar"
    demo.lantoa("ledger", "export", str(path))
    return path


def entries(demo: RunningDemo, folder: Path, kind: str, subject: str) -> list[Entry]:
    """Entries of one kind about one subject, oldest first."""
    with tarfile.open(export(demo, folder)) as archive:
        lines = archive.extractfile(LINES)
        assert lines is not None
        found = [json.loads(line) for line in lines]
    return [entry for entry in found if entry["kind"] == kind and subject in entry["subjects"]]


def wait_for_entry(demo: RunningDemo, folder: Path, kind: str, subject: str) -> Entry:
    """The first such entry, once it is there."""
    return wait_for(lambda: entries(demo, folder, kind, subject), f"{kind} {subject}")[0]


def changed_copy(source: Path, out: Path, member: str, old: bytes, new: bytes) -> Path:
    """A copy of an export in which one byte of one file differs."""
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    with tarfile.open(source) as archive, tarfile.open(out, "w") as copy:
        for info in archive.getmembers():
            stream = archive.extractfile(info)
            assert stream is not None
            content = stream.read()
            if info.name == member:
                assert content.count(old) == 1
                content = content.replace(old, new)
            copy.addfile(info, io.BytesIO(content))
    return out


def verify_and_tell_changes(demo: RunningDemo, folder: Path, entry: Entry) -> None:
    """The ledger and its export are whole; one other byte in a copy of the export, in an entry or
    in an attachment, and the entry is named."""
    assert "Sổ nguyên vẹn" in demo.lantoa("ledger", "verify", "--signatures")
    whole, copy = export(demo, folder), folder / "da-sua.tar"
    assert "Sổ nguyên vẹn" in demo.lantoa("ledger", "verify", str(whole), "--signatures")
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    other = line.replace('"kind":"b', '"kind":"c')
    changed_copy(whole, copy, LINES, line.encode(), other.encode())
    assert f"Mục {entry['seq']}:" in demo.lantoa("ledger", "verify", str(copy), ends_with=1)
    proof = entry["attachments"][0]["sha256"]
    changed_copy(whole, copy, f"{FOLDER}/{proof}", b'{"k":', b'{"K":')
    assert f"Mục {entry['seq']}:" in demo.lantoa("ledger", "verify", str(copy), ends_with=1)
