"""B2: commendation is held or proposed. Counts with their documents, no percentage."""

from __future__ import annotations

from datetime import date

from lantoa.indicators.grounds import Grounds, backfilled, seqs
from lantoa.indicators.terms import Counted, IndicatorSheet
from lantoa.ledger.queries import Fact

SHEET = IndicatorSheet(
    code="B2",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Biểu dương, khen thưởng",
    numerator="số quyết định khen thưởng, biểu dương; số đề nghị khen thưởng",
    denominator="không có",
    exclusion="không",
    period="từ ngày ban hành kế hoạch đến ngày tính",
    reference_date="ngày tính",
    disaggregation="theo tập thể, cá nhân, mô hình",
    source="sổ minh chứng: khen thưởng, đề nghị khen thưởng",
    evidence_min="quyết định có số, ngày; đề nghị có văn bản kèm theo",
    estimator="đếm toàn bộ",
    uncertainty="không có sai số chọn mẫu",
    thresholds="có ít nhất một quyết định, hoặc một đề nghị có văn bản",
    publication_rule="in số quyết định và số đề nghị",
    owner="Phòng Văn hóa - Xã hội",
    checker="Văn phòng HĐND và UBND",
    gaming_risks="đề nghị miệng, không có văn bản",
    guards="đề nghị không có văn bản in riêng, không tính đạt",
    frequency="hằng quý",
)


def count(grounds: Grounds) -> Counted:
    """Decisions and proposals of the plan's time."""
    given, proposed = grounds.of("commendation.given"), grounds.of("commendation.proposed")
    documented = [fact for fact in proposed if _has_document(fact)]
    basis = [*given, *proposed]
    bare = len(proposed) - len(documented)
    return Counted(
        in_words=f"{len(given)} quyết định, {len(proposed)} đề nghị",
        unit="quyết định",
        note=f"{bare} đề nghị chưa có văn bản kèm theo" if bare else "",
        numerator=len(given),
        value=len(given),
        low=len(given),
        high=len(given),
        reached=bool(given or documented),
        settled=True,
        on_track=bool(basis) or None,
        missing="chưa có quyết định hoặc đề nghị bằng văn bản",
        entries=seqs(basis),
        backfilled=backfilled(basis),
    )


def _has_document(fact: Fact) -> bool:
    return bool(fact.attachments or fact.payload.get("number") or fact.payload.get("document"))
