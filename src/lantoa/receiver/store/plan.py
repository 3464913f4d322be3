"""The broadcasts that this receiver is to play, and how far it has come with each."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.receiver.messages import Fault, Play, Priority, Relay
from lantoa.receiver.messages import Test as TestTone
from lantoa.receiver.store import Store

RATE = 48_000
KEEP_DONE_SECONDS = 8 * 86_400
TONE_WAIT_SECONDS = 30
PLAY_TIMES = ("starts_at", "hard_end_at")


@dataclass(frozen=True, slots=True)
class Item:
    """One broadcast of the plan. Moments in seconds since 1970; `samples`: played so far, at
    48,000 a second; `tone`: seconds of test tone, 0 for a sound; `url`: a stream to relay, for
    which the sound stands in after `silence_seconds` without any."""

    broadcast: str
    starts_at: float
    ends_at: float
    rank: int
    sha256: str
    size: int
    path: str
    gain_db: int
    tone: int
    order_n: int
    order_signer: str
    url: str = ""
    silence_seconds: int = 0
    samples: int = 0
    first_at: float | None = None
    last_at: float | None = None
    fault: Fault = Fault.NONE
    ending: Fault = Fault.NONE

    @property
    def is_emergency(self) -> bool:
        return self.rank == Priority.EMERGENCY.rank


def add_play(store: Store, play: Play, *, n: int, signer: str) -> None:
    """Plans a broadcast. One that has sounded keeps what it is: nothing sounds twice. One that
    failed or was withdrawn unheard may be ordered anew, and then gets another proof."""
    _add(
        store,
        play.broadcast,
        json.dumps(play.payload()),
        (n, signer, play.starts_at.timestamp(), play.hard_end_at.timestamp(), play.priority.rank),
    )


def add_relay(store: Store, relay: Relay, *, n: int, signer: str) -> None:
    """Plans a relay, as a broadcast of ordinary level."""
    begin, end = relay.starts_at.timestamp(), relay.hard_end_at.timestamp()
    rank = Priority.ORDINARY.rank
    _add(store, relay.broadcast, json.dumps(relay.payload()), (n, signer, begin, end, rank))


def add_tone(store: Store, tone: TestTone, *, n: int, signer: str, now: float) -> None:
    """Plans a test tone for this moment."""
    ends_at = now + tone.seconds + TONE_WAIT_SECONDS
    _add(store, tone.broadcast, json.dumps({"tone": tone.seconds}), (n, signer, now, ends_at, 0))


def move_item(store: Store, broadcast: str, *, starts_at: float, ends_at: float) -> None:
    """Other times than the order's, while our clock is not the station's. Not of what sounds."""
    with store.change() as db:
        db.execute(
            "UPDATE plan SET starts_at = ?, ends_at = ? WHERE broadcast = ? AND done_at IS NULL",
            (starts_at, ends_at, broadcast),
        )


def times_as_ordered(store: Store) -> None:
    """The clock is the station's again: every open broadcast has its own times."""
    with store.change() as db:
        for row in db.execute("SELECT broadcast, play FROM plan WHERE done_at IS NULL").fetchall():
            play = json.loads(row["play"])
            if "starts_at" in play:
                times = (datetime.fromisoformat(play[key]).timestamp() for key in PLAY_TIMES)
                db.execute(
                    "UPDATE plan SET starts_at = min(?, starts_at), ends_at = ? "
                    "WHERE broadcast = ?" if play.get("priority") == "emergency" else
                    "UPDATE plan SET starts_at = ?, ends_at = ? WHERE broadcast = ?",
                    (*times, row["broadcast"]),
                )  # fmt: skip


def open_items(store: Store) -> list[Item]:
    """Everything that still has no proof, earliest first."""
    rows = store.rows("SELECT * FROM plan WHERE done_at IS NULL ORDER BY starts_at, broadcast")
    return [_item(row) for row in rows]


def save_progress(
    store: Store, broadcast: str, *, samples: int, first_at: float, last_at: float
) -> None:
    """How far it has sounded. Survives a kill."""
    with store.lazy_change() as db:
        db.execute(
            "UPDATE plan SET samples = ?, first_at = ?, last_at = ? WHERE broadcast = ?",
            (samples, first_at, last_at, broadcast),
        )


def save_fault(store: Store, broadcast: str, fault: Fault) -> None:
    """What stands in the way of a broadcast at the moment, or happened to it."""
    with store.change() as db:
        db.execute("UPDATE plan SET fault = ? WHERE broadcast = ?", (fault.value, broadcast))


def save_fault_of_sound(store: Store, sha256: str, fault: Fault) -> None:
    """The same, for every open broadcast of a sound."""
    for item in open_items(store):
        if item.sha256 == sha256 and item.fault != fault and not item.samples:
            save_fault(store, item.broadcast, fault)


def end_item(store: Store, broadcast: str, ending: Fault) -> None:
    """Marks one broadcast to be ended by the player."""
    with store.change() as db:
        db.execute(
            "UPDATE plan SET ending = ? WHERE broadcast = ? AND done_at IS NULL",
            (ending.value, broadcast),
        )


def end_signed_by_others(store: Store, signer: str, ending: Fault) -> None:
    """Marks whatever another key had ordered, also what sounds."""
    with store.change() as db:
        db.execute(
            "UPDATE plan SET ending = ? WHERE order_signer <> ? AND done_at IS NULL",
            (ending.value, signer),
        )


def is_known(store: Store, broadcast: str) -> bool:
    """Was this broadcast ever planned here, as far as that is remembered?"""
    return bool(store.rows("SELECT 1 FROM plan WHERE broadcast = ?", broadcast))


def end_everything(store: Store, ending: Fault, *, now: float) -> None:
    """Marks whatever sounds or should sound at this moment."""
    with store.change() as db:
        db.execute(
            "UPDATE plan SET ending = ? WHERE starts_at <= ? AND done_at IS NULL",
            (ending.value, now),
        )


def close_item(store: Store, broadcast: str, *, now: float) -> bool:
    """Takes a broadcast out of the open plan. False if it was closed before: no second proof."""
    with store.change() as db:
        db.execute("DELETE FROM plan WHERE done_at < ?", (now - KEEP_DONE_SECONDS,))
        changed = db.execute(
            "UPDATE plan SET done_at = ? WHERE broadcast = ? AND done_at IS NULL", (now, broadcast)
        )
        return changed.rowcount == 1


def wanted_sounds(store: Store) -> set[str]:
    """Hashes of the sounds that the open plan and the last days use."""
    rows = store.rows("SELECT play FROM plan")
    return {str(json.loads(row["play"]).get("sha256", "")) for row in rows}


def _add(store: Store, broadcast: str, play: str, rest: tuple[Any, ...]) -> None:
    with store.change() as db:
        db.execute("DELETE FROM plan WHERE broadcast = ? AND first_at IS NULL", (broadcast,))
        db.execute(
            "INSERT OR IGNORE INTO plan "
            "(broadcast, play, order_n, order_signer, starts_at, ends_at, rank) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (broadcast, play, *rest),
        )


def _item(row: sqlite3.Row) -> Item:
    play = json.loads(row["play"])
    return Item(
        broadcast=row["broadcast"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        rank=row["rank"],
        sha256=play.get("sha256", ""),
        size=play.get("size", 0),
        path=play.get("path", ""),
        gain_db=play.get("gain_db", 0),
        tone=play.get("tone", 0),
        order_n=row["order_n"],
        order_signer=row["order_signer"],
        url=play.get("url", ""),
        silence_seconds=play.get("silence_seconds", 0),
        samples=row["samples"],
        first_at=row["first_at"],
        last_at=row["last_at"],
        fault=Fault(row["fault"]),
        ending=Fault(row["ending"]),
    )


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as an aware moment."""
    return datetime.fromtimestamp(seconds, ZONE)
