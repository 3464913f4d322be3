"""A plan with its ten targets and half a year of evidence, recorded through the ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import record_evidence
from lantoa.plan.models import Plan, ReportDuty, Target
from lantoa.registry.models import Officer, Roster
from tests import make

TARGETS = (
    (2026, ("A1", "A2"), None), (2026, ("A3",), 100), (2026, ("A4",), None), (2027, ("B1",), None),
    (2027, ("B2",), None), (2027, ("B3",), 3), (2030, ("C1",), 100), (2030, ("C2",), 80),
    (2030, ("C3",), 70),
)  # fmt: skip


def plan() -> Plan:
    """Issued on 08/4/2026, with ten targets and two report duties."""
    make.commune()
    made = make.plan(
        number="27/KH-UBND", issued_on=date(2026, 4, 8), signer="Hoàng Thị Lan",
        signer_title="KT. CHỦ TỊCH - PHÓ CHỦ TỊCH",
    )  # fmt: skip
    for place, (year, codes, value) in enumerate(TARGETS):
        Target.objects.get_or_create(
            plan=made, position=place,
            defaults={"period": str(year), "year": year, "text": f"Chỉ tiêu {place}",
                      "value": value, "indicators": list(codes)},
        )  # fmt: skip
    for before in ("06-10", "12-10"):
        ReportDuty.objects.get_or_create(
            plan=made, before=before, every="year", to="Sở Khoa học và Công nghệ"
        )
    return made


def happened(kind: str, day: date, *subjects: str, **payload: Any) -> Evidence:
    """One entry of task 1.1, recorded on the day at 9 o'clock."""
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    return record_evidence(
        kind=kind, occurred_at=moment, now=moment, by="account:1",
        subjects=[*subjects, "task:KH-2026-1/1.1"], proof=payload.pop("proof", "system"),
        backfilled=payload.pop("backfilled", False), payload=payload,
    )  # fmt: skip


def half_a_year() -> Plan:
    """The plan, and from June to November: 12 items on the site, 6 posts, 24 airings of ten
    minutes on two clusters of which one is unknown, a training, visits, a briefing."""
    made = plan()
    happened("plan.confirmed", date(2026, 4, 10), made.subject, "task:KH-2026-1/1.4", task_count=2)
    happened("plan.issued", date(2026, 4, 10), made.subject, issued_on="2026-04-08",
             number="27/KH-UBND")  # fmt: skip
    for month in range(6, 12):
        _month(month)
    happened("training.held", date(2026, 8, 3), "audience:nguoi-cao-tuoi", title="Dùng điện thoại",
             place="Nhà văn hóa thôn Lam Hạ", attendees=38, in_group=36, minutes=90, feedback=22,
             proof="document")  # fmt: skip
    happened("visits.made", date(2026, 9, 3), "hamlet:1", households=57, proof="unit")
    officers = [Officer.objects.create(name=f"Cán bộ {n}") for n in range(3)]
    for officer in officers:
        Roster.objects.create(unit=make.unit(), officer=officer, joined_on=date(2026, 1, 1))
    happened("briefing.given", date(2026, 10, 7), *(o.code for o in officers[:2]),
             title="Nghị quyết 57", invited=3, confirmed=2)  # fmt: skip
    return made


def _month(month: int) -> None:
    for day in (5, 20):
        happened("website.published", date(2026, month, day), f"article:{month}{day}",
                 title=f"Tin bài {day}/{month}", url=f"/bai/{month}-{day}", is_resolution57=True,
                 backfilled=month == 6)  # fmt: skip
    happened("post.published", date(2026, month, 6), f"article:{month}5", network="facebook",
             title="Bài đăng", url="https://vi-du.example/1")  # fmt: skip
    for day in (8, 18):
        name = f"b/{month}{day}"
        happened("broadcast.ordered", date(2026, month, day), "receiver:1", "receiver:2",
                 broadcast=name, seconds=600, proof="P1",
                 starts_at=f"2026-{month:02}-{day:02}T17:00:00+07:00")  # fmt: skip
        for receiver in (1, 2):
            if (month, day, receiver) != (11, 18, 2):
                happened("broadcast.played", date(2026, month, day), f"receiver:{receiver}",
                         f"cluster:{receiver}", broadcast=name, seconds=600, title="Bản tin",
                         proof="P2")  # fmt: skip


def cut_off(day: date = date(2026, 12, 1)) -> datetime:
    """The morning after the cut-off of the year."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZONE)
