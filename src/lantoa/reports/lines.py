"""Lines of the second and third annex, from facts of the ledger. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantoa.indicators.grounds import codes_of, day_of, whole
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.reports.snapshot import AnnexRow
from lantoa.vietnamese import date_short

ITEM_KINDS = (
    "website.published", "post.published", "broadcast.played", "board.posted", "handout.given",
)  # fmt: skip
ACTIVITY_KINDS = (
    "training.held", "meeting.held", "activity.held", "visits.made", "briefing.given",
    "commendation.given", "commendation.proposed",
)  # fmt: skip
_NETWORKS = {"facebook": "Facebook", "zalo": "Zalo", "youtube": "YouTube", "tiktok": "TikTok"}
_PRAISED = {"collective": "tập thể", "person": "cá nhân", "model": "mô hình, điển hình"}
# Names of hamlets that already say what they are.
_HAMLET_WORDS = ("thôn", "tổ", "xóm", "bản", "buôn", "làng", "ấp", "khu", "khối", "phố")


@dataclass(frozen=True, slots=True)
class Names:
    """What lines need beside the facts: hamlets by code, and the public address of the site,
    empty while the site is reached on this machine alone."""

    hamlets: Mapping[str, str]
    site: str = ""


def items_of(facts: Sequence[Fact], names: Names) -> list[AnnexRow]:
    """Items that went out, one row each; a broadcast on several clusters is one row."""
    rows: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind in ITEM_KINDS:
            name = str(fact.payload.get("broadcast") or fact.seq)
            rows.setdefault((fact.kind, name), []).append(fact)
    return [_row(group[0], names, clusters=len(group)) for group in rows.values()]


def activities_of(facts: Sequence[Fact], names: Names) -> list[AnnexRow]:
    """What people did together, one row an entry."""
    return [_row(fact, names) for fact in facts if fact.kind in ACTIVITY_KINDS]


def _row(fact: Fact, names: Names, *, clusters: int = 0) -> AnnexRow:
    people = whole(fact, "attendees") or whole(fact, "confirmed") or whole(fact, "households")
    return AnnexRow(
        day=date_short(day_of(fact)),
        title=_title(fact, names),
        kind=KINDS[fact.kind].name,
        place=_place(fact, names, clusters),
        people=str(people) if people else "",
        proof=str(Proof(fact.proof).label),
        seq=fact.seq,
        is_backfilled=fact.is_backfilled,
    )


def _title(fact: Fact, names: Names) -> str:
    if title := str(fact.payload.get("title") or ""):
        return title
    if fact.kind == "post.published":
        network = str(fact.payload.get("network", ""))
        return f"Bài đăng trên {_NETWORKS.get(network, 'mạng xã hội khác')}"
    if fact.kind == "visits.made" and (hamlet := _hamlet(fact, names)):
        return f"Thăm hộ tại {hamlet}"
    if fact.kind.startswith("commendation."):
        return _praise(fact)
    return KINDS[fact.kind].name


def _praise(fact: Fact) -> str:
    """Whom it praises is personal and stays in the ledger: the line tells the sort of it."""
    whom = _PRAISED.get(str(fact.payload.get("whom_kind", "")), "")
    decision = str(fact.payload.get("decision") or "")
    words = " ".join(word for word in (KINDS[fact.kind].name, whom) if word)
    number = f"Quyết định số {decision}" if decision[:1].isdigit() else decision
    return f"{words} ({number})" if number else words


def _place(fact: Fact, names: Names, clusters: int) -> str:
    if fact.kind == "broadcast.played":
        return f"{clusters} cụm loa"
    if fact.kind == "visits.made":
        return _hamlet(fact, names)
    place = str(fact.payload.get("url") or fact.payload.get("place") or "")
    return f"{names.site}{place}" if place.startswith("/") else place


def _hamlet(fact: Fact, names: Names) -> str:
    """«thôn Bến Đò»; nothing where the entry names no hamlet of the register."""
    found = [names.hamlets[code] for code in codes_of(fact, "hamlet") if code in names.hamlets]
    return ", ".join(
        name if name.split()[0].lower() in _HAMLET_WORDS else f"thôn {name}" for name in found
    )
