"""A disk that takes nothing: the player keeps in mind what it could not write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.receiver.rooms import sound
from tests.receiver.station_side import StationSide

from lantoa.core.clock import now
from lantoa.core.keys import SigningKey
from lantoa.receiver.messages import Fault, Result
from lantoa.receiver.playing.notes import Notes
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import Item, add_play, open_items
from lantoa.receiver.store.proofs import Author, Outcome, pending

BEGIN = now()


def planned(folder: Path) -> tuple[Store, Notes, Item, list[str]]:
    """A store with one open broadcast; the list grows with every proof that is written."""
    station, store, written = StationSide(), Store(folder / "state.sqlite"), list[str]()
    add_play(store, station.play(sound(1), starts_at=BEGIN), n=1, signer=station.key.public.id)
    notes = Notes(
        store, Author("bt-01", SigningKey.new()), clock=lambda: BEGIN.timestamp() + 60,
        on_proof=lambda: written.append("proof"),
    )  # fmt: skip
    [item] = notes.open()
    return store, notes, item, written


def fill(store: Store, *, is_full: bool) -> None:
    """No row can be written: the error is that of a full disk."""
    store.rows(f"PRAGMA query_only = {'ON' if is_full else 'OFF'}")


def heard(item: Item, seconds: int) -> Item:
    begin = BEGIN.timestamp()
    return replace(item, samples=seconds * 48_000, first_at=begin, last_at=begin + seconds)


def test_what_is_over_is_not_open_though_it_could_not_be_written(tmp_path: Path) -> None:
    store, notes, item, written = planned(tmp_path)
    fill(store, is_full=True)
    notes.conclude(heard(item, 30), Outcome(Result.PLAYED, Fault.NONE))
    assert notes.open() == []
    assert (len(open_items(store)), pending(store, most=9), written) == (1, [], [])
    fill(store, is_full=False)
    assert notes.open() == []
    assert (open_items(store), len(pending(store, most=9)), written) == ([], 1, ["proof"])
    assert notes.open() == []
    assert len(pending(store, most=9)) == 1


def test_position_that_could_not_be_written_is_gone_on_from(tmp_path: Path) -> None:
    store, notes, item, _ = planned(tmp_path)
    notes.progress(heard(item, 1))
    fill(store, is_full=True)
    notes.progress(heard(item, 7))
    notes.fault(item, Fault.INTERRUPTED)
    [known] = notes.open()
    assert (known.samples, known.fault) == (7 * 48_000, Fault.INTERRUPTED)
    assert known.last_at == (BEGIN + timedelta(seconds=7)).timestamp()
    fill(store, is_full=False)
    notes.progress(heard(item, 8))
    [known] = notes.open()
    assert (known.samples, open_items(store)[0].samples) == (8 * 48_000, 8 * 48_000)
