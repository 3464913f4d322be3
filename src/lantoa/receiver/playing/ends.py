"""How a broadcast ends, in the words of a proof."""

from __future__ import annotations

from lantoa.receiver.messages import Fault, Result
from lantoa.receiver.playing.airing import Airing
from lantoa.receiver.playing.relaying import RelaySource
from lantoa.receiver.playing.sources import Source
from lantoa.receiver.store.plan import Item
from lantoa.receiver.store.proofs import Outcome

STARTED_BEFORE = (Fault.RESTARTED, Fault.INTERRUPTED)


def needs_no_file(item: Item) -> bool:
    """A tone is made here; a relay goes out also where what stands in for it is missing."""
    return bool(item.tone or item.url)


def at_the_end(item: Item, source: Source, why: Fault) -> Outcome:
    """A relay has no end but its hard end: there it was played."""
    if item.url and why == Fault.HARD_END:
        silent = isinstance(source, RelaySource) and source.fell_back
        return Outcome(Result.PLAYED, Fault.RELAY_SILENT if silent else history(item))
    return Outcome(Result.PARTIAL, why)


def history(item: Item) -> Fault:
    return item.fault if item.fault in STARTED_BEFORE else Fault.NONE


def broken(airing: Airing, fault: Fault) -> Outcome:
    return Outcome(Result.PARTIAL if airing.samples else Result.FAILED, fault)
