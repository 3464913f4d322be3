"""The only place that reads the clock. Services never do: `now` and `today` are arguments."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in the commune's zone."""
    return datetime.now(ZONE)


def today() -> date:
    """The present day in the commune's zone."""
    return now().date()


def local(moment: datetime) -> datetime:
    """The same moment in the commune's zone. A naive moment is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(ZONE)


def iso(moment: datetime) -> str:
    """ISO 8601 with offset and whole seconds or milliseconds: `2026-11-23T05:00:00+07:00`."""
    text = local(moment)
    return text.isoformat(timespec="milliseconds" if text.microsecond else "seconds")
