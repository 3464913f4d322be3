"""The general goal in words and the targets by period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.columns import years_of
from lantoa.plan.reading.figures import Figure, figures_in, is_unit
from lantoa.plan.reading.folding import UPPER, fold, squeeze
from lantoa.plan.reading.marks import Rank, split_mark
from lantoa.plan.reading.periods import (
    is_only_period,
    leading_period,
    period_in,
    quarter_in,
)
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.tables import Table, row_span
from lantoa.plan.reading.terms import Doubt, Span, TargetRead

_GENERAL = re.compile(r"^(?:ve )?muc tieu (?:chung|tong quat|tong the)\s*(?::\s*|$)")
_SPECIFIC = re.compile(
    r"^(?:cac |ve )?(?:muc tieu|chi tieu)(?:,? (?:va )?(?:muc tieu|chi tieu))?"
    r"(?: (?:cu the|chu yeu))?\s*(?::\s*|$)"
)
_ASIDE = re.compile(
    r"^(?:doi tuong|pham vi|quan diem|tam nhin|nguyen tac|chu de|thoi gian|dia diem|thong diep|"
    r"(?:cac )?hoat dong|bo nhan dien|hien trang|thuc trang)\b"
)
_TARGET_HEADER = re.compile(r"\b(?:chi tieu|muc tieu|tieu chi)\b")
_PRESENT = re.compile(
    r"^(?:hien nay|hien tai|hien co|den nay|tinh den|trong nam qua|thoi gian qua)\b"
)
_AIMS = re.compile(r"\b(?:phan dau|muc tieu|den nam|den het nam)\b")
_FIGURE = re.compile(r"((?:\d[\d.,]*\d|\d)(?:\s*[-–]\s*(?:\d[\d.,]*\d|\d))?)\s*")
_NAME = 60
"""Letters of a heading that only names a field."""
_UNIT_IN_NAME = re.compile(r"\s*\((?:đơn vị(?: tính)?:\s*)?(%|[^()\d]{1,20})\)[\s.:;]*$")
_ONLY_FIGURES = re.compile(r"^(?:cac )?chi tieu(?: cu the| chu yeu)?\s*:?$")
"""Heading beside which «Mục tiêu» alone is the goal in words."""
_SHARE = re.compile(r"^(?:ty le|ti le|ty trong|ti trong|chi so|muc do)\b")
_REACHES = re.compile(r"\b(?:dat|chiem|len|xuong|con|la|toi thieu|it nhat)\s*$")
_SENTENCE = re.compile(rf"(?<=[a-zà-ỹ%)]\.)\s+(?=[{UPPER}\d])")
_SPLIT = re.compile(
    r";\s+|,\s+(?:và\s+)?(?=(?:(?:trong đó|với|đạt|có)\s+)*"
    r"(?:mỗi\s+\w+(?:\s\w+)?\s+(?:có|phải có)\s+)?(?:giảm|tăng)?\s*"
    r"(?:>=|≥|<=|≤|>|<|ít nhất|tối thiểu|trên|hơn|khoảng)?\s*\d+"
    r"(?:[.,]\d+)?\s*(?:%|[a-zà-ỹ]))"
)


@dataclass
class _State:
    """Where the reading of a section stands."""

    mode: str = "specific"
    is_parted: bool = False
    period: str | None = None
    depth: Rank = Rank.PART
    general: list[Block] = field(default_factory=list)
    targets: list[tuple[TargetRead, Span]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class TargetsFound:
    """What the sections of targets hold."""

    general: str | None
    general_span: Span | None
    targets: list[tuple[TargetRead, Span]]
    doubts: list[Doubt]


def targets_of(
    sections: Sequence[Section],
    plan_period: str | None,
    year: str | None,
    appendix: Sequence[Block] = (),
) -> TargetsFound:
    """Reads all sections of targets. `plan_period` holds where no heading names one. Of an
    appendix only the tables count that say they hold targets."""
    state = _State()
    for section in sections:
        if section.role is Role.TARGETS:
            state.period = period_in(section.heading.text, year) or plan_period
            state.mode = "general" if _GENERAL.match(fold(section.heading.text)) else "specific"
            state.is_parted = any(_ONLY_FIGURES.match(fold(x.text)) for x in section.blocks)
            for at, block in enumerate(section.blocks):
                following = section.blocks[at + 1] if at + 1 < len(section.blocks) else None
                _take(state, block, following, year)
    for block in appendix:
        if block.table and _says_targets(block.table):
            state.targets += [
                each
                for each in _of_table(block.table, plan_period, year)
                if each[0] not in [known for known, _ in state.targets]
            ]
    text = squeeze(" ".join(block.text for block in state.general)) or None
    span = (state.general[0].first, state.general[-1].last) if state.general else None
    return TargetsFound(text, span, state.targets, state.doubts)


def _says_targets(table: Table) -> bool:
    """Is the column of the names headed «Chỉ tiêu»? Money is set out by years as well."""
    header = years_of(table)
    return header is not None and bool(
        _TARGET_HEADER.search(fold(table.rows[header[0]][header[1]].text))
    )


def _take(state: _State, block: Block, following: Block | None, year: str | None) -> None:
    if block.table:
        state.targets += _of_table(block.table, state.period, year)
        return
    rest = _turn(state, block)
    if state.mode == "specific" and rest is not block and _is_in_words(rest, following):
        state.general.append(rest)
        return
    if not rest.text:
        return
    if is_only_period(rest.text):
        state.period, state.mode = period_in(rest.text, year), "specific"
    elif state.mode == "general":
        state.general.append(rest)
    elif state.mode == "specific" and _is_heading(rest, following):
        state.period = period_in(rest.text, year) or state.period
    elif state.mode == "specific":
        state.targets += [(each, block.span) for each in _of_text(rest.text, state, year)]


def _is_in_words(block: Block, following: Block | None) -> bool:
    """«Mục tiêu: …» without a figure, beside a heading for the figures, is the general goal."""
    return (
        bool(block.text)
        and not figures_in(block.text)
        and following is not None
        and following.rank is block.rank
        and fold(following.text).startswith("chi tieu")
    )


def _turn(state: _State, block: Block) -> Block:
    """Changes the mode where a heading says so; what is left of the block."""
    words = fold(block.text)
    for mode, pattern in (("general", _GENERAL), ("specific", _SPECIFIC)):
        match = pattern.match(words)
        if match:
            whole = words.strip(" .:") == "muc tieu" and state.is_parted
            state.mode = "general" if whole else mode
            return Block(block.mark, block.text[match.end() :], block.first, block.last)
    if block.rank <= Rank.LETTER and _ASIDE.match(words) and len(words) < 80:
        state.mode = "aside"
        return Block(block.mark, "", block.first, block.last)
    return block


def _is_heading(block: Block, following: Block | None) -> bool:
    """A heading over deeper items, not a target."""
    if following is None or following.table or figures_in(block.text):
        return False
    deeper = block.mark is not None and following.rank > block.rank
    if deeper and following.mark is None and _is_name(block.text):
        return following.text.endswith((".", ";"))
    return (
        deeper
        and (block.text.endswith(":") or len(block.text) < 100)
        and (following.mark is not None or block.text.endswith(":"))
    )


def _sentences(text: str) -> list[str]:
    """The sentences of a paragraph of aims where more than one holds a figure, or the first tells
    of the present; else the paragraph."""
    parts = _SENTENCE.split(text)
    aims = [part for part in parts if not _PRESENT.match(fold(part)) or _AIMS.match(fold(part))]
    told = sum(bool(figures_in(part)) for part in aims)
    return aims if aims and (told > 1 or len(aims) < len(parts)) else [text]


def _is_name(text: str) -> bool:
    """A few words without a stop: «Thủy sản»."""
    return len(text) < _NAME and not text.endswith((".", ";", ","))


def _of_text(text: str, state: _State, year: str | None) -> Iterator[TargetRead]:
    words = fold(text)
    if _PRESENT.match(words) and not _AIMS.search(words):
        return
    sentences = _sentences(text)
    whole = quarter_in(text, year) if len(sentences) == 1 else None
    period = leading_period(text) or whole or state.period
    if period is None:
        state.doubts.append(
            Doubt("objectives", text[:200], "Không thấy năm hoặc giai đoạn của chỉ tiêu này.")
        )
    for piece in (each for sentence in sentences for each in _pieces(sentence)):
        period = leading_period(piece) or period
        figures = figures_in(piece)
        if len(figures) > 1:
            state.doubts.append(
                Doubt("objectives", piece[:200], "Câu có nhiều con số; chỉ lấy con số đầu tiên.")
            )
        yield _target(piece, period, _aim(piece, figures) if figures else None)


def _aim(text: str, figures: Sequence[Figure]) -> Figure:
    """The figure that a sentence aims at: of a share the one that it reaches, else the first."""
    words = fold(text)
    if len(figures) == 1 or not _SHARE.match(words):
        return figures[0]
    shares = [each for each in figures if each.unit == "%"]
    reached = [each for each in shares if _REACHES.search(words[: each.start])]
    return next(iter(reached or shares or figures))


def _target(text: str, period: str | None, figure: Figure | None) -> TargetRead:
    if figure is None:
        return TargetRead(period, text)
    return TargetRead(period, text, figure.value, figure.unit, figure.comparator)


def _pieces(text: str) -> list[str]:
    """One target each: a sentence that sets two figures side by side is cut between them."""
    cuts = [0]
    for match in _SPLIT.finditer(text):
        if figures_in(text[cuts[-1] : match.start()]) and figures_in(text[match.end() :]):
            cuts += [match.start(), match.end()]
    cuts.append(len(text))
    return [text[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def _of_table(
    table: Table, period: str | None, year: str | None
) -> Iterator[tuple[TargetRead, Span]]:
    """A table of targets with a column a year or a quarter."""
    header = years_of(table)
    if header is None:
        return
    index, named, unit_at, over = header
    for row in table.rows[index + 1 :]:
        name, unit = _named(row[named].text if named < len(row) else "")
        unit = row[unit_at].text if unit_at is not None and unit_at < len(row) else unit
        for position, words in over.items():
            aim = row[position].text if position < len(row) else ""
            if name and any(sign.isdigit() for sign in aim):
                figures = figures_in(_with_unit(aim, unit))
                when = period_in(words, year) or period
                yield _target(name, when, figures[0] if figures else None), row_span(row)


def _named(text: str) -> tuple[str, str]:
    """Name and unit of a cell such as «1. Số buổi truyền thông (buổi)»."""
    name = split_mark(text)[1]
    unit = _UNIT_IN_NAME.search(name)
    if unit is None or not is_unit(unit[1]):
        return name, _counted(name)
    return name[: unit.start()].rstrip(), unit[1]


def _counted(name: str) -> str:
    """The unit that a name without one tells: «Tỷ lệ …», «Số buổi …»."""
    words = fold(name).split()
    if words[:2] in (["ty", "le"], ["ti", "le"]):
        return "%"
    if words[:1] != ["so"]:
        return ""
    sizes = (size for size in (3, 2, 1) if is_unit(" ".join(words[1 : 1 + size])))
    size = next(sizes, 0)
    return " ".join(name.split()[1 : 1 + size])


def _with_unit(aim: str, unit: str) -> str:
    """The unit of its column put behind the figure of a cell, or behind both of a range."""
    if not unit or "%" in aim:
        return aim
    unit = "%" if "%" in unit else unit
    return _FIGURE.sub(lambda found: f"{found[1]} {unit} ", aim, count=1)
