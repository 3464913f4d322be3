"""B3: activities that fit each audience. What lacks its minutes or counts is not yet counted."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from lantoa.indicators.grounds import Grounds, backfilled, codes_of, day_of, seqs, whole
from lantoa.indicators.judging import keeps_up
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact

KINDS = ("activity.held", "training.held", "meeting.held")
LEAST_MINUTES, LEAST_ATTENDEES, LEAST_FEEDBACK = 30, 15, 10
LEAST_SHARE = Fraction(60, 100)
APART = timedelta(days=7)
DEFAULT_LEVEL = 3
SHEET = IndicatorSheet(
    code="B3",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Hoạt động phù hợp với từng nhóm đối tượng",
    numerator=f"số hoạt động, tập huấn, hội nghị có nhóm đối tượng, từ {LEAST_MINUTES} phút, "
    f"từ {LEAST_ATTENDEES} người dự, ít nhất 60% thuộc nhóm, từ {LEAST_FEEDBACK} phiếu ý kiến",
    denominator="mức của chỉ tiêu",
    exclusion="hoạt động không đủ điều kiện; hai hoạt động cùng nhóm cách nhau dưới 7 ngày "
    "tính là một",
    period="từ ngày ban hành kế hoạch đến ngày tính",
    reference_date="ngày tính",
    disaggregation="theo nhóm đối tượng",
    source="sổ minh chứng: hoạt động hưởng ứng, tập huấn, hội nghị",
    evidence_min="ngày, nơi, số phút, số người dự, số người thuộc nhóm, số phiếu ý kiến",
    estimator="đếm toàn bộ",
    uncertainty="hoạt động còn thiếu số liệu là chưa rõ: không tính, không coi là không đạt",
    thresholds="theo mức của kế hoạch, tính tổng số; bảng theo nhóm in kèm",
    publication_rule="in số hoạt động, không cộng người dự giữa các nhóm",
    owner="Phòng Văn hóa - Xã hội",
    checker="Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    gaming_risks="tách một cuộc thành nhiều; dùng lại ảnh",
    guards="cùng nhóm phải cách nhau ít nhất 7 ngày",
    frequency="hằng quý",
)


def count(grounds: Grounds) -> Counted:
    """Activities that meet every condition; those that lack figures are unknown."""
    held = [fact for fact in grounds.of(*KINDS) if list(codes_of(fact, "audience"))]
    lacking = [fact for fact in held if is_lacking(fact)]
    full = apart([fact for fact in held if not is_lacking(fact) and fits(fact)])
    level = int(grounds.value or DEFAULT_LEVEL)
    share = min(Fraction(1), Fraction(len(full), level))
    scale = max(level, len(full) + len(lacking))
    return Counted(
        in_words=f"{len(full)} trên {level} hoạt động"
        if len(full) <= level
        else f"{len(full)} hoạt động, mức phải đạt {level}",
        unit="hoạt động",
        note=_note(held, full, lacking, grounds.names),
        numerator=len(full),
        denominator=level,
        value=len(full),
        low=len(full),
        high=len(full) + len(lacking),
        unknown=len(lacking),
        unknown_why="chưa ghi đủ số phút, người dự, người thuộc nhóm hoặc phiếu ý kiến"
        if lacking else "",
        reached=len(full) >= level or (None if len(full) + len(lacking) >= level else False),
        settled=True,
        on_track=keeps_up(share, start=grounds.start, year=grounds.year, on=grounds.on)
        if held else None,
        missing=f"mới có {len(full)} hoạt động đủ điều kiện",
        bar=Bar(1000 * len(full) // scale, 1000 * len(lacking) // scale,
                mark=1000 * level // scale),
        entries=seqs(full),
        backfilled=backfilled(full),
    )  # fmt: skip


def is_lacking(fact: Fact) -> bool:
    """Is a figure missing that the conditions need? A zero that nobody filled in is missing."""
    return not all(whole(fact, name) for name in ("minutes", "attendees", "in_group", "feedback"))


def fits(fact: Fact) -> bool:
    """Does an activity with all its figures meet the conditions?"""
    attendees = whole(fact, "attendees")
    return (
        whole(fact, "minutes") >= LEAST_MINUTES
        and attendees >= LEAST_ATTENDEES
        and Fraction(whole(fact, "in_group"), attendees) >= LEAST_SHARE
        and whole(fact, "feedback") >= LEAST_FEEDBACK
    )


def apart(facts: list[Fact]) -> list[Fact]:
    """Of activities for the same audiences within a week only the first is counted."""
    last: dict[tuple[str, ...], date] = {}
    kept = []
    for fact in sorted(facts, key=lambda one: one.occurred_at):
        group = tuple(sorted(codes_of(fact, "audience")))
        if group not in last or day_of(fact) - last[group] >= APART:
            kept.append(fact)
            last[group] = day_of(fact)
    return kept


def _note(held: list[Fact], full: list[Fact], lacking: list[Fact], names: dict[str, str]) -> str:
    parts = [f"{len(held)} đã ghi"] if held else ["chưa ghi hoạt động nào"]
    if lacking:
        parts.append(f"{len(lacking)} thiếu số liệu")
    groups = Counter(code for fact in full for code in codes_of(fact, "audience"))
    parts += [f"{names.get(code, code)} {total}" for code, total in groups.most_common()]
    return ", ".join(parts)
