"""C1: state-funded science projects that were communicated; secret ones are left out by number."""

from __future__ import annotations

from datetime import date, timedelta

from lantoa.indicators.grounds import Grounds, ProjectLine, backfilled, codes_of, day_of, seqs
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact

KINDS = ("website.published", "post.published", "broadcast.played")
LEAST_KINDS = 2
PUBLIC_FOR = timedelta(days=30)
SHEET = IndicatorSheet(
    code="C1",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Nhiệm vụ KH&CN được truyền thông",
    numerator=f"số nhiệm vụ đã truyền thông trên ít nhất {LEAST_KINDS} loại hình (trang thông tin "
    f"điện tử, mạng xã hội, truyền thanh), loại hình đầu tiên công khai từ {PUBLIC_FOR.days} ngày",
    denominator="số nhiệm vụ KH&CN có ngân sách nhà nước do xã quản lý hoặc tham gia",
    exclusion="nhiệm vụ có văn bản xác định bí mật nhà nước; in số nhiệm vụ loại trừ",
    period="nhiệm vụ bắt đầu trước ngày tính",
    reference_date="ngày tính",
    disaggregation="theo nhiệm vụ",
    source="danh mục nhiệm vụ KH&CN; sổ minh chứng: ghi nhiệm vụ, đăng, phát",
    evidence_min="mục đăng có bản chụp trang; mục phát có xác nhận",
    estimator="đếm toàn bộ",
    uncertainty="không có sai số chọn mẫu",
    thresholds="100%",
    publication_rule="in số nhiệm vụ trên tổng số; không có nhiệm vụ thì in «không phát sinh»",
    owner="Phòng Kinh tế",
    checker="Phòng Văn hóa - Xã hội",
    gaming_risks="xếp mật để loại trừ; gỡ bài sau báo cáo; bỏ sót nhiệm vụ",
    guards="loại trừ phải có số văn bản; không tính tin bài đã gỡ",
    frequency="hằng tháng",
)


def count(grounds: Grounds) -> Counted:
    """Projects communicated on enough kinds for long enough, of all that are due."""
    funded = [
        line for line in grounds.projects if line.is_state_funded and line.starts_on <= grounds.on
    ]
    due = [line for line in funded if not line.is_secret]
    secret = len(funded) - len(due)
    told = _told(grounds)
    full = [line for line in due if _is_full(told.get(line.code, []), grounds.on)]
    excluded = f"loại trừ {secret} (mật, có số văn bản)" if secret else ""
    if not due:
        return Counted(
            in_words="Không phát sinh", unit="nhiệm vụ", note=excluded, numerator=0,
            denominator=0, on_track=True, missing="chưa phát sinh nhiệm vụ KH&CN nào",
        )  # fmt: skip
    basis = [fact for line in full for fact in told[line.code]]
    return Counted(
        in_words=f"{len(full)} trên {len(due)} nhiệm vụ",
        unit="nhiệm vụ",
        note="; ".join(part for part in (excluded, _partial(due, full, told)) if part),
        numerator=len(full),
        denominator=len(due),
        value=len(full),
        low=len(full),
        high=len(full),
        reached=len(full) == len(due),
        on_track=bool(full) and 2 * len(full) >= len(due) if told else None,
        missing="" if len(full) == len(due) else f"còn {len(due) - len(full)} nhiệm vụ chưa đủ",
        bar=Bar(1000 * len(full) // len(due), mark=1000),
        entries=seqs(basis),
        backfilled=backfilled(basis),
    )


def _told(grounds: Grounds) -> dict[str, list[Fact]]:
    """For each project the entries that made it public and still stand."""
    facts = [fact for fact in grounds.facts if day_of(fact) <= grounds.on]
    gone = [fact for fact in facts if fact.kind == "website.withdrawn"]
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        for code in codes_of(fact, "project"):
            if fact.kind in KINDS and _stands(fact, gone):
                found.setdefault(code, []).append(fact)
    return found


def _stands(fact: Fact, gone: list[Fact]) -> bool:
    """A page that was taken down later is no longer public."""
    articles = set(codes_of(fact, "article"))
    return fact.kind != "website.published" or not any(
        one.seq > fact.seq and articles & set(codes_of(one, "article")) for one in gone
    )


def _is_full(facts: list[Fact], on: date) -> bool:
    kinds = {fact.kind for fact in facts}
    oldest = min((day_of(fact) for fact in facts), default=on)
    return len(kinds) >= LEAST_KINDS and on - oldest >= PUBLIC_FOR


def _partial(due: list[ProjectLine], full: list[ProjectLine], told: dict[str, list[Fact]]) -> str:
    begun = sum(line.code in told for line in due) - len(full)
    return f"{begun} nhiệm vụ mới truyền thông một phần" if begun else ""
