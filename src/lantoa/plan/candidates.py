"""Who might be praised, read from the ledger: units that keep the pace, authors, digital teams,
examples. A count with its entries; nobody is ranked and nothing is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.core.clock import local
from lantoa.ledger.queries import Fact, facts
from lantoa.plan.models import Plan
from lantoa.plan.queries import TaskRow, task_rows
from lantoa.plan.royalties import KINDS, Item, items_of
from lantoa.plan.terms import Pace, Praised
from lantoa.registry.models import Account, DigitalTeam, Showcase
from lantoa.vietnamese import number

KEEPING = (Pace.ON_PACE, Pace.AHEAD)


@dataclass(frozen=True)
class Candidate:
    """`key` names them without a name; `why` is counted words; `seqs` are the entries."""

    key: str
    name: str
    kind: Praised
    why: str
    seqs: tuple[int, ...]


def candidates(plan: Plan, *, today: date) -> list[Candidate]:
    """Everybody whom the ledger of this year speaks for, kind by kind."""
    since = today.replace(month=1, day=1)
    rows = task_rows(plan, today=today)
    return [*_units(rows, since, today), *_authors(since, today), *_teams(since, today),
            *_showcases(since, today)]  # fmt: skip


def kept_pace(paces: Sequence[Pace]) -> bool:
    """At least one task with a cadence, and every one of them on pace or ahead."""
    return bool(paces) and all(pace in KEEPING for pace in paces)


def author_counts(items: Iterable[Item]) -> dict[str, tuple[int, tuple[int, ...]]]:
    """By author: how many articles went out, and the entries that show it."""
    found: dict[str, dict[str, list[int]]] = {}
    for item in items:
        if item.author:
            found.setdefault(item.author, {}).setdefault(item.article, []).append(item.seq)
    return {
        author: (len(own), tuple(sorted(seq for seqs in own.values() for seq in seqs)))
        for author, own in found.items()
    }


def _units(rows: Sequence[TaskRow], since: date, today: date) -> list[Candidate]:
    own: dict[int, list[TaskRow]] = {}
    names: dict[int, str] = {}
    for row in rows:
        for unit in row.task.lead_units.all():
            own.setdefault(unit.pk, []).append(row)
            names[unit.pk] = unit.name
    found = []
    for pk, led in own.items():
        paces = [Pace(row.reading.pace) for row in led if row.reading]
        seqs = sorted({
            fact.seq for row in led
            for fact in facts(subject=row.task.code, since=since, until=today)
        })  # fmt: skip
        if kept_pace(paces) and seqs:
            why = f"giữ nhịp {len(paces)} nhiệm vụ chủ trì, {number(len(seqs))} mục trong năm"
            found.append(Candidate(f"unit-{pk}", names[pk], Praised.COLLECTIVE, why, tuple(seqs)))
    return found


def _authors(since: date, today: date) -> list[Candidate]:
    items = [item for item in items_of(facts(kinds=KINDS), ()) if since <= item.day <= today]
    counts = author_counts(items)
    accounts = Account.objects.filter(is_active=True).only("pk", "name").order_by("name")
    return [
        Candidate(
            f"author-{account.pk}", account.name, Praised.PERSON,
            f"{counts[account.code][0]} tin bài được đăng, phát trong năm", counts[account.code][1],
        )
        for account in accounts if account.code in counts
    ]  # fmt: skip


def _teams(since: date, today: date) -> list[Candidate]:
    visits = facts(kinds=["visits.made"], since=since, until=today)
    found = []
    for team in DigitalTeam.objects.select_related("hamlet"):
        own = [fact for fact in visits if team.hamlet.code in fact.subjects]
        if own:
            households = sum(int(fact.payload.get("households") or 0) for fact in own)
            why = f"{len(own)} đợt thăm hộ, {number(households)} lượt hộ trong năm"
            found.append(Candidate(f"team-{team.pk}", str(team), Praised.COLLECTIVE, why,
                                   _seqs(own)))  # fmt: skip
    return found


def _showcases(since: date, today: date) -> list[Candidate]:
    found = []
    for row in Showcase.objects.all():
        own = facts(subject=row.code, since=since, until=today)
        last = f", gần nhất ngày {local(own[-1].occurred_at):%d/%m/%Y}" if own else ""
        why = f"{len(own)} mục trong năm{last}" if own else "sổ minh chứng chưa có mục nào"
        found.append(Candidate(f"showcase-{row.pk}", row.name, Praised.MODEL, why, _seqs(own)))
    return found


def _seqs(own: Iterable[Fact]) -> tuple[int, ...]:
    return tuple(fact.seq for fact in own)
