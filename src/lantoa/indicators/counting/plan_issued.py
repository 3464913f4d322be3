"""A1: the plan is issued and carried out."""

from __future__ import annotations

from datetime import date

from lantoa.indicators.grounds import Grounds, backfilled, codes_of, seqs
from lantoa.indicators.terms import Counted, IndicatorSheet
from lantoa.vietnamese import date_short

SHEET = IndicatorSheet(
    code="A1",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Ban hành và triển khai kế hoạch",
    numerator="số nhiệm vụ đã có ít nhất một minh chứng thực hiện",
    denominator="số nhiệm vụ của kế hoạch đưa vào thực hiện",
    exclusion="không",
    period="từ ngày ban hành đến ngày tính",
    reference_date="ngày tính",
    disaggregation="theo nhiệm vụ",
    source="sổ minh chứng: ban hành, đưa vào thực hiện, mọi minh chứng có mã nhiệm vụ",
    evidence_min="mục ban hành có số, ngày văn bản",
    estimator="đếm toàn bộ",
    uncertainty="không có sai số chọn mẫu",
    thresholds="đạt khi kế hoạch đã ban hành, đã đưa vào thực hiện và có nhiệm vụ đã làm",
    publication_rule="in ngày ban hành và số nhiệm vụ, không in phần trăm",
    owner="Phòng Văn hóa - Xã hội",
    checker="Văn phòng HĐND và UBND",
    gaming_risks="ban hành mà không giao việc",
    guards="chỉ tính nhiệm vụ có minh chứng ghi sau khi đưa vào thực hiện",
    frequency="hằng ngày",
)
PAPERWORK = (
    "plan.confirmed", "plan.issued", "task.assigned", "approval.granted", "approval.returned",
    "article.submitted", "product.submitted", "notice.sent", "broadcast.ordered",
    "approval.first_step",
)  # fmt: skip


def count(grounds: Grounds) -> Counted:
    """Issued on which day, and how many tasks have begun."""
    issued = [f for f in grounds.facts if f.kind == "plan.issued" and _of(f.subjects, grounds)]
    confirmed = [
        f for f in grounds.facts if f.kind == "plan.confirmed" and _of(f.subjects, grounds)
    ]
    begun = {
        task
        for fact in grounds.facts
        if fact.kind not in PAPERWORK
        for task in codes_of(fact, "task")
    } & set(grounds.tasks)
    basis = [*issued, *confirmed]
    day = str(issued[-1].payload.get("issued_on", "")) if issued else ""
    return Counted(
        in_words=f"Ban hành {date_short(date.fromisoformat(day))}" if day else "Chưa ban hành",
        unit="có hoặc không",
        note=f"{len(begun)} trên {len(grounds.tasks)} nhiệm vụ đã có minh chứng thực hiện",
        numerator=len(begun),
        denominator=len(grounds.tasks),
        reached=bool(issued and confirmed and begun),
        settled=True,
        on_track=bool(issued) or None,
        missing="" if issued else "kế hoạch chưa có số và ngày ban hành",
        entries=seqs(basis),
        backfilled=backfilled(basis),
    )


def _of(subjects: tuple[str, ...], grounds: Grounds) -> bool:
    return f"plan:{grounds.plan}" in subjects
