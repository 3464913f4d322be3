"""Gets a broadcast ready before its second: checks the sound, starts the decoder, hears the first
samples. In a thread of its own, so that what sounds meanwhile is not disturbed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lantoa.core import canonical
from lantoa.receiver.messages import Fault
from lantoa.receiver.playing.relaying import RELAY, RelaySource
from lantoa.receiver.playing.sources import Decoder, Source, SourceFailed, Tone
from lantoa.receiver.store.plan import Item

FIRST_BYTES = 3840
PATIENCE_SECONDS = 15.0


class Preparation:
    """`fault` and `source` tell how it went once `is_over`. Whoever takes the source closes it."""

    def __init__(
        self,
        item: Item,
        path: Path,
        *,
        command: Sequence[str],
        gain_db: int,
        on_over: Callable[[], None],
    ) -> None:
        self.item = item
        self.fault = Fault.NONE
        self.first = b""
        self.source: Source | None = None
        self._path = path
        self._command = command
        self._gain_db = gain_db
        self._on_over = on_over
        self._over = threading.Event()
        self._dropped = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="prepare").start()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def is_ready(self) -> bool:
        return self.is_over and not self.fault

    def drop(self) -> None:
        """Not wanted any more."""
        self._dropped.set()
        if self.is_over and self.source is not None:
            self.source.close()

    def _run(self) -> None:
        try:
            self.fault = self._prepare()
        except OSError:
            self.fault = Fault.SOUND_MISSING
        except SourceFailed:
            self.fault = Fault.DECODER_FAILED
        if (self.fault or self._dropped.is_set()) and self.source is not None:
            self.source.close()
        self._over.set()
        self._on_over()

    def _prepare(self) -> Fault:
        if self.item.tone:
            self.source = Tone(self.item.tone, gain_db=self._gain_db)
            return Fault.NONE
        if self.item.url:
            self.source = self._relay()
            self.first = bytes(FIRST_BYTES)
            return Fault.NONE
        if canonical.file_digest(self._path) != self.item.sha256:
            return Fault.SOUND_DAMAGED
        self.source = Decoder(
            self._command, self._path, gain_db=self._gain_db, from_sample=self.item.samples
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and not self._dropped.is_set():
            data = self.source.read(FIRST_BYTES, timeout=0.5)
            if data is not None:
                self.first = data
                nothing = not data and not self.item.samples
                return Fault.DECODER_FAILED if nothing else Fault.NONE
        return Fault.DECODER_FAILED

    def _relay(self) -> RelaySource:
        """The stream, with the approved sound behind it if that lies here whole."""
        sha256 = self.item.sha256
        is_whole = bool(sha256) and self._path.is_file()
        is_whole = is_whole and canonical.file_digest(self._path) == sha256
        return RelaySource(
            self.item.url,
            self._path if is_whole else None,
            command=self._command,
            stream_command=RELAY,
            gain_db=self._gain_db,
            silence_seconds=self.item.silence_seconds,
        )
