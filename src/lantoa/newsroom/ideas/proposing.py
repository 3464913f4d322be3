"""Ideas that rules propose: from yearly days, science projects, examples, units, higher documents
and cadences that are behind. Each thing is proposed once; a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.core.clock import local
from lantoa.core.errors import Unreadable
from lantoa.ledger import attachments
from lantoa.media.photos import Photo, clean_photo
from lantoa.newsroom.citing import articles_citing
from lantoa.newsroom.ideas.taking import MOST_PHOTOS, erase_idea, keep_photos
from lantoa.newsroom.models import Article, Idea
from lantoa.newsroom.terms import IdeaSource, IdeaState
from lantoa.newsroom.week.queries import WRITTEN
from lantoa.plan.campaigns import kits_at_hand
from lantoa.plan.models import Contribution, Dispatch, SuperiorDocument, Task
from lantoa.plan.queries import is_shown, late_rows, live_plans, papers_of_use, task_rows_of
from lantoa.plan.terms import ContributionState, Standing
from lantoa.registry.models import ScienceProject, Showcase
from lantoa.vietnamese import date_short, decimal

LOOK_BACK = timedelta(days=60)
RECENT_DOCUMENT = timedelta(days=90)
MOST_OF_A_RULE = 20
PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/heic")


@dataclass(frozen=True)
class Proposal:
    """One thing worth a story: `origin` is its code, `why` what the rule saw, `photos` hashes of
    what is kept with the attachments of the ledger."""

    origin: str
    source: IdeaSource
    headline: str
    why: str
    text: str = ""
    from_whom: str = ""
    tasks: tuple[Task, ...] = ()
    project: ScienceProject | None = None
    photos: tuple[str, ...] = ()


Rule = Callable[[date], Iterator[Proposal]]


def keep_proposals(*, now: datetime) -> None:
    """Adds what rules find; what nobody touched and no rule finds any more goes. What was left or
    taken up stays as it is, so it is not proposed again. May run twice."""
    today = local(now).date()
    found = {one.origin: one for rule in RULES for one in _first(rule(today))}
    with transaction.atomic():
        untouched = Idea.objects.filter(
            is_proposal=True, state=IdeaState.NEW, planned__isnull=True
        ).exclude(origin__in=found)
        for idea in untouched:
            erase_idea(idea=idea)
        known = set(Idea.objects.filter(origin__in=found).values_list("origin", flat=True))
        for origin, proposal in found.items():
            if origin not in known:
                _keep(proposal, now)


def _first(found: Iterator[Proposal]) -> Iterator[Proposal]:
    for _, one in zip(range(MOST_OF_A_RULE), found, strict=False):
        yield one


def _keep(proposal: Proposal, now: datetime) -> None:
    idea, is_new = Idea.objects.get_or_create(
        origin=proposal.origin,
        defaults={
            "source": proposal.source, "is_proposal": True, "headline": proposal.headline[:200],
            "why": proposal.why[:200], "text": proposal.text, "noted_at": now,
            "from_whom": proposal.from_whom[:120], "project": proposal.project,
        },
    )  # fmt: skip
    if is_new:
        idea.tasks.set(proposal.tasks)
        keep_photos(idea, list(_readable(proposal.photos)))


def _readable(photos: tuple[str, ...]) -> Iterator[Photo]:
    """Without what they tell of their place; one that is gone or no photo is left out."""
    for sha256 in photos[:MOST_PHOTOS]:
        try:
            yield clean_photo(attachments.read(sha256) or b"")
        except Unreadable:
            continue


def _photos(papers: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(one["sha256"] for one in papers if str(one.get("mime")) in PHOTOS)


def of_days(today: date) -> Iterator[Proposal]:
    """Yearly days at hand whose kit has no story yet."""
    for kit in kits_at_hand(today=today):
        if kit.held_on < today or kit.drafts.filter(maker="story").exists():
            continue
        yield Proposal(
            kit.code, IdeaSource.DAY, f"Hưởng ứng {kit.name} ngày {date_short(kit.held_on)}",
            "sắp tới ngày, bộ tài liệu chưa có bài viết", kit.about, tasks=tuple(kit.tasks.all()),
        )  # fmt: skip


def of_projects(today: date) -> Iterator[Proposal]:
    """State-funded projects, none of them secret, that no article speaks of."""
    rows = ScienceProject.objects.filter(is_state_funded=True, secrecy_document="", articles=None)
    for row in rows.filter(starts_on__lte=today).select_related("lead_unit"):
        parts = [row.result, f"Hỏi thêm: {row.contact}." if row.contact else ""]
        yield Proposal(
            row.code, IdeaSource.PROJECT, row.name, "chưa có tin bài nào nói về nhiệm vụ này",
            "\n".join(part for part in parts if part), row.lead_unit.name if row.lead_unit else "",
            project=row,
        )  # fmt: skip


def of_showcases(today: date) -> Iterator[Proposal]:
    """Examples of which the ledger has shown nothing."""
    for row in Showcase.objects.select_related("unit"):
        if not is_shown(row.code):
            yield Proposal(
                row.code, IdeaSource.SHOWCASE, row.name, "sổ minh chứng chưa có mục nào",
                row.summary, row.unit.name if row.unit else "",
            )  # fmt: skip


def of_units(today: date) -> Iterator[Proposal]:
    """What units told lately: a monthly pack that was used, figures that were accepted."""
    since = today - LOOK_BACK
    used = Dispatch.objects.filter(pack__isnull=False, held_on__gte=since).exclude(note="")
    for row in used.select_related("pack", "unit").order_by("-held_on"):
        assert row.pack is not None and row.held_on is not None
        many = f", {row.attended_count} người dự" if row.attended_count else ""
        yield Proposal(
            f"dispatch:{row.pk}", IdeaSource.UNIT, f"{row.unit.name}: {row.pack.title}",
            "đơn vị đã dùng bộ tài liệu tháng và kể lại",
            f"Dùng ngày {date_short(row.held_on)}{many}.\n{row.note}", row.unit.name,
            photos=_photos(papers_of_use(pack=row.pack.code, unit=row.unit.code)),
        )  # fmt: skip
    told = Contribution.objects.filter(
        state=ContributionState.ACCEPTED, settled_at__date__gte=since
    ).exclude(note="")
    for one in told.select_related("request", "unit").order_by("-settled_at"):
        figure = f"{decimal(float(one.value))} {one.request.measure}" if one.value else ""
        yield Proposal(
            f"contribution:{one.pk}", IdeaSource.UNIT, f"{one.unit.name}: {one.request.title}",
            "số liệu của đơn vị đã được nhận", "\n".join(p for p in (figure, one.note) if p),
            one.unit.name, tasks=tuple(one.request.tasks.all()), photos=_photos(one.attachments),
        )  # fmt: skip


def of_superiors(today: date) -> Iterator[Proposal]:
    """Higher documents of the last months that no article names."""
    rows = SuperiorDocument.objects.filter(
        Q(issued_on__gte=today - RECENT_DOCUMENT), standing=Standing.NOTHING, cited_via=""
    ).exclude(summary="")
    for row in rows.exclude(number=""):
        if not articles_citing(row, today=today):
            yield Proposal(
                row.code, IdeaSource.SUPERIOR, f"{row.in_full}: {row.summary}",
                "văn bản mới, chưa có tin bài nào nhắc tới", row.summary, row.issuer,
            )  # fmt: skip


def of_cadences(today: date) -> Iterator[Proposal]:
    """Tasks that are behind and are shown by stories; one proposal a period."""
    rows = task_rows_of(list(live_plans().defer("text", "reading")), today=today)
    for row in late_rows(rows):
        if row.reading is None or not WRITTEN & set(row.task.cadence.kinds):
            continue
        if _is_being_written(row.task):
            continue
        what = row.task.cadence.what
        yield Proposal(
            f"{row.task.code}:{row.reading.starts_on.isoformat()}", IdeaSource.PLAN,
            f"{what[:1].upper()}{what[1:]} cho nhiệm vụ {row.task.number}",
            f"kỳ này còn thiếu {row.reading.missing} {what}", row.task.text, tasks=(row.task,),
        )  # fmt: skip


def _is_being_written(task: Task) -> bool:
    return bool(
        task.planned_items.exclude(article__live=True).exists()
        or Article.objects.filter(tasks=task, live=False, withdrawn_by=None).exists()
    )


RULES: tuple[Rule, ...] = (
    of_days, of_projects, of_showcases, of_units, of_superiors, of_cadences,
)  # fmt: skip
