"""A campaign kit as a document of guidance, for the clerk to number and units to follow."""

from __future__ import annotations

from lantoa.documents.terms import (
    Block,
    Column,
    DocumentNumber,
    Heading,
    IssueDay,
    Letterhead,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
    Table,
)
from lantoa.ledger.origin import is_demo
from lantoa.plan.kit_words import for_hamlet
from lantoa.plan.models import CampaignKit
from lantoa.registry.models import Commune
from lantoa.vietnamese import date_long, date_short


def kit_document(kit: CampaignKit) -> OfficialDocument:
    """What the day is, who does what by when, texts to use. Number and day stay blank."""
    commune = Commune.objects.filter(pk=1).first()
    name, short = (commune.name, commune.short_name) if commune else ("xã", "")
    acting, mark, title = (kit.plan.signer_title or "CHỦ TỊCH").partition(" - ")
    return OfficialDocument(
        letterhead=Letterhead(f"ỦY BAN NHÂN DÂN\n{name.upper()}", short),
        number=DocumentNumber("HD-UBND"),
        issued=IssueDay(kit.held_on.year),
        kind="Hướng dẫn",
        subject=f"Hưởng ứng {kit.name}, {date_long(kit.held_on)}",
        blocks=tuple(_blocks(kit, commune.hamlet_word if commune else "thôn")),
        signature=SignatureBlock(
            title=title if mark else acting, name=kit.plan.signer,
            on_behalf_of="TM. ỦY BAN NHÂN DÂN", acting=acting if mark else "",
        ),
        recipients=(*_units(kit), "Lưu: VT, VHXH"),
        banner="SỐ LIỆU MINH HỌA" if is_demo() else "",
    )  # fmt: skip


def _blocks(kit: CampaignKit, hamlet_word: str) -> list[Block]:
    blocks: list[Block] = []
    if kit.about:
        said = [line for line in kit.about.splitlines() if line.strip()]
        blocks = [Heading(1, "I", "Ý nghĩa"), *(Paragraph((line,)) for line in said)]
    first = "II" if blocks else "I"
    rows = tuple(
        (item.text, item.unit.name if item.unit else "chưa giao", date_short(item.due_on))
        for item in kit.items.select_related("unit", "kit")
    )
    columns = (Column("Việc cần làm", 3), Column("Đơn vị", 2), Column("Hạn", 1.4))
    if rows:
        blocks += [Heading(1, first, "Việc cần làm"), Table(columns, rows)]
    blocks.append(Heading(1, {"I": "II", "II": "III"}[first], "Lời dùng chung"))
    for place, row in enumerate(kit.texts.all(), start=1):
        spoken = for_hamlet(row.text, "", hamlet_word)
        blocks.append(Heading(2, str(place), row.get_kind_display().capitalize()))
        blocks += [Paragraph((line,)) for line in spoken.splitlines() if line.strip()]
    return blocks


def _units(kit: CampaignKit) -> list[str]:
    names = {item.unit.name for item in kit.items.select_related("unit") if item.unit}
    return sorted(names)
