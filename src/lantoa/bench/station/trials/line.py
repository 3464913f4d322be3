"""What lies between station and receiver breaks before the second of a broadcast."""

from __future__ import annotations

import signal
from collections.abc import Callable

from lantoa.bench.station.scene import Scene, scene, sleep_until
from lantoa.bench.station.trials import AHEAD, BEFORE, SECONDS, VALUE, WINDOW, late

SLOW, SLOW_SECONDS, SLOW_AHEAD = 8000, 2, 45.0


def broker_killed() -> float:
    """SIGKILL to the broker."""
    return _without(lambda place: place.side.signal_broker(signal.SIGKILL))


def server_gone() -> float:
    """The web server listens no more."""
    return _without(lambda place: place.side.web.close())


def network_cut() -> float:
    """Nobody answers, and nobody says so: as on a line that is cut."""

    def cut(place: Scene) -> None:
        place.side.web.is_frozen = True
        place.side.signal_broker(signal.SIGSTOP)

    return _without(cut)


def network_slow() -> float:
    """A sound that takes half of the time until its second to come."""
    with scene() as place:
        place.side.web.bytes_a_second = SLOW
        play = place.orders(VALUE, seconds=SLOW_SECONDS, ahead=SLOW_AHEAD)
        sleep_until(play.starts_at.timestamp() + WINDOW)
        return late(place, play)


def _without(breaks: Callable[[Scene], None]) -> float:
    with scene() as place:
        play = place.plans(VALUE, seconds=SECONDS, ahead=AHEAD)
        due = play.starts_at.timestamp()
        sleep_until(due - BEFORE)
        breaks(place)
        sleep_until(due + WINDOW)
        return late(place, play)
