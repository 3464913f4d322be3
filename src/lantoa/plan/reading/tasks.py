"""Tasks: numbered items with their units and time, under the headings that group them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lantoa.plan.reading.assignments import Assignment, assignment_in
from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.labels import Label, labelled
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.task_tables import GroupRow, tasks_of_table
from lantoa.plan.reading.terms import Doubt, SolutionRead, Span, TaskRead
from lantoa.plan.reading.units import split_units

Spans = dict[str, Span]


@dataclass
class Draft:
    """A task while its lines are being read."""

    number: str | None
    text: str
    span: Span
    values: dict[Label, str] = field(default_factory=dict)
    spans: dict[Label, Span] = field(default_factory=dict)


@dataclass
class Group:
    """A heading with the items under it that are no tasks (yet)."""

    heading: Block | None = None
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    owns: bool = False


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
    if not any(group.drafts for group in groups):
        groups = [_unlabelled(group) for group in groups]
    return _of_groups(groups)


def _groups(section: Section) -> list[Group]:
    """Headings with their tasks: one level under the section, whatever its numbering is."""
    groups = [Group()]
    deepest = Rank.SUBNUMBER if section.heading.rank is Rank.NUMBER else Rank.NUMBER
    for block in section.blocks:
        if block.table:
            continue
        text, labels = labelled(block.text)
        if block.rank <= deepest and text:
            groups.append(Group(Block(block.mark, text, block.first, block.last)))
        elif text:
            _take_item(groups[-1], Block(block.mark, text, block.first, block.last))
        if labels:
            _take_labels(groups[-1], block, labels)
    return groups


def _take_item(group: Group, block: Block) -> None:
    if block.rank in (Rank.SUBNUMBER, Rank.DEEPER):
        group.drafts.append(Draft(block.number, block.text, block.span))
        group.loose = []
    elif block.rank >= Rank.LETTER and assignment_in(block.text).lead:
        group.drafts.append(Draft(_number_of(group, block), block.text, block.span))
        # It names its units itself: what follows is not a detail of it but the next item.
        group.drafts[-1].values[Label.OTHER] = ""
    elif not (group.drafts and not group.drafts[-1].values):
        # Details of a task that waits for its labels are left where they are.
        group.loose.append(block)


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
        first = group.loose[0]
        group.drafts.append(Draft(_number_of(group, first), first.text, first.span))
        group.loose = []
    elif not group.drafts and group.heading is not None:
        group.owns = True
        group.drafts.append(Draft(group.heading.number, group.heading.text, group.heading.span))
    return group.drafts[-1] if group.drafts else None


def _number_of(group: Group, block: Block) -> str | None:
    """A dash has the number of its heading; a letter adds its own."""
    above = group.heading.number if group.heading else ""
    if block.rank is Rank.LETTER:
        return f"{above}.{block.number}" if above else block.number
    return above or None


def _unlabelled(group: Group) -> Group:
    """In a plan without labels every item is a task; a heading without items is one too."""
    items = [block for block in group.loose if block.rank <= Rank.DASH]
    if items:
        drafts = [Draft(_number_of(group, each), each.text, each.span) for each in items]
        return Group(group.heading, drafts)
    if group.heading is not None:
        own = Draft(group.heading.number, group.heading.text, group.heading.span)
        return Group(group.heading, [own], owns=True)
    return group


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
    inside = assignment_in(draft.text) if not draft.values.get(Label.LEAD) else Assignment()
    lead = split_units(draft.values.get(Label.LEAD, "")) or inside.lead
    support = split_units(draft.values.get(Label.SUPPORT, "")) or inside.support
    timing = timing_of(draft.values.get(Label.TIMING, "")) or inside.timing
    names = {Label.LEAD: "lead", Label.SUPPORT: "coordinating", Label.TIMING: "due"}
    filled = {Label.LEAD: lead, Label.SUPPORT: support, Label.TIMING: timing}
    spans = {"": draft.span} | {
        name: draft.spans.get(label, draft.span) for label, name in names.items() if filled[label]
    }
    return TaskRead(draft.number, draft.text, lead, support, timing), spans


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
