"""From what the receivers proved to how a delivery stands, by pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.terms import OTHER_SOUND, OTHER_SOUND_WORDS, WAITING, BroadcastState
from lantoa.receiver.messages import WORDS, Fault, Result

# No fault of the content: the next slot may do.
RETRYABLE = frozenset(
    {
        Fault.SOUND_MISSING, Fault.SINK_FAILED, Fault.DISK_FULL, Fault.TOO_LATE, Fault.EXPIRED,
        Fault.NOT_YET_VALID, Fault.OUT_OF_ORDER, Fault.RESTARTED, Fault.INTERRUPTED,
        Fault.HARD_END,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Airing:
    """One bulletin on one receiver, as it ended. `attempt` counts from 1 and runs on when the
    delivery is opened anew (`opening`)."""

    receiver: int
    cluster: str
    state: str
    seconds: int
    detail: str
    attempt: int
    opening: int = 1


def state_of(result: Result, seconds_played: int) -> BroadcastState:
    """How a proof's result reads here."""
    if result is Result.PLAYED:
        return BroadcastState.PLAYED
    return BroadcastState.PARTIAL if seconds_played else BroadcastState.FAILED


def newest_opening(airings: Sequence[Airing]) -> list[Airing]:
    """What was planned since the delivery was opened last; the rest is history."""
    opening = max((airing.opening for airing in airings), default=1)
    return [airing for airing in airings if airing.opening == opening]


def latest(airings: Iterable[Airing]) -> list[Airing]:
    """The last attempt on each receiver; one that sounded is never outdone by a later one."""
    found: dict[int, Airing] = {}
    for airing in sorted(airings, key=lambda item: item.attempt):
        before = found.get(airing.receiver)
        if before is None or before.state != BroadcastState.PLAYED:
            found[airing.receiver] = airing
    return list(found.values())


def delivery_state(airings: Sequence[Airing]) -> DeliveryState:
    """One state for all receivers: something is still to come, unknown, failed, or all played."""
    states = {airing.state for airing in latest(airings)}
    if states & set(WAITING):
        return DeliveryState.SENDING
    if BroadcastState.UNKNOWN in states:
        return DeliveryState.UNCERTAIN
    if states & {BroadcastState.FAILED, BroadcastState.PARTIAL}:
        return DeliveryState.FAILED
    return DeliveryState.WITHDRAWN if states == {BroadcastState.WITHDRAWN} else (
        DeliveryState.DELIVERED
    )  # fmt: skip


def to_retry(airings: Sequence[Airing], *, attempts: int) -> list[int]:
    """Receivers on which nothing sounded, for no fault of the content, and which may try once
    more. Never one that played any of it, nor one of which nobody knows."""
    tries = Counter(airing.receiver for airing in airings)
    return [
        airing.receiver
        for airing in latest(airings)
        if airing.state == BroadcastState.FAILED
        and not airing.seconds
        and tries[airing.receiver] < attempts
        and airing.detail in RETRYABLE
    ]


def problem_words(airings: Sequence[Airing]) -> str:
    """What an officer reads: which clusters, and why."""
    last = latest(airings)
    wrong = [item for item in last if item.state != BroadcastState.PLAYED]
    if not wrong:
        return ""
    named = ", ".join(f"{item.cluster} ({why(item)})" for item in wrong[:4])
    more = f" và {len(wrong) - 4} cụm khác" if len(wrong) > 4 else ""
    return f"{len(last) - len(wrong)} trên {len(last)} cụm loa đã phát. Chưa được: {named}{more}."


def why(airing: Airing) -> str:
    """The reason in plain words."""
    if airing.state == BroadcastState.UNKNOWN:
        return "chưa rõ: chưa nhận được xác nhận của bộ thu"
    words = WORDS.get(Fault(airing.detail), "") if airing.detail in set(Fault) else ""
    words = OTHER_SOUND_WORDS if airing.detail == OTHER_SOUND else words
    label = BroadcastState(airing.state).label
    return f"{label}: {words}" if words else str(label)
