"""A2: the Resolution-57 section of the commune's site is kept."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from lantoa.indicators.grounds import Grounds, backfilled, codes_of, day_of, seqs
from lantoa.indicators.terms import Counted, IndicatorSheet
from lantoa.ledger.queries import Fact
from lantoa.vietnamese import number

LONGEST_GAP = 30
SHEET = IndicatorSheet(
    code="A2",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Duy trì chuyên mục trên Trang thông tin điện tử",
    numerator="số tin bài đã đăng trong chuyên mục Nghị quyết 57, mỗi tin bài tính một lần",
    denominator="không có",
    exclusion="tin bài đã gỡ",
    period="từ ngày ban hành kế hoạch đến ngày tính, trong năm của chỉ tiêu",
    reference_date="ngày tính",
    disaggregation="theo tháng, thể loại, nhóm đối tượng",
    source="sổ minh chứng: đăng, gỡ trên Trang thông tin điện tử",
    evidence_min="mục đăng kèm bản chụp trang và đường dẫn",
    estimator="đếm toàn bộ; khoảng trống dài nhất giữa hai lần đăng",
    uncertainty="không có sai số chọn mẫu",
    thresholds=f"khoảng trống dài nhất không quá {LONGEST_GAP} ngày đến hết năm",
    publication_rule="in số tin bài và khoảng trống dài nhất",
    owner="Trung tâm Dịch vụ tổng hợp",
    checker="Phòng Văn hóa - Xã hội",
    gaming_risks="đăng dồn trước kỳ báo cáo; đăng rồi gỡ",
    guards="xét khoảng trống chứ không chỉ số lượng; không tính tin bài đã gỡ",
    frequency="hằng ngày",
)


def count(grounds: Grounds) -> Counted:
    """Items that stand in the section, and the longest gap between two of them."""
    items = standing(grounds.of("website.published"), grounds.of("website.withdrawn"))
    gap = longest_gap([day_of(item) for item in items], first=grounds.start, last=grounds.last_day)
    return Counted(
        in_words=f"{number(len(items))} tin bài" if items else "Chưa có tin bài nào",
        unit="tin bài",
        note=f"khoảng trống dài nhất {gap} ngày, cho phép {LONGEST_GAP}",
        numerator=len(items),
        value=len(items),
        low=len(items),
        high=len(items),
        reached=bool(items) and gap <= LONGEST_GAP,
        on_track=bool(items) and gap <= LONGEST_GAP,
        missing="" if items else "chuyên mục chưa có tin bài",
        entries=seqs(items),
        backfilled=backfilled(items),
    )


def standing(published: list[Fact], withdrawn: list[Fact]) -> list[Fact]:
    """The first entry of each article of the section that was not taken down afterwards."""
    first: dict[str, Fact] = {}
    last: dict[str, tuple[int, bool]] = {}
    for fact in published:
        if fact.payload.get("is_resolution57"):
            first.setdefault(_article(fact), fact)
    for fact in [*published, *withdrawn]:
        seq, _ = last.get(_article(fact), (0, False))
        if fact.seq > seq:
            last[_article(fact)] = (fact.seq, fact.kind == "website.withdrawn")
    return [fact for article, fact in first.items() if not last[article][1]]


def longest_gap(days: list[date], *, first: date, last: date) -> int:
    """The most days between two neighbours of `first`, the given days, and `last`."""
    marks = sorted({first, last, *days})
    return max(((b - a).days for a, b in pairwise(marks)), default=0)


def _article(fact: Fact) -> str:
    return next(codes_of(fact, "article"), str(fact.payload.get("url", fact.seq)))
