"""The general goal in words and the targets by period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.columns import Column, years_of
from lantoa.plan.reading.figures import Figure, figures_in
from lantoa.plan.reading.folding import fold, squeeze
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.periods import (
    is_only_period,
    leading_period,
    period_in,
)
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.tables import Table, row_span
from lantoa.plan.reading.terms import Doubt, Span, TargetRead

_GENERAL = re.compile(r"^(?:ve )?muc tieu (?:chung|tong quat|tong the)\s*(?::\s*|$)")
_SPECIFIC = re.compile(
    r"^(?:cac |ve )?(?:muc tieu|chi tieu)(?:,? (?:va )?(?:muc tieu|chi tieu))?"
    r"(?: (?:cu the|chu yeu))?\s*(?::\s*|$)"
)
_ASIDE = re.compile(r"^(?:doi tuong|pham vi|quan diem|tam nhin|nguyen tac)\b")
_FIGURE = re.compile(r"(\d[\d.,]*\d|\d)\s*")
_SPLIT = re.compile(
    r";\s+|,\s+(?:và\s+)?(?=(?:>=|≥|<=|≤|>|<|ít nhất|tối thiểu|trên|đạt|với|khoảng)?\s*\d+"
    r"(?:[.,]\d+)?\s*(?:%|[a-zà-ỹ]))"
)


@dataclass
class _State:
    """Where the reading of a section stands."""

    mode: str = "specific"
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
    sections: Sequence[Section], plan_period: str | None, year: str | None
) -> TargetsFound:
    """Reads all sections of targets. `plan_period` holds where no heading names one."""
    state = _State()
    for section in sections:
        if section.role is Role.TARGETS:
            state.period = period_in(section.heading.text, year) or plan_period
            state.mode = "general" if _GENERAL.match(fold(section.heading.text)) else "specific"
            for at, block in enumerate(section.blocks):
                following = section.blocks[at + 1] if at + 1 < len(section.blocks) else None
                _take(state, block, following, year)
    text = squeeze(" ".join(block.text for block in state.general)) or None
    span = (state.general[0].first, state.general[-1].last) if state.general else None
    return TargetsFound(text, span, state.targets, state.doubts)


def _take(state: _State, block: Block, following: Block | None, year: str | None) -> None:
    if block.table:
        state.targets += _of_table(block.table)
        return
    rest = _turn(state, block)
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


def _turn(state: _State, block: Block) -> Block:
    """Changes the mode where a heading says so; what is left of the block."""
    words = fold(block.text)
    for mode, pattern in (("general", _GENERAL), ("specific", _SPECIFIC)):
        match = pattern.match(words)
        if match:
            state.mode = mode
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
    return (
        deeper
        and (block.text.endswith(":") or len(block.text) < 100)
        and (following.mark is not None or block.text.endswith(":"))
    )


def _of_text(text: str, state: _State, year: str | None) -> Iterator[TargetRead]:
    period = leading_period(text) or state.period
    if period is None:
        state.doubts.append(
            Doubt("objectives", text[:200], "Không thấy năm hoặc giai đoạn của chỉ tiêu này.")
        )
    for piece in _pieces(text):
        figures = figures_in(piece)
        if len(figures) > 1:
            state.doubts.append(
                Doubt("objectives", piece[:200], "Câu có nhiều con số; chỉ lấy con số đầu tiên.")
            )
        yield _target(piece, period, figures[0] if figures else None)


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


def _of_table(table: Table) -> Iterator[tuple[TargetRead, Span]]:
    """A table of targets with a column a year."""
    header = years_of(table)
    if header is None:
        return
    index, columns, years = header
    places = {column: position for position, column in columns.items()}
    for row in table.rows[index + 1 :]:
        name = row[places[Column.TEXT]].text if places[Column.TEXT] < len(row) else ""
        unit_at = places.get(Column.UNIT)
        unit = row[unit_at].text if unit_at is not None and unit_at < len(row) else ""
        for position, year in years.items():
            aim = row[position].text if position < len(row) else ""
            if name and any(sign.isdigit() for sign in aim):
                figures = figures_in(_with_unit(aim, unit))
                yield _target(name, year, figures[0] if figures else None), row_span(row)


def _with_unit(aim: str, unit: str) -> str:
    """The unit of its column put behind the figure of a cell."""
    return (
        aim
        if not unit or "%" in aim
        else _FIGURE.sub(lambda found: f"{found[1]} {unit} ", aim, count=1)
    )
