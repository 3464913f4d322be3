"""Entries of the ledger in words, for lists and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from lantoa.core.clock import local
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.newsroom.models import Article
from lantoa.newsroom.readers import readable_articles, readable_codes
from lantoa.registry.models import (
    Account,
    Audience,
    Hamlet,
    Officer,
    ScienceProject,
    SpeakerCluster,
    Unit,
)
from lantoa.vietnamese import clock_time, date_short, duration, fold, number

SUBJECTS = {
    "task": "nhiệm vụ", "plan": "kế hoạch", "article": "tin bài", "section": "chuyên mục",
    "audience": "nhóm đối tượng", "receiver": "bộ thu", "cluster": "cụm loa", "hamlet": "thôn",
    "unit": "đơn vị", "officer": "cán bộ", "communicator": "tuyên truyền viên",
    "project": "nhiệm vụ KH&CN", "report": "báo cáo", "evidence": "minh chứng", "team": "tổ",
    "account": "tài khoản", "observance": "ngày hưởng ứng", "target": "chỉ tiêu",
    "showcase": "mô hình", "commendation": "khen thưởng", "alert": "cảnh báo", "board": "bảng tin",
    "social-account": "kênh mạng xã hội",
}  # fmt: skip
NAMED: dict[str, Any] = {
    "hamlet": Hamlet, "cluster": SpeakerCluster, "unit": Unit, "officer": Officer,
    "project": ScienceProject,
}  # fmt: skip
# Where a subject has a page of its own on the desk.
PAGES = {"article": "edit-article", "report": "report"}


@dataclass(frozen=True)
class Row:
    """One entry as a line: when, what, how much, how it is known."""

    seq: int
    day: str
    clock: str
    kind: str
    title: str
    amount: str
    proof: str
    is_signed: bool
    is_backfilled: bool
    recorded: str
    is_corrected: bool
    is_new: bool = False


@dataclass(frozen=True)
class SubjectLink:
    """One subject of an entry: its words, its code, its page where it has one."""

    words: str
    code: str
    address: str = ""


def rows_of(facts: Iterable[Fact], reader: Account | None = None) -> list[Row]:
    """Entries in words, in the order given, as `reader` may know them (None: whole)."""
    listed = list(facts)
    titles = article_titles(listed, reader)
    return [row_of(fact, titles) for fact in listed]


def row_of(fact: Fact, titles: Mapping[str, str], *, seen: int | None = None) -> Row:
    """One entry in words; `titles` of articles by code (`article_titles`), `seen`: number of the
    last entry that the reader has seen."""
    return Row(
        seq=fact.seq,
        day=date_short(local(fact.occurred_at)),
        clock=_clock(fact),
        kind=KINDS[fact.kind].name,
        title=title_of(fact, titles),
        amount=amount_of(fact),
        proof=str(Proof(fact.proof).label),
        is_signed=fact.proof in (Proof.SIGNED, Proof.SENSED, Proof.WITNESSED),
        is_backfilled=fact.is_backfilled,
        recorded=date_short(local(fact.recorded_at)),
        is_corrected=bool(fact.corrected_by),
        is_new=seen is not None and fact.seq > seen,
    )


def _clock(fact: Fact) -> str:
    """The hour; what was entered by its day alone stands at midnight and shows none."""
    text = clock_time(fact.occurred_at)
    return "" if text == "00:00" else text


def article_titles(facts: Iterable[Fact], reader: Account | None = None) -> dict[str, str]:
    """Titles of the articles that entries are about, by code («article:7»); of drafts only for a
    reader who may read them (None: of all)."""
    codes = (code.partition(":") for fact in facts for code in fact.subjects)
    keys = {int(name) for kind, _, name in codes if kind == "article" and name.isdecimal()}
    rows = readable_articles(reader) if reader else Article.objects.all()
    found = rows.filter(pk__in=keys).values_list("pk", "title")
    return {f"article:{pk}": title for pk, title in found if title}


def title_of(fact: Fact, titles: Mapping[str, str]) -> str:
    """What the entry is about: in the words of who wrote it, else its article, else its kind."""
    if fact.payload.get("title"):
        return str(fact.payload["title"])
    article = next((titles[code] for code in fact.subjects if code in titles), "")
    if article:
        return article
    for name in ("url", "number", "reason"):
        if fact.payload.get(name):
            return str(fact.payload[name])
    return KINDS[fact.kind].name


def amount_of(fact: Fact) -> str:
    """The figure that counts: seconds, people, households."""
    if fact.payload.get("seconds"):
        return duration(int(fact.payload["seconds"]))
    for name, unit in (("attendees", "người"), ("confirmed", "người"), ("households", "hộ")):
        if fact.payload.get(name):
            return f"{number(int(fact.payload[name]))} {unit}"
    return ""


def matches(fact: Fact, words: str, titles: Mapping[str, str]) -> bool:
    """Does the entry hold every word, without regard to marks? «chuyen doi» finds «chuyển đổi»."""
    text = _folded(" ".join((title_of(fact, titles), KINDS[fact.kind].name, *fact.subjects)))
    return all(word in text for word in _folded(words).split())


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


def subject_links(codes: Iterable[str], reader: Account) -> list[SubjectLink]:
    """The subjects of an entry with words that people know, and their pages for who may open
    them."""
    listed = list(codes)
    opened = readable_codes(listed, reader)
    opened |= {code for code in listed if code.startswith("report:") and may_see_reports(reader)}
    return [_subject(code, code in opened) for code in listed]


def may_see_reports(reader: Account) -> bool:
    return reader.has_perm("reports.view_report") or reader.has_perm("reports.add_report")


def _subject(code: str, is_open: bool) -> SubjectLink:
    kind, _, name = code.partition(":")
    words = f"{SUBJECTS.get(kind, kind)} {_name(kind, name)}"
    if kind not in PAGES or not is_open:
        return SubjectLink(words, code)
    try:
        return SubjectLink(words, code, reverse(PAGES[kind], args=[int(name)]))
    except (NoReverseMatch, ValueError):
        return SubjectLink(words, code)


def _name(kind: str, name: str) -> str:
    """The name in the register; what is not there any more keeps its number."""
    if kind in NAMED and name.isdigit():
        found = NAMED[kind].objects.filter(pk=int(name)).first()
        return str(found) if found else name
    if kind == "audience":
        group = Audience.objects.filter(slug=name).first()
        return str(group).lower() if group else name
    return name.rpartition("/")[2] or name


def writer_of(code: str) -> str:
    """Who recorded: an officer's name, a receiver, the program itself."""
    kind, _, name = code.partition(":")
    if kind == "account" and name.isdigit():
        found = Account.objects.filter(pk=int(name)).first()
        return found.get_full_name() if found else code
    return {"system": "chương trình"}.get(code, f"{SUBJECTS.get(kind, kind)} {name}")


def moment_words(moment: datetime) -> str:
    """«09:12 ngày 23/11/2026»."""
    return f"{clock_time(moment)} ngày {date_short(local(moment))}"
