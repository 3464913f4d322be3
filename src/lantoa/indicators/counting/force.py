"""B1: the communication force is formed and trained."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lantoa.indicators.grounds import CommunicatorLine, Grounds, backfilled, codes_of, seqs
from lantoa.indicators.judging import keeps_up
from lantoa.indicators.terms import Bar, Counted, IndicatorSheet
from lantoa.ledger.queries import Fact
from lantoa.vietnamese import number

OFFICIALS = ("leadership", "office", "centre", "school")
SHEET = IndicatorSheet(
    code="B1",
    version=1,
    valid_from=date(2026, 1, 1),
    title="Xây dựng lực lượng tuyên truyền",
    numerator="số thành viên lực lượng đã dự tập huấn có cấp chứng nhận",
    denominator="số thành viên lực lượng tuyên truyền tại ngày tính",
    exclusion="người đã thôi tham gia",
    period="đến ngày tính",
    reference_date="ngày tính",
    disaggregation="theo đơn vị, thôn",
    source="sổ minh chứng: tham gia lực lượng tuyên truyền, tập huấn; danh mục tuyên truyền viên",
    evidence_min="mục tham gia của từng người; mục tập huấn có tên người được chứng nhận",
    estimator="đếm toàn bộ",
    uncertainty="không có sai số chọn mẫu",
    thresholds="có cán bộ, công chức và tổ chức chính trị - xã hội, mỗi thôn ít nhất một người, "
    "tất cả đã tập huấn",
    publication_rule="in số người trên tổng số",
    owner="Phòng Văn hóa - Xã hội",
    checker="Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    gaming_risks="lập danh sách mà không hoạt động",
    guards="đối chiếu với chứng nhận tập huấn của từng người",
    frequency="hằng quý",
)


def count(grounds: Grounds) -> Counted:
    """Members who were trained, of all members; and who is missing from the nucleus."""
    joined = [fact for fact in grounds.facts if fact.kind == "communicator.joined"]
    known = {code for fact in joined for code in codes_of(fact, "communicator")}
    members = [line for line in grounds.communicators if _is_member(line, known, grounds.on)]
    trained_codes, trainings = _trained(grounds)
    trained = [line for line in members if {line.code, line.officer} & trained_codes]
    missing = _missing(members, grounds.hamlets)
    if not members:
        return Counted(
            in_words="Chưa có thành viên nào", unit="người", numerator=0, denominator=0,
            reached=False, missing="chưa ghi ai vào lực lượng tuyên truyền",
        )  # fmt: skip
    share = Fraction(len(trained), len(members))
    used = [fact for fact in joined if set(codes_of(fact, "communicator")) & _codes(members)]
    return Counted(
        in_words=f"{number(len(trained))} trên {number(len(members))} người đã tập huấn",
        unit="người",
        note="; ".join(missing),
        numerator=len(trained),
        denominator=len(members),
        value=len(trained),
        low=len(trained),
        high=len(trained),
        reached=share == 1 and not missing,
        settled=True,
        on_track=keeps_up(share, start=grounds.start, year=grounds.year, on=grounds.on),
        missing=missing[0] if missing else "",
        bar=Bar(1000 * len(trained) // len(members), mark=1000),
        entries=seqs([*used, *trainings]),
        backfilled=backfilled([*used, *trainings]),
    )


def _is_member(line: CommunicatorLine, known: set[str], on: date) -> bool:
    return line.code in known and (line.left_on is None or line.left_on >= on)


def _codes(members: list[CommunicatorLine]) -> set[str]:
    return {line.code for line in members}


def _trained(grounds: Grounds) -> tuple[set[str], list[Fact]]:
    held = [
        fact
        for fact in grounds.facts
        if fact.kind == "training.held" and fact.payload.get("is_certified")
    ]
    named = {
        code
        for fact in held
        for kind in ("officer", "communicator")
        for code in codes_of(fact, kind)
    }
    return named, held


def _missing(members: list[CommunicatorLine], hamlets: tuple[str, ...]) -> list[str]:
    kinds = {line.unit_kind for line in members}
    found = []
    if not kinds & set(OFFICIALS):
        found.append("chưa có cán bộ, công chức làm nòng cốt")
    if "front" not in kinds:
        found.append("chưa có thành viên của tổ chức chính trị - xã hội")
    empty = len(set(hamlets) - {line.hamlet for line in members})
    if empty:
        found.append(f"{empty} thôn chưa có tuyên truyền viên")
    return found
