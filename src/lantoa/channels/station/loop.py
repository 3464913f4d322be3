"""`python -m lantoa.channels.station.loop`: the station's own process, second by second.

Orders go out ahead, proofs come in. Everything that matters lies in the database, so that this
process may be killed between any two steps: what it had not finished it does again.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.channels.station.line import Line, News
    from lantoa.channels.station.models import Order
    from lantoa.channels.station.services.proofs import Answer

LOG = logging.getLogger("lantoa.station")
TURN_SECONDS = 1.0
SLOW_TURN_SECONDS = 15.0
MOST_NEWS = 200


class Station:
    """The loop. `turn` once a second, `take` for everything that the line brings; beside them, in
    a thread of its own, `look` whenever somebody has ordered something: an emergency waits neither
    for a long turn nor behind a thousand proofs."""

    def __init__(self, line: Line, inbox: SimpleQueue[News]) -> None:
        self._line, self._inbox = line, inbox
        self._leaving = threading.Event()
        self._slow_at = 0.0
        self._woken = threading.Event()
        # Orders go out in the order of their numbers, whichever thread sends them.
        self._sending = threading.RLock()

    def wake(self) -> None:
        """Something was ordered and committed: look at once. Many calls are one look."""
        self._woken.set()

    def leave(self) -> None:
        self._leaving.set()
        self._woken.set()

    def run(self, clock: Callable[[], datetime]) -> None:
        """Runs until `leave`. A fault of the database costs a turn, never the process."""
        self._line.start()
        threading.Thread(target=self._express, args=(clock,), name="express", daemon=True).start()
        next_turn = time.monotonic()
        while not self._leaving.is_set():
            self._listen(until=next_turn, clock=clock)
            next_turn = time.monotonic() + TURN_SECONDS
            self._guarded(lambda: self.turn(clock()))
        self._line.stop()

    def look(self, now: datetime) -> None:
        """Alerts that are in force begin to sound, and orders that were never sent go out."""
        from lantoa.channels.station.services import alerting, beats

        alerting.air_alerts(now=now)
        self._send(lambda: beats.fresh_orders(now=now), now)

    def _express(self, clock: Callable[[], datetime]) -> None:
        while not self._leaving.is_set():
            self._woken.wait()
            self._woken.clear()
            self._guarded(lambda: self.look(clock()))

    def turn(self, now: datetime) -> None:
        """One look at the database: what is stale, due, silent."""
        from lantoa.channels.station.services import (
            alerting,
            beats,
            kit_ordering,
            ordering,
            placing,
        )

        def air() -> None:
            if alerting.air_alerts(now=now):  # nothing comes between an alert and its sound
                self._send(lambda: beats.due_again(now=now), now)

        def send_due() -> None:
            self._send(lambda: beats.due_again(now=now), now)

        self._each(
            air,
            lambda: placing.withdraw_stale(now=now),
            lambda: kit_ordering.order_kit(now=now),
            lambda: ordering.order_due(now=now),
            send_due,
        )
        if time.monotonic() >= self._slow_at:
            self._slow_at = time.monotonic() + SLOW_TURN_SECONDS
            self._slow_turn(now)

    def _slow_turn(self, now: datetime) -> None:
        """What may wait for some seconds."""
        from lantoa.channels.station import slow_turn
        from lantoa.channels.station.services import proofs
        from lantoa.channels.station.services.state import note_turn

        def pass_gaps() -> None:
            for answer in proofs.pass_gaps(now=now):
                self._answer(answer)

        self._each(
            *slow_turn.steps(now, pass_gaps),
            lambda: note_turn(line_is_up=self._line.is_up, now=now),
        )

    def _each(self, *steps: Callable[[], object]) -> None:
        """One step that fails costs itself, never those behind it."""
        for step in steps:
            self._guarded(step)

    def take(self, news: News, now: datetime) -> None:
        """One thing that the line brought."""
        from lantoa.channels.station.line import What
        from lantoa.channels.station.services import beats, proofs
        from lantoa.channels.station.services.state import note_line
        from lantoa.receiver.topics import to_receiver

        match news.what:
            case What.UP:
                note_line(is_up=True, problem="", now=now)
                self._send(lambda: beats.every_open(now=now), now)
            case What.DOWN:
                note_line(is_up=False, problem=news.words, now=now)
            case What.PROOF:
                answer = proofs.take_proof(name=news.receiver, data=news.data, now=now)
                if answer:
                    self._answer(answer)
            case What.BEAT:
                answer = beats.time_answer(name=news.receiver, data=news.data, now=now)
                if answer:
                    self._answer(answer)
                self._send(
                    lambda: beats.take_beat(name=news.receiver, data=news.data, now=now),
                    now, to=to_receiver(news.receiver),
                )  # fmt: skip

    def _listen(self, *, until: float, clock: Callable[[], datetime]) -> None:
        for _ in range(MOST_NEWS):
            left = until - time.monotonic()
            try:
                news = self._inbox.get(timeout=max(0.001, left))
            except Empty:
                return
            self._guarded(lambda news=news: self.take(news, clock()))  # type: ignore[misc]

    def _send(self, find: Callable[[], list[Order]], now: datetime, *, to: str = "") -> None:
        """To whom each is addressed; with `to` on that receiver's own topic, a group's order too
        (it may not listen to the group yet)."""
        from lantoa.channels.station.names import address_of
        from lantoa.channels.station.services.beats import note_sent

        with self._sending:
            sent = [
                order
                for order in find()
                if self._line.send_order(to or address_of(order), bytes(order.envelope))
            ]
            # A group's order that one receiver was told by itself has not gone to the group.
            note_sent([order for order in sent if not to or order.group is None], now=now)

    def _answer(self, answer: Answer) -> None:
        self._line.send_receipt(answer.receiver, answer.envelope)

    @staticmethod
    def _guarded(step: Callable[[], object]) -> None:
        from django.db import connections

        try:
            step()
        except Exception:
            LOG.exception("a step of the station failed; it is taken up again")
            # A connection that somebody closed under us is opened anew by the next step.
            for one in connections.all(initialized_only=True):
                if not one.in_atomic_block:
                    one.close()


def make_station() -> Station:
    """The station of this installation, its key made if need be, its line not yet started."""
    from lantoa.channels.station.broker_users import station_password, write_users
    from lantoa.channels.station.line import Line
    from lantoa.channels.station.names import commune_code, known_key
    from lantoa.channels.station.server import broker_address
    from lantoa.core.clock import now

    key = known_key(now=now())
    write_users()
    inbox: SimpleQueue[News] = SimpleQueue()
    line = Line(
        broker_address(), commune=commune_code(), client_id=f"{commune_code()}-station",
        username="station", password=station_password(), inbox=inbox,
    )  # fmt: skip
    LOG.info("đài chạy với khóa %s…", key.key_id[:16])
    return Station(line, inbox)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    from lantoa.channels.station.waking import Ear
    from lantoa.core.clock import now

    station = make_station()
    Ear(station.wake).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=station.leave).start())
    station.run(now)


if __name__ == "__main__":
    main()
