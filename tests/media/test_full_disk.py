"""A full disk while sound is written: one sentence, the old file kept, nothing half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.make import SENTENCE, recording

# A limit on the size of files makes every write beyond it fail, as a full disk does; it holds
# for the whole process, so it gets one of its own.
CHILD = """
import resource, sys
from pathlib import Path
from lantoa.core.errors import Refused
from lantoa.media import readings, recordings
from lantoa.media.sound import Tags

kind, given, out, limit = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    if kind == "words":
        readings.from_words(given, out, tags=Tags())
    else:
        recordings.from_upload(Path(given), out, tags=Tags())
except Refused as refusal:
    print(refusal)
"""


def told(kind: str, given: str, out: Path, limit: int) -> str:
    command = [sys.executable, "-c", CHILD, kind, given, str(out), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_full_disk_while_mastering_keeps_what_was_there(tmp_path: Path, ending: str) -> None:
    given = recording(tmp_path / "micro.wav", seconds=6)
    out = tmp_path / f"bai{ending}"
    out.write_bytes(b"duyet")
    assert told("upload", str(given), out, 5_000).startswith("Ổ đĩa đã đầy")
    assert out.read_bytes() == b"duyet"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["micro.wav", out.name])


def test_full_disk_while_the_voice_speaks_is_told(tmp_path: Path) -> None:
    assert told("words", SENTENCE, tmp_path / "bai.mp3", 5_000).startswith("Ổ đĩa đã đầy")
    assert list(tmp_path.iterdir()) == []
