"""Campaign kits in words, for screen, paper and Hôm nay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lantoa.core.clock import local
from lantoa.plan.campaigns import KitLine, kit_lines, kits_at_hand
from lantoa.plan.kit_words import HAMLET, for_hamlet
from lantoa.plan.models import CampaignKit, KitItem
from lantoa.registry.models import Account, Unit
from lantoa.registry.roles import TAKE_PART
from lantoa.vietnamese import clock_time, countdown, date_long, date_short, due_date


@dataclass(frozen=True)
class ItemRow:
    """One thing to do: by when in words, whether it is late, who ticked it when."""

    item: KitItem
    due: str
    day: str
    is_late: bool
    done: str
    may_tick: bool


@dataclass(frozen=True)
class TextRow:
    """One text as it is copied, and whether it speaks to one hamlet."""

    kind: str
    label: str
    said: str
    is_for_hamlet: bool


@dataclass(frozen=True)
class KitCard:
    """A kit in two lines: its day and countdown, how much is done."""

    name: str
    day: str
    countdown: str
    progress: str
    is_late: bool
    address: str


def item_rows(
    kit: CampaignKit, *, account: Account, units: Collection[Unit], today: date
) -> list[ItemRow]:
    """What is still to do by its day, then what is done."""
    keeps, own = account.has_perm("plan.change_campaignkit"), {unit.pk for unit in units}
    ticks = account.has_perm(TAKE_PART)
    rows = [
        _item_row(item, ticks and (keeps or item.unit_id in own), today)
        for item in kit.items.select_related("unit", "done_by", "kit")
    ]
    return sorted(rows, key=lambda row: bool(row.done))


def text_rows(kit: CampaignKit, hamlet: str, hamlet_word: str) -> list[TextRow]:
    """The texts as they are said to one hamlet, or to all."""
    return [
        TextRow(row.kind, row.get_kind_display(), for_hamlet(row.text, hamlet, hamlet_word),
                HAMLET in row.text)
        for row in kit.texts.all()
    ]  # fmt: skip


def countdown_of(kit: CampaignKit, *, today: date) -> str:
    """«còn 17 ngày»; a day that is over is not overdue."""
    passed = (today - kit.held_on).days
    return f"đã qua {passed} ngày" if passed > 0 else countdown(kit.held_on, today=today)


def progress_words(line: KitLine) -> str:
    """«3 trên 12 việc đã xong, 1 việc quá hạn»."""
    if line.is_done:
        return f"Cả {line.total} việc đã xong"
    late = f", {line.late} việc quá hạn" if line.late else ""
    return f"{line.done} trên {line.total} việc đã xong{late}"


def kit_card(line: KitLine, *, today: date) -> KitCard:
    """A kit for a list."""
    return KitCard(
        name=line.kit.name, day=date_long(line.kit.held_on),
        countdown=countdown_of(line.kit, today=today), progress=progress_words(line),
        is_late=bool(line.late), address=reverse("campaign-kit", args=[line.kit.pk]),
    )  # fmt: skip


def cards_at_hand(*, today: date) -> tuple[KitCard, ...]:
    """Kits that Hôm nay shows: of days to come, and of those just past while work is left."""
    lines = kit_lines(kits_at_hand(today=today), today=today)
    return tuple(
        kit_card(line, today=today)
        for line in lines
        if line.kit.held_on >= today or not line.is_done
    )


def due_words(item: KitItem, *, today: date) -> str:
    """«thứ Hai 30/11/2026 (còn 7 ngày)»."""
    return due_date(item.due_on, today=today)


def _item_row(item: KitItem, may_tick: bool, today: date) -> ItemRow:
    done = ""
    if item.done_at is not None:
        at = local(item.done_at)
        done = f"Xong lúc {clock_time(at)} ngày {date_short(at.date())}, {item.done_by}"
    return ItemRow(
        item=item, due=due_words(item, today=today), day=date_short(item.due_on),
        is_late=not done and item.due_on < today, done=done, may_tick=may_tick,
    )  # fmt: skip
