"""Sentences read aloud a second, beside the libraries that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

from lantoa.bench.rows import RUNS, Row, as_row, measured, seconds
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


def measure_cases(folder: Path) -> list[Row]:
    """The share of the public NeMo cases (`written~spoken` a line, in files `test_cases_*.txt`
    anywhere below `folder`) that are read as they say; case and punctuation do not count."""
    cases = [
        line.split("~", 1)
        for file in sorted(folder.rglob("test_cases_*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if "~" in line
    ]
    if not cases:
        raise Refused(
            f"Không thấy tệp test_cases_*.txt nào trong {folder}. Chưa đo gì. "
            "Chỉ đúng thư mục chứa các ca tiếng Việt của NeMo."
        )
    right = sum(_bare(read_aloud(written, {})) == _bare(spoken) for written, spoken in cases)
    share = round(100 * right / len(cases), 2)
    return [as_row(f"ca NeMo công khai đọc đúng ({right}/{len(cases)})", "%", [share], [])]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
