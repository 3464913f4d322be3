"""Stories as finished files, by typst. The same story gives the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lantoa.core.errors import Refused
from lantoa.media.qr import qr_drawing
from lantoa.newsroom.data.facts import Facts
from lantoa.newsroom.graphics import signs
from lantoa.newsroom.graphics.look import Look, look_of
from lantoa.newsroom.printed.boards import Screen, Shown
from lantoa.newsroom.printed.stories import Part, Story, cut, key_points
from lantoa.typesetting import DoesNotFit, pdf, png, slides
from lantoa.vietnamese.holding import held
from lantoa.vietnamese.word_groups import grouped

HERE = Path(__file__).parent
SAMPLE = "NỘI DUNG MINH HỌA"
# PDF/A-2a and PDF/UA-1: kept for long, and read by who does not see.
STANDARD = ("a-2a", "ua-1")
PREVIEW_PPI = 96.0
FIGURES_ON_A_SHEET = FRONT_POINTS = 3
FRONT_STEPS = 5
# Letters from which on a headline leaves no room for a photo, and little for the lead.
LONG_TITLE = 90
NAMES = {
    "title": "Tiêu đề dài quá", "front": "Tóm tắt dài quá", "back": "Nội dung dài quá",
    "points": "Các điều cần nhớ dài quá", "board": "Lời cho bảng tin dài quá",
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A size of paper: its code, what it is called, and how much larger than the template's."""

    code: str
    name: str
    scale: float = 1.0


@dataclass(frozen=True)
class Made:
    """A PDF, its first page as PNG, how many pages it has, and the second one as PNG."""

    pdf: bytes
    seen: bytes
    pages: int
    back: bytes = b""


ROOT_2 = 2**0.5
A4_POSTER, A3_POSTER = Sheet("a4", "A4"), Sheet("a3", "A3", ROOT_2)
A5_POSTER = Sheet("a5", "A5", 1 / ROOT_2)
A5_LEAFLET, A4_LEAFLET = Sheet("a5", "A5"), Sheet("a4", "A4", ROOT_2)


def poster(story: Story, sheet: Sheet) -> Made:
    """One sheet."""
    data, files = _common(story, sheet.scale)
    is_long = len(story.title) > LONG_TITLE
    if is_long:  # the headline is the picture, then
        data["photo"] = None
    data["lead"] = cut(story.lead, 20 if is_long else 30 if story.photo else 40)
    data["by_figures"] = bool(story.facts.figures) and not story.facts.steps
    return _drawn("poster", data, files, pages=1)


def leaflet(story: Story, sheet: Sheet) -> Made:
    """Two sides."""
    data, files = _common(story, sheet.scale)
    data["lead"] = cut(story.lead, 24 if len(story.title) > LONG_TITLE else 48)
    points = len(data["points"])
    most = points if points <= FRONT_STEPS else 0
    most = most if story.facts.steps else min(FRONT_POINTS, points)
    data["front_points"] = 0 if story.facts.figures else most
    data["lead_is_large"] = not (story.photo or story.facts.figures or data["front_points"])
    data["parts"] = list(_leaflet_parts(story))
    return _drawn("leaflet", data, files, pages=2)


def paper_for_board(story: Story, lines: list[str]) -> Made:
    """One A4 in large type as PDF and as PNG; `lines` without the title."""
    data, files = _common(story, 1.0)
    data["lines"] = [held(line) for line in lines]
    return _drawn("board", data, files, pages=1)


def screens_picture(story: Story, screen: Screen, shown: list[Shown]) -> bytes:
    """What a board of letters will show, as PNG."""
    rows = [
        {"lines": list(one.lines), "note": f"Màn hình {number}: {one.seconds} giây"}
        for number, one in enumerate(shown, 1)
    ]
    data = {
        "columns": screen.columns, "rows": screen.lines, "name": screen.name, "shown": rows,
        "colours": asdict(look_of(story.issuer.accent)),
    }  # fmt: skip
    return png((HERE / "screens.typ").read_text("utf-8"), data, ppi=108)


def two_on_a4(leaflet_pdf: bytes, title: str) -> bytes:
    """Two copies of an A5 leaflet on both sides of an A4 that lies; cut in the middle. Not kept
    for long: PDF/A holds no other PDF."""
    template = (HERE / "twice.typ").read_text("utf-8")
    return pdf(template, {"title": title}, files={"one.pdf": leaflet_pdf}, standard="1.7")


def document(story: Story, *, for_phone: bool) -> Made:
    """Any number of pages, to be read on a screen."""
    data, files = _common(story, 1.0)
    data |= {
        "phone": for_phone, "contents": story.has_contents,
        "answers": [{"said": one.said, "text": held(one.text)} for one in story.answers],
        "answers_title": "Tóm tắt", "parts": [_document_part(one, story) for one in story.parts],
        "sources": [f"Nguồn: {story.facts.source}."] if story.facts.source else [],
    }  # fmt: skip
    files |= story.images
    return _drawn("document", data, files, pages=0, ppi=144 if for_phone else PREVIEW_PPI)


def _common(story: Story, scale: float) -> tuple[dict[str, Any], dict[str, bytes]]:
    look = look_of(story.issuer.accent)
    facts, issuer = story.facts, story.issuer
    scan = "để đọc và nghe" if story.is_heard else "để đọc trọn bài"
    name = issuer.name[:1].upper() + issuer.name[1:]
    data: dict[str, Any] = {
        "scale": scale, "colours": asdict(look), "title": story.title,
        "tied_title": grouped(story.title), "lead": story.lead,
        "kind": story.kind[:1].upper() + story.kind[1:],
        "sample": SAMPLE if issuer.is_sample else "",
        "emblem": issuer.emblem is not None, "issuer": {"name": name, "province": issuer.province},
        "contact": [held(line) for line in issuer.contact], "address": story.address,
        "address_words": story.address.partition("://")[2].rstrip("/"),
        "scan": f"Quét mã {scan}", "scan_lines": ["Quét mã", scan],
        "open": "Đọc và nghe trên trang của xã" if story.is_heard else "Đọc trên trang của xã",
        "invite": "Đọc và nghe trọn bài" if story.is_heard else "Đọc trọn bài",
        "is_told": story.is_told, "ask": "Hỏi thêm",
        "more": "Còn nữa: quét mã ở mặt trước để đọc tiếp.",
        "dated": story.dated, "foot": _foot(story),
        "points": [asdict(one) for one in key_points(story)],
        "are_steps": bool(facts.steps), "quotation": grouped(story.quotation),
        "figures": [
            {"value": one.text, "label": held(one.label), "note": held(one.note)}
            for one in facts.figures[:FIGURES_ON_A_SHEET]
        ],
        "photo": asdict(story.photo) if story.photo else None,
    }  # fmt: skip
    if not data["contact"]:
        data["contact"] = [f"Ủy ban nhân dân {issuer.name}"]
    files = _files(story, look)
    return data, files


def _files(story: Story, look: Look) -> dict[str, bytes]:
    files = {
        "mark.svg": signs.mark(look.field), "mark-light.svg": signs.mark(look.on_field),
        "mark-black.svg": signs.mark("#000000"), "rings.svg": signs.rings(look.ring),
        "qr.svg": qr_drawing(story.address, dark="#000000", light="#FFFFFF"),
    }  # fmt: skip
    if story.issuer.emblem:
        files["emblem.png"] = story.issuer.emblem
    if story.photo:
        files[story.photo.image] = story.images[story.photo.image]
    return files


def _foot(story: Story) -> str:
    parts = [f"Nguồn: {story.facts.source}" if story.facts.source else "", story.dated]
    return ". ".join(part for part in parts if part)


def _leaflet_parts(story: Story) -> Iterator[dict[str, Any]]:
    """The whole text for the back: answers first, pictures left out."""
    for one in story.answers:
        run = {"text": held(one.text), "bold": False, "italic": False, "href": ""}
        yield {"kind": "answer", "title": one.said, "runs": [run]}
    for part in story.parts:
        if part.kind == "data":
            yield {"kind": "data", "lines": [held(part.alt)]}
        elif part.kind != "picture":
            yield asdict(part)


def _document_part(part: Part, story: Story) -> dict[str, Any]:
    made = asdict(part)
    if part.kind == "data":
        head, rows = TABLES[part.name](story.facts)
        made |= {"head": head, "cells": rows, "columns": _columns(head)}
        made["as_of"] = f"Số liệu đến {part.as_of}" if part.as_of else ""
    return made


def _columns(head: list[str]) -> list[str]:
    """The last column takes what is left; of three, the two before it share."""
    return ["auto"] * (len(head) - 1) + ["1fr"] if len(head) < 3 else ["1fr"] * len(head)


Table = tuple[list[str], list[list[str]]]
TABLES: Mapping[str, Callable[[Facts], Table]] = {
    "figures": lambda facts: (
        ["Số liệu", "Nội dung"],
        [[one.text, ". ".join(w for w in (one.label, one.note) if w)] for one in facts.figures],
    ),
    "steps": lambda facts: (
        ["Bước", "Việc cần làm"],
        [[str(n), ". ".join(w for w in (one.name, one.detail) if w)]
         for n, one in enumerate(facts.steps, 1)],
    ),
    "comparison": lambda facts: _comparison(facts),
    "timeline": lambda facts: (
        ["Mốc", "Nội dung"], [[one.day, one.event] for one in facts.timeline]
    ),
    "hamlets": lambda facts: (
        ["Tình trạng", "Thôn"],
        [[state[:1].upper() + state[1:], ", ".join(names)]
         for state, names in facts.hamlets_by_state],
    ),
}  # fmt: skip


def _comparison(facts: Facts) -> Table:
    one = facts.comparison
    if one is None:
        return ["Nội dung"], []
    head = ["Nội dung", one.before_day, one.after_day]
    return head, [[one.label, one.before_text, one.after_text]]


def _drawn(
    name: str, data: dict[str, Any], files: dict[str, bytes], *, pages: int,
    ppi: float = PREVIEW_PPI,
) -> Made:  # fmt: skip
    """A PDF of exactly `pages` pages (0: any number)."""
    template = "".join((HERE / f"{part}.typ").read_text("utf-8") for part in ("kit", name))
    try:
        seen = slides(template, data, files=files, ppi=ppi / data["scale"])
        if pages and len(seen) != pages:
            raise DoesNotFit("back")
        made = pdf(template, data, files=files, standard=STANDARD)
        return Made(made, seen[0], len(seen), seen[1] if len(seen) > 1 else b"")
    except DoesNotFit as error:
        words = NAMES.get(error.part, "Nội dung dài quá")
        raise Refused(f"{words} so với khổ giấy. Chưa làm; bài vẫn giữ nguyên. Rút gọn rồi làm lại."
                      ) from error  # fmt: skip
