"""Reads `samples/` of the clone. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lantoa.core.errors import Refused
from lantoa.core.home import CLONE
from lantoa.newsroom.written import blocks_of
from lantoa.vietnamese import document_date

FOLDER = CLONE / "samples"
PLAN = "ke-hoach-song-lam.txt"
PLAN_DAY = "ngày 08 tháng 4 năm 2026"


@dataclass(frozen=True)
class Story:
    """One story of the samples: fields of an article by name, its paragraphs, and its blocks of
    data."""

    name: str
    fields: dict[str, str]
    tasks: tuple[str, ...]
    audiences: tuple[str, ...]
    project: str
    body: tuple[tuple[str, Any], ...]
    sheet: dict[str, str]
    has_data: bool = False


def table(name: str) -> dict[str, Any]:
    """One .toml of the samples."""
    path = FOLDER / name
    if not path.is_file():
        raise Refused(
            f"Thiếu tệp mẫu {path.name} của xã minh họa. Chưa dựng gì. "
            "Lấy lại bản đầy đủ của chương trình rồi chạy «make demo»."
        )
    return tomllib.loads(path.read_text("utf-8"))


def plan_bytes(*, issued_on: date) -> bytes:
    """The demo commune's own plan, issued on the first of its six months."""
    text = (FOLDER / PLAN).read_text("utf-8")
    return text.replace(PLAN_DAY, document_date(issued_on)).encode()


def stories() -> list[Story]:
    """All stories, in the order of their file names."""
    return [_story(path) for path in sorted((FOLDER / "tin-bai").glob("*.toml"))]


def _story(path: Path) -> Story:
    raw = tomllib.loads(path.read_text("utf-8"))
    fields: dict[str, str] = {
        name: str(raw[name])
        for name in ("title", "lead", "genre", "section", "topic", "source", "script", "post",
                     "priority")
        if name in raw
    }  # fmt: skip
    return Story(
        name=path.stem,
        fields=fields,
        tasks=tuple(raw["tasks"]),
        audiences=tuple(raw["audiences"]),
        project=str(raw.get("project", "")),
        body=(*blocks_of(raw["body"]), *_data(raw)),
        sheet=raw.get("sheet", {}),
        has_data="data" in raw,
    )


def _data(raw: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each table `data` is a block; `kind` names it."""
    for block in raw.get("data", ()):
        yield block["kind"], {name: one for name, one in block.items() if name != "kind"}
