"""What lies ready: the sealed alerts that the station told last, which codes are used up, how
often a wrong one was tried."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lantoa.receiver.messages import SOUND_PATH, Sealed, SealedAlert, SealedSound
from lantoa.receiver.messages.fields import Fields
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import Item

MOST_WRONG = 5
LOCK_SECONDS = 600.0
FAR = 9e9  # after everything that is planned


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list, and the order that brought it."""

    sealed: Sealed
    order_n: int
    order_signer: str

    def alert(self, name: str) -> SealedAlert | None:
        return next((one for one in self.sealed.alerts if one.alert == name), None)


def shelf(store: Store) -> Shelf:
    """What lies ready now."""
    text = store.meta("sealed")
    if not text:
        return Shelf(Sealed(), 0, "")
    value = json.loads(text)
    return Shelf(Sealed.read(Fields(value["body"])), value["n"], value["signer"])


def keep_sealed(store: Store, sealed: Sealed, *, n: int, signer: str) -> None:
    """From now on these and no others; a used code stays used, also when its
    alert comes back after a list without it."""
    value = {"body": sealed.payload(), "n": n, "signer": signer}
    with store.change():
        store.set_meta("sealed", json.dumps(value))


def used_checks(store: Store) -> set[str]:
    """Checks of codes that have started their alert once."""
    return set(json.loads(store.meta("sealed_used") or "[]"))


def note_used(store: Store, check: str) -> None:
    store.set_meta("sealed_used", json.dumps(sorted({*used_checks(store), check})))


def sealed_sounds(store: Store) -> dict[str, SealedSound]:
    """Everything that must lie here beforehand, by hash."""
    rows = shelf(store).sealed.alerts
    return {one.sha256: one for alert in rows for one in (alert.call, alert.end)}


def wanted_items(store: Store) -> list[Item]:
    """The same as the fetcher reads it: after whatever is planned."""
    return [
        Item(
            broadcast="",
            starts_at=FAR,
            ends_at=FAR,
            rank=0,
            sha256=one.sha256,
            size=one.size,
            path=SOUND_PATH + one.sha256,
            gain_db=0,
            tone=0,
            order_n=0,
            order_signer="",
        )
        for one in sealed_sounds(store).values()
    ]


def locked_seconds(store: Store, *, now: float) -> float:
    """For how long no code is tried any more; 0: one may be tried. Holds over a restart, and a
    clock that is set back does not lengthen it."""
    _, until = _tries(store)
    return min(max(0.0, until - now), LOCK_SECONDS)


def note_wrong(store: Store, *, now: float) -> bool:
    """One more wrong code. True where it was the last that is let through for a while."""
    count, _ = _tries(store)
    count += 1
    is_last = count >= MOST_WRONG
    _keep_tries(store, 0 if is_last else count, now + LOCK_SECONDS if is_last else 0.0)
    return is_last


def forget_wrong(store: Store) -> None:
    _keep_tries(store, 0, 0.0)


def _tries(store: Store) -> tuple[int, float]:
    count, until = json.loads(store.meta("sealed_tries") or "[0, 0.0]")
    return int(count), float(until)


def _keep_tries(store: Store, count: int, until: float) -> None:
    store.set_meta("sealed_tries", json.dumps([count, until]))
