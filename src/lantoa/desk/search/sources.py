"""Where the items come from. Each source gives the rows that there are with a mark of their
version, and makes items of those that are new or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lantoa.core.clock import local
from lantoa.desk.outreach.queries import SHOWN, Names, row_of
from lantoa.desk.search.terms import Found
from lantoa.ledger.queries import facts
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text
from lantoa.plan.models import Plan, SuperiorDocument, Task
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Communicator, Hamlet, Officer, SpeakerCluster, Unit
from lantoa.reports.models import Report
from lantoa.vietnamese import date_short


@dataclass(frozen=True)
class Item:
    """One thing that can be found."""

    kind: Found
    code: str
    version: str
    title: str
    text: str
    address: str
    note: str = ""
    on: date | None = None
    is_draft: bool = False


@dataclass(frozen=True)
class Source:
    """`versions`: code and version of everything there is; `items`: the items of some codes."""

    kind: str
    versions: Callable[[], dict[str, str]]
    items: Callable[[Collection[str]], Iterable[Item]]


def _article_versions() -> dict[str, str]:
    rows = Article.objects.values_list("pk", "latest_revision_id", "live", "title")
    return {f"article:{pk}": mark(newest, live, title) for pk, newest, live, title in rows}


def _articles(codes: Collection[str]) -> Iterator[Item]:
    versions = _article_versions()
    for article in Article.objects.filter(pk__in=_keys(codes)).iterator(chunk_size=200):
        made = article.first_published_at or article.created_at
        yield Item(
            Found.ARTICLE, article.code, versions[article.code],
            article.title or "Tin bài chưa có tiêu đề", plain_text(article),
            reverse("edit-article", args=[article.pk]),
            note=f"{article.get_genre_display()}, {'đang đăng' if article.live else 'chưa đăng'}",
            on=local(made).date() if made else None, is_draft=not article.live,
        )  # fmt: skip


def _small(make: Callable[[], Iterator[Item]]) -> Source:
    """A source of a few hundred rows: its items are made to see whether they changed."""

    def items(codes: Collection[str]) -> list[Item]:
        wanted = set(codes)
        return [item for item in make() if item.code in wanted]

    return Source("", lambda: {item.code: item.version for item in make()}, items)


def _tasks() -> Iterator[Item]:
    rows = Task.objects.filter(plan__state=PlanState.LIVE).select_related("plan")
    for task in rows.defer("plan__text", "plan__reading").prefetch_related("lead_units"):
        leads = ", ".join(unit.name for unit in task.lead_units.all())
        yield _item(
            Found.TASK, task.code, f"{task.number} {task.text}", leads,
            reverse("plan-task", args=[task.plan.code, task.number]),
            note=f"Kế hoạch {task.plan.number or task.plan.code}", on=task.due_on,
        )  # fmt: skip


def _papers() -> Iterator[Item]:
    plans = Plan.objects.exclude(state=PlanState.DRAFT).defer("reading")
    for plan in plans:
        yield _item(
            Found.PAPER, plan.subject, f"Kế hoạch {plan.number} {plan.title}".replace("  ", " "),
            plan.text, reverse("plan", args=[plan.code]), on=plan.issued_on,
            note=f"Ban hành {date_short(plan.issued_on)}" if plan.issued_on else "",
        )  # fmt: skip
    for row in SuperiorDocument.objects.select_related("replaced_by"):
        yield _item(
            Found.PAPER, row.code, str(row), f"{row.issuer}\n{row.summary}",
            reverse("superior", args=[row.pk]), on=row.issued_on,
            note=f"Văn bản cấp trên, {row.get_standing_display()}",
        )  # fmt: skip


def _reports() -> Iterator[Item]:
    rows = Report.objects.defer("snapshot", "last_snapshot").prefetch_related("parts")
    for report in rows:
        words = "\n".join(part.text for part in report.parts.all())
        yield _item(
            Found.REPORT, report.code, report.title, words, reverse("report", args=[report.pk]),
            note=report.get_state_display(), on=report.cutoff_on,
        )  # fmt: skip


def _deed_versions() -> dict[str, str]:
    return {f"entry:{fact.seq}": mark(fact.hash, fact.corrected_by) for fact in facts(kinds=SHOWN)}


def _deeds(codes: Collection[str]) -> Iterator[Item]:
    names, wanted = Names.read(), set(_keys(codes))
    for fact in facts(kinds=SHOWN):
        if fact.seq not in wanted:
            continue
        row = row_of(fact, names)
        place = str(fact.payload.get("place", ""))
        document = str(fact.payload.get("document", fact.payload.get("number", "")))
        yield Item(
            Found.DEED, f"entry:{fact.seq}", mark(fact.hash, fact.corrected_by), row.title,
            "\n".join(part for part in (row.kind_name, row.note, place, document) if part),
            reverse("outreach-entry", args=[fact.seq]), note=f"{row.kind_name}, {row.day}",
            on=local(fact.occurred_at).date(),
        )  # fmt: skip


def _places() -> Iterator[Item]:
    for unit in Unit.objects.all():
        aliases = " ".join(map(str, unit.aliases))
        yield _item(Found.UNIT, unit.code, unit.name, f"{unit.short_name} {aliases}",
                    reverse("registry-list", args=["don-vi"]), note="Đơn vị")  # fmt: skip
    for hamlet in Hamlet.objects.all():
        yield _item(Found.UNIT, hamlet.code, f"Thôn {hamlet.name}", "",
                    reverse("registry-list", args=["thon"]), note="Thôn")  # fmt: skip
    for cluster in SpeakerCluster.objects.select_related("hamlet"):
        yield _item(Found.UNIT, cluster.code, f"Cụm loa {cluster.name}", cluster.hamlet.name,
                    reverse("station-devices"), note="Cụm loa")  # fmt: skip


def _people() -> Iterator[Item]:
    for officer in Officer.objects.prefetch_related("rosters__unit"):
        units = ", ".join(row.unit.name for row in officer.rosters.all() if row.left_on is None)
        yield _item(Found.PERSON, officer.code, officer.name, f"{officer.title} {units}",
                    reverse("registry-edit", args=["can-bo", officer.pk]),
                    note=", ".join(part for part in (officer.title, units) if part))  # fmt: skip
    for row in Communicator.objects.select_related("hamlet", "unit"):
        where = str(row.hamlet or row.unit or "")
        yield _item(Found.PERSON, row.code, row.name, where,
                    reverse("registry-edit", args=["tuyen-truyen-vien", row.pk]),
                    note=f"Tuyên truyền viên {where}".strip())  # fmt: skip


def _item(kind: Found, code: str, title: str, text: str, address: str, *, note: str = "",
          on: date | None = None) -> Item:  # fmt: skip
    version = mark(title, text, address, note, on)
    return Item(kind, code, version, title, text, address, note, on)


def mark(*parts: object) -> str:
    """Changes when one of the parts does."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _keys(codes: Collection[str]) -> list[int]:
    return [int(code.partition(":")[2]) for code in codes]


SOURCES: dict[str, Source] = {
    "article": Source("article", _article_versions, _articles),
    "entry": Source("entry", _deed_versions, _deeds),
    "task": _small(_tasks),
    "paper": _small(_papers),
    "report": _small(_reports),
    "place": _small(_places),
    "person": _small(_people),
}
