"""The period that a target belongs to: "2026", "2026-Q1", "2026-2030"."""

from __future__ import annotations

import re

from lantoa.plan.reading.folding import fold

_YEAR = r"20\d\d"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(rf"\bqu[yi]\s+(iv|i{{1,3}}|[1-4])\b[\s,/-]*(?:nam\s+)?({_YEAR})?")
_SPAN = re.compile(
    rf"\b(?:tu\s+)?(?:nam\s+)?({_YEAR})\s*(?:-|den(?:\s+het)?(?:\s+nam)?)\s*({_YEAR})\b"
)
_SINGLE = re.compile(rf"\b({_YEAR})\b")
_FILLER = re.compile(
    r"\b(?:muc tieu|chi tieu|phan dau|cu the|trong|den|toi|ca|cua|nam|giai doan|het|cuoi|tu|va|"
    r"thoi ky|tam nhin|ve|den truoc|thang|ngay)\b|[-:.,()\s]"
)
_LEADING = re.compile(
    rf"^(?:phan dau\s+|muc tieu\s+)?(?:(?:trong|den|toi|tu|het|ca|cuoi|nam|giai doan|thoi ky)\s+)+"
    rf"{_YEAR}(?:\s*(?:-|den(?:\s+het)?(?:\s+nam)?)\s*{_YEAR})?"
)
_LEADING_QUARTER = re.compile(
    rf"^(?:(?:phan dau|trong|den|toi|het|cuoi)\s+)*qu[yi]\s+\w+[\s,/-]*(?:nam\s+)?{_YEAR}"
)


def period_in(text: str, year: str | None = None) -> str | None:
    """The period that a heading names; `year` completes a quarter without one."""
    folded = fold(text)
    quarter = _QUARTER.search(folded)
    if quarter and (quarter[2] or year):
        return f"{quarter[2] or year}-Q{_QUARTERS[quarter[1]]}"
    span = _SPAN.search(folded)
    if span and span[1] < span[2]:
        return f"{span[1]}-{span[2]}"
    single = _SINGLE.search(folded)
    return single[1] if single else None


def quarter_in(text: str, year: str | None) -> str | None:
    """The one quarter that a sentence names."""
    found = _QUARTER.findall(fold(text))
    return period_in(text, year) if len(found) == 1 and (found[0][1] or year) else None


def is_only_period(text: str) -> bool:
    """Does a heading name a period and nothing else?"""
    folded = fold(text)
    if len(folded) > 80 or not (_SINGLE.search(folded) or _QUARTER.search(folded)):
        return False
    rest = _SINGLE.sub(" ", _SPAN.sub(" ", _QUARTER.sub(" ", folded)))
    return not _FILLER.sub("", rest)


def leading_period(text: str) -> str | None:
    """The period with which a sentence opens: "Đến hết năm 2025: …"."""
    folded = fold(text[:80])
    match = _LEADING_QUARTER.match(folded) or _LEADING.match(folded)
    return period_in(text[: match.end()]) if match else None


def title_period(title: str | None) -> str | None:
    """The period that a title gives to the whole plan; a horizon ("đến năm 2030") is none."""
    folded = fold(title or "")
    span = _SPAN.search(folded)
    if span and span[1] < span[2]:
        return f"{span[1]}-{span[2]}"
    years = [
        match[1]
        for match in re.finditer(rf"(?<!den )\bnam ({_YEAR})\b", folded)
        if not re.search(r"ngay[^a-z]*thang[^a-z]*$", folded[: match.start()])
    ]
    return years[-1] if years else None
