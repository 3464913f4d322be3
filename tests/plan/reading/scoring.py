"""Scores a reading against an expected answer, field by field.

Compared after NFC, collapsed blanks, dashes made equal, no trailing "." or ";"; the case of
titles is ignored. Sets: legal bases, recipients, units, sources of money. Tasks pair by
number, objectives by period, value and unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any


def plain(text: Any) -> Any:
    """A text as it is compared; other values as they are."""
    if not isinstance(text, str):
        return text
    text = re.sub(r"[–—−]", "-", unicodedata.normalize("NFC", text))
    return " ".join(text.split()).rstrip(" .;")


def _same(value: Any) -> Any:
    return value


def _title(text: str | None) -> Any:
    return plain(text or "").lower()


def _texts(values: list[str]) -> list[Any]:
    return [plain(each) for each in values]


def _set(values: list[str]) -> list[Any]:
    return sorted(_texts(values))


def _bases(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    keys = ("kind", "number", "date", "issuer", "cited_via")
    return sorted((tuple(plain(each[key]) for key in keys) for each in values), key=str)


def _targets(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    # "= (giảm)" of an answer is "=" in the contract's list of signs.
    sign = [(each["comparator"] or "").split(" ")[0] or None for each in values]
    return [
        (each["period"], plain(each["text"]), each["value"], each["unit"], comparator)
        for each, comparator in zip(values, sign, strict=True)
    ]


def _groups(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["number"], plain(each["text"]), each["tasks"]) for each in values]


def _tasks(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (
            each["number"],
            plain(each["text"]),
            _set(each["lead"]),
            _set(each["coordinating"]),
            plain(each["due"]),
        )
        for each in values
    ]


def _duties(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["before"], each["every"], plain(each["to"])) for each in values]


def _days(values: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["day"], plain(each["name"])) for each in values]


def _responsibilities(values: list[dict[str, Any]]) -> list[tuple[Any, int]]:
    """Units with the count of their items: an answer may give the count alone."""
    counts = [each["items"] for each in values]
    counts = [each if isinstance(each, int) else len(each) for each in counts]
    return [(plain(each["unit"]), count) for each, count in zip(values, counts, strict=True)]


FORMS: dict[str, Callable[[Any], Any]] = {
    "title": _title,
    "number": _same,
    "symbol": _same,
    "place": plain,
    "issuer": plain,
    "date": _same,
    "date_partial": _same,
    "legal_bases": _bases,
    "purposes": _texts,
    "requirements": _texts,
    "general_objective": plain,
    "objectives": _targets,
    "task_groups": _groups,
    "tasks": _tasks,
    "budget": plain,
    "budget_sources": _set,
    "responsibilities": _responsibilities,
    "report_deadlines": _duties,
    "ad_hoc_reports": _same,
    "annual_days": _days,
    "recipients": _set,
    "signer": _same,
    "signer_title": plain,
    "on_behalf_of": plain,
}
"""How each field is put before it is compared."""


def differences(read: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    """One line for every item that is not as expected; empty where all is right."""
    scored = set(expected.get("annotated", expected))
    found: list[str] = []
    for name, form in FORMS.items():
        if name in scored and name in expected:
            found += _of_field(name, form(read[name]), form(expected[name]))
    return found


def _of_field(name: str, got: Any, wanted: Any) -> list[str]:
    if got == wanted:
        return []
    if not isinstance(got, list) or len(got) != len(wanted):
        return [f"{name}: {got!r} != {wanted!r}"]
    pairs = zip(got, wanted, strict=True)
    return [f"{name}/{at}: {one!r} != {two!r}" for at, (one, two) in enumerate(pairs) if one != two]
