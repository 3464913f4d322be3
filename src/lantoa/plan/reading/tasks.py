"""Tasks: numbered items with their units and time, under the headings that group them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lantoa.plan.reading.assignments import assignment_in, without_bracket, without_giving
from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.drafts import Draft, Group, above_of, number_of
from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.labels import Label, labelled
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.task_tables import GroupRow, tasks_of_table
from lantoa.plan.reading.terms import Doubt, SolutionRead, Span, TaskRead
from lantoa.plan.reading.units import split_units
from lantoa.plan.reading.unlabelled import is_unlabelled, work_of

Spans = dict[str, Span]
_HEADING = 100
"""Letters of a heading at most."""


@dataclass(frozen=True)
class TasksFound:
    """Tasks with the lines of each of their fields, and the groups."""

    tasks: list[tuple[TaskRead, Spans]]
    solutions: list[tuple[SolutionRead, Span]]
    doubts: list[Doubt]


def tasks_of(sections: Sequence[Section], appendix: Sequence[Block]) -> TasksFound:
    """All tasks. A table, where there is one, tells more than prose and wins."""
    found = [section for section in sections if section.role is Role.TASKS]
    blocks = [block for section in found for block in section.blocks]
    rows = [
        row for block in [*blocks, *appendix] if block.table for row in tasks_of_table(block.table)
    ]
    if rows:
        return _of_rows(rows)
    groups = [group for section in found for group in _groups(section)]
    if is_unlabelled(groups):
        return _of_groups(work_of(groups))
    return _of_groups([_self_assigned(group) for group in groups])


def _groups(section: Section) -> list[Group]:
    """Headings with their tasks: one level under the section, whatever its numbering is."""
    groups = [Group()]
    deepest = Rank.SUBNUMBER if section.heading.rank is Rank.NUMBER else Rank.NUMBER
    is_aside = False
    for block in _with_words(section.blocks):
        text, labels = labelled(block.text)
        if block.rank <= deepest:
            is_aside = _ASIDE.match(fold(block.text)) is not None and (not text or _is_name(text))
        if is_aside:
            continue
        if block.rank <= deepest and text:
            groups.append(Group(Block(block.mark, text, block.first, block.last)))
        elif text:
            _take_item(groups[-1], Block(block.mark, text, block.first, block.last))
        if labels:
            _take_labels(groups[-1], block, labels)
    return groups


_ASIDE = re.compile(
    r"^(?:chu de|doi tuong|pham vi|hien trang|thuc trang|thoi gian|dia diem|thanh phan)\b"
)
"""Numbered beside the work without being work: «2. Thời gian: …»."""
_SERIAL = re.compile(
    r"^(?:hoat dong|noi dung|nhiem vu|viec|cong viec)\s+(?:so\s+)?\d{1,2}\s*[.:]?$"
)


def _is_name(text: str) -> bool:
    """A few words without a stop, as a heading has."""
    return len(text) < _HEADING and not text.endswith((".", ";"))


def _tells(block: Block) -> bool:
    """Does it say what the «Hoạt động 1» above it is?"""
    told = _NAMES_TASK.match(fold(block.text))
    return (block.mark is None and bool(block.text)) or (
        told is not None and told.end() < len(block.text)
    )


def _with_words(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without tables; «Hoạt động 1» has the words of the paragraph below it."""
    texts = [block for block in blocks if not block.table]
    named: Block | None = None
    for block, below in zip_longest(texts, texts[1:]):
        if named is not None:
            told = _NAMES_TASK.match(fold(block.text))
            words = block.text[told.end() if told else 0 :]
            yield Block(named.mark, words, named.first, block.last)
            named = None
        elif below is not None and _SERIAL.match(fold(block.text)) and _tells(below):
            named = block
        else:
            yield block


_NAMES_TASK = re.compile(r"^(?:nhiem vu|noi dung(?: (?:cong viec|thuc hien|nhiem vu))?)\s*:\s*")


def _take_item(group: Group, block: Block) -> None:
    named = _NAMES_TASK.match(fold(block.text))
    if named and group.heading is not None and not group.drafts:
        group.loose.append(Block(None, block.text[named.end() :], block.first, block.last))
        return
    if named and group.drafts and not group.drafts[-1].values:
        return
    _note_letter(group, block)
    if block.rank in (Rank.SUBNUMBER, Rank.DEEPER):
        group.drafts.append(Draft(block.number, block.text, block.span, above=block.number))
        group.loose = []
    elif block.rank >= Rank.LETTER and assignment_in(block.text).lead:
        group.drafts.append(Draft(number_of(group, block), block.text, block.span))
        # It names its units itself: what follows is not a detail of it but the next item.
        group.drafts[-1].values[Label.OTHER] = ""
    elif group.drafts and not group.drafts[-1].values:
        # Details of a task that waits for its labels are left where they are.
        group.drafts[-1].items.append(block)
    else:
        group.loose.append(block)


def _note_letter(group: Group, block: Block) -> None:
    """«3.1 …», «a) …» with its units, then «b) …»: the letters are the tasks, not their heading."""
    draft = group.drafts[-1] if group.drafts else None
    if draft is None or block.rank is not Rank.LETTER or not draft.above:
        return
    if not draft.values:
        draft.letters.append(block)
    elif len(draft.letters) == 1 and draft.number == draft.above and block.number == "b":
        first = draft.letters[0]
        draft.number, draft.text = f"{draft.above}.{first.number}", first.text
        draft.span = first.span


def _take_labels(group: Group, block: Block, labels: Sequence[tuple[Label, str]]) -> None:
    """Gives the labels to the task that they follow."""
    draft = _open_draft(group)
    if draft is None:
        return
    for label, value in labels:
        if value and label in draft.values:
            draft.values[label] = f"{draft.values[label]}; {value}"
        else:
            draft.values[label] = value
        draft.spans[label] = block.span


def _open_draft(group: Group) -> Draft | None:
    """The task in hand; the first loose item, or the heading itself, becomes one."""
    if group.loose:
        first = next((each for each in group.loose if each.text), group.heading)
        group.loose = []
        if first is None:
            return None
        above = above_of(group) if first.rank is Rank.LETTER else ""
        group.drafts.append(Draft(number_of(group, first), first.text, first.span, above=above))
    elif not group.drafts and group.heading is not None:
        group.owns = True
        group.drafts.append(Draft(group.heading.number, group.heading.text, group.heading.span))
    return group.drafts[-1] if group.drafts else None


def _self_assigned(group: Group) -> Group:
    """A heading without items of its own that names its units is a task."""
    heading = group.heading
    if heading is None or group.drafts or not assignment_in(heading.text).lead:
        return group
    return Group(heading, [Draft(heading.number, heading.text, heading.span)], owns=True)


def _of_groups(groups: Sequence[Group]) -> TasksFound:
    found = TasksFound([], [], [])
    doubts = found.doubts
    for group in groups:
        for draft in group.drafts:
            task = _task(draft)
            found.tasks.append(task)
            doubts += [] if task[0].lead_units else [_without_lead(draft.text)]
        heading = group.heading
        if heading is not None and group.drafts and not group.owns:
            solution = SolutionRead(heading.number or None, heading.text, len(group.drafts))
            found.solutions.append((solution, heading.span))
        if group.drafts and group.loose:
            why = "Việc này không ghi đơn vị thực hiện nên chưa tính là nhiệm vụ."
            doubts += [Doubt("tasks", each.text[:200], why) for each in group.loose]
    return found


def _without_lead(text: str) -> Doubt:
    return Doubt("tasks", text[:200], "Không thấy đơn vị chủ trì của nhiệm vụ này.")


def _task(draft: Draft) -> tuple[TaskRead, Spans]:
    named = draft.values.get(Label.LEAD, "")
    inside = assignment_in(named or draft.text)
    lead = inside.lead if inside.lead else split_units(named)
    support = split_units(draft.values.get(Label.SUPPORT, "")) or inside.support
    timing = timing_of(draft.values.get(Label.TIMING, "")) or inside.timing
    support = tuple(unit for unit in support if unit not in lead)
    names = {Label.LEAD: "lead", Label.SUPPORT: "coordinating", Label.TIMING: "due"}
    filled = {Label.LEAD: lead, Label.SUPPORT: support, Label.TIMING: timing}
    spans = {"": draft.span} | {
        name: draft.spans.get(label, draft.span) for label, name in names.items() if filled[label]
    }
    words = without_bracket(without_giving(draft.text))
    return TaskRead(draft.number, words, lead, support, timing), spans


def _of_rows(rows: Sequence[GroupRow | tuple[TaskRead, Span]]) -> TasksFound:
    found = TasksFound([], [], [])
    groups: list[tuple[GroupRow, int]] = []
    for row in rows:
        if isinstance(row, GroupRow):
            groups.append((row, 0))
            continue
        task, span = row
        filled = {
            "lead": task.lead_units,
            "coordinating": task.supporting_units,
            "due": task.timing,
        }
        found.tasks.append(
            (task, {"": span} | {name: span for name, value in filled.items() if value})
        )
        found.doubts.extend([] if task.lead_units else [_without_lead(task.text)])
        if groups:
            groups[-1] = (groups[-1][0], groups[-1][1] + 1)
    for group, count in groups:
        found.solutions.append((SolutionRead(group.number, group.text, count), group.span))
    return found
