"""Sounds over poor lines: an emergency does not wait behind a long one."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from tests.receiver.station_side import StationServer, StationSide

from lantoa.core.clock import now
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver.fetching import Fetcher, Source, fetch
from lantoa.receiver.server import Server
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import add_play, open_items
from lantoa.receiver.store.proofs import Author


def test_long_fetch_gives_way_to_an_emergency_and_goes_on_where_it_was(tmp_path: Path) -> None:
    station = StationSide()
    server, key = StationServer(station), SigningKey.new()
    server.keys["bt-01"] = key.public
    store, sounds = Store(tmp_path / "state.sqlite"), Sounds(tmp_path / "sounds")
    source = Source(
        store, sounds, Server.read(server.url), Author("bt-01", key), time.time, lambda: None
    )
    try:
        long, alarm = server.add(b"l" * 400_000), server.add(b"a" * 2_000)
        later = now() + timedelta(hours=1)
        add_play(store, station.play(long, starts_at=later), n=1, signer="ab" * 32)
        [slow] = open_items(store)
        server.break_after = 100_000
        assert fetch(slow, source) == m.Fault.SOUND_MISSING
        urgent = station.play(alarm, starts_at=now(), priority=m.Priority.EMERGENCY)
        add_play(store, urgent, n=2, signer="ab" * 32)
        assert fetch(slow, source) == m.Fault.NONE
        assert not sounds.has(slow.sha256)
        assert sounds.part(slow.sha256).stat().st_size == 100_000
        fetcher = Fetcher(source)
        fetcher._round()
        assert (sounds.has(urgent.sha256), sounds.has(slow.sha256)) == (True, False)
        fetcher._round()
        assert sounds.has(slow.sha256)
        assert server.requests[-1] == "bytes=100000-"
    finally:
        server.close()


def test_emergency_whose_sound_cannot_be_had_does_not_stop_the_other_fetches(
    tmp_path: Path,
) -> None:
    station = StationSide()
    server, key = StationServer(station), SigningKey.new()
    server.keys["bt-01"] = key.public
    store, sounds, at = Store(tmp_path / "state.sqlite"), Sounds(tmp_path / "sounds"), [0.0]
    began = now()
    at[0] = began.timestamp()
    source = Source(
        store, sounds, Server.read(server.url), Author("bt-01", key), lambda: at[0], lambda: None
    )
    try:
        plain = station.play(server.add(b"p" * 40_000), starts_at=began + timedelta(hours=1))
        urgent = station.play(b"a" * 2_000, starts_at=began, priority=m.Priority.EMERGENCY)
        add_play(store, plain, n=1, signer="ab" * 32)
        add_play(store, urgent, n=2, signer="ab" * 32)
        fetcher = Fetcher(source)
        fetcher._round()  # the alarm's: the server has no such sound
        fetcher._round()
        assert (sounds.has(urgent.sha256), sounds.has(plain.sha256)) == (False, True)
        assert len(server.requests) == 2
        server.add(b"a" * 2_000)
        at[0] += 10
        fetcher._round()
        assert sounds.has(urgent.sha256)
    finally:
        server.close()
