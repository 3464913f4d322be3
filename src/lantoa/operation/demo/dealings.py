"""What passed between the plan officer and the units of the demo commune: the plan sent out,
packs of a month, figures asked for, obstacles. By the same services as the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.operation.demo.events import Event
from lantoa.operation.demo.ideas import plan_story, send_idea
from lantoa.plan.models import (
    Contract,
    Contribution,
    DataRequest,
    Dispatch,
    MonthlyPack,
    Obstacle,
    Plan,
)
from lantoa.plan.queries import known_units
from lantoa.plan.recipients import matched
from lantoa.plan.services import (
    accept_contribution,
    answer_request,
    ask_units,
    confirm_dispatch,
    decide_obstacle,
    draft_guidance,
    forward_obstacle,
    keep_contract,
    make_pack,
    raise_obstacle,
    return_pack,
    send_guidance,
    send_pack,
    send_plan,
    settle_papers,
)
from lantoa.registry.models import Account, Unit
from lantoa.registry.terms import Role, UnitKind

FILE = "trao-doi.toml"
MORNING = time(9, 0)
AN_HOUR = timedelta(hours=1)
Row = dict[str, Any]


@dataclass(frozen=True)
class Dealer:
    """Turns rows of the samples into events. Units without an account of their own answer on
    paper, and the plan officer enters it."""

    plan: Plan
    now: datetime
    officer: Account
    leader: Account

    def at(self, days_ago: int) -> datetime:
        """A morning so many days ago; today's never lies ahead."""
        day = self.now.date() - timedelta(days=days_ago)
        return min(datetime.combine(day, MORNING, ZONE), self.now)

    def dispatches(self, row: Row) -> Iterator[Event]:
        """The plan goes out; the first so many units confirm it."""
        at = self.at(row["days_ago"])

        def send() -> None:
            units = {unit.pk: unit for unit in Unit.objects.all()}
            known = [(unit, UnitKind(units[unit.pk].kind)) for unit in known_units()]
            lines = matched((one.text for one in self.plan.recipients.order_by("position")), known)
            meant = {text: [units[pk] for pk in found] for text, found in lines}
            send_plan(plan=self.plan, units=meant, by=self.officer, now=at, today=at.date())

        yield Event(at, send)
        yield Event(at + AN_HOUR, lambda: self._confirm(row["confirmed"], at + AN_HOUR))

    def _confirm(self, most: int, at: datetime) -> None:
        rows = Dispatch.objects.filter(plan=self.plan, pack=None, guidance=None).order_by("pk")
        for dispatch in rows[:most]:
            confirm_dispatch(dispatch=dispatch, by=self.officer, now=at, today=at.date())

    def packs(self, row: Row) -> Iterator[Event]:
        """The pack of a month is sent; some say what they did with it."""
        at = self.at(row["days_ago"])

        def send() -> None:
            pack = make_pack(
                plan=self.plan, month=at.date(), title=row["title"], script=row["script"].strip(),
                questions=row["questions"], by=self.officer, now=at,
            )  # fmt: skip
            units = list(Unit.objects.filter(name__in=row["sent_to"]))
            send_pack(pack=pack, units=units, by=self.officer, now=at, today=at.date())

        yield Event(at, send)
        for used in row["used"]:
            yield Event(self.at(used["days_ago"]), self._used(row["title"], used))

    def _used(self, title: str, used: Row) -> Callable[[], None]:
        at = self.at(used["days_ago"])

        def give_back() -> None:
            pack = MonthlyPack.objects.get(plan=self.plan, title=title)
            return_pack(
                dispatch=Dispatch.objects.get(pack=pack, unit__name=used["unit"]),
                held_on=at.date(), attended_count=used["attended"], note=used["note"],
                attachments=(), by=self.officer, now=at, today=at.date(),
            )  # fmt: skip

        return give_back

    def guidances(self, row: Row) -> Iterator[Event]:
        """Guidance is drafted, numbered by the clerk and sent."""
        at = self.at(row["days_ago"])

        def send() -> None:
            guidance = draft_guidance(
                plan=self.plan, headline=row["headline"], text=row["text"].strip(),
                by=self.officer, now=at,
            )  # fmt: skip
            send_guidance(
                guidance=guidance, number=row["number"], issued_on=at.date(),
                units=list(Unit.objects.filter(name__in=row["sent_to"])), by=self.officer,
                now=at, today=at.date(),
            )  # fmt: skip

        yield Event(at, send)

    def ideas(self, row: Row) -> Iterator[Event]:
        """A hamlet tells a story by phone."""
        at = self.at(row["days_ago"])
        yield Event(at, lambda: send_idea(row, by=self.officer, now=at))

    def planned(self, row: Row) -> Iterator[Event]:
        """The editor gives a story a day to come."""
        editor = Account.objects.filter(role=Role.EDITOR).get()
        at = self.now
        yield Event(at, lambda: plan_story(row, plan=self.plan, by=editor, now=at))

    def requests(self, row: Row) -> Iterator[Event]:
        """Figures are asked for; units answer, and what was accepted is evidence."""
        at = self.at(row["days_ago"])

        def ask() -> None:
            ask_units(
                title=row["title"], text=row["text"], measure=row["measure"],
                period_words=row["period"], due_on=at.date() + timedelta(days=row["due_in"]),
                tasks=list(self.plan.tasks.filter(number__in=row["tasks"])),
                units=list(Unit.objects.filter(name__in=row["units"])),
                by=self.officer, now=at, today=at.date(),
            )  # fmt: skip

        yield Event(at, ask)
        for answer in row["answers"]:
            yield Event(self.at(row["days_ago"] - answer["after"]), self._answered(row, answer))

    def _answered(self, row: Row, answer: Row) -> Callable[[], None]:
        at = self.at(row["days_ago"] - answer["after"])

        def give() -> None:
            found = DataRequest.objects.get(title=row["title"])
            contribution = answer_request(
                contribution=Contribution.objects.get(request=found, unit__name=answer["unit"]),
                value=answer["value"], note="", document=answer["document"],
                by=self.officer, now=at, today=at.date(),
            )  # fmt: skip
            if row["accepted"]:
                accept_contribution(contribution=contribution, by=self.officer, now=at)

        return give

    def contracts(self, row: Row) -> Iterator[Event]:
        """A contract of the commune, with the papers that are there."""
        at = self.at(row["days_ago"])

        def keep() -> None:
            contract = keep_contract(
                contract=Contract(
                    kind=row["kind"], name=row["name"], party=row["party"], number=row["number"],
                    starts_on=at.date(), ends_on=at.date() + timedelta(days=row["lasts"]),
                    amount=row["amount"],
                ),
                by=self.officer, now=at,
            )  # fmt: skip
            settle_papers(
                contract=contract, papers=row["settled"], by=self.officer, today=at.date()
            )

        yield Event(at, keep)

    def obstacles(self, row: Row) -> Iterator[Event]:
        """An obstacle is raised, laid before the leader and, some of them, decided."""
        at = self.at(row["days_ago"])
        yield Event(at, lambda: self._raise(row, at))
        laid_at = self.at(row["days_ago"] - row["laid_after"])
        yield Event(laid_at, lambda: self._lay(row, laid_at))
        if "decision" in row:
            decided_at = self.at(row["days_ago"] - row["decided_after"])
            yield Event(decided_at, lambda: self._decide(row, decided_at))

    def _raise(self, row: Row, at: datetime) -> None:
        raise_obstacle(
            task=self.plan.tasks.get(number=row["task"]), unit=Unit.objects.get(name=row["unit"]),
            text=row["text"], wish=row["wish"], by=self.officer, now=at, today=at.date(),
        )  # fmt: skip

    def _lay(self, row: Row, at: datetime) -> None:
        found = Obstacle.objects.get(text=row["text"])
        forward_obstacle(obstacle=found, opinion=row["opinion"], by=self.officer, now=at)

    def _decide(self, row: Row, at: datetime) -> None:
        decide_obstacle(
            obstacle=Obstacle.objects.get(text=row["text"]), decision=row["decision"],
            unit=Unit.objects.get(name=row["decided_unit"]),
            due_on=at.date() + timedelta(days=row["due_after"]),
            by=self.leader, now=at, today=at.date(),
        )  # fmt: skip


def dealing_events(plan: Plan, told: Row, *, now: datetime) -> list[Event]:
    """Everything of `samples/trao-doi.toml`, for a plan that has its tasks."""
    dealer = Dealer(
        plan=plan, now=now, officer=Account.objects.filter(role=Role.PLAN_OFFICER).get(),
        leader=Account.objects.filter(role=Role.LEADER).get(),
    )  # fmt: skip
    kinds: list[tuple[list[Row], Callable[[Row], Iterator[Event]]]] = [
        ([told["sent_plan"]], dealer.dispatches),
        (told["pack"], dealer.packs),
        (told["guidance"], dealer.guidances),
        (told["idea"], dealer.ideas),
        (told["planned"], dealer.planned),
        (told["request"], dealer.requests),
        (told["contract"], dealer.contracts),
        (told["obstacle"], dealer.obstacles),
    ]
    return [event for rows, turn in kinds for row in rows for event in turn(row)]
