"""The demo's station: zones, slots, receivers, and what they played in the past.

The try zone has no closed hours and a slot of two minutes every ten minutes, so that it speaks
whenever the demo is tried. Its receiver runs as a process of its own; the other three enrolled
and played, and are out of contact now, which shows what «chưa rõ» looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from lantoa.approval.terms import Decision
from lantoa.channels.station.kit_making import join_parts, make_sound
from lantoa.channels.station.models import Order, TimeSlot, Zone
from lantoa.channels.station.services.enrolment import answer_enrolment
from lantoa.channels.station.services.kit import decide_kit, join_kit, submit_kit
from lantoa.channels.station.services.kit_sounds import use_defaults
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.zones import save_slot, save_zone
from lantoa.channels.station.terms import LimitSet
from lantoa.newsroom.models import Rendition
from lantoa.receiver.rehearsal import Rehearsal, enrol_here
from lantoa.registry.models import Account, SpeakerCluster
from lantoa.registry.services import invite_receiver

TRY_ZONE = "Khu vực thử"
WHOLE_ZONE = "Toàn xã"
LIVE_RECEIVER = "receiver"


def build_zones(raw: dict[str, Any], *, by: Account, first_day: date) -> None:
    """The two zones and their slots."""
    trying = {row["name"] for row in raw["commune"]["clusters"] if row.get("try")}
    clusters = list(SpeakerCluster.objects.all())
    whole = save_zone(
        zone=Zone(name=WHOLE_ZONE, position=0),
        clusters=[cluster for cluster in clusters if cluster.name not in trying], by=by,
    )  # fmt: skip
    tried = save_zone(
        zone=Zone(
            name=TRY_ZONE, position=1, quiet_from=None, quiet_until=None, limits_set=LimitSet.OWN
        ),
        clusters=[cluster for cluster in clusters if cluster.name in trying], by=by,
    )  # fmt: skip
    for name, at in (("Chương trình sáng", time(5, 0)), ("Chương trình chiều", time(17, 0))):
        save_slot(
            slot=TimeSlot(zone=whole, name=name, at=at, seconds=900, starts_on=first_day),
            by=by, today=first_day,
        )  # fmt: skip
    save_slot(
        slot=TimeSlot(
            zone=tried, name="Khung giờ thử", rule="FREQ=MINUTELY;INTERVAL=10", at=time(0, 0),
            seconds=120, starts_on=first_day,
        ),
        by=by, today=first_day,
    )  # fmt: skip


def give_kit(*, by: Account, leader: Account, now: datetime) -> None:
    """Opening, hello, bed, goodbye and closing of the program's own making, heard and approved."""
    for sound in use_defaults(by=by, now=now):
        make_sound(sound.pk)
    kit = join_kit(by=by, now=now)
    join_parts(kit.pk)
    kit.refresh_from_db()
    request = submit_kit(kit=kit, by=by, now=now)
    decide_kit(
        kit=kit, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
        seen=sorted(kit.files), by=leader, now=now,
    )  # fmt: skip


@dataclass
class Receivers:
    """The demo's receivers, by name, living through given moments."""

    rehearsals: dict[str, Rehearsal] = field(default_factory=dict)

    def enrol_all(
        self, folder: Path, raw: dict[str, Any], *, url: str, by: Account, now: datetime
    ) -> None:
        """Enrols one receiver a cluster with a one-time code, each with its own key."""
        for number, row in enumerate(raw["commune"]["clusters"], 1):
            home = folder / (LIVE_RECEIVER if row.get("try") else f"receivers/{number}")
            cluster = SpeakerCluster.objects.get(name=row["name"])
            enrol_here(
                home, code=invite_receiver(cluster=cluster, by=by, now=now), name=cluster.name,
                url=url, ask=lambda request: answer_enrolment(request=request, now=now),
            )  # fmt: skip
            rehearsal = Rehearsal(home)
            self.rehearsals[rehearsal.name] = rehearsal

    def live_until(self, now: datetime) -> None:
        """Orders what stands in the timetable up to a day ahead of `now`, lets every receiver
        play what ends before `now`, and brings the proofs to the station."""
        self.hand_over(order_due(now=now), now=now)

    def hand_over(self, orders: Sequence[Order], *, now: datetime) -> None:
        """Gives orders to the receivers that they are for."""
        from lantoa.channels.station.names import receiver_name

        for order in orders:
            assert order.receiver is not None
            name = receiver_name(order.receiver)
            self.rehearsals[name].take_order(bytes(order.envelope), now=now)

    def play_all(self, *, now: datetime) -> None:
        """Everything handed over is played whole; proofs reach the station at `now`."""
        for name, rehearsal in self.rehearsals.items():
            for envelope in rehearsal.play_all(seconds=_seconds, now=now):
                answer = take_proof(name=name, data=envelope, now=now)
                if answer:
                    rehearsal.take_receipt(answer.envelope)

    def close(self) -> None:
        """Gives the folders back to the receivers' programs."""
        for rehearsal in self.rehearsals.values():
            rehearsal.close()


def _seconds(sha256: str) -> float:
    rendition = Rendition.objects.filter(sha256=sha256).first()
    return rendition.seconds if rendition else 0.0
