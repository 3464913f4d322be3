"""The child process through which a receiver hears a file."""

from __future__ import annotations

import array
import fcntl
import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.make import recording

PLAY = [sys.executable, "-m", "lantoa.media.play"]


def played(path: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PLAY, str(path), *options], capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def tune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recording(tmp_path_factory.mktemp("tune") / "bai.mp3", seconds=20)


def test_player_writes_every_sample_of_the_file(tune: Path) -> None:
    done = played(tune)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) / 96_000 == pytest.approx(20, abs=0.03)


def test_player_starts_where_it_is_told(tune: Path) -> None:
    late = played(tune, "--start", "12")
    assert len(late.stdout) / 96_000 == pytest.approx(8, abs=0.06)
    assert late.stdout[-96_000:] == played(tune).stdout[-96_000:]


def test_player_has_nothing_to_play_after_the_end(tune: Path) -> None:
    done = played(tune, "--start", "1000")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_player_changes_rate_and_level(tune: Path) -> None:
    soft = played(tune, "--rate", "16000", "--gain", "-20")
    assert len(soft.stdout) / 32_000 == pytest.approx(20, abs=0.03)
    loud = array.array("h", played(tune, "--rate", "16000").stdout)
    assert max(array.array("h", soft.stdout)) == pytest.approx(max(loud) / 10, abs=2)


@pytest.mark.parametrize("content", [None, b"", b"khong phai am thanh" * 100])
def test_player_says_in_one_line_that_a_file_will_not_play(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "bai.mp3").write_bytes(content)
    done = played(tmp_path / "bai.mp3")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bai.mp3", "--loud", "1"],
        ["bai.mp3", "--gain", "to"],
        ["bai.mp3", "--rate", "0"],
        ["bai.mp3", "--gain", "nan"],
    ],
)
def test_player_refuses_options_it_does_not_know(words: list[str]) -> None:
    done = subprocess.run([*PLAY, *words], capture_output=True, timeout=300)
    assert (done.returncode, done.stdout) == (1, b"")


def signals_it_handles(pid: int) -> set[signal.Signals]:
    """The signals that a process blocks, ignores or answers itself, of those that end one; what
    this run itself was started to ignore it can only hand down."""
    told = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    masks = [int(line.split()[1], 16) for line in told if line.startswith(("SigB", "SigI", "SigC"))]
    assert len(masks) == 3
    both = (signal.SIGTERM, signal.SIGHUP)
    ends = [one for one in both if signal.getsignal(one) != signal.SIG_IGN]
    return {one for one in ends if any(mask >> (one - 1) & 1 for mask in masks)}


def test_player_stops_at_once_when_told(tune: Path) -> None:
    """On any machine: nothing stands between the signal and the end, and then no more sound is
    left than the pipe holds."""
    with subprocess.Popen([*PLAY, str(tune)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        room = fcntl.fcntl(child.stdout, fcntl.F_GETPIPE_SZ)
        assert child.stdout.read(9600)
        assert signals_it_handles(child.pid) == set()
        child.send_signal(signal.SIGTERM)
        # Nobody reads what it still holds: it ends by the signal alone, or not at all.
        assert child.wait(timeout=300) == -signal.SIGTERM
        left = len(child.stdout.read())
    # A buffered reader took some of it before.
    assert left <= room + io.DEFAULT_BUFFER_SIZE < 96_000, "less than a second of sound"


def test_player_ends_quietly_when_nobody_listens(tune: Path) -> None:
    with subprocess.Popen(
        [*PLAY, str(tune)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.read(100)
        child.stdout.close()
        assert (child.wait(timeout=300), child.stderr.read()) == (0, b"")


def test_importing_the_room_loads_no_outside_library() -> None:
    look = (
        "import sys, lantoa.media, lantoa.media.readings, lantoa.media.recordings, "
        "lantoa.media.programme, lantoa.media.play; "
        "print(sorted({'av', 'espeakng_loader', 'numpy', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True)
    assert done.stdout == "[]\n"
