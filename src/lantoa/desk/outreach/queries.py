"""What the screens of Hoạt động show, read from the ledger as it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lantoa.core.clock import local
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact, facts
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Commendation
from lantoa.registry.models import Audience, Communicator, Hamlet, Officer, ScienceProject
from lantoa.vietnamese import date_short, fold, money, number

SHOWN = (
    "training.held", "meeting.held", "activity.held", "visits.made", "briefing.given",
    "survey.estimated", "commendation.given", "commendation.proposed", "cost.spent",
    "project.registered", "communicator.joined",
)  # fmt: skip
BACKFILLED = "backfilled"


@dataclass(frozen=True)
class Names:
    """What codes are called, read once for a list."""

    known: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Names:
        """Names of hamlets, audiences, communicators, projects and whom praise names."""
        known: dict[str, str] = {}
        for model in (Hamlet, Audience, Communicator, ScienceProject):
            for row in model._default_manager.all():
                known[row.code] = row.name
        for pk, whom in Commendation.objects.values_list("pk", "whom"):
            known[f"commendation:{pk}"] = whom
        return cls(known)

    def of(self, fact: Fact, kind: str) -> list[str]:
        """Names of the subjects of one kind."""
        codes = (code for code in fact.subjects if code.startswith(f"{kind}:"))
        return [self.known.get(code, code) for code in codes]

    def first(self, fact: Fact, kind: str) -> str:
        """The first such name, or nothing."""
        return next(iter(self.of(fact, kind)), "")


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    seq: int
    kind: str
    kind_name: str
    title: str
    note: str
    day: str
    entered_on: str
    tasks: tuple[str, ...]
    is_backfilled: bool
    is_corrected: bool
    file_count: int
    proof: str


def rows(asked: Mapping[str, Any]) -> list[Row]:
    """Everything that was entered, newest first, as the filters ask."""
    kinds = [asked["loai"]] if asked.get("loai") in SHOWN else SHOWN
    found = facts(kinds=kinds)
    if "nhiem_vu" in asked:
        code = asked["nhiem_vu"].code
        found = [fact for fact in found if code in fact.subjects]
    if asked.get("nhap"):
        found = [fact for fact in found if fact.is_backfilled]
    names = Names.read()
    made = [row_of(fact, names) for fact in reversed(found)]
    words = fold(asked.get("q", ""))
    return [row for row in made if words in fold(f"{row.title} {row.note} {row.seq}")]


def row_of(fact: Fact, names: Names) -> Row:
    """A fact as a line."""
    tasks = sorted(code.rpartition("/")[2] for code in fact.subjects if code.startswith("task:"))
    return Row(
        seq=fact.seq, kind=fact.kind, kind_name=KINDS[fact.kind].name, title=_title(fact, names),
        note=", ".join(_notes(fact, names)), day=date_short(local(fact.occurred_at).date()),
        entered_on=date_short(local(fact.recorded_at).date()), tasks=tuple(tasks),
        is_backfilled=fact.is_backfilled, is_corrected=bool(fact.corrected_by),
        file_count=len(fact.attachments), proof=str(Proof(fact.proof).label),
    )  # fmt: skip


def one(seq: int) -> Fact | None:
    """One entry of these kinds as it stands; None when withdrawn or of another kind."""
    return next(iter(facts(kinds=SHOWN, seqs=[seq])), None)


def details(fact: Fact, names: Names) -> list[tuple[str, str]]:
    """All that is known of an entry, as pairs of a name and words; what is not known says so."""
    payload = fact.payload
    pairs = [
        (label, number(payload[name]) if name in payload else "chưa rõ")
        for name, label in _FIGURES.get(fact.kind, ())
    ]
    pairs += [(label, ", ".join(names.of(fact, kind))) for kind, label in _SUBJECTS]
    officers = [code.partition(":")[2] for code in fact.subjects if code.startswith("officer:")]
    if officers:
        listed = Officer.objects.filter(pk__in=officers).values_list("name", flat=True)
        label = "Đã xác nhận" if fact.kind == "briefing.given" else "Được chứng nhận"
        pairs.append((label, ", ".join(listed)))
    return [("Nơi tổ chức", str(payload.get("place", ""))), *pairs]


_GATHERING = (
    ("attendees", "Số người dự"), ("in_group", "Thuộc nhóm đối tượng"), ("minutes", "Số phút"),
    ("feedback", "Phiếu ý kiến"),
)  # fmt: skip
_FIGURES: dict[str, tuple[tuple[str, str], ...]] = {
    "training.held": _GATHERING,
    "meeting.held": _GATHERING,
    "activity.held": _GATHERING,
    "visits.made": (("households", "Số hộ đã thăm"),),
    "briefing.given": (("invited", "Được mời"), ("confirmed", "Đã xác nhận")),
    "cost.spent": (("planned", "Dự toán (đồng)"), ("spent", "Đã chi (đồng)")),
    "survey.estimated": (("n", "Số phiếu"),),
}
_SUBJECTS = (
    ("audience", "Nhóm đối tượng"), ("hamlet", "Thôn"), ("communicator", "Tuyên truyền viên"),
)  # fmt: skip


def _title(fact: Fact, names: Names) -> str:
    payload = fact.payload
    if fact.kind == "visits.made":
        return f"Thăm {number(payload['households'])} hộ thôn {names.first(fact, 'hamlet')}"
    if fact.kind == "cost.spent":
        return str(payload.get("text", ""))
    for kind in ("commendation", "project", "communicator"):
        if fact.kind.startswith(kind):
            return names.first(fact, kind)
    return str(payload.get("title", ""))


def _notes(fact: Fact, names: Names) -> Iterable[str]:
    payload = fact.payload
    if payload.get("place"):
        yield str(payload["place"])
    if "attendees" in payload:
        yield f"{number(payload['attendees'])} người dự"
    if "confirmed" in payload:
        yield f"{payload['confirmed']} trên {payload['invited']} người xác nhận"
    if "spent" in payload:
        yield f"đã chi {money(payload['spent'])}"
    if payload.get("decision"):
        yield f"quyết định {payload['decision']}"
    if fact.kind == "communicator.joined":
        yield (names.first(fact, "hamlet") and f"thôn {names.first(fact, 'hamlet')}") or "cán bộ"
