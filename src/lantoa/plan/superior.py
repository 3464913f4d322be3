"""Reads of the register of higher documents: which entry a text means, who cites an entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.plan.mentions import Mention, documents_in
from lantoa.plan.models import Guidance, LegalBasis, Plan, SuperiorDocument
from lantoa.plan.terms import PlanState


@dataclass(frozen=True)
class Cited:
    """A document named in a text and its entry; `others` counts entries that it could be as well
    (one number, several days), in which case none is chosen."""

    mention: Mention
    entry: SuperiorDocument | None = None
    others: int = 0
    warning: str = ""


def cited_in(text: str, *, today: date) -> list[Cited]:
    """Every document that a text names, with its entry and what is noted about it."""
    found = [one for one in documents_in(text) if not _is_own(one)]
    entries = _entries({one.key for one in found})
    named = [_cited(one, entries.get(one.key, ()), today) for one in found]
    # A law without a number is told apart from ordinary words by the register alone.
    return [one for one in named if one.mention.number or one.entry or one.others]


def warnings_in(text: str, *, today: date) -> list[str]:
    """What is noted as replaced or ended among the documents that a text names."""
    return [one.warning for one in cited_in(text, today=today) if one.warning]


def entry_for(mention: Mention) -> SuperiorDocument | None:
    """The one entry that a naming means."""
    return _chosen(mention, _entries({mention.key}).get(mention.key, ()))[0]


def is_citing(text: str, document: SuperiorDocument, *, today: date) -> bool:
    """Does the text name this very document?"""
    return any(one.entry == document for one in cited_in(text, today=today))


def plans_citing(document: SuperiorDocument) -> list[Plan]:
    """Plans one of whose legal bases is this document."""
    bases = LegalBasis.objects.exclude(plan__state=PlanState.DRAFT).select_related("plan")
    rows = [row for row in bases.defer("plan__text", "plan__reading") if means(row, document)]
    return list({row.plan.pk: row.plan for row in rows}.values())


def guidances_citing(document: SuperiorDocument, *, today: date) -> list[Guidance]:
    """Guidance whose words name this document."""
    rows = Guidance.objects.select_related("plan").defer("plan__text", "plan__reading")
    return [row for row in rows if is_citing(f"{row.headline}\n{row.text}", document, today=today)]


def means(basis: LegalBasis, document: SuperiorDocument) -> bool:
    """Is this legal basis that document? A day that one of them lacks does not part them."""
    one = mention_of(basis)
    days = {one.issued_on, document.issued_on} - {None}
    return one.key == document.key and len(days) < 2


def mention_of(basis: LegalBasis) -> Mention:
    """A legal basis as a naming."""
    return Mention(basis.kind, basis.number, basis.issued_on, basis.issuer, "", 0, 0)


def bases_of(plan: Plan, *, today: date) -> list[Cited]:
    """The legal bases of a plan with their entries and what is noted about them."""
    found = [mention_of(row) for row in plan.legalbasiss.all()]
    entries = _entries({one.key for one in found})
    return [_cited(one, entries.get(one.key, ()), today) for one in found]


def _entries(keys: Collection[str]) -> dict[str, list[SuperiorDocument]]:
    rows = SuperiorDocument.objects.filter(key__in=keys).select_related("replaced_by")
    found: dict[str, list[SuperiorDocument]] = {}
    for row in rows if keys else ():
        found.setdefault(row.key, []).append(row)
    return found


def _cited(mention: Mention, entries: Sequence[SuperiorDocument], today: date) -> Cited:
    entry, others = _chosen(mention, entries)
    return Cited(mention, entry, others, entry.warning(today) if entry else "")


def _chosen(
    mention: Mention, entries: Iterable[SuperiorDocument]
) -> tuple[SuperiorDocument | None, int]:
    """The entry of that day, else the only one that has the number; wrong is worse than none."""
    fit = [row for row in entries if len({row.issued_on, mention.issued_on} - {None}) < 2]
    exact = [row for row in fit if row.issued_on == mention.issued_on]
    if len(exact) == 1 and (mention.issued_on or len(fit) == 1):
        return exact[0], 0
    return (fit[0], 0) if len(fit) == 1 else (None, len(fit))


def _is_own(mention: Mention) -> bool:
    """Contracts, minutes and papers of one person are documents, but of no one above."""
    return mention.kind in ("Hợp đồng", "Biên bản", "Giấy mời", "Giấy giới thiệu", "Giấy phép",
                            "Giấy nghỉ phép", "Giấy ủy quyền", "Danh sách", "Tờ khai")  # fmt: skip
