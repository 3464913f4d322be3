"""What could not be ordered: said once, in plain words, and tried again where it may be."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.services.evidence import record_outcome
from lantoa.channels.station.services.settling import settle_delivery
from lantoa.channels.station.terms import BroadcastState
from lantoa.ledger.terms import Proof


def fail_here(*, broadcast: Broadcast, detail: str, problem: str, now: datetime) -> None:
    """A broadcast that the station itself could not bring out."""
    broadcast.state, broadcast.problem = BroadcastState.FAILED, problem[:300]
    broadcast.detail = detail
    entry = record_outcome(
        broadcast=broadcast, kind="broadcast.failed", occurred_at=now, now=now, by="system",
        proof=Proof.SYSTEM, payload={"seconds": 0, "detail": str(detail)},
    )  # fmt: skip
    broadcast.evidence_seq = entry.seq
    broadcast.save(update_fields=["state", "problem", "detail", "evidence_seq"])
    settle_delivery(delivery=broadcast.bulletin.delivery, now=now)
