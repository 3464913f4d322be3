"""The receiver's program: wires the line, the fetcher and the player, beats, resends proofs."""

from __future__ import annotations

import contextlib
import logging
import secrets
import signal
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import lantoa
from lantoa.receiver.fetching import Fetcher, Source
from lantoa.receiver.home import Home
from lantoa.receiver.home import Settings as Enrolled
from lantoa.receiver.line import Ends, Line
from lantoa.receiver.machine import give_back_memory
from lantoa.receiver.messages import (
    Beat,
    Members,
    Receipt,
    Rejected,
    Restart,
    Sealed,
    Settings,
    State,
    Time,
    Volume,
    open_with,
    read_answer,
    seal,
)
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.playing.equipment import Equipment
from lantoa.receiver.playing.player import Player
from lantoa.receiver.playing.sources import DECODER
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules
from lantoa.receiver.sealed.shelf import shelf
from lantoa.receiver.server import Server
from lantoa.receiver.sinks import sink_from
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.numbers import groups, lists_held
from lantoa.receiver.store.plan import moment, open_items, times_as_ordered
from lantoa.receiver.store.proofs import Author, apply_receipt, count_pending, pending
from lantoa.receiver.timekeeping import Timekeeper

if TYPE_CHECKING:
    from lantoa.receiver.sealed.page import Door

log = logging.getLogger("lantoa.receiver")

BEAT_SECONDS = 30.0
RESEND_SECONDS = 60.0
BATCH = 50
# A receipt that came at once tells the time well enough to notice a wrong clock.
PROMPT_SECONDS = 5.0


class Receiver:
    """One loudspeaker cluster. `run` returns when it is told to leave."""

    def __init__(
        self, home: Home, sink: str, *, command: Sequence[str] = DECODER, listen: str = ""
    ) -> None:
        key, settings = home.load()
        answer = settings.answer
        self._answer = answer
        self._author = Author(answer.receiver, key)
        self._store = Store(home.state_file)
        self._keys = Ring.of(self._store, answer)
        self._sounds = Sounds(home.sounds)
        self._boot, self._beats = secrets.token_hex(8), 0
        self._leaving = threading.Event()
        self._work = threading.Event()
        self._sent: dict[int, float] = {}
        self._rules = Rules(self._store, answer)
        self._time = Timekeeper(self._store)
        self._asked = (0, 0.0)
        self._ears = Ears(self._store, self._author, self._keys, self._rules, Limiter(), self._time)
        self._line = self._new_line(settings)
        self._fetcher = self._new_fetcher(settings)
        self._player = self._new_player(sink, command)
        self._door = self._new_door(listen) if listen else None

    def run(self) -> None:
        """Listens, fetches, plays and reports until `leave`."""
        self._line.listen_to_groups(groups(self._store))
        self._player.start()
        self._fetcher.start()
        self._line.start()
        if self._door is not None:
            self._door.start()
        give_back_memory()
        next_beat = next_resend = 0.0
        while not self._leaving.is_set():
            now = time.monotonic()
            with contextlib.suppress(sqlite3.OperationalError):  # a full disk
                self._time.note_passing()
            if now >= next_resend:
                self._sent.clear()
                next_resend = now + RESEND_SECONDS
            self._send_proofs()
            if now >= next_beat:
                self._line.send_beat(self._beat(State.ALIVE))
                next_beat = now + BEAT_SECONDS
            self._work.wait(max(0.0, min(next_beat, next_resend) - time.monotonic()))
            self._work.clear()
        self._close()

    @property
    def name(self) -> str:
        return f"{self._author.receiver} ({self._answer.name})"

    def leave(self) -> None:
        """Ends it; what sounds goes on where it was at the next start."""
        self._leaving.set()
        self._work.set()

    def _close(self) -> None:
        if self._door is not None:
            self._door.leave()
        self._player.leave()
        self._fetcher.leave()
        self._player.join(5)
        self._send_proofs()
        self._line.stop(self._beat(State.GONE))

    def _new_line(self, settings: Enrolled) -> Line:
        answer = settings.answer
        return Line(
            answer.broker,
            host=answer.broker.host or Server.read(settings.server).host,
            commune=answer.commune,
            receiver=answer.receiver,
            will=self._beat(State.GONE),
            ends=Ends(self._on_order, self._on_receipt, self._on_up),
        )

    def _new_fetcher(self, settings: Enrolled) -> Fetcher:
        return Fetcher(
            Source(
                self._store,
                self._sounds,
                Server.read(settings.server, ca=settings.answer.broker.ca),
                self._author,
                self._time.clock,
                on_sound=lambda: self._player.bell.set(),
            )
        )

    def _new_player(self, sink: str, command: Sequence[str]) -> Player:
        return Player(
            Equipment(
                self._store,
                self._sounds,
                sink_from(sink, clock=self._time.clock),
                self._author,
                self._rules,
                self._time.clock,
                lambda: self._time.is_sure,
                on_proof=self._work.set,
                on_missing=self._fetcher.bell.set,
                command=command,
            )
        )

    def _new_door(self, listen: str) -> Door:
        from lantoa.receiver.sealed.page import Door
        from lantoa.receiver.sealed.starting import Desk

        desk = Desk(
            self._store, self._sounds, self._author, self._time.clock, on_change=self._plan_changed
        )
        return Door(desk, name=self._answer.name, address=listen)

    def _plan_changed(self) -> None:
        self._fetcher.bell.set()
        self._player.bell.set()
        self._work.set()

    # In the line's thread

    def _on_order(self, data: bytes) -> None:
        body = take_order(self._ears, data, now=moment(self._time.clock()))
        if isinstance(body, Members):
            self._line.listen_to_groups(groups(self._store))
        if isinstance(body, Members | Settings | Volume | Sealed):
            self._line.send_beat(self._beat(State.ALIVE))
        if isinstance(body, Restart):
            self.leave()
        self._plan_changed()

    def _on_receipt(self, data: bytes) -> None:
        try:
            receipt = open_with(data, self._keys, read_answer)
        except Rejected as rejected:
            log.warning("bỏ qua một biên nhận không đúng: %s", rejected.fault.value)
            return
        if isinstance(receipt, Time):
            self._take_time(receipt)
            return
        ours = (self._author.receiver, self._author.key.public.id)
        if (receipt.receiver, receipt.key) != ours:
            return
        self._compare_clock(receipt)
        apply_receipt(self._store, receipt)
        self._work.set()

    def _on_up(self) -> None:
        self._sent.clear()
        self._fetcher.line_is_back()
        self._line.send_beat(self._beat(State.ALIVE))
        self._work.set()

    def _take_time(self, answer: Time) -> None:
        """The station's time in answer to our last beat."""
        seq, asked = self._asked
        if (answer.receiver, answer.boot, answer.seq) != (self._author.receiver, self._boot, seq):
            return
        before = self._time.verdict()
        offset = self._time.take_answer(answer.at.timestamp(), asked=asked)
        if offset is None:
            return
        self._store.set_meta("clock_offset_ms", str(round(offset * 1000)))
        after = self._time.verdict()
        if not before.is_sure or abs(after.time - before.time) > 1:
            log.warning("giờ theo đài, đồng hồ của máy lệch %.0f giây", offset)
            times_as_ordered(self._store)
            self._player.bell.set()
            self._fetcher.line_is_back()

    def _compare_clock(self, receipt: Receipt) -> None:
        """Own clock minus the station's, where the receipt answers a proof just sent."""
        now = self._time.clock()
        sent = [self._sent[last] for _, last in receipt.ranges if last in self._sent]
        if sent and 0 <= now - max(sent) <= PROMPT_SECONDS:
            offset = (max(sent) + now) / 2 - receipt.at.timestamp()
            self._store.set_meta("clock_offset_ms", str(round(offset * 1000)))

    # In the main thread

    def _send_proofs(self) -> None:
        """Sends what was not sent since the line came up or the last minute began. More than
        a batch waits for the receipts of the first."""
        if not self._line.is_up:
            return
        for seq, envelope in pending(self._store, most=BATCH):
            if seq not in self._sent:
                self._line.send_proof(envelope)
                self._sent[seq] = self._time.clock()

    def _beat(self, state: State) -> bytes:
        alive = state is State.ALIVE
        self._beats += alive
        verdict = self._time.verdict()
        if alive:
            self._asked = (self._beats, self._time.since_boot())
        items = open_items(self._store) if alive else []
        playing = self._player.playing if alive else ""
        upcoming = [item.broadcast for item in items if item.broadcast != playing]
        beat = Beat(
            receiver=self._author.receiver,
            boot=self._boot,
            seq=self._beats if alive else 0,
            at=moment(verdict.time),
            state=state,
            version=lantoa.__version__,
            next=upcoming[0] if upcoming else "",
            playing=playing,
            disk_free=self._sounds.free_bytes(),
            proofs_pending=count_pending(self._store),
            groups=tuple(sorted(groups(self._store)))[:100],
            lists=lists_held(self._store),
            settings=self._rules.settings.digest,
            sealed=shelf(self._store).sealed.digest,
            is_unsure=not verdict.is_sure,
            asks_time=alive and verdict.wants_answer,
        )
        return seal(beat, self._author.key)


def run(folder: Path, sink: str, *, command: Sequence[str] = DECODER, listen: str = "") -> None:
    """Runs the receiver of a home folder until SIGTERM, Ctrl-C or a restart order.
    Raises Refused when it cannot start."""
    home = Home(folder)
    home.load()
    with home.occupied():
        receiver = Receiver(home, sink, command=command, listen=listen)
        for number in (signal.SIGTERM, signal.SIGINT):
            # A handler runs between any two steps of this thread, also inside a lock that
            # `leave` needs: it leaves from a thread of its own.
            signal.signal(number, lambda *_: threading.Thread(target=receiver.leave).start())
        log.info("bộ thu %s đã chạy", receiver.name)
        receiver.run()
