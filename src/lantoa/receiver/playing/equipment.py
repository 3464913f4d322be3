"""What a player works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lantoa.receiver.playing.sources import DECODER
from lantoa.receiver.rules import Rules
from lantoa.receiver.sinks import Sink
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.proofs import Author


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a player works with. `command`: the decoder, called with FILE --gain DB --start S;
    `clock`: seconds since 1970; `is_sure`: may broadcasts go by it; `on_proof`: a proof was
    written."""

    store: Store
    sounds: Sounds
    sink: Sink
    author: Author
    rules: Rules
    clock: Callable[[], float]
    is_sure: Callable[[], bool]
    on_proof: Callable[[], None]
    on_missing: Callable[[], None]
    command: Sequence[str] = DECODER
