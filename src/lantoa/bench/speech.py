"""Sentences read aloud a second, beside the libraries that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable

from lantoa.bench.rows import RUNS, Row, measured, seconds
from lantoa.operation.demo.samples import stories
from lantoa.vietnamese.speech import read_aloud

PEER = "vietnormalizer"
TIMES = 5
TAG, SENTENCE_END = re.compile(r"<[^>]+>"), re.compile(r"(?<=[.!?])\s+")


def measure(runs: int = RUNS) -> list[Row]:
    """Every sentence of the sample stories, five times over a run."""
    lines = sentences()
    normalize = _peer()
    lacking = "" if normalize else " (máy này không có)"

    def rate(say: Callable[[str], str]) -> float:
        return TIMES * len(lines) / seconds(lambda: [say(line) for line in lines * TIMES])

    return [
        measured(
            f"câu đọc thành lời, bên cạnh {PEER}{lacking}",
            "câu/giây",
            lambda: rate(lambda line: read_aloud(line, {})),
            (lambda: rate(normalize)) if normalize else None,
            runs=runs,
        )
    ]


def sentences() -> list[str]:
    """Every sentence of the sample stories."""
    return [
        sentence
        for story in stories()
        for text in (story.fields["title"], story.fields["lead"], *(part for _, part in story.body))
        for sentence in SENTENCE_END.split(TAG.sub("", text))
    ]


def _peer() -> Callable[[str], str] | None:
    if importlib.util.find_spec(PEER) is None:
        return None
    made = importlib.import_module(PEER).VietnameseNormalizer()
    normalize: Callable[[str], str] = made.normalize
    return normalize
