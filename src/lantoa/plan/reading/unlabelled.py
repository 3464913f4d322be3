"""Tasks of a plan that names no units beside them: which lines are the work, which its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.drafts import Draft, Group, number_of
from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.labels import Label
from lantoa.plan.reading.marks import Mark, Rank

_DESCRIBES = re.compile(r"^[a-z ,]{3,30}:\s")
"""«Hình thức: …», «Đối tượng: …»."""
_FOR_WHOM = re.compile(r"^(?:doi voi|ve|tai|trong)\b")


def is_unlabelled(groups: Sequence[Group]) -> bool:
    """Does the plan name units beside no task, or only here and there inside a sentence?"""
    drafts = [draft for group in groups for draft in group.drafts if draft.values]
    if any(label is not Label.OTHER or value for each in drafts for label, value in _values(each)):
        return False
    return len(drafts) < sum(len(_items(group.loose)) for group in groups) or not drafts


def _values(draft: Draft) -> list[tuple[Label, str]]:
    return list(draft.values.items())


def work_of(groups: Sequence[Group]) -> list[Group]:
    """The groups with what there is to do in each."""
    return [_with_tasks(group) for group in _opened(groups)]


def _opened(groups: Sequence[Group]) -> list[Group]:
    """«1.1 …» over items of its own is a heading, as long as most of its kind are; the items are
    the tasks."""
    numbered = [draft for group in groups for draft in group.drafts if not draft.values]
    if 2 * sum(map(_heads, numbered)) < len(numbered):
        return list(groups)
    return [part for group in groups for part in _by_heading(group)]


def _heads(draft: Draft) -> bool:
    """Does it name what its items have to do? «Nội dung: …» under a task only describes it."""
    items = _work_under(draft)
    return bool(items) and not _describe(items) and not draft.text.endswith((".", ";"))


def _describe(items: Sequence[Block]) -> bool:
    """Do most of them only tell more of one task: «Hình thức: …»?"""
    return 2 * sum(_DESCRIBES.match(fold(each.text)) is not None for each in items) >= len(items)


def _work_under(draft: Draft) -> list[Block]:
    """The items that a heading may head: of «Đối với …», which tells no work, plain paragraphs
    too."""
    everything = _FOR_WHOM.match(fold(draft.text)) is not None
    return [block for block in draft.items if everything or block.rank <= Rank.PLUS]


def _items(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.rank <= Rank.PLUS]


def _by_heading(group: Group) -> list[Group]:
    """A group cut at its headings of the second level, in order."""
    parts: list[Group] = []
    if group.loose or not group.drafts:
        parts.append(Group(group.heading, loose=group.loose))
    for draft in group.drafts:
        if _heads(draft):
            mark = Mark(Rank.SUBNUMBER, draft.above)
            heading = Block(mark, draft.text, *draft.span)
            parts.append(Group(heading, _drafts(heading, _work_under(draft))))
        elif parts and parts[-1].heading is group.heading:
            parts[-1].drafts.append(draft)
        else:
            parts.append(Group(group.heading, [draft]))
    return parts


def _with_tasks(group: Group) -> Group:
    """Every item is a task; a heading without items is one too."""
    drafts = [*group.drafts, *_drafts(group.heading, _items(group.loose))]
    if drafts:
        return Group(group.heading, sorted(drafts, key=lambda draft: draft.span))
    if group.heading is not None:
        own = Draft(group.heading.number, group.heading.text, group.heading.span)
        return Group(group.heading, [own], owns=True)
    return group


def _drafts(heading: Block | None, items: Sequence[Block]) -> list[Draft]:
    """A task of every item, but for those that only head deeper ones or describe one."""
    group = Group(heading)
    drafts: list[Draft] = []
    above: Block | None = None
    skipped: Block | None = None
    for at, block in enumerate(items):
        above = above if above and block.rank > above.rank else None
        skipped = skipped if skipped and block.rank > skipped.rank else None
        below = _below(items, at)
        if skipped or (block.rank is Rank.PLUS and above is None):
            continue
        if below and _describe(below):
            skipped = block
        elif below and _is_heading(block):
            above = block
            continue
        drafts.append(Draft(_number(group, above, block), block.text, block.span))
    return drafts


def _below(items: Sequence[Block], at: int) -> Sequence[Block]:
    """The items that stand deeper, up to the next of the same depth."""
    end = at + 1
    while end < len(items) and items[end].rank > items[at].rank:
        end += 1
    return items[at + 1 : end]


def _is_heading(block: Block) -> bool:
    """«a) Đào tạo», «- Đối với cán bộ:» over deeper items."""
    if block.rank is Rank.LETTER:
        return not block.text.endswith((".", ";"))
    return block.rank is Rank.DASH and block.text.endswith(":")


def _number(group: Group, above: Block | None, block: Block) -> str | None:
    letter = above if above is not None and above.rank is Rank.LETTER else None
    return number_of(group, letter if letter and block.rank > Rank.LETTER else block)
