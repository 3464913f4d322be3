"""Draft of the submission for praise, in the form of Nghị định 30/2020. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.documents.terms import (
    Block,
    DocumentNumber,
    Heading,
    IssueDay,
    Letterhead,
    ListItems,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
)
from lantoa.plan.giving.document import DEMO_BANNER


@dataclass(frozen=True)
class PraiseCase:
    """What the draft says. `entries` and `papers` are whole lines."""

    commune: str
    place: str
    unit: str
    plan: str
    whom: str
    whom_kind: str
    for_what: str
    entries: tuple[str, ...]
    papers: tuple[str, ...]
    year: int
    is_demo: bool = False


def praise_document(case: PraiseCase) -> OfficialDocument:
    """Tờ trình of the proposing unit to the chairman. Number, day and signer stay blank."""
    return OfficialDocument(
        letterhead=Letterhead(
            case.unit.upper(), case.place,
            superior=f"ỦY BAN NHÂN DÂN\n{case.commune}".upper(),
        ),
        number=DocumentNumber("TTr"),
        issued=IssueDay(case.year),
        kind="Tờ trình",
        subject=f"Về việc khen thưởng thành tích trong thực hiện {case.plan}",
        addressees=(f"Chủ tịch Ủy ban nhân dân {case.commune}",),
        blocks=tuple(_blocks(case)),
        signature=SignatureBlock(title="THỦ TRƯỞNG ĐƠN VỊ", name=""),
        recipients=("Như trên", "Lưu: VT"),
        banner=DEMO_BANNER if case.is_demo else "",
    )  # fmt: skip


def _blocks(case: PraiseCase) -> list[Block]:
    whom = f"{case.whom} ({case.whom_kind})" if case.whom_kind else case.whom
    blocks: list[Block] = [
        Paragraph((f"Qua kết quả thực hiện {case.plan}, {case.unit} kính trình Chủ tịch Ủy ban "
                   f"nhân dân {case.commune} xem xét, khen thưởng như sau:",)),
        Heading(1, "I", "Đối tượng đề nghị khen thưởng"), Paragraph((whom,)),
        Heading(1, "II", "Thành tích"),
        *(Paragraph((line.strip(),)) for line in case.for_what.splitlines() if line.strip()),
    ]  # fmt: skip
    for place, title, lines in (
        ("III", "Minh chứng trong sổ", case.entries), ("IV", "Hồ sơ kèm theo", case.papers),
    ):  # fmt: skip
        words = lines or ("chưa có",)
        blocks += [Heading(1, place, title), ListItems(tuple((line,) for line in words))]
    return [*blocks, Paragraph((f"{case.unit} kính trình Chủ tịch Ủy ban nhân dân {case.commune} "
                                "xem xét, quyết định.",))]  # fmt: skip
