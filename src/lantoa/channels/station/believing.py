"""How far a receiver's word goes beside what was ordered, by pure functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lantoa.channels.station.outcomes import state_of
from lantoa.channels.station.terms import (
    ORDER_AHEAD,
    OTHER_SOUND,
    OTHER_SOUND_WORDS,
    START_SLACK,
    BroadcastState,
)
from lantoa.receiver.messages import WORDS, Fault, Proof, Result


@dataclass(frozen=True, slots=True)
class Plan:
    """What one receiver was ordered to play: bytes, whole seconds, from when to when at most."""

    sha256: str
    seconds: int
    starts_at: datetime
    hard_end_at: datetime


@dataclass(frozen=True, slots=True)
class Believed:
    """What counts of a proof. `marks` go into the ledger beside what the receiver said."""

    state: BroadcastState
    seconds: int
    started_at: datetime
    detail: str
    problem: str
    marks: dict[str, int | str] = field(default_factory=dict)


def believe(proof: Proof, plan: Plan) -> Believed:
    """Other bytes are no airtime; more than the sound is long is not counted; a start that
    cannot be is replaced by the planned one. What was said differently is kept in the marks."""
    marks: dict[str, int | str] = {}
    started_at = proof.started_at
    if not _can_start(proof, plan):
        started_at, marks["clock_doubtful"] = plan.starts_at, True
    if proof.seconds_played and proof.sha256 != plan.sha256:
        marks |= {"said_sha256": proof.sha256, "said_seconds": proof.seconds_played}
        return Believed(BroadcastState.FAILED, 0, started_at, OTHER_SOUND, OTHER_SOUND_WORDS, marks)
    seconds = min(proof.seconds_played, plan.seconds + 1)
    if seconds != proof.seconds_played:
        marks["said_seconds"] = proof.seconds_played
    state = state_of(proof.result, seconds)
    return Believed(state, seconds, started_at, proof.detail.value, WORDS[proof.detail], marks)


def subject_of(proof: Proof) -> tuple[str, int]:
    """What a proof speaks of, as orders name it: letter and key of `k/12`. ("", 0): nothing of
    this station."""
    kind, _, pk = proof.broadcast.partition("/")
    return (kind, int(pk)) if pk.isdigit() else ("", 0)


def was_taken_back(proof: Proof) -> bool:
    """Unheard, and by our own word. Where it was ordered anew since, that order stands."""
    return proof.detail is Fault.WITHDRAWN and not proof.seconds_played


def was_dropped(proof: Proof) -> bool:
    """Unheard, because its key is obeyed no more: what we want of it is ordered anew."""
    return (
        proof.result is Result.STOPPED
        and proof.detail is Fault.KEY_NOT_ALLOWED
        and not proof.seconds_played
    )


def _can_start(proof: Proof, plan: Plan) -> bool:
    """An order may be refused as soon as it is there and long after; only sound has its time."""
    if not proof.seconds_played:
        return proof.started_at >= plan.starts_at - ORDER_AHEAD - START_SLACK
    return plan.starts_at - START_SLACK <= proof.started_at <= plan.hard_end_at
