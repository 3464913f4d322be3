"""C2: residents reached. Only a probability sample proves it: never a sum of counters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lantoa.indicators.grounds import Grounds, day_of, whole
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact
from lantoa.vietnamese import decimal, number, percent

DEFAULT_LEVEL = 80
LEAST_N = 30
WIDEST = 3000
SHEET = IndicatorSheet(
    code="C2",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Người dân tiếp cận thông tin qua thông tin cơ sở",
    numerator="người từ 15 tuổi trong 30 ngày qua nghe, đọc hoặc được nói ít nhất một nội dung "
    "qua một trong tám loại hình thông tin cơ sở",
    denominator="người từ 15 tuổi thường trú, theo trích lục dân cư có ngày",
    exclusion="người đi làm ăn xa: đếm và in riêng",
    period="một đợt khảo sát",
    reference_date="ngày kết thúc thu thập của đợt khảo sát",
    disaggregation="theo thôn, giới tính, nhóm tuổi, dân tộc",
    source="khảo sát chọn mẫu hộ gia đình",
    evidence_min="danh sách rút mẫu, phiếu, kết quả ước lượng ghi trong sổ minh chứng",
    estimator="trung bình có trọng số theo tầng là thôn",
    uncertainty="khoảng tin cậy 95% Korn–Graubard",
    thresholds="đạt khi cận dưới một phía 95% từ mức của kế hoạch trở lên; chưa đạt khi cận trên "
    "một phía dưới mức; còn lại là chưa đủ căn cứ",
    publication_rule=f"không in khi dưới {LEAST_N} phiếu hoặc khoảng tin cậy rộng từ 30 điểm",
    owner="Phòng Văn hóa - Xã hội",
    checker="Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    gaming_risks="hỏi người quen; thay hộ từ chối; cộng số đếm của các kênh",
    guards="không có ô nhập tay; không cộng lượt nghe, lượt xem; in mọi đợt khảo sát",
    frequency="hai đợt mỗi năm",
)


def count(grounds: Grounds) -> Counted:
    """The newest survey; without one nothing is known, whatever the channels counted."""
    surveys = grounds.of("survey.estimated")
    if not surveys:
        return _nothing("chưa có khảo sát hộ gia đình")
    newest = surveys[-1]
    n, low, high = whole(newest, "n"), whole(newest, "low_bp"), whole(newest, "high_bp")
    if n < LEAST_N or high - low >= WIDEST:
        return _nothing(f"khảo sát {number(n)} hộ chưa đủ để công bố")
    return _of_survey(newest, level=grounds.value or DEFAULT_LEVEL)


def _nothing(why: str) -> Counted:
    return Counted(
        in_words="Chưa rõ", unit="%", note=why, unknown=None, unknown_why=why, missing=why
    )


def _of_survey(fact: Fact, *, level: float) -> Counted:
    estimate, low, high = (whole(fact, f"{name}_bp") for name in ("estimate", "low", "high"))
    verdict = fact.payload.get("verdict")
    met = {"met": True, "not_met": False}.get(str(verdict))
    bounds = f"{decimal(low / 100, places=1)}–{decimal(high / 100, places=1)}%"
    day = day_of(fact)
    return Counted(
        in_words=f"{percent(Fraction(estimate, 10000), places=1)} ({bounds})",
        unit="%",
        note=f"{number(whole(fact, 'n'))} hộ, khảo sát tháng {day.month}/{day.year}",
        value=estimate / 100,
        low=low / 100,
        high=high / 100,
        reached=met,
        settled=True,
        on_track=estimate >= 100 * level,
        missing=f"chưa khẳng định được ≥ {decimal(level)}%",
        bar=Bar(estimate // 10, mark=int(10 * level), low=low // 10, high=high // 10),
        entries=(fact.seq,),
        backfilled=int(fact.is_backfilled),
    )
