"""Hours without broadcasting (khung giờ không phát), kept by the receiver itself. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lantoa.core.clock import local


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` in the commune's time, over midnight if need be. The end belongs to
    the day: with 21:00–05:00, 05:00:00 may sound. Equal ends: no quiet hours."""

    start: time
    end: time

    @classmethod
    def read(cls, start: str, end: str) -> QuietHours:
        """From "21:00", "05:00"; from "", "": none."""
        if not start:
            return cls(time(0), time(0))
        return cls(time.fromisoformat(start), time.fromisoformat(end))

    def covers(self, moment: datetime) -> bool:
        """Is it quiet at this moment?"""
        clock = local(moment).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def next_start(self, moment: datetime) -> datetime | None:
        """The first moment from here on at which it gets quiet, None for never."""
        if self.start == self.end:
            return None
        here = local(moment)
        begin = here.replace(
            hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0
        )
        return begin if begin >= here else begin + timedelta(days=1)
