"""Text of a plan → what it says: lines, blocks, sections, fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.blocks import Block, read_blocks
from lantoa.plan.reading.capitals import LEVELS, body_name
from lantoa.plan.reading.citations import bases_of
from lantoa.plan.reading.document import split_document
from lantoa.plan.reading.duties import duties_of
from lantoa.plan.reading.ending import Ending, read_ending
from lantoa.plan.reading.goals import purposes_of
from lantoa.plan.reading.letterhead import Letterhead, read_letterhead
from lantoa.plan.reading.lines import read_lines
from lantoa.plan.reading.money import money_of
from lantoa.plan.reading.observances import observances_of
from lantoa.plan.reading.periods import title_period
from lantoa.plan.reading.preamble import preamble_of, split_title, title_of
from lantoa.plan.reading.responsibilities import owners_of
from lantoa.plan.reading.sections import Role, Section, read_sections
from lantoa.plan.reading.targets import targets_of
from lantoa.plan.reading.tasks import tasks_of
from lantoa.plan.reading.terms import (
    Doubt,
    PlanReading,
    ResponsibilityRead,
    Span,
)


class _Findings:
    """Fields, sources and doubts while they are being gathered."""

    def __init__(self) -> None:
        self.fields: dict[str, object] = {}
        self.sources: dict[str, Span] = {}
        self.doubts: list[Doubt] = []

    def put(self, name: str, value: object, span: Span | None, pointer: str = "") -> None:
        """One field with its lines; nothing where there is no value."""
        if value is not None:
            self.fields[name] = value
            if span:
                self.sources[f"/{pointer or name}"] = span

    def put_all(self, name: str, found: Sequence[tuple[object, Span]], pointer: str = "") -> None:
        """A list, each item with its lines."""
        self.fields[name] = tuple(value for value, _ in found)
        for index, (_, span) in enumerate(found):
            self.sources[f"/{pointer or name}/{index}"] = span


def read_plan(text: str) -> PlanReading:
    """Reads an administrative plan. Raises Unreadable where the text is not one."""
    lines = read_lines(text)
    document = split_document(lines)
    running = " ".join(line.text for line in lines if line.text)
    title_lines, at = split_title(document.title, document.body)
    blocks = read_blocks(document.body[at:])
    first = preamble_of(blocks)
    sections = read_sections(blocks[first:])
    found = _Findings()
    head = read_letterhead(document.head, running)
    # The place that the letterhead names is written there as it is in a sentence.
    title, span = title_of(title_lines, f"{running} ở {head.place}" if head.place else running)
    found.put("title", title, span)
    ending = read_ending(document.tail)
    _head(found, head)
    _issuer(found, head, ending, running)
    _bases(found, blocks[:first], sections)
    appendix = read_blocks(document.appendix)
    _goals(found, sections, title, head, appendix)
    _work(found, sections, appendix)
    _duties(found, sections)
    days = observances_of([*blocks, *appendix])
    found.put_all("observances", days, "annual_days")
    _ending(found, ending)
    return PlanReading(
        **found.fields,  # type: ignore[arg-type]
        doubts=tuple(found.doubts),
        sources=dict(sorted(found.sources.items(), key=lambda each: each[1])),
    )


def _head(found: _Findings, head: Letterhead) -> None:
    found.put("number", head.number, head.number_span)
    found.put("symbol", head.symbol, head.number_span)
    found.put("place", head.place, head.date_span)
    found.put("date", head.date, head.date_span)
    found.put("date_partial", head.date_partial, head.date_span)
    if head.number is None:
        why = "Văn bản để trống số; văn thư cho số rồi nhập sau."
        found.doubts.append(Doubt("number", head.number_quote, why))
    if head.date is None:
        why = "Văn bản để trống ngày, tháng; nhập sau khi ban hành."
        found.doubts.append(Doubt("date", head.date_quote, why))


def _issuer(found: _Findings, head: Letterhead, ending: Ending, running: str) -> None:
    """The letterhead names the body; without one it follows from signature and place."""
    if head.body:
        found.put("issuer", head.body, head.body_span)
        return
    if not ending.on_behalf_of or not head.place:
        found.doubts.append(Doubt("issuer", "", "Không thấy tên cơ quan ban hành."))
        return
    body = body_name(ending.on_behalf_of.split(" ", 1)[1], running)
    level = re.search(rf"\b({LEVELS})\s+{re.escape(head.place)}\b", running, re.IGNORECASE)
    if level:
        body = re.sub(rf"\s+(?:{LEVELS})$", "", body)
        found.put("issuer", f"{body} {level[1].lower()} {head.place}", ending.behalf_span)
        why = "Văn bản không có phần tên cơ quan; suy từ chữ ký và địa danh."
        found.doubts.append(Doubt("issuer", level[0], why))


def _bases(found: _Findings, preamble: Sequence[Block], sections: Sequence[Section]) -> None:
    blocks = list(preamble)
    for section in sections:
        if section.role is Role.BASES:
            blocks += [section.heading, *section.blocks]
    found.put_all("legal_bases", bases_of(blocks))


def _goals(
    found: _Findings,
    sections: Sequence[Section],
    title: str | None,
    head: Letterhead,
    appendix: Sequence[Block],
) -> None:
    purposes, requirements, doubts = purposes_of(sections)
    found.put_all("purposes", purposes)
    found.put_all("requirements", requirements)
    period = title_period(title)
    # A plan for next year is issued in December: a bare «quý I» is of the year in its title.
    year = period if period and len(period) == 4 else (head.date or head.date_partial or "")[:4]
    targets = targets_of(sections, period, year or None, appendix)
    found.put("general_objective", targets.general, targets.general_span)
    found.put_all("targets", targets.targets, "objectives")
    found.doubts += [*doubts, *targets.doubts]


def _work(found: _Findings, sections: Sequence[Section], appendix: Sequence[Block]) -> None:
    work = tasks_of(sections, appendix)
    found.put_all("solutions", work.solutions, "task_groups")
    found.put_all("tasks", [(task, spans[""]) for task, spans in work.tasks])
    for index, (_, spans) in enumerate(work.tasks):
        for name, span in spans.items():
            if name:
                found.sources[f"/tasks/{index}/{name}"] = span
    if not work.tasks:
        found.doubts.append(Doubt("tasks", "", "Không thấy nhiệm vụ nào trong văn bản."))
    found.doubts += work.doubts


def _duties(found: _Findings, sections: Sequence[Section]) -> None:
    text, sources, span = money_of(sections)
    found.put("budget", text, span)
    found.put_all("budget_sources", sources)
    owners, doubts = owners_of(sections)
    found.put_all(
        "responsibilities",
        [
            (ResponsibilityRead(owner.unit, tuple(text for text, _ in owner.items)), owner.span)
            for owner in owners
        ],
    )
    for index, owner in enumerate(owners):
        for item, (_, lines) in enumerate(owner.items):
            found.sources[f"/responsibilities/{index}/items/{item}"] = lines
    duties, ad_hoc, more = duties_of(sections, owners)
    found.put_all("duties", duties, "report_deadlines")
    found.fields["ad_hoc_reports"] = ad_hoc
    found.doubts += [*doubts, *more]


def _ending(found: _Findings, ending: Ending) -> None:
    found.put_all("recipients", ending.recipients)
    found.put("signer", ending.signer, ending.signer_span)
    found.put("signer_title", ending.signer_title, ending.title_span)
    found.put("on_behalf_of", ending.on_behalf_of, ending.behalf_span)
    if ending.signer is None:
        found.doubts.append(Doubt("signer", "", "Không thấy tên người ký."))
    found.doubts += ending.doubts
