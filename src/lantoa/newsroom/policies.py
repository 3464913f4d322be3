"""Which policy sheets apply today, for whom, and which have lapsed: by their own end, or because a
document that they stand on was noted as replaced or ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.newsroom.data.sheets import day_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.terms import Genre
from lantoa.notices.models import Notice
from lantoa.notices.services import tell_account
from lantoa.plan.superior import cited_in
from lantoa.registry.models import Account, Audience
from lantoa.registry.terms import Role
from lantoa.vietnamese import date_short
from lantoa.vietnamese.text import sort_key

AHEAD = timedelta(days=30)
BY = "system"


@dataclass(frozen=True)
class Lapse:
    """From which day a sheet no longer applies, and why in words."""

    on: date
    why: str

    def is_over(self, today: date) -> bool:
        return self.on <= today


@dataclass(frozen=True)
class ForWhom:
    """One group of people and the sheets that apply to it."""

    audience: Audience
    sheets: list[Article]

    @property
    def count(self) -> int:
        return len(self.sheets)


def lapse_of(article: Article, *, today: date) -> Lapse | None:
    """The first reason for which a policy sheet ends, past or known to come; None for none."""
    if article.genre != Genre.POLICY:
        return None
    reasons = []
    last = day_of(article.sheet, "ends_on")
    if last:
        reasons.append(Lapse(last + timedelta(days=1), f"áp dụng đến hết ngày {date_short(last)}"))
    for one in cited_in(article.sheet.get("basis", ""), today=today):
        if one.entry and one.entry.ended_on:
            reasons.append(Lapse(one.entry.ended_on, one.warning))
    return min(reasons, key=lambda one: one.on, default=None)


def applying_policies(*, today: date) -> list[Article]:
    """Live policy sheets that have begun and have not lapsed, newest first."""
    return [
        row
        for row in _live_policies()
        if _has_begun(row, today) and not is_lapsed(row, today=today)
    ]


def is_lapsed(article: Article, *, today: date) -> bool:
    """Does this sheet no longer apply?"""
    lapse = lapse_of(article, today=today)
    return lapse is not None and lapse.is_over(today)


def policies_by_audience(policies: Sequence[Article]) -> list[ForWhom]:
    """The sheets under each group that they name, in the order of the groups."""
    groups: dict[Audience, list[Article]] = {}
    for row in policies:
        for audience in row.audiences.all():
            groups.setdefault(audience, []).append(row)
    return [ForWhom(one, groups[one]) for one in sorted(groups, key=lambda one: sort_key(one.name))]


def tell_owners(*, now: datetime, today: date) -> int:
    """Tells whoever wrote a live sheet, once 30 days before it lapses and once when it has; where
    the writer has left, the editors. Safe to call again. Answers how many were told."""
    count = 0
    for row in _live_policies():
        lapse = lapse_of(row, today=today)
        if lapse is None or lapse.on > today + AHEAD:
            continue
        is_over = lapse.is_over(today)
        subject = f"{row.code}/{'lapsed' if is_over else 'lapses'}/{lapse.on:%Y%m%d}"
        if Notice.objects.filter(subject=subject).exists():
            continue
        for person in _owners(row):
            tell_account(
                account=person, text=_words(row, lapse, is_over=is_over), subject=subject,
                link=f"/ban-lam-viec/tin-bai/{row.pk}/", by=BY, today=today, now=now, by_mail=True,
            )  # fmt: skip
            count += 1
    return count


def _words(row: Article, lapse: Lapse, *, is_over: bool) -> str:
    if is_over:
        return (
            f"Phiếu chính sách «{row.title}» đã hết hiệu lực: {lapse.why}. Phiếu đã rời danh sách "
            "đang áp dụng. Viết phiếu mới hoặc gỡ bỏ phiếu này."
        )
    return (
        f"Phiếu chính sách «{row.title}» sẽ hết hiệu lực từ ngày {date_short(lapse.on)}: "
        f"{lapse.why}. Chuẩn bị phiếu mới, hoặc sửa ngày nếu chính sách được kéo dài."
    )


def _owners(row: Article) -> list[Account]:
    if row.created_by and row.created_by.is_active:
        return [row.created_by]
    return list(Account.objects.filter(role=Role.EDITOR, is_active=True))


def _has_begun(row: Article, today: date) -> bool:
    first = day_of(row.sheet, "starts_on")
    return first is None or first <= today


def _live_policies() -> list[Article]:
    rows = Article.objects.filter(live=True, genre=Genre.POLICY).exclude(live_content="")
    rows = rows.select_related("created_by").prefetch_related("audiences")
    return list(rows.defer("body", "folded", "script", "post").order_by("-first_published_at"))
