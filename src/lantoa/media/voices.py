"""Synthetic voices. Each engine is a module run as a program of its own.

An engine is a library that keeps its state in globals, is not safe between threads and has
crashed on odd input before. As a child process it can do no harm to a web server or a job, can
be stopped, and starts from the same state every time, so that the same words give the same
bytes. Price: about 50 ms a text. A neural voice is a file that the commune puts into
`giong-doc` in its folder: `NAME.onnx` with `NAME.onnx.json`."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.home import home
from lantoa.media.prosody import ORDINARY, Phrase, Style, phrases

ENGINES = {"espeak-ng": "lantoa.media.speak", "piper": "lantoa.media.speak_piper"}
"""Engine → module with the protocol of `lantoa.media.voice_program`."""

FOLDER = "giong-doc"
PIPER = "piper:"
PATIENCE_SECONDS = 60
"""A voice that takes longer to start, or for one phrase, hangs and is ended."""


@dataclass(frozen=True)
class Voice:
    """`name` is what the command line and settings hold, `label` what a screen shows, `asked`
    what its engine is asked for."""

    name: str
    label: str
    engine: str
    asked: str


@dataclass(frozen=True)
class Said:
    """A phrase and when it sounds, in milliseconds from the beginning."""

    phrase: Phrase
    first_ms: int
    last_ms: int


class VoiceFailed(Refused):
    """The voice itself failed: it is missing, crashed or hung. Another one may do."""


BUILT_IN = (
    Voice("vi", "giọng máy miền Bắc", "espeak-ng", "vi"),
    Voice("vi-vn-x-central", "giọng máy miền Trung", "espeak-ng", "vi-vn-x-central"),
    Voice("vi-vn-x-south", "giọng máy miền Nam", "espeak-ng", "vi-vn-x-south"),
)
DEFAULT = BUILT_IN[0].name

NOTHING_TO_SAY = (
    "Văn bản không có lời nào để đọc nên chưa làm âm thanh; hãy viết nội dung rồi làm lại."
)
STOPPED = (
    "Giọng đọc máy dừng giữa chừng nên chưa có âm thanh mới, âm thanh đã duyệt vẫn còn nguyên; "
    "hãy làm lại, hoặc ghi âm bằng giọng người."
)

Watch = Callable[[float], None]
"""Is told how much is done (0 to 1), often; what it raises stops the work."""


def unwatched(_share: float) -> None:
    """Nobody looks."""


def voices() -> list[Voice]:
    """Every voice that can be chosen: the built-in ones and the commune's own files."""
    return [*BUILT_IN, *supplied()]


def supplied() -> Iterator[Voice]:
    """The commune's own neural voices."""
    for model in sorted((home() / FOLDER).glob("*.onnx")):
        yield Voice(f"{PIPER}{model.stem}", f"giọng nơ-ron {model.stem}", "piper", str(model))


def voice_named(name: str) -> Voice:
    """Raises `VoiceFailed` for a voice that is not there."""
    found = voices()
    for voice in found:
        if voice.name == name:
            return voice
    known = ", ".join(voice.name for voice in found)
    raise VoiceFailed(
        f"Không có giọng đọc «{name}» nên chưa làm âm thanh; hãy chọn một trong các giọng: {known}."
    )


def label_of(name: str) -> str:
    """What a screen calls a voice, also one whose file is gone."""
    known = next((voice.label for voice in voices() if voice.name == name), "")
    return known or f"giọng máy {name.removeprefix(PIPER)}"


def speak(
    words: str, out: Path, *, voice: str = DEFAULT, style: Style = ORDINARY,
    watch: Watch = unwatched, patience: float = PATIENCE_SECONDS,
) -> list[Said]:  # fmt: skip
    """Writes the words, already read aloud (no digit, no symbol), as a WAV file.

    Raises `Refused` for empty words, more than an hour of speech and a full disk, `VoiceFailed`
    for a voice that is not there, crashes or hangs; and what `watch` raises."""
    asked = phrases(words, style)
    if not asked:
        raise Refused(NOTHING_TO_SAY)
    chosen = voice_named(voice)
    request, told = out.with_suffix(".json"), out.with_suffix(".txt")
    request.write_text(
        json.dumps({"voice": chosen.asked, "phrases": [asdict(one) for one in asked]}), "utf-8"
    )
    command = [sys.executable, "-m", ENGINES[chosen.engine], str(request), str(out)]
    with told.open("wb") as errors:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
    with _ended(child):
        said = _follow(child, asked, watch, patience)
        code = child.wait(patience)
    if code != 0 or len(said) != len(asked):
        _raise_for(code, told.read_text("utf-8", errors="replace"))
    return said


@contextlib.contextmanager
def _ended(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """However it goes, no child is left behind. One that hangs has failed."""
    try:
        yield
    except subprocess.TimeoutExpired as error:
        raise VoiceFailed(STOPPED) from error
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()


def _follow(
    child: subprocess.Popen[bytes], asked: Sequence[Phrase], watch: Watch, patience: float
) -> list[Said]:
    """What the engine says of every phrase, as it comes. Raises `TimeoutExpired`."""
    assert child.stdout is not None
    source = child.stdout.fileno()
    said: list[Said] = []
    rest, deadline = b"", time.monotonic() + patience
    while True:
        if not select.select([source], [], [], min(0.5, patience))[0]:
            watch(len(said) / len(asked))
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(child.args, patience)
            continue
        data = os.read(source, 65536)
        if not data:
            return said
        *lines, rest = (rest + data).split(b"\n")
        for first, last in filter(None, map(_span, lines)):
            if len(said) < len(asked):
                said.append(Said(asked[len(said)], first, last))
        watch(len(said) / len(asked))
        deadline = time.monotonic() + patience


def _span(line: bytes) -> tuple[int, int] | None:
    """The first and last millisecond of a phrase; None for what a library chatters beside it."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    if isinstance(found, list) and [type(part) for part in found] == [int, int]:
        return found[0], found[1]
    return None


def _raise_for(code: int, stderr: str) -> None:
    """An engine that ended badly: its own sentence for exit 1, else a plain one."""
    from lantoa.media.encoding import DISK_FULL
    from lantoa.media.voice_program import TOO_LONG

    told = stderr.strip().splitlines()
    if code == 1 and told and told[-1] in (DISK_FULL, TOO_LONG):
        raise Refused(told[-1])
    raise VoiceFailed(told[-1] if code == 1 and told and "nên chưa" in told[-1] else STOPPED)
