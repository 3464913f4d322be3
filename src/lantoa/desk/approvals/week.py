"""What the page «Duyệt cả tuần» shows, on the desk and by link: every waiting article with its
sound and forms, so that all are decided in one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from lantoa.approval.authority import authority_of
from lantoa.approval.models import Request
from lantoa.approval.queries import open_requests
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.approvals.queries import ShownForm, page_context
from lantoa.newsroom.models import PlannedItem
from lantoa.newsroom.week.approval import Choice, Outcome
from lantoa.registry.models import Account
from lantoa.vietnamese import date_long, nfc

MOST = 40


@dataclass(frozen=True)
class WeekItem:
    """One waiting article: what the page of one request knows, in short."""

    request: Request
    page: Mapping[str, Any]
    day: str
    is_final: bool

    @property
    def title(self) -> str:
        return self.request.title

    @property
    def forms(self) -> Sequence[ShownForm]:
        forms: Sequence[ShownForm] = self.page.get("forms", ())
        return forms

    @property
    def cautions(self) -> list[str]:
        return [check.text for check in self.page.get("checks", ()) if not check.is_well]

    @property
    def unseen(self) -> list[str]:
        """What there is to hear and to open, in words, for a browser without script."""
        return (["nghe"] if self.page.get("sound") else []) + [form.name for form in self.forms]


@dataclass(frozen=True)
class WeekList:
    """What can be decided now, what changed since it was submitted, how much is others'."""

    items: tuple[WeekItem, ...]
    changed: tuple[Request, ...]
    others: int

    @property
    def final_count(self) -> int:
        return sum(item.is_final for item in self.items)


def waiting_articles() -> list[Request]:
    """Articles that wait, the most urgent first."""
    rows = open_requests().filter(subject__startswith="article:")
    return sorted(rows[:MOST], key=lambda row: row.needed_by is None)


def week_list(
    requests: Iterable[Request], *, by: Account, now: datetime,
    page: Callable[[Request], dict[str, Any]] | None = None,
) -> WeekList:  # fmt: skip
    """Sorts what waits: decidable by this person, changed meanwhile, others'."""
    today = local(now).date()
    items, changed, others = [], [], 0
    rows = list(requests)
    days = _planned_days(rows)
    for request in rows:
        authority = authority_of(request=request, by=by, today=today)
        if authority.refusal:
            others += 1
            continue
        shown = page(request) if page else page_context(request, by=by, now=now)
        if shown.get("is_changed") or "article" not in shown:
            changed.append(request)
            continue
        items.append(WeekItem(request, shown, days.get(request.subject, ""), authority.is_final))
    return WeekList(tuple(items), tuple(changed), others)


def _planned_days(requests: Sequence[Request]) -> dict[str, str]:
    """By subject the day that Lịch tuần gives an article, in words."""
    keys = [int(request.subject.partition(":")[2]) for request in requests]
    rows: Iterable[tuple[int, date]] = PlannedItem.objects.filter(article__in=keys).values_list(
        "article_id", "day"
    )
    return {f"article:{key}": date_long(day) for key, day in rows}


def choices_of(posted: QueryDict, known: Iterable[Request]) -> list[Choice]:
    """The ticked ones with the hash that the page showed and what was opened of each; codes of
    forms that were not submitted are left out."""
    ticked = set(posted.getlist("bai"))
    return [
        Choice(request, posted.get(f"hash-{request.pk}", ""), seen_of(posted, request))
        for request in known
        if str(request.pk) in ticked
    ]


@dataclass(frozen=True)
class Returned:
    """One article that is sent back from the list, with the words why."""

    choice: Choice
    reason: str


def returned_of(posted: QueryDict, known: Iterable[Request]) -> Returned:
    """The one to return. Raises Refused where it no longer waits or has no reason."""
    key = posted.get("tra-lai", "")
    request = next((one for one in known if str(one.pk) == key), None)
    if request is None:
        raise Refused("Bài này không còn chờ duyệt. Chưa trả lại.")
    chosen, own = (nfc(posted.get(name, "")).strip() for name in ("chosen", "reason"))
    reason = ". ".join(part.rstrip(".") for part in (chosen, own) if part)[:1200]
    if not reason:
        raise Refused(
            "Trả lại cần có lý do để người viết biết sửa gì. Chưa trả lại. Chọn hoặc viết lý do."
        )
    choice = Choice(request, posted.get(f"hash-{request.pk}", ""), seen_of(posted, request))
    return Returned(choice, reason)


def seen_of(posted: QueryDict, request: Request) -> tuple[str, ...]:
    """What was opened and heard of one article, by the codes of its own forms."""
    allowed = {*request.manifest["forms"], "sound-part"}
    return tuple(sorted(allowed & set(posted.getlist(f"seen-{request.pk}"))))


def outcome_words(outcomes: Sequence[Outcome]) -> tuple[str, list[str]]:
    """What was approved in one sentence, and for each that was left out why."""
    done = [one for one in outcomes if one.approval]
    final = [one for one in done if one.approval and one.approval.is_final]
    first = [one for one in done if one not in final]
    parts = []
    if final:
        parts.append(f"Đã duyệt {len(final)} tin bài: {_titles(final)}.")
    if first:
        parts.append(f"Đã duyệt bước một {len(first)} tin bài, chờ lãnh đạo: {_titles(first)}.")
    left = [f"Không duyệt «{one.request.title}»: {one.refusal}" for one in outcomes if one.refusal]
    return " ".join(parts), left


def _titles(outcomes: Iterable[Outcome]) -> str:
    return ", ".join(f"«{one.request.title}»" for one in outcomes)
