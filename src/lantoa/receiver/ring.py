"""Whose orders this receiver obeys: the station's keys, as it was told last."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lantoa.core.keys import PublicKey
from lantoa.receiver.messages import EnrolmentAnswer, Keys
from lantoa.receiver.store import Store


class Ring(dict[str, PublicKey]):
    """Keys by id. The first signs every day; `reserve`, the others, only change the keys."""

    def __init__(self, *texts: str) -> None:
        super().__init__()
        self.reserve: frozenset[str] = frozenset()
        self._hold(texts)

    @classmethod
    def of(cls, store: Store, answer: EnrolmentAnswer) -> Ring:
        """As kept on the disk, else as told at enrolment."""
        kept = store.meta("station_keys")
        return cls(*(json.loads(kept) if kept else answer.station_keys))

    def change(self, store: Store, told: Keys) -> None:
        """From now on. What another key had signed before is for the caller to drop."""
        store.set_meta("station_keys", json.dumps(told.keys))
        self._hold(told.keys)

    @property
    def everyday(self) -> str:
        """The id of the key that signs every day."""
        return next(iter(self))

    def _hold(self, texts: Sequence[str]) -> None:
        keys = [PublicKey.from_text(text) for text in texts]
        self.clear()
        self.update({key.id: key for key in keys})
        self.reserve = frozenset(key.id for key in keys[1:])
