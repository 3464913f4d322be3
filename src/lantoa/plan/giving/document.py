"""Reading of a plan → an official document of Nghị định 30/2020. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.documents.terms import (
    Block,
    DocumentNumber,
    Heading,
    IssueDay,
    Letterhead,
    ListItems,
    OfficialDocument,
    Paragraph,
    Run,
    SignatureBlock,
)
from lantoa.plan.corrections import Reading, items_in
from lantoa.vietnamese import date_short

DEMO_BANNER = "SỐ LIỆU MINH HỌA"


def plan_document(
    reading: Reading, *, number: str = "", issued_on: date | None = None, year: int,
    is_demo: bool = False,
) -> OfficialDocument:  # fmt: skip
    """The plan as it was read and corrected. Number and day of issue stand where the clerk gave
    them and stay blank otherwise."""
    digits = number.partition("/")[0]
    symbol = reading.get("symbol") or number.partition("/")[2] or "KH-UBND"
    return OfficialDocument(
        letterhead=Letterhead(*_letterhead(reading)),
        number=DocumentNumber(symbol, int(digits) if digits.isdigit() else None),
        issued=IssueDay(issued_on.year, issued_on.month, issued_on.day)
        if issued_on
        else IssueDay(year),
        kind="Kế hoạch",
        subject=reading.get("title") or "",
        bases=tuple(_basis(item) for _, item in items_in(reading, "legal_bases")
                    if not item["cited_via"]),
        blocks=(*_purposes(reading), *_targets(reading), *_tasks(reading), *_money(reading),
                *_duties(reading)),
        signature=_signature(reading),
        recipients=tuple(text for _, text in items_in(reading, "recipients")),
        banner=DEMO_BANNER if is_demo else "",
    )  # fmt: skip


def _letterhead(reading: Reading) -> tuple[str, str]:
    issuer = reading.get("issuer") or "Ủy ban nhân dân"
    for kind in (" xã ", " phường ", " đặc khu ", " huyện ", " tỉnh ", " thành phố "):
        head, mark, tail = issuer.partition(kind)
        if mark:
            issuer = f"{head}\n{mark.strip()} {tail}"
            break
    return issuer.upper(), reading.get("place") or ""


def _basis(item: dict[str, Any]) -> str:
    words = [item["kind"]]
    if item["number"]:
        words.append(f"số {item['number']}")
    if item["date"]:
        words.append(f"ngày {date_short(date.fromisoformat(item['date']))}")
    if item["issuer"]:
        words.append(f"của {item['issuer']}")
    return " ".join(words)


def _purposes(reading: Reading) -> list[Block]:
    blocks: list[Block] = [Heading(1, "I", "Mục đích, yêu cầu")]
    for place, (name, label) in enumerate((("purposes", "Mục đích"), ("requirements", "Yêu cầu"))):
        texts = [text for _, text in items_in(reading, name)]
        if texts:
            blocks += [Heading(2, str(place + 1), label), _list(texts)]
    return blocks if len(blocks) > 1 else []


def _targets(reading: Reading) -> list[Block]:
    blocks: list[Block] = [Heading(1, "II", "Mục tiêu")]
    general = reading.get("general_objective")
    if general:
        blocks += [Heading(2, "1", "Mục tiêu chung"), Paragraph((general,))]
    periods: dict[str, list[str]] = {}
    for _, item in items_in(reading, "objectives"):
        periods.setdefault(item["period"] or "", []).append(item["text"])
    if periods:
        blocks.append(Heading(2, "2" if general else "1", "Mục tiêu cụ thể"))
    for place, (period, texts) in enumerate(periods.items()):
        blocks += [Heading(3, "abcdđeghik"[place % 10], _period(period)), _list(texts)]
    return blocks if len(blocks) > 1 else []


def _period(period: str) -> str:
    year, mark, rest = period.partition("-")
    if rest.startswith("Q"):
        return f"Quý {('I', 'II', 'III', 'IV')[int(rest[1]) - 1]} năm {year}"
    if mark:
        return f"Giai đoạn {year} - {rest}"
    return f"Năm {year}" if year else "Cả kế hoạch"


def _tasks(reading: Reading) -> list[Block]:
    """Tasks under the headings that group them, each with its units and time."""
    blocks: list[Block] = [Heading(1, "III", "Nhiệm vụ, giải pháp")]
    groups = reading.get("task_groups") or []
    ends, end = [], 0
    for group in groups:
        end += group["tasks"]
        ends.append(end)
    shown = -1
    for index, item in items_in(reading, "tasks"):
        place = next((at for at, end in enumerate(ends) if index < end), None)
        if place is not None and place != shown:
            shown = place
            blocks.append(Heading(2, groups[place]["number"] or str(place + 1),
                                  groups[place]["text"]))  # fmt: skip
        blocks.append(Paragraph((Run(f"{item['number'] or index + 1}. {item['text']}"),)))
        blocks += _assignment(item)
    return blocks if len(blocks) > 1 else []


def _assignment(item: dict[str, Any]) -> list[Block]:
    due = item["due"]
    lines = (
        ("Đơn vị chủ trì", "; ".join(item["lead"] or [])),
        ("Đơn vị phối hợp", "; ".join(item["coordinating"] or [])),
        ("Thời gian thực hiện", f"Trước ngày {_day(due)}" if _day(due) else due or ""),
    )
    return [Paragraph((Run(f"{name}: ", italic=True), words)) for name, words in lines if words]


def _day(text: str | None) -> str:
    try:
        return date_short(date.fromisoformat(text)) if text else ""
    except ValueError:
        return ""


def _money(reading: Reading) -> list[Block]:
    text = reading.get("budget")
    return [Heading(1, "IV", "Kinh phí thực hiện"), Paragraph((text,))] if text else []


def _duties(reading: Reading) -> list[Block]:
    blocks: list[Block] = [Heading(1, "V", "Tổ chức thực hiện")]
    for place, (_, item) in enumerate(items_in(reading, "responsibilities")):
        blocks.append(Heading(2, str(place + 1), item["unit"] or ""))
        if item["items"]:
            blocks.append(_list(item["items"]))
    return blocks if len(blocks) > 1 else []


def _list(texts: list[str]) -> ListItems:
    return ListItems(tuple((text,) for text in texts))


def _signature(reading: Reading) -> SignatureBlock:
    """«KT. CHỦ TỊCH - PHÓ CHỦ TỊCH» holds two lines: in whose place, and as what."""
    acting, mark, title = (reading.get("signer_title") or "").partition(" - ")
    return SignatureBlock(
        title=title if mark else acting, name=reading.get("signer") or "",
        on_behalf_of=reading.get("on_behalf_of") or "", acting=acting if mark else "",
    )  # fmt: skip
