"""A4: airtime is kept and increased. Proved minutes by month, with bounds for what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.core.clock import local
from lantoa.indicators.grounds import Grounds, backfilled, codes_of, day_of, seqs, whole
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.vietnamese import number

PROVED = (Proof.SIGNED, Proof.SENSED, Proof.WITNESSED)
BEFORE = "airtime.before"
KINDS = ("broadcast.played", "broadcast.failed", "broadcast.ordered", BEFORE)
BASELINE_MONTHS = 12
SHEET = IndicatorSheet(
    code="A4",
    version=2,
    valid_from=date(2026, 11, 27),
    title="Duy trì, tăng cường thời lượng phát sóng",
    numerator="tổng số phút phát có bộ thu ký xác nhận trong tháng, cộng mọi cụm loa",
    denominator="không có",
    exclusion="phút chỉ ghi sổ thủ công, phút theo nhật ký của hệ thống khác: in riêng, không cộng",
    period="từng tháng; số liệu chính là tháng trọn gần nhất",
    reference_date="ngày cuối tháng",
    disaggregation="theo tháng, cụm loa, phát lần đầu và phát lại",
    source="sổ minh chứng: ra lệnh phát, phát thanh, không phát được; mốc trước kế hoạch: "
    "phút từng tháng nhập từ sổ phát thanh, tháng nào không nhập thì lấy trong sổ minh chứng",
    evidence_min="xác nhận do bộ thu ký (P2 trở lên)",
    estimator="đếm toàn bộ",
    uncertainty="cận dưới coi lượt chưa rõ là không phát, cận trên coi là đã phát đủ",
    thresholds="cận dưới của bình quân tháng vượt cận trên của bình quân "
    f"{BASELINE_MONTHS} tháng trước kế hoạch",
    publication_rule="in hai cận khi còn lượt chưa rõ, cùng lý do",
    owner="Trung tâm Dịch vụ tổng hợp",
    checker="Phòng Văn hóa - Xã hội",
    gaming_risks="phát lại nhiều lần; loa rút dây vẫn báo đã phát",
    guards="đếm riêng phát lại; ghi sổ thủ công không cộng vào số có xác nhận",
    frequency="hằng tuần",
)


@dataclass(frozen=True, slots=True)
class Month:
    """Seconds of one month: proved, unknown, only written in a log book, proved repeats, and what
    another system's log says (P1)."""

    first: date
    proved: int = 0
    unknown: int = 0
    logbook: int = 0
    repeats: int = 0
    reported: int = 0

    @property
    def bounds(self) -> tuple[int, int]:
        """Whole minutes, lower (unknown = 0) and upper (unknown played whole); one number where
        nothing is unknown."""
        low = self.proved // 60
        return low, -(-(self.proved + self.unknown) // 60) if self.unknown else low


def count(grounds: Grounds) -> Counted:
    """The last whole month of the plan, held against the twelve months before it."""
    facts = [fact for fact in grounds.facts if fact.kind in KINDS]
    months = months_between(facts, grounds.start, grounds.last_day)
    base = baseline(facts, grounds.start)
    shown = _shown(months, grounds.last_day)
    low, high = shown.bounds
    low_mean, reached = _trend(months, base)
    played = [f for f in grounds.of("broadcast.played") if f.proof in PROVED]
    scale = max(1, int(1.15 * max(high, base or 0)))
    return Counted(
        in_words=f"{_range(low, high, shown.proved)}, tháng {shown.first.month}",
        unit="phút/tháng",
        note=_note(months, shown, base),
        numerator=low,
        value=low if low == high else None,
        low=low,
        high=high,
        unknown=-(-shown.unknown // 60),
        unknown_why="đã ra lệnh, chưa có xác nhận của bộ thu" if shown.unknown else "",
        reached=reached,
        on_track=low_mean >= base if base is not None else low > 0,
        missing="" if base is not None else f"chưa có mốc {BASELINE_MONTHS} tháng trước kế hoạch",
        bar=Bar(1000 * low // scale, 1000 * (high - low) // scale,
                mark=1000 * base // scale if base is not None else None),
        entries=seqs(played),
        backfilled=backfilled(played),
        trend=tuple((f"{m.first.month}/{m.first.year}", *m.bounds) for m in months),
    )  # fmt: skip


def unknown_airings(facts: Iterable[Fact], *, until: date) -> list[tuple[Fact, str]]:
    """Every (order, receiver) that was to sound by `until` and has neither proof nor failure."""
    listed = list(facts)
    closed = {
        (str(fact.payload.get("broadcast", "")), receiver)
        for fact in listed
        if fact.kind in ("broadcast.played", "broadcast.failed")
        for receiver in codes_of(fact, "receiver")
    }
    return [
        (fact, receiver)
        for fact in listed
        if fact.kind == "broadcast.ordered" and planned_day(fact) <= until
        for receiver in codes_of(fact, "receiver")
        if (str(fact.payload.get("broadcast", "")), receiver) not in closed
    ]


def planned_day(order: Fact) -> date:
    """The day on which an ordered broadcast was to sound."""
    text = order.payload.get("starts_at") or order.payload.get("planned_at")
    return local(datetime.fromisoformat(str(text))).date() if text else day_of(order)


def months_between(facts: list[Fact], first: date, last: date) -> list[Month]:
    """Every month from `first` to `last`, the ones without airtime too. Oldest first."""
    sums: dict[date, list[int]] = {month: [0] * 5 for month in _month_starts(first, last)}
    for fact in facts:
        day = day_of(fact)
        if fact.kind != "broadcast.played" or not first <= day <= last:
            continue
        row, seconds = sums[day.replace(day=1)], whole(fact, "seconds")
        if fact.proof in PROVED:
            row[0] += seconds
            row[3] += seconds if fact.payload.get("repeat") else 0
        else:
            row[4 if fact.proof == Proof.SENT else 2] += seconds
    for order, _ in unknown_airings(facts, until=last):
        if first <= planned_day(order):
            sums[planned_day(order).replace(day=1)][1] += whole(order, "seconds")
    return [Month(month, *row) for month, row in sums.items()]


def baseline(facts: list[Fact], start: date) -> int | None:
    """Mean minutes of the twelve months before the plan, upper bound; None unless each of them
    is known: entered from the log book, else from airtime in the ledger."""
    months = baseline_months(facts, start)
    if not all(seconds for _, seconds, _ in months):
        return None
    return -(-sum(seconds for _, seconds, _ in months) // (60 * BASELINE_MONTHS))


def baseline_months(facts: list[Fact], start: date) -> list[tuple[date, int, bool]]:
    """(first day, seconds, entered from the log book) of the twelve months before the plan,
    oldest first; what was entered goes before what the ledger saw of the month."""
    last = start.replace(day=1) - timedelta(days=1)
    first = date(last.year - (last.month < BASELINE_MONTHS), last.month % 12 + 1, 1)
    entered = {
        str(fact.payload.get("month", "")): 60 * whole(fact, "minutes")
        for fact in facts
        if fact.kind == BEFORE
    }
    found = []
    for month in months_between(facts, first, last):
        name = f"{month.first:%Y-%m}"
        seen = month.proved + month.logbook + month.reported + month.unknown
        known = seen if month.proved + month.logbook + month.reported else 0
        found.append((month.first, entered.get(name) or known, name in entered))
    return found


def _trend(months: list[Month], base: int | None) -> tuple[int, bool | None]:
    whole_months = months[:-1] or months
    low = sum(month.proved for month in whole_months) // (60 * len(whole_months))
    high = sum(month.proved + month.unknown for month in whole_months) // (60 * len(whole_months))
    if base is None or low <= base < high:
        return low, None
    return low, low > base


def _shown(months: list[Month], last: date) -> Month:
    """The last whole month; the running one where there is no other."""
    if (last + timedelta(days=1)).day == 1 or len(months) == 1:
        return months[-1]
    return months[-2]


def _month_starts(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month <= max(first, last):
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _range(low: int, high: int, seconds: int) -> str:
    if high == 0 and seconds:
        return "chưa đầy 1 phút"
    return f"{number(low)} phút" if low == high else f"{number(low)}–{number(high)} phút"


def _note(months: list[Month], shown: Month, base: int | None) -> str:
    parts = [f"mốc trước kế hoạch {number(base)}" if base is not None else "chưa có mốc so sánh"]
    if shown.unknown:
        parts.append(f"chưa rõ {number(-(-shown.unknown // 60))} phút")
    if any(month.logbook for month in months):
        minutes = sum(month.logbook for month in months) // 60
        parts.append(f"ngoài ra {number(minutes)} phút ghi sổ thủ công")
    if any(month.reported for month in months):
        minutes = sum(month.reported for month in months) // 60
        parts.append(f"{number(minutes)} phút theo nhật ký của hệ thống khác")
    return "; ".join(parts)
