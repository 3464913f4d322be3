"""What people of the demo commune did face to face, by the same services as the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from lantoa.channels.outreach.models import Activity, Briefing, Meeting, Training, Visit
from lantoa.channels.outreach.queries import officers_on
from lantoa.channels.outreach.services import (
    record_activity,
    record_briefing,
    record_meeting,
    record_training,
    record_visits,
)
from lantoa.core.clock import ZONE
from lantoa.ledger.terms import Proof
from lantoa.operation.demo.events import Event
from lantoa.plan.models import Plan, Task
from lantoa.plan.services import record_commendation, record_cost
from lantoa.registry.models import (
    Account,
    Audience,
    Communicator,
    Hamlet,
    Officer,
    ScienceProject,
    Unit,
)
from lantoa.registry.services import record_communicator, record_project
from lantoa.registry.terms import Role

FILE = "hoat-dong.toml"
HELD_AT, ENTERED_AT = time(8, 0), time(16, 30)
VISIT_TASKS, BRIEFING_TASKS = ("1.6",), ("1.1",)
Row = dict[str, Any]


@dataclass(frozen=True)
class Teller:
    """Turns rows of the samples into events. `officer` and `contact` enter them."""

    plan: Plan
    now: datetime
    officer: Account
    contact: Account

    def at(self, row: Row, clock: time, *, field: str = "days_ago") -> datetime:
        """A row's day, counted back from today, at a time of day."""
        day = self.now.date() - timedelta(days=row[field])
        return datetime.combine(day, clock, ZONE)

    def entered_at(self, row: Row) -> datetime:
        """When it was entered: the evening of its day, or on the day the row names."""
        return self.at(row, ENTERED_AT, field="entered" if "entered" in row else "days_ago")

    def event(self, row: Row, happen: Callable[[Row, datetime], None]) -> Event:
        """Something that enters the ledger at its moment."""
        at = self.entered_at(row)
        return Event(at, lambda: happen(row, at))

    def tasks(self, row: Row, otherwise: tuple[str, ...] = ()) -> list[Task]:
        """The plan's tasks that a row names; of a plan without those numbers its first one."""
        named = list(self.plan.tasks.filter(number__in=row.get("tasks", otherwise)))
        return named or list(self.plan.tasks.order_by("position")[:1])

    def train(self, row: Row, at: datetime) -> None:
        """Certificates name officers; members of the communication force count by their officer."""
        topics, minutes = row.get("topics", ""), row.get("minutes", row.get("hours", 0) * 60)
        record_training(
            training=Training(
                **self._held(row), minutes=minutes or None,
                covers_digital="truyền thông số" in topics, covers_science="khoa học" in topics,
            ),
            officers=list(Officer.objects.filter(name__in=row.get("certificates", ()))),
            tasks=self.tasks(row), audiences=_audiences(row), proof=Proof.UNIT,
            by=self.officer, now=at,
        )  # fmt: skip

    def meet(self, row: Row, at: datetime) -> None:
        hamlets = [hamlet for hamlet in Hamlet.objects.all() if f"thôn {hamlet}" in row["place"]]
        record_meeting(
            meeting=Meeting(
                **self._held(row), minutes=row.get("minutes"),
                hamlet=hamlets[0] if hamlets else None,
            ),
            tasks=self.tasks(row), audiences=_audiences(row), proof=Proof.UNIT,
            by=self.contact, now=at,
        )  # fmt: skip

    def hold(self, row: Row, at: datetime) -> None:
        record_activity(
            activity=Activity(
                **self._held(row), minutes=row.get("minutes"), observance=row.get("observance", "")
            ),
            tasks=self.tasks(row), audiences=_audiences(row), proof=Proof.UNIT,
            by=self.officer, now=at,
        )  # fmt: skip

    def visit(self, row: Row, at: datetime) -> None:
        record_visits(
            visit=Visit(
                hamlet=Hamlet.objects.get(name=row["hamlet"]), household_count=row["households"],
                happened_at=self.at(row, HELD_AT),
            ),
            tasks=self.tasks(row, VISIT_TASKS), proof=Proof.UNIT, by=self.contact, now=at,
        )  # fmt: skip

    def brief(self, row: Row, at: datetime) -> None:
        """The first so many of the rosters confirmed; of the others nobody knows."""
        listed = list(officers_on(at.date()).order_by("pk"))
        record_briefing(
            briefing=Briefing(
                title=row["title"], invited_count=len(listed), happened_at=self.at(row, HELD_AT)
            ),
            officers=listed[: row["confirmed"]], tasks=self.tasks(row, BRIEFING_TASKS),
            proof=Proof.UNIT, by=self.officer, now=at,
        )  # fmt: skip

    def praise(self, row: Row, at: datetime) -> None:
        record_commendation(
            tasks=self.tasks(row), whom=row["whom"], for_what=row["for_what"],
            happened_on=self.at(row, HELD_AT).date(), is_given=row["given"],
            decision_number=row.get("number", ""),
            kind="collective" if row["whom"].startswith("Tổ ") else "person",
            proof=Proof.DOCUMENT if row["given"] else Proof.UNIT,
            by=self.officer, now=at, today=at.date(),
        )  # fmt: skip

    def pay(self, row: Row, at: datetime) -> None:
        record_cost(
            tasks=self.tasks(row), text=row["text"], source=row["source"], planned=row["planned"],
            spent=row["spent"], happened_on=self.at(row, HELD_AT).date(),
            document=row["document"], by=self.officer, now=at, today=at.date(),
        )  # fmt: skip

    def join(self, row: Row, at: datetime) -> None:
        record_communicator(
            communicator=Communicator(
                name=row["name"], officer=Officer.objects.filter(name=row["name"]).first(),
                unit=Unit.objects.filter(name=row.get("unit", "")).first(),
                hamlet=Hamlet.objects.filter(name=row.get("hamlet", "")).first(),
                joined_on=self.at(row, HELD_AT).date(),
            ),
            by=self.officer, now=at,
        )  # fmt: skip

    def register(self, row: Row, at: datetime) -> None:
        """The projects themselves stand in the registry already."""
        for project in ScienceProject.objects.filter(name=row["name"]):
            record_project(project=project, by=self.officer, now=at)

    def _held(self, row: Row) -> dict[str, Any]:
        return {
            "title": row["title"], "place": row["place"], "attendee_count": row["attendees"],
            "in_group_count": row.get("in_group"), "feedback_count": row.get("feedback"),
            "happened_at": self.at(row, HELD_AT),
        }  # fmt: skip


def activity_events(plan: Plan, raw: Row, told: Row, *, now: datetime, days: int) -> list[Event]:
    """Trainings, meetings, activities, visits, briefings, praise and money as `told`, and the
    communicators and science projects of the commune's own file (`raw`)."""
    teller = Teller(
        plan=plan, now=now, officer=Account.objects.filter(role=Role.PLAN_OFFICER).get(),
        contact=Account.objects.filter(role=Role.UNIT_CONTACT).get(),
    )  # fmt: skip
    kinds: list[tuple[list[Row], Callable[[Row, datetime], None]]] = [
        (told["training"], teller.train),
        (told["meeting"], teller.meet),
        (list(_dated(told["activity"], now.date(), days)), teller.hold),
        (told["visits"], teller.visit),
        (told["briefing"], teller.brief),
        (told["commendation"], teller.praise),
        (told["cost"], teller.pay),
        (raw.get("communicators", []), teller.join),
        (raw.get("projects", []), teller.register),
    ]
    return [teller.event(row, happen) for rows, happen in kinds for row in rows]


def _dated(rows: list[Row], today: date, days: int) -> Iterator[Row]:
    """An activity for a yearly day stands on that day; one outside the days told is left out."""
    for row in rows:
        if "days_ago" in row:
            yield row
            continue
        month, day = (int(part) for part in row["observance"].split("-"))
        held_on = date(today.year, month, day)
        if 0 <= (today - held_on).days <= days:
            yield {**row, "days_ago": (today - held_on).days}


def _audiences(row: Row) -> list[Audience]:
    return list(Audience.objects.filter(name__in=row["audiences"]))
