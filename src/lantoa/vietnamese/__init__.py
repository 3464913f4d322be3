"""Vietnamese text: fold, sort, decode, numbers and dates in print, reading aloud. Pure Python.

Reading aloud lives in `lantoa.vietnamese.speech` (imported by those who need it).
"""

from lantoa.vietnamese.encodings import decode, decode_named
from lantoa.vietnamese.figures import byte_size, decimal, money, number, percent
from lantoa.vietnamese.holding import held
from lantoa.vietnamese.moments import (
    clock_time,
    countdown,
    date_long,
    date_short,
    day_month,
    document_date,
    due_date,
    duration,
    moment_long,
    weekday,
)
from lantoa.vietnamese.text import fold, nfc, slug, sort_key

__all__ = [
    "byte_size",
    "clock_time",
    "countdown",
    "date_long",
    "date_short",
    "day_month",
    "decimal",
    "decode",
    "decode_named",
    "document_date",
    "due_date",
    "duration",
    "fold",
    "held",
    "moment_long",
    "money",
    "nfc",
    "number",
    "percent",
    "slug",
    "sort_key",
    "weekday",
]
