"""What each channel did in a stretch of days, counted from facts of the ledger. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lantoa.indicators.counting.airtime import PROVED, SHEET, planned_day, unknown_airings
from lantoa.indicators.counting.section_kept import standing
from lantoa.indicators.grounds import backfilled, codes_of, day_of, seqs, whole
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.reports.terms import NO_DATA, Value
from lantoa.vietnamese import date_short, duration, money, number, percent

Count = Callable[[list[Fact]], int]
Pick = Callable[[list[Fact]], list[Fact]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure of a channel: its key, its name in the text, which facts, how they are counted.

    `pick` keeps those of the kinds that the figure is counted from.
    """

    key: str
    name: str
    kinds: tuple[str, ...]
    count: Count = len
    printed: Callable[[int], str] = number
    pick: Pick = list


def _sum(name: str) -> Count:
    return lambda facts: sum(whole(fact, name) for fact in facts)


def _distinct(kind: str) -> Count:
    return lambda facts: len({code for fact in facts for code in codes_of(fact, kind)})


def _proved(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.proof in PROVED]


def _in_section(facts: list[Fact]) -> list[Fact]:
    """The articles of the section as indicator A2 counts them."""
    return standing(
        [fact for fact in facts if fact.kind == "website.published"],
        [fact for fact in facts if fact.kind == "website.withdrawn"],
    )


def _seconds(facts: list[Fact]) -> int:
    return sum(whole(fact, "seconds") for fact in _proved(facts))


def _minutes(facts: list[Fact]) -> int:
    return _seconds(facts) // 60


def _by_hand(facts: list[Fact]) -> int:
    return sum(whole(fact, "seconds") for fact in facts if fact.proof == Proof.LOGBOOK) // 60


def _reported(facts: list[Fact]) -> int:
    return sum(whole(fact, "seconds") for fact in facts if fact.proof == Proof.SENT) // 60


def _networks(facts: list[Fact]) -> int:
    return len({str(fact.payload.get("network", "")) for fact in facts})


def _observances(facts: list[Fact]) -> int:
    return sum(bool(fact.payload.get("observance")) for fact in facts)


RULES = (
    Rule("plan.issued", "số kế hoạch ban hành", ("plan.issued",)),
    Rule("web.items", "số tin bài trên trang", ("website.published",)),
    Rule(
        "web.section",
        "số tin bài chuyên mục Nghị quyết 57",
        ("website.published", "website.withdrawn"),
        pick=_in_section,
    ),
    Rule("web.withdrawn", "số tin bài đã gỡ", ("website.withdrawn",)),
    Rule("post.items", "số bài đăng mạng xã hội", ("post.published",)),
    Rule("post.networks", "số mạng xã hội", ("post.published",), _networks),
    Rule("board.items", "số lượt lên bảng tin", ("board.posted",)),
    Rule("board.boards", "số bảng tin đã dùng", ("board.posted",), _distinct("board")),
    Rule("printed.copies", "số tờ rơi, áp phích đã phát", ("handout.given",), _sum("copies")),
    Rule("air.airings", "số lượt phát", ("broadcast.played",), lambda facts: len(_proved(facts))),
    Rule(
        "air.clusters",
        "số cụm loa đã phát",
        ("broadcast.played",),
        _distinct("cluster"),
        pick=_proved,
    ),
    Rule("air.minutes", "số phút phát có xác nhận", ("broadcast.played",), _minutes),
    Rule("air.byhand", "số phút ghi sổ thủ công", ("broadcast.played",), _by_hand),
    Rule("air.reported", "số phút theo nhật ký nơi khác phát", ("broadcast.played",), _reported),
    Rule("air.failed", "số lượt không phát được", ("broadcast.failed",)),
    Rule("training.count", "số lớp tập huấn", ("training.held",)),
    Rule("training.people", "số lượt người dự tập huấn", ("training.held",), _sum("attendees")),
    Rule("meeting.count", "số hội nghị", ("meeting.held",)),
    Rule("meeting.people", "số lượt người dự hội nghị", ("meeting.held",), _sum("attendees")),
    Rule("activity.count", "số hoạt động", ("activity.held",)),
    Rule("activity.people", "số lượt người dự hoạt động", ("activity.held",), _sum("attendees")),
    Rule("observance.count", "số hoạt động ngày hưởng ứng", ("activity.held",), _observances),
    Rule("visits.households", "số lượt thăm hộ", ("visits.made",), _sum("households")),
    Rule("visits.hamlets", "số thôn đã đến", ("visits.made",), _distinct("hamlet")),
    Rule("briefing.count", "số đợt phổ biến", ("briefing.given",)),
    Rule("briefing.people", "số cán bộ đã xác nhận", ("briefing.given",), _distinct("officer")),
    Rule("commend.given", "số quyết định khen thưởng", ("commendation.given",)),
    Rule("commend.proposed", "số đề nghị khen thưởng", ("commendation.proposed",)),
    Rule("project.count", "số nhiệm vụ KH&CN đã ghi", ("project.registered",)),
    Rule("cost.spent", "kinh phí đã chi", ("cost.spent",), _sum("spent"), money),
)
# Months are added up: their airtime is told to the second, for minutes cut short do not add up.
AIRTIME = Rule(
    "air.seconds", "thời lượng phát có xác nhận", ("broadcast.played",), _seconds, duration
)
_BY_KEY = {rule.key: rule for rule in (*RULES, AIRTIME)}
MONTHLY = tuple(
    _BY_KEY[key]
    for key in (
        "web.items", "post.items", "air.airings", "air.seconds", "training.count",
        "meeting.count", "activity.count", "visits.households", "briefing.count",
    )
)  # fmt: skip


STRETCHES = {"": "", "year": "cả năm", "last": "cùng kỳ năm trước"}


def between(facts: Sequence[Fact], since: date, until: date) -> list[Fact]:
    """Facts that happened from one day to another, both counted."""
    return [fact for fact in facts if since <= day_of(fact) <= until]


def counts(facts: Sequence[Fact], since: date, until: date, *, tag: str = "") -> dict[str, Value]:
    """Every rule applied to the days, and the airtime with its bounds, by key without its tag.

    `tag` names the stretch of days: "" the period, "year" the whole year, "last" the same period
    of last year; keys and names of the last two carry it, so that they are their own.
    """
    inside = between(facts, since, until)
    days = f"{date_short(since)}–{date_short(until)}"
    found = {rule.key: _value(rule, inside, days, tag) for rule in RULES}
    found["air.bounds"] = _airtime(facts, inside, since, until, days, tag)
    return found


def compared(now: dict[str, Value], before: dict[str, Value]) -> dict[str, Value]:
    """For every figure its share of last year's: «148%», or «chưa có số liệu»."""
    found = {}
    for key, value in now.items():
        past = before[key].value
        text = percent(Fraction(value.value or 0, past), places=0) if past else NO_DATA
        found[key] = Value(
            key=f"{key}@ratio", name=f"{value.name} so cùng kỳ", text=text, period=value.period,
            value=None, unknown=0 if past else None,
            unknown_why="" if past else "sổ minh chứng chưa có số liệu cùng kỳ năm trước",
            entries=(*value.entries, *before[key].entries) if past else (),
        )  # fmt: skip
    return found


def monthly(facts: Sequence[Fact], months: Sequence[date], until: date) -> dict[str, list[int]]:
    """For the rules of the first annex one whole number a month, and last their sum."""
    found: dict[str, list[int]] = {rule.key: [] for rule in MONTHLY}
    for month in months:
        inside = [f for f in facts if day_of(f).replace(day=1) == month and day_of(f) <= until]
        for rule in MONTHLY:
            found[rule.key].append(rule.count([f for f in inside if f.kind in rule.kinds]))
    return {key: [*row, sum(row)] for key, row in found.items()}


def _value(rule: Rule, inside: list[Fact], days: str, tag: str) -> Value:
    facts = rule.pick([fact for fact in inside if fact.kind in rule.kinds])
    value = rule.count(facts)
    return Value(
        key=_keyed(rule.key, tag), name=_named(rule.name, tag), text=rule.printed(value),
        period=days, value=value, entries=seqs(facts), backfilled=backfilled(facts),
    )  # fmt: skip


def _airtime(
    facts: Sequence[Fact], inside: list[Fact], since: date, until: date, days: str, tag: str
) -> Value:
    played = [fact for fact in inside if fact.kind == "broadcast.played" and fact.proof in PROVED]
    silent = [
        order for order, _ in unknown_airings(facts, until=until) if since <= planned_day(order)
    ]
    seconds = sum(whole(fact, "seconds") for fact in played)
    unknown = sum(whole(order, "seconds") for order in silent)
    low, high = seconds // 60, -(-(seconds + unknown) // 60)
    text = f"từ {number(low)} đến {number(high)} phút" if unknown else f"{number(low)} phút"
    if 0 < seconds < 60 and not unknown:
        text = "chưa đầy 1 phút"
    why = f"{number(len(silent))} lượt đã ra lệnh, chưa có xác nhận của bộ thu" if silent else ""
    return Value(
        key=_keyed("air.bounds", tag), name=_named("thời lượng có xác nhận", tag),
        text=text, period=days, value=low, unknown=-(-unknown // 60), unknown_why=why,
        sheet=SHEET.name, entries=seqs(played), backfilled=backfilled(played),
    )  # fmt: skip


def _keyed(key: str, tag: str) -> str:
    return f"{key}@{tag}" if tag else key


def _named(name: str, tag: str) -> str:
    return f"{name} {STRETCHES[tag]}".strip()
