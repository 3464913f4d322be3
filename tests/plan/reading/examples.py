"""Plans with expected answers: the demo commune's own, and those beside the repository."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
OWN = ROOT / "samples" / "ke-hoach-song-lam.txt"
OWN_ANSWER = Path(__file__).parent / "data" / "ke-hoach-song-lam.expected.json"
BESIDE = ROOT.parent / "shared" / "plans"
NAMES = [
    "song-lam",
    "dong-kinh",
    "bang",
    "bacninh-141-nang-luc",
    "dongthap-617-cds-doanh-nghiep",
]


@cache
def example(name: str) -> tuple[str, dict[str, Any]]:
    """Text and answer of a plan; skips the test, by name, where the plan is not at hand."""
    text, answer = BESIDE / f"{name}.txt", BESIDE / f"{name}.expected.json"
    if name == "song-lam":
        text, answer = OWN, OWN_ANSWER
    if not text.exists():
        pytest.skip(f"kế hoạch mẫu {name} không có ở đây")
    return text.read_text("utf-8"), json.loads(answer.read_text("utf-8"))
