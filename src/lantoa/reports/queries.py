"""Reads of reports: the document as it stands, what changed, what is missing, its state."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from lantoa.approval.queries import is_approved
from lantoa.core.canonical import digest_of
from lantoa.documents.sheets import Cell, Sheet
from lantoa.documents.terms import IssueDay, OfficialDocument
from lantoa.indicators.queries import live_plans
from lantoa.ledger import queries as ledger
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan
from lantoa.registry.models import Commune
from lantoa.reports.composing import Frame, Text, compose
from lantoa.reports.models import Report
from lantoa.reports.periods import cutoffs, running_code
from lantoa.reports.snapshot import Snapshot
from lantoa.reports.terms import TO_FILL, Period, ReportState, Value
from lantoa.reports.words import PARTS
from lantoa.vietnamese import date_short


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that the last refresh changed."""

    key: str
    name: str
    before: str
    now: str


def snapshot_of(report: Report) -> Snapshot:
    """The frozen figures of a report."""
    return Snapshot.from_json(report.snapshot)


def document_of(report: Report) -> OfficialDocument:
    """The report as an official document, with the number once the clerk gave it."""
    return document(report, snapshot_of(report))


def document(report: Report, shot: Snapshot) -> OfficialDocument:
    """The words of a report around given figures."""
    texts = {part.key: part.text for part in report.parts.all()} if report.pk else {}
    return compose(
        frame_of(
            report.plan, title=report.title, addressee=report.addressee,
            cutoff_on=report.cutoff_on, number=report.number, issued_on=report.issued_on,
        ),
        [
            Text(part.number, part.title, texts.get(part.key) or part.write(shot),
                 has_targets=part.key == "targets")
            for part in PARTS
        ],
        shot,
    )  # fmt: skip


def frame_of(
    plan: Plan, *, title: str, addressee: str, cutoff_on: date, number: int | None = None,
    issued_on: date | None = None,
) -> Frame:  # fmt: skip
    """Who reports, on what, to whom; the day is blank until the report is issued."""
    commune = Commune.objects.filter(pk=1).first()
    acting, _, signer_title = plan.signer_title.rpartition(" - ")
    sent = cutoff_on + timedelta(days=1)
    return Frame(
        commune=commune.name if commune else "xã",
        short_name=commune.short_name if commune else plan.place,
        plan=plan_words(plan), subject=title, addressee=addressee, signer=plan.signer,
        acting=acting, signer_title=signer_title or "CHỦ TỊCH", number=number,
        issued=IssueDay(issued_on.year, issued_on.month, issued_on.day)
        if issued_on else IssueDay(sent.year, sent.month),
        cutoff_on=cutoff_on,
    )  # fmt: skip


def plan_words(plan: Plan) -> str:
    """«Kế hoạch số 27/KH-UBND ngày 08/4/2026»; without a number its subject."""
    if plan.number and plan.issued_on:
        return f"Kế hoạch số {plan.number} ngày {date_short(plan.issued_on)}"
    return f"Kế hoạch {plan.title[:1].lower()}{plan.title[1:]}"


def title_of(plan: Plan, period: Period) -> str:
    """The subject of the report."""
    what = (
        "Kế hoạch truyền thông Nghị quyết số 57-NQ/TW"
        if "57-NQ/TW" in plan.title
        else plan_words(plan)
    )
    return f"Kết quả thực hiện {what} {period.words}"[:300]


def addressee_of(plan: Plan) -> str:
    """To whom the plan owes its reports."""
    return next((duty.to for duty in plan.reportdutys.all() if duty.to), "")


def content_of(report: Report) -> str:
    """SHA-256, hex, of what is approved: figures, words, and what stands around them (letterhead,
    addressee, signer), without the clerk's number and day."""
    frame = frame_of(
        report.plan, title=report.title, addressee=report.addressee, cutoff_on=report.cutoff_on
    )
    return digest_of(
        {
            "frame": {**asdict(frame), "cutoff_on": report.cutoff_on.isoformat()},
            "snapshot": digest_of(report.snapshot),
            "parts": [[part.key, part.text] for part in report.parts.all()],
        }
    )


def standing(report: Report) -> ReportState:
    """Where the report stands now; an approval is read, not stored."""
    is_waiting = report.state == ReportState.SUBMITTED
    if is_waiting and is_approved(subject=report.code, content=content_of(report)):
        return ReportState.APPROVED
    return ReportState(report.state)


def changes(report: Report) -> list[Change]:
    """Figures that the newest refresh changed, in the order of the report."""
    if not report.last_snapshot or report.seen_changes:
        return []
    before = Snapshot.from_json(report.last_snapshot).values
    return [
        Change(key, value.name, before[key].text, value.text)
        for key, value in snapshot_of(report).values.items()
        if key in before and before[key].text != value.text
    ]


def last_value(report: Report, key: str) -> Value | None:
    """The figure before the newest refresh."""
    shots = report.last_snapshot or {}
    data = shots.get("values", {}).get(key)
    return Value.from_json(data) if data else None


def missing(report: Report, *, today: date) -> list[str]:
    """What stands between this draft and its submission, most important first."""
    found = [
        f"Phần {part.number} còn chỗ {TO_FILL}"
        for part, row in zip(PARTS, report.parts.all(), strict=True)
        if TO_FILL in row.text
    ]
    if not report.addressee:
        found.append("Kế hoạch chưa nêu nơi nhận báo cáo")
    if today <= report.cutoff_on:
        first = report.cutoff_on + timedelta(days=1)
        found.append(f"Trình được từ {date_short(first)}, sau ngày chốt số liệu")
    return found


def owed_code(today: date) -> str:
    """The code of the periodic report that is owed next."""
    return running_code(today, cutoffs=cutoffs())


def busiest_plan(period: Period) -> Plan | None:
    """The live plan with the most evidence in the period; the newest where none has any."""
    facts = ledger.facts(since=period.since, until=period.cutoff_on)
    codes = [code for fact in facts for code in fact.subjects if code.startswith("task:")]
    plans = live_plans()
    return max(
        plans,
        key=lambda plan: sum(code.startswith(f"task:{plan.code}/") for code in codes),
        default=None,
    )


def entries_of(shot: Snapshot) -> list[Fact]:
    """Every entry behind a figure or a line of the report."""
    numbers = {seq for value in shot.values.values() for seq in value.entries}
    numbers |= {row.seq for row in (*shot.items, *shot.activities)}
    wanted = [fact for fact in ledger.facts() if fact.seq in numbers]
    return sorted(wanted, key=lambda fact: fact.seq)


def workbook(shot: Snapshot) -> list[Sheet]:
    """Two sheets: every figure with the numbers of its entries, and every entry."""
    head: tuple[Cell, ...] = ("Số liệu", "Giá trị in trong báo cáo", "Kỳ", "Chưa rõ", "Vì sao",
                              "Cách tính", "Nhập bổ sung", "Các mục trong sổ")  # fmt: skip
    values: list[tuple[Cell, ...]] = [
        (value.name, value.text, value.period, value.unknown, value.unknown_why, value.sheet,
         value.backfilled, ", ".join(str(seq) for seq in value.entries))
        for value in shot.values.values()
    ]  # fmt: skip
    names: tuple[Cell, ...] = ("Số mục", "Xảy ra lúc", "Ghi lúc", "Loại", "Nội dung",
                               "Mức minh chứng", "Nhập bổ sung", "Nói về", "Mã băm")  # fmt: skip
    entries: list[tuple[Cell, ...]] = [
        (fact.seq, fact.occurred_at, fact.recorded_at, KINDS[fact.kind].name,
         str(fact.payload.get("title", "")), str(Proof(fact.proof).label),
         "có" if fact.is_backfilled else "", ", ".join(fact.subjects), fact.hash)
        for fact in entries_of(shot)
    ]  # fmt: skip
    return [Sheet("Số liệu", (head, *values)), Sheet("Minh chứng", (names, *entries))]
