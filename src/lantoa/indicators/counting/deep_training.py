"""C3: officers in charge of communication who were trained in depth. A small census."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil

from lantoa.indicators.grounds import Grounds, backfilled, codes_of, day_of, seqs, whole
from lantoa.indicators.judging import keeps_up
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact

DEFAULT_LEVEL = 70
LEAST_MINUTES = 24 * 60
MONTHS = 36
SHEET = IndicatorSheet(
    code="C3",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Cán bộ phụ trách truyền thông được đào tạo chuyên sâu",
    numerator=f"số người có chứng nhận từ {LEAST_MINUTES // 60} giờ học trở lên trong {MONTHS} "
    "tháng, gồm cả kỹ năng truyền thông số và nội dung khoa học, công nghệ",
    denominator="số người có văn bản phân công phụ trách truyền thông tại ngày tính",
    exclusion="không",
    period=f"{MONTHS} tháng đến ngày tính",
    reference_date="ngày tính",
    disaggregation="theo đơn vị",
    source="danh sách cán bộ của đơn vị; sổ minh chứng: tập huấn, bồi dưỡng",
    evidence_min="mục tập huấn có tên người được chứng nhận, số phút, nội dung",
    estimator="đếm toàn bộ",
    uncertainty="không có sai số chọn mẫu",
    thresholds="theo mức của kế hoạch; số người cần đạt làm tròn lên",
    publication_rule="in số người trên tổng số, không in riêng phần trăm",
    owner="Phòng Văn hóa - Xã hội",
    checker="Văn phòng HĐND và UBND",
    gaming_risks="tính buổi học ngắn; đổi phân công trước kỳ báo cáo",
    guards="cần đủ giờ, đủ hai nội dung và có chứng nhận; chứng nhận hết hạn sau 36 tháng",
    frequency="hai lần mỗi năm",
)


def count(grounds: Grounds) -> Counted:
    """Officers in charge with enough certified hours on both subjects, of all in charge."""
    charged = {
        line.officer
        for line in grounds.rosters
        if line.in_communication and line.days_between(grounds.on, grounds.on)
    }
    if not charged:
        return Counted(in_words="Chưa phân công ai", unit="người", numerator=0, denominator=0,
                       missing="chưa có cán bộ được phân công phụ trách truyền thông")  # fmt: skip
    held = _courses(grounds)
    trained = {officer for officer in charged if is_deep(_of(held, officer))}
    level = Fraction(str(grounds.value or DEFAULT_LEVEL)) / 100
    needed = ceil(level * len(charged))
    share = min(Fraction(1), Fraction(len(trained), needed))
    used = [fact for fact in held if set(codes_of(fact, "officer")) & charged]
    return Counted(
        in_words=f"{len(trained)} trên {len(charged)} người",
        unit="người",
        note=f"{int(100 * level)}% nghĩa là {needed} người",
        numerator=len(trained),
        denominator=len(charged),
        value=len(trained),
        low=len(trained),
        high=len(trained),
        reached=len(trained) >= needed,
        settled=True,
        on_track=keeps_up(share, start=grounds.start, year=grounds.year, on=grounds.on)
        if used else None,
        missing=f"còn thiếu {needed - len(trained)} người",
        bar=Bar(1000 * len(trained) // len(charged), mark=int(1000 * level)),
        entries=seqs(used),
        backfilled=backfilled(used),
    )  # fmt: skip


def is_deep(courses: list[Fact]) -> bool:
    """Enough hours, and both subjects."""
    return (
        sum(whole(fact, "minutes") for fact in courses) >= LEAST_MINUTES
        and any(fact.payload.get("covers_digital") for fact in courses)
        and any(fact.payload.get("covers_science") for fact in courses)
    )


def _courses(grounds: Grounds) -> list[Fact]:
    """Certified courses of the last 36 months, before the plan too."""
    years = MONTHS // 12
    oldest = date(grounds.on.year - years, grounds.on.month, min(grounds.on.day, 28))
    return [
        fact
        for fact in grounds.facts
        if fact.kind == "training.held"
        and fact.payload.get("is_certified")
        and oldest <= day_of(fact) <= grounds.on
    ]


def _of(held: list[Fact], officer: str) -> list[Fact]:
    return [fact for fact in held if officer in fact.subjects]
