"""Plays the plan: the one thread that makes sound, second by second, and says what it did."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from dataclasses import replace

from lantoa.receiver.messages import Fault, Result
from lantoa.receiver.playing.agenda import (
    cut_at,
    in_order,
    interrupts,
    next_look,
    why_cut,
    why_silent,
)
from lantoa.receiver.playing.airing import CHUNK_BYTES, Airing
from lantoa.receiver.playing.ends import at_the_end, broken, history, needs_no_file
from lantoa.receiver.playing.equipment import Equipment
from lantoa.receiver.playing.notes import Notes
from lantoa.receiver.playing.preparation import Preparation
from lantoa.receiver.playing.sources import RATE, Source, SourceFailed
from lantoa.receiver.sinks import SinkFailed
from lantoa.receiver.store.plan import Item, save_fault_of_sound
from lantoa.receiver.store.proofs import Outcome

log = logging.getLogger("lantoa.receiver")

# A decoder needs a moment on a slow board; its child rests until its second.
AHEAD_SECONDS = 6.0
# From here on the thread waits for nothing but the second.
CLOSE_SECONDS = 0.3
LONGEST_WAIT = 20.0
SILENT_DECODER_SECONDS = 5.0


class Player(threading.Thread):
    """Ring `bell` when the plan has changed; `leave` ends it and keeps the position."""

    def __init__(self, equipment: Equipment) -> None:
        super().__init__(name="player", daemon=True)
        self.bell = threading.Event()
        self.playing = ""
        self._with = equipment
        self._leaving = False
        self._was_unsure = False
        self._cut_at = 0.0
        self._ready: dict[str, Preparation] = {}
        self._broke_at: dict[str, int] = {}
        self._notes = Notes(
            equipment.store, equipment.author, clock=equipment.clock, on_proof=equipment.on_proof
        )

    def leave(self) -> None:
        self._leaving = True
        self.bell.set()

    def run(self) -> None:
        _come_first()
        for item in self._notes.open():
            if item.samples:
                self._notes.fault(item, Fault.RESTARTED)
        while not self._leaving:
            try:
                self._step()
            except Exception:
                # Whatever goes wrong with one broadcast, the next one is to sound.
                log.exception("lỗi ngoài dự kiến trong lúc phát; thử lại sau 1 giây")
                self._with.sink.cut()
                time.sleep(1)
        self._keep_only(set())

    def _step(self) -> None:
        self.bell.clear()
        now = self._with.clock()
        items = self._settled(now)
        self._prepare(items, now)
        ready = self._next_ready(items, now)
        if ready is not None:
            self._play(ready)
            return
        self._tick()
        wait = next_look(items, self._with.rules.quiet, now=now, ahead=AHEAD_SECONDS)
        self.bell.wait(
            min(max(0.01, wait - CLOSE_SECONDS), self._with.sink.tick_seconds or LONGEST_WAIT)
        )

    def _tick(self) -> None:
        try:
            self._with.sink.tick()
        except SinkFailed as failure:
            log.error("ngõ ra âm thanh bị lỗi: %s", failure)

    # What is over, what is next

    def _settled(self, now: float) -> list[Item]:
        """The open plan, after everything that is over has got its proof."""
        rest = []
        is_sure = self._with.is_sure()
        for item in self._notes.open():
            if item.broadcast == self.playing:
                rest.append(item)
            elif item.ending:
                self._notes.conclude(item, Outcome(Result.STOPPED, item.ending))
            elif not is_sure and not item.is_emergency:
                rest.append(item)  # nobody knows whether its time has passed
            elif now >= cut_at(item, self._with.rules.quiet):
                self._notes.conclude(item, self._missed(item))
            else:
                rest.append(item)
        self._was_unsure = not is_sure
        return rest

    def _missed(self, item: Item) -> Outcome:
        if item.samples:
            return Outcome(Result.PARTIAL, item.fault or why_cut(item, self._with.rules.quiet))
        if self._was_unsure and not item.is_emergency:
            return Outcome(Result.FAILED, Fault.CLOCK_UNSURE)
        has_sound = needs_no_file(item) or self._with.sounds.has(item.sha256)
        return Outcome(Result.FAILED, why_silent(item, self._with.rules.quiet, has_sound=has_sound))

    def _prepare(self, items: list[Item], now: float) -> None:
        near = [item for item in items if item.starts_at - AHEAD_SECONDS <= now]
        if not self._with.is_sure():
            near = [item for item in near if item.is_emergency]
        there = [item for item in near if needs_no_file(item) or self._with.sounds.has(item.sha256)]
        if len(there) < len(near):
            self._with.on_missing()
        near = there
        if self.playing:
            # What waits for its turn is made ready when the turn comes: a decoder costs memory.
            near = [item for item in near if item.is_emergency or item.starts_at > now]
        wanted = [item for item in in_order(near) if item.broadcast != self.playing][:3]
        self._keep_only({(item.broadcast, item.order_n) for item in wanted})
        for item in wanted:
            if item.broadcast not in self._ready:
                self._ready[item.broadcast] = self._preparation(item)
            self._look_at(self._ready[item.broadcast])

    def _preparation(self, item: Item) -> Preparation:
        gain_db = self._with.rules.gain(
            item.gain_db, begin=item.starts_at, end=item.ends_at, is_emergency=item.is_emergency
        )
        return Preparation(
            replace(item, samples=_whole_ms(item.samples)),
            self._with.sounds.path(item.sha256),
            command=self._with.command,
            gain_db=gain_db,
            on_over=self.bell.set,
        )

    def _look_at(self, preparation: Preparation) -> None:
        if not preparation.is_over or not preparation.fault:
            return
        item = self._ready.pop(preparation.item.broadcast).item
        if preparation.fault == Fault.DECODER_FAILED:
            if not self._tries_again(item, preparation.fault):
                result = Result.PARTIAL if item.samples else Result.FAILED
                self._notes.conclude(item, Outcome(result, preparation.fault))
            return
        self._with.sounds.discard(item.sha256)
        save_fault_of_sound(self._with.store, item.sha256, preparation.fault)
        self._with.on_missing()

    def _tries_again(self, item: Item, fault: Fault) -> bool:
        """A decoder that died is started once more where it was; at the same place only once."""
        place = _whole_ms(item.samples)
        if fault != Fault.DECODER_FAILED or self._broke_at.get(item.broadcast) == place:
            self._broke_at.pop(item.broadcast, None)
            return False
        self._broke_at[item.broadcast] = place
        if item.samples:
            self._notes.fault(item, Fault.RESTARTED)
        log.warning("%s: bộ giải mã dừng giữa chừng; chạy lại từ chỗ đó", item.broadcast)
        return True

    def _keep_only(self, wanted: set[tuple[str, int]]) -> None:
        """Drops what is not wanted any more, or was ordered anew in another way."""
        for broadcast, ready in list(self._ready.items()):
            if (broadcast, ready.item.order_n) not in wanted:
                self._ready.pop(broadcast).drop()

    def _next_ready(self, items: list[Item], now: float) -> Preparation | None:
        for item in in_order(items):
            ready = self._ready.get(item.broadcast)
            if item.starts_at - CLOSE_SECONDS <= now and ready is not None and ready.is_ready:
                return ready
        return None

    # Sound

    def _play(self, ready: Preparation) -> None:
        item = self._ready.pop(ready.item.broadcast).item
        source = ready.source
        assert source is not None
        airing = Airing(item, self._with.sink, clock=self._with.clock)
        self.playing = item.broadcast
        try:
            self._wait_for(item.starts_at)
            outcome = self._air(item, airing, source, ready.first)
        finally:
            self.playing = ""
            source.close()
        heard = self._note_position(item, airing)
        if outcome is not None and not self._tries_again(heard, outcome.detail):
            self._notes.conclude(heard, outcome)

    def _wait_for(self, moment: float) -> None:
        while (left := moment - self._with.clock()) > 0 and left < 2 * CLOSE_SECONDS:
            time.sleep(left)

    def _air(self, item: Item, airing: Airing, source: Source, first: bytes) -> Outcome | None:
        """Sends samples until something ends it. None: it is to go on later."""
        try:
            airing.begin()
            airing.write(first)
            log.info("đang phát %s", item.broadcast)
            outcome, is_whole = self._stream(item, airing, source)
            if is_whole:
                self._with.sink.finish()
                return outcome
        except SinkFailed as failure:
            log.error("ngõ ra âm thanh bị lỗi: %s", failure)
            outcome = broken(airing, Fault.SINK_FAILED)
        except SourceFailed:
            outcome = broken(airing, Fault.DECODER_FAILED)
        self._with.sink.cut()
        airing.stopped()
        return outcome

    def _stream(self, item: Item, airing: Airing, source: Source) -> tuple[Outcome | None, bool]:
        """What became of it, and whether it came to its end."""
        self._cut_at = cut_at(item, self._with.rules.quiet)
        heard_at = saved_at = time.monotonic()
        while True:
            if self._leaving:
                return None, False
            if self._with.clock() >= self._cut_at:
                return at_the_end(item, source, why_cut(item, self._with.rules.quiet)), False
            tick = time.monotonic()
            if self.bell.is_set() or tick - saved_at >= 1:
                saved_at = tick
                self._note_position(item, airing)
                ended, outcome = self._disturbed(item)
                if ended:
                    return outcome, False
            room = min(CHUNK_BYTES, airing.room(self._cut_at))
            pcm = source.read(room, timeout=0.1) if room else None
            if pcm == b"":
                return Outcome(Result.PLAYED, history(item)), True
            if pcm:
                airing.write(pcm)
                heard_at = tick
            elif room and tick - heard_at > SILENT_DECODER_SECONDS:
                raise SourceFailed("silent")
            airing.rest()

    def _disturbed(self, item: Item) -> tuple[bool, Outcome | None]:
        """Has an order or an emergency ended this broadcast? An emergency only interrupts it."""
        self.bell.clear()
        now = self._with.clock()
        items = self._settled(now)
        self._prepare(items, now)
        own = [other for other in items if other.broadcast == item.broadcast]
        if own:  # its times or the rules may have changed
            self._cut_at = cut_at(own[0], self._with.rules.quiet)
        if own and own[0].ending:
            return True, Outcome(Result.STOPPED, own[0].ending)
        ready = self._next_ready([other for other in items if interrupts(other, item)], now)
        if ready is None:
            return False, None
        self._notes.fault(item, Fault.INTERRUPTED)
        return True, None

    def _note_position(self, item: Item, airing: Airing) -> Item:
        heard = replace(
            item, samples=airing.samples, first_at=airing.first_at, last_at=airing.last_at
        )
        self._notes.progress(heard)
        return heard


def _whole_ms(samples: int) -> int:
    """A decoder is told its first sample in milliseconds."""
    return samples - samples % (RATE // 1000)


def _come_first() -> None:
    """On a busy machine sound comes before everything else, where the system lets this thread ask
    for that: a loudspeaker that stutters is heard by the whole hamlet. What the thread starts, the
    decoder and the player command, goes with it."""
    ask = getattr(os, "sched_setscheduler", None)
    if ask is not None:
        with contextlib.suppress(OSError):
            ask(0, os.SCHED_RR, os.sched_param(1))
