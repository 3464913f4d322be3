"""Tasks while their lines are being read, under the heading that groups them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.labels import Label
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.terms import Span


@dataclass
class Draft:
    """A task while its lines are being read."""

    number: str | None
    text: str
    span: Span
    values: dict[Label, str] = field(default_factory=dict)
    spans: dict[Label, Span] = field(default_factory=dict)
    above: str = ""
    """The number such as 3.1 that it has or stands under."""
    letters: list[Block] = field(default_factory=list)
    """Lettered items under it, while nobody knows whether they are details or the tasks."""
    items: list[Block] = field(default_factory=list)
    """What stands under it as long as it has no units: details, or the tasks that it heads."""


@dataclass
class Group:
    """A heading with the items under it that are no tasks (yet)."""

    heading: Block | None = None
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    owns: bool = False


def number_of(group: Group, block: Block) -> str | None:
    """A dash has the number of its heading; a letter adds its own."""
    above = group.heading.number if group.heading else ""
    if block.rank is Rank.LETTER:
        above = above_of(group) or above
        return f"{above}.{block.number}" if above else block.number
    return above or None


def above_of(group: Group) -> str:
    """The number 3.1 under which lettered tasks stand, where the last task is one of them."""
    last = group.drafts[-1] if group.drafts else None
    return last.above if last is not None and last.number != last.above else ""
