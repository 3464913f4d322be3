"""The receiver's program: wires the line, the fetcher and the player, beats, resends proofs."""

from __future__ import annotations

import logging
import secrets
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import lantoa
from lantoa.core import clock
from lantoa.core.keys import PublicKey
from lantoa.receiver.fetching import Fetcher, Source
from lantoa.receiver.home import Home, Settings
from lantoa.receiver.line import Ends, Line
from lantoa.receiver.messages import (
    Beat,
    Members,
    Receipt,
    Rejected,
    Restart,
    State,
    open_message,
    ring,
    seal,
)
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.playing.player import Equipment, Player
from lantoa.receiver.playing.sources import DECODER
from lantoa.receiver.quiet import QuietHours
from lantoa.receiver.server import Server
from lantoa.receiver.sinks import Sink, sink_from
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.numbers import groups
from lantoa.receiver.store.plan import open_items
from lantoa.receiver.store.proofs import Author, apply_receipt, count_pending, pending

log = logging.getLogger("lantoa.receiver")

BEAT_SECONDS = 30.0
RESEND_SECONDS = 60.0
BATCH = 50
# A receipt that came at once tells the time well enough to notice a wrong clock.
PROMPT_SECONDS = 5.0


class Receiver:
    """One loudspeaker cluster. `run` returns when it is told to leave."""

    def __init__(self, home: Home, sink: Sink, *, command: Sequence[str] = DECODER) -> None:
        key, settings = home.load()
        answer = settings.answer
        self._answer = answer
        self._author = Author(answer.receiver, key)
        self._keys = ring(*(PublicKey.from_text(text) for text in answer.station_keys))
        self._store = Store(home.state_file)
        self._sounds = Sounds(home.sounds)
        self._boot, self._beats = secrets.token_hex(8), 0
        self._leaving = threading.Event()
        self._work = threading.Event()
        self._sent: dict[int, float] = {}
        quiet = QuietHours.read(answer.quiet_from, answer.quiet_until)
        self._ears = Ears(self._store, self._author, self._keys, quiet, Limiter())
        self._line = self._new_line(settings)
        self._fetcher = Fetcher(
            Source(
                self._store,
                self._sounds,
                Server.read(settings.server, ca=answer.broker.ca),
                self._author,
                time.time,
                on_sound=lambda: self._player.bell.set(),
            )
        )
        self._player = Player(
            Equipment(
                self._store,
                self._sounds,
                sink,
                self._author,
                quiet,
                time.time,
                on_proof=self._work.set,
                on_missing=self._fetcher.bell.set,
                command=command,
            )
        )

    def run(self) -> None:
        """Listens, fetches, plays and reports until `leave`."""
        self._line.listen_to_groups(groups(self._store))
        self._player.start()
        self._fetcher.start()
        self._line.start()
        give_back_memory()
        next_beat = next_resend = 0.0
        while not self._leaving.is_set():
            now = time.monotonic()
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
        self._player.leave()
        self._fetcher.leave()
        self._player.join(5)
        self._send_proofs()
        self._line.stop(self._beat(State.GONE))

    def _new_line(self, settings: Settings) -> Line:
        answer = settings.answer
        return Line(
            answer.broker,
            host=answer.broker.host or Server.read(settings.server).host,
            commune=answer.commune,
            receiver=answer.receiver,
            will=self._beat(State.GONE),
            ends=Ends(self._on_order, self._on_receipt, self._on_up),
        )

    # In the line's thread

    def _on_order(self, data: bytes) -> None:
        body = take_order(self._ears, data, now=clock.now())
        if isinstance(body, Members):
            self._line.listen_to_groups(groups(self._store))
            self._line.send_beat(self._beat(State.ALIVE))
        if isinstance(body, Restart):
            self.leave()
        self._fetcher.bell.set()
        self._player.bell.set()
        self._work.set()

    def _on_receipt(self, data: bytes) -> None:
        try:
            receipt = open_message(data, self._keys, Receipt).message
        except Rejected as rejected:
            log.warning("bỏ qua một biên nhận không đúng: %s", rejected.fault.value)
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

    def _compare_clock(self, receipt: Receipt) -> None:
        """Own clock minus the station's, where the receipt answers a proof just sent."""
        now = time.time()
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
                self._sent[seq] = time.time()

    def _beat(self, state: State) -> bytes:
        alive = state is State.ALIVE
        self._beats += alive
        items = open_items(self._store) if alive else []
        playing = self._player.playing if alive else ""
        upcoming = [item.broadcast for item in items if item.broadcast != playing]
        beat = Beat(
            receiver=self._author.receiver,
            boot=self._boot,
            seq=self._beats if alive else 0,
            at=clock.now(),
            state=state,
            version=lantoa.__version__,
            next=upcoming[0] if upcoming else "",
            playing=playing,
            disk_free=self._sounds.free_bytes(),
            proofs_pending=count_pending(self._store),
            groups=tuple(sorted(groups(self._store)))[:100],
        )
        return seal(beat, self._author.key)


def give_back_memory() -> None:
    """Returns to the system what starting up took: where modules had to be compiled that is a
    seventh of the whole program, and a receiver rests for days."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def run(folder: Path, sink: str, *, command: Sequence[str] = DECODER) -> None:
    """Runs the receiver of a home folder until SIGTERM, Ctrl-C or a restart order.
    Raises Refused when it cannot start."""
    home = Home(folder)
    home.load()
    output = sink_from(sink, clock=time.time)
    with home.occupied():
        receiver = Receiver(home, output, command=command)
        for number in (signal.SIGTERM, signal.SIGINT):
            # A handler runs between any two steps of this thread, also inside a lock that
            # `leave` needs: it leaves from a thread of its own.
            signal.signal(number, lambda *_: threading.Thread(target=receiver.leave).start())
        log.info("bộ thu %s đã chạy", receiver.name)
        receiver.run()
