"""Guidance as an official document."""

from __future__ import annotations

from lantoa.documents.terms import (
    DocumentNumber,
    IssueDay,
    Letterhead,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
)
from lantoa.ledger.origin import is_demo
from lantoa.plan.models import Guidance
from lantoa.registry.models import Commune


def guidance_document(row: Guidance) -> OfficialDocument:
    """A công văn: the subject stands under the number; addressees are the units that get it."""
    commune = Commune.objects.filter(pk=1).first()
    name, short = (commune.name, commune.short_name) if commune else ("xã", "")
    digits = row.number.partition("/")[0]
    day = row.issued_on
    acting, mark, title = (row.plan.signer_title or "CHỦ TỊCH").partition(" - ")
    units = [one.unit.name for one in row.dispatches.select_related("unit").order_by("unit__name")]
    return OfficialDocument(
        letterhead=Letterhead(f"ỦY BAN NHÂN DÂN\n{name.upper()}", short),
        number=DocumentNumber(
            row.number.partition("/")[2] or "UBND-VHXH", int(digits) if digits.isdigit() else None
        ),
        issued=IssueDay(day.year, day.month, day.day) if day else IssueDay(row.made_at.year),
        kind="",
        subject=row.headline,
        addressees=tuple(units) or ("Các cơ quan, đơn vị, trường học trên địa bàn",),
        blocks=tuple(Paragraph((line,)) for line in row.text.splitlines() if line.strip()),
        signature=SignatureBlock(
            title=title if mark else acting, name=row.plan.signer,
            on_behalf_of="TM. ỦY BAN NHÂN DÂN", acting=acting if mark else "",
        ),
        recipients=("Như trên", "Lưu: VT, VHXH"),
        banner="SỐ LIỆU MINH HỌA" if is_demo() else "",
    )  # fmt: skip
