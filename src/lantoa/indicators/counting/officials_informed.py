"""A3: every leader and officer is informed in every quarter. A census, no sampling error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from lantoa.indicators.grounds import Grounds, backfilled, codes_of, day_of, seqs, whole
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact
from lantoa.vietnamese import number, percent

LEAST_DAYS = 45
SHEET = IndicatorSheet(
    code="A3",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Cán bộ, công chức được phổ biến thường xuyên",
    numerator="số lượt cán bộ theo quý có xác nhận đã được phổ biến trong quý",
    denominator="số lượt cán bộ theo quý: mỗi người có tên trong danh sách ít nhất "
    f"{LEAST_DAYS} ngày của quý tính một lượt",
    exclusion="người có tên trong danh sách dưới số ngày tối thiểu của quý",
    period="các quý từ ngày ban hành kế hoạch đến ngày tính, trong năm của chỉ tiêu",
    reference_date="từng ngày của quý, theo danh sách cán bộ có ngày vào, ngày ra",
    disaggregation="theo quý, đơn vị",
    source="danh sách cán bộ của đơn vị; sổ minh chứng: phổ biến cho cán bộ",
    evidence_min="xác nhận của từng người (ký tên hoặc mở tài liệu)",
    estimator="đếm toàn bộ",
    uncertainty="cận dưới coi người chưa xác nhận là chưa được phổ biến, cận trên coi là đã",
    thresholds="100%, không làm tròn lên",
    publication_rule="in số lượt trên tổng số; 100% chỉ khi hai số bằng nhau",
    owner="Phòng Văn hóa - Xã hội",
    checker="Văn phòng HĐND và UBND",
    gaming_risks="ký thay; rút tên khỏi danh sách; tính một thư gửi chung",
    guards="danh sách có ngày, đối chiếu bảng lương; chỉ tính xác nhận của từng người",
    frequency="hằng tháng",
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter: who is on the roster long enough, who was informed, how many are unknown."""

    first: date
    last: date
    expected: frozenset[str]
    informed: frozenset[str]
    unknown: int


def count(grounds: Grounds) -> Counted:
    """Person-quarters informed of person-quarters on the rosters."""
    briefings = grounds.of("briefing.given")
    quarters = quarters_of(grounds, briefings)
    done = sum(len(quarter.informed) for quarter in quarters)
    total = sum(len(quarter.expected) for quarter in quarters)
    unknown = sum(quarter.unknown for quarter in quarters)
    if not total:
        return Counted(
            in_words="Chưa có danh sách cán bộ", unit="%", unknown=None,
            unknown_why="chưa có danh sách cán bộ của đơn vị",
            missing="chưa có danh sách cán bộ đủ số ngày trong quý",
        )  # fmt: skip
    return Counted(
        in_words=f"{number(done)}/{number(total)} lượt cán bộ theo quý "
        f"({percent(Fraction(done, total))})",
        unit="%",
        note=_note(quarters, unknown),
        numerator=done,
        denominator=total,
        value=100 * done / total if not unknown else None,
        low=100 * done / total,
        high=100 * (done + unknown) / total,
        unknown=unknown,
        unknown_why="đã mời nhưng chưa xác nhận" if unknown else "",
        reached=True if done == total else (None if done + unknown == total else False),
        on_track=all(len(q.informed) == len(q.expected) for q in quarters if q.last < grounds.on)
        if any(q.last < grounds.on for q in quarters) else bool(done),
        bar=Bar(1000 * done // total, 1000 * unknown // total, mark=1000),
        entries=seqs(briefings),
        backfilled=backfilled(briefings),
    )  # fmt: skip


def quarters_of(grounds: Grounds, briefings: list[Fact]) -> list[Quarter]:
    """The quarters of the plan in which somebody is on a roster long enough to be counted."""
    first = date(grounds.year, 1, 1)
    found = []
    for place in range(4):
        start = date(grounds.year, 3 * place + 1, 1)
        end = _quarter_end(start)
        begin, close = max(start, grounds.start, first), min(end, grounds.last_day)
        quarter = _quarter(grounds, briefings, begin, close, end)
        if quarter.expected:
            found.append(quarter)
    return found


def _quarter(
    grounds: Grounds, briefings: list[Fact], begin: date, close: date, end: date
) -> Quarter:
    expected = frozenset(
        line.officer
        for line in grounds.rosters
        if begin <= close and line.days_between(begin, close) >= LEAST_DAYS
    )
    given = [fact for fact in briefings if begin <= day_of(fact) <= close]
    named = {code for fact in given for code in codes_of(fact, "officer")}
    informed = frozenset(named & expected)
    silent = max((whole(fact, "invited") - whole(fact, "confirmed") for fact in given), default=0)
    return Quarter(begin, end, expected, informed, min(max(0, silent), len(expected - informed)))


def _quarter_end(start: date) -> date:
    following = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
    return following - timedelta(days=1)


def _note(quarters: list[Quarter], unknown: int) -> str:
    everybody = frozenset[str]().union(*(quarter.expected for quarter in quarters))
    always = [
        officer
        for officer in everybody
        if all(officer in q.informed for q in quarters if officer in q.expected)
    ]
    words = f"{number(len(always))}/{number(len(everybody))} người đủ mọi quý"
    return f"{words}; chưa rõ {unknown} lượt: đã mời, chưa xác nhận" if unknown else words
