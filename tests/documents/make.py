"""One report and one công văn of the demo kind; every figure in them is invented."""

from dataclasses import replace

from lantoa.documents.terms import (
    Align,
    Annex,
    Block,
    Column,
    DocumentNumber,
    FigureRun,
    Heading,
    IssueDay,
    Letterhead,
    ListItems,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
    Table,
)


def table(rows: int = 3) -> Table:
    return Table(
        columns=(
            Column("TT", 0.5, Align.CENTER),
            Column("Chỉ tiêu", 3),
            Column("Kết quả", 1.2, Align.RIGHT),
        ),
        rows=tuple(
            (str(row), f"Chỉ tiêu thứ {row}", FigureRun(f"A{row}", f"{row}.986"))
            for row in range(1, rows + 1)
        ),
        caption="Bảng 1. Mức độ hoàn thành chỉ tiêu",
    )


def blocks(rows: int = 3) -> tuple[Block, ...]:
    return (
        Heading(1, "I", "Kết quả thực hiện"),
        Heading(2, "1", "Hệ thống truyền thanh"),
        Paragraph(("Phát ", FigureRun("A4", "306"), " lượt trên 12 cụm loa.")),
        ListItems((("Bản tin thường: 281 lượt;",), ("Bản tin ưu tiên: 25 lượt.",))),
        table(rows),
        Paragraph(("Thực hiện Nghị quyết số 57-NQ/TW, trước ngày 10/6.",)),
    )


def report(rows: int = 3) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead("ỦY BAN NHÂN DÂN\nXÃ SÔNG LAM", "Sông Lam"),
        number=DocumentNumber("BC-UBND"),
        issued=IssueDay(2026, 12),
        kind="BÁO CÁO",
        subject="Kết quả thực hiện Kế hoạch truyền thông Nghị quyết số 57-NQ/TW năm 2026",
        blocks=blocks(rows),
        signature=SignatureBlock(
            "PHÓ CHỦ TỊCH", "Trần Thị Minh Hạnh", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"
        ),
        recipients=("Như trên", "Chủ tịch UBND xã", "Lưu: VT, VHXH"),
        addressees=("Sở Khoa học và Công nghệ",),
        annexes=(Annex("Thống kê theo kênh", (table(),)),),
        banner="SỐ LIỆU MINH HỌA",
    )


def letter() -> OfficialDocument:
    return replace(
        report(),
        kind="",
        subject="cung cấp số liệu báo cáo năm 2026",
        number=DocumentNumber("UBND-VHXH", 12),
        issued=IssueDay(2026, 2, 3),
        addressees=("Trạm Y tế xã", "Các trường học trên địa bàn"),
        annexes=(),
    )
