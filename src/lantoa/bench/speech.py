"""Sentences read aloud a second, beside the libraries that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

from lantoa.bench.rows import RUNS, Row, as_row, measured, seconds
from lantoa.bench.speech_style import folded_style
from lantoa.core.errors import Refused
from lantoa.operation.demo.samples import stories
from lantoa.vietnamese.speech import read_aloud

PEER = "vietnormalizer"
TIMES = 2
TAG, SENTENCE_END = re.compile(r"<[^>]+>"), re.compile(r"(?<=[.!?])\s+")


def measure(runs: int = RUNS) -> list[Row]:
    """Every sentence of the sample stories, twice a run."""
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
    """Every sentence of the sample stories; their blocks of data are no sentences."""
    return [
        sentence
        for story in stories()
        for text in (
            *(story.fields["title"], story.fields["lead"]),
            *(part for _, part in story.body if isinstance(part, str)),
        )
        for sentence in SENTENCE_END.split(TAG.sub("", text))
    ]


def _peer() -> Callable[[str], str] | None:
    if importlib.util.find_spec(PEER) is None:
        return None
    made = importlib.import_module(PEER).VietnameseNormalizer()
    normalize: Callable[[str], str] = made.normalize
    return normalize


def measure_cases(folder: Path) -> list[Row]:
    """The share of the public NeMo cases (`written~spoken` a line, in files `test_cases_*.txt`
    anywhere below `folder`) that are read as they say, after `folded_style`; a row for all of
    them, then one a file."""
    files = {file: _cases(file) for file in sorted(folder.rglob("test_cases_*.txt"))}
    if not any(files.values()):
        raise Refused(
            f"Không thấy tệp test_cases_*.txt nào trong {folder}. Chưa đo gì. "
            "Chỉ đúng thư mục chứa các ca tiếng Việt của NeMo."
        )
    every = [case for cases in files.values() for case in cases]
    rows = [_share("ca NeMo công khai đọc đúng", every)]
    for file, cases in files.items():
        if cases:
            rows.append(_share(file.stem.removeprefix("test_cases_"), cases))
    return rows


def _cases(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("~", 1) for line in lines if "~" in line)
    return [(written, spoken) for written, spoken in pairs]


def _share(name: str, cases: list[tuple[str, str]]) -> Row:
    right = sum(folded_style(read_aloud(w, {})) == folded_style(spoken) for w, spoken in cases)
    share = round(100 * right / len(cases), 2)
    return as_row(f"{name} ({right}/{len(cases)})", "%", [share], [])
