"""The rules that this receiver keeps by itself: closed hours and volume, as it was told last."""

from __future__ import annotations

import json
from dataclasses import replace

from lantoa.receiver.messages import SILENT, EnrolmentAnswer, Settings, VolumeLimit
from lantoa.receiver.messages.fields import Fields
from lantoa.receiver.quiet import Band, Closed, QuietHours
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import moment


class Rules:
    """What was said at enrolment, until an order says otherwise. Read by the player's thread
    while the line's thread changes it."""

    def __init__(self, store: Store, answer: EnrolmentAnswer) -> None:
        self._store = store
        self._first = Settings(answer.quiet_from, answer.quiet_until)
        self.refresh()

    def refresh(self) -> None:
        """Reads again what lies on the disk."""
        text = self._store.meta("settings")
        told = Settings.read(Fields(json.loads(text))) if text else self._first
        self.settings = replace(told, gain_db=int(self._store.meta("gain_db", "0")))
        silent = [_band(limit) for limit in told.limits if limit.most_db == SILENT]
        quiet = QuietHours.read(told.quiet_from, told.quiet_until)
        self.quiet = Closed(quiet, tuple(silent))

    def gain(self, gain_db: int, *, begin: float, end: float, is_emergency: bool) -> int:
        """The gain of a broadcast (seconds since 1970): its own on top of the volume, and never
        above the lowest limit of its time. An emergency knows neither the volume nor a limit: a
        device that was turned down must not whisper an alarm."""
        if is_emergency:
            return max(-60, min(12, gain_db))
        wanted = gain_db + self.settings.gain_db
        return max(-60, min(12, wanted, *self._limits(begin, end)))

    def _limits(self, begin: float, end: float) -> list[int]:
        return [
            limit.most_db
            for limit in self.settings.limits
            if limit.most_db != SILENT and _band(limit).touches(moment(begin), moment(end))
        ]


def _band(limit: VolumeLimit) -> Band:
    return Band.read(limit.begin, limit.end, limit.weekdays)


def keep_settings(store: Store, settings: Settings) -> None:
    """From now on."""
    with store.change():
        store.set_meta("settings", json.dumps(settings.payload(), sort_keys=True))
        store.set_meta("gain_db", str(settings.gain_db))
