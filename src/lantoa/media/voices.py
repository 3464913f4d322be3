"""Synthetic voices. Each engine is a module run as a program of its own.

An engine is a C library that keeps its state in globals, is not safe between threads and has
crashed on odd input before. As a child process it can do no harm to a web server or a job, can
be stopped, and starts from the same state every time, so that the same words give the same
bytes. Price: about 50 ms a text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lantoa.core.errors import Refused

ENGINES = {"espeak-ng": "lantoa.media.speak"}
"""Engine → module with the protocol of `lantoa.media.speak`."""

SECONDS_TO_START = 60


@dataclass(frozen=True)
class Voice:
    """`name` is what the command line and settings hold, `label` what a screen shows."""

    name: str
    label: str
    engine: str


VOICES = (
    Voice("vi", "Giọng máy miền Bắc", "espeak-ng"),
    Voice("vi-vn-x-central", "Giọng máy miền Trung", "espeak-ng"),
    Voice("vi-vn-x-south", "Giọng máy miền Nam", "espeak-ng"),
)
DEFAULT = VOICES[0].name

NOTHING_TO_SAY = (
    "Văn bản không có lời nào để đọc nên chưa làm âm thanh; hãy viết nội dung rồi làm lại."
)
STOPPED = (
    "Giọng đọc máy dừng giữa chừng nên chưa có âm thanh mới, âm thanh đã duyệt vẫn còn nguyên; "
    "hãy làm lại, hoặc ghi âm bằng giọng người."
)


def voice_named(name: str) -> Voice:
    """Raises `Refused` for a voice that is not installed."""
    for voice in VOICES:
        if voice.name == name:
            return voice
    known = ", ".join(voice.name for voice in VOICES)
    raise Refused(
        f"Không có giọng đọc «{name}» nên chưa làm âm thanh; hãy chọn một trong các giọng: {known}."
    )


def paragraphs(words: str) -> list[str]:
    """The stretches between which a voice rests. A line goes on with the one before it only
    where a sentence was broken over two lines: no stop before it and a small letter after."""
    found: list[str] = []
    is_open = False
    for line in (" ".join(line.split()) for line in words.splitlines()):
        if not any(letter.isalnum() for letter in line):
            is_open = False
            continue
        if is_open and line[0].islower():
            found[-1] += f" {line}"
        else:
            found.append(line)
        is_open = line[-1] not in ".!?…:;"
    return found


def speak(words: str, out: Path, *, voice: str = DEFAULT) -> None:
    """Writes the words, already read aloud (no digit, no symbol), as a WAV file.

    Raises `Refused` for empty words, an unknown voice, more than an hour of speech, a full disk
    and an engine that fails."""
    chosen = voice_named(voice)
    spoken = paragraphs(words)
    if not spoken:
        raise Refused(NOTHING_TO_SAY)
    command = [sys.executable, "-m", ENGINES[chosen.engine], chosen.name, str(out)]
    patience = SECONDS_TO_START + len(words) / 1000
    try:
        done = subprocess.run(
            command,
            input="\n".join(spoken).encode(),
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(STOPPED) from error
    if done.returncode != 0:
        raise Refused(reason(done.returncode, done.stderr.decode(errors="replace")))


def reason(code: int, stderr: str) -> str:
    """The sentence for an engine that ended badly: its own for exit 1, else a plain one."""
    told = stderr.strip().splitlines()
    return told[-1] if code == 1 and told else STOPPED
