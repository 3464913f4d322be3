"""The questions that a policy sheet and a research result answer, and the answers as lines. Pure.

A sheet is a dict of answers by name (`Article.sheet`), days as ISO dates; answers that belong to
another genre are kept where somebody typed them and shown nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantoa.newsroom.terms import Genre
from lantoa.vietnamese import date_short, nfc


@dataclass(frozen=True)
class Question:
    """One field of a sheet: `said` opens its line on the page and on the air."""

    name: str
    said: str
    help: str
    is_required: bool = True
    is_day: bool = False


POLICY = (
    Question("who", "Ai được hưởng", "Viết như trả lời người đứng trước bàn: ai được, ai không."),
    Question("what", "Được gì", "Mức hưởng bằng con số, kèm mức cao nhất nếu có."),
    Question("conditions", "Điều kiện", "Điều gì phải có thì mới được xét."),
    Question("how", "Cách làm", "Giấy tờ cần nộp, bao nhiêu ngày có kết quả."),
    Question("where", "Nộp ở đâu", "Nơi nộp trực tiếp và nơi nộp qua mạng."),
    Question("starts_on", "Áp dụng từ ngày", "", is_day=True),
    Question(
        "ends_on", "Đến hết ngày", "Để trống nếu văn bản không ghi ngày kết thúc.",
        is_required=False, is_day=True,
    ),
    Question("contact", "Hỏi ai", "Bộ phận, nơi và giờ tiếp; không ghi số máy riêng của cán bộ."),
    Question(
        "basis", "Căn cứ",
        "Loại, số và ngày văn bản. Văn bản ấy hết hiệu lực thì phiếu tự ghi «hết hiệu lực».",
    ),
)  # fmt: skip
RESEARCH = (
    Question("question", "Câu hỏi", "Điều người dân hỏi, bằng lời của họ."),
    Question("result", "Kết quả", "Tìm ra điều gì; con số và điều kiện đi kèm."),
    Question("users", "Ai dùng được", "Nhà nào, nghề nào, đất nào."),
    Question("cost", "Chi phí", "Làm theo thì tốn bao nhiêu, cần mua gì."),
    Question("institute", "Đơn vị nghiên cứu", "Tên viện, trường, trung tâm hoặc nhóm thực hiện."),
    Question("contact", "Hỏi ai", "Liên hệ đơn vị nghiên cứu thế nào, ai nối giúp."),
)
SHEETS: Mapping[str, tuple[Question, ...]] = {Genre.POLICY: POLICY, Genre.RESEARCH: RESEARCH}
LONGEST = 800


@dataclass(frozen=True)
class Answer:
    """One line of a sheet as it is shown: its name, what opens it, its words."""

    name: str
    said: str
    text: str


def sheet_text(genre: str, sheet: Mapping[str, str]) -> dict[str, str]:
    """The answers that belong to the genre, blank ones left out: what is hashed and compared."""
    found = ((one.name, nfc(str(sheet.get(one.name, ""))).strip()) for one in questions(genre))
    return {name: text for name, text in found if text}


def questions(genre: str) -> tuple[Question, ...]:
    """What a sheet of this genre asks; nothing where the genre has none."""
    return SHEETS.get(genre, ())


def answers(genre: str, sheet: Mapping[str, str]) -> list[Answer]:
    """The sheet as readers see it, in the order of its questions; both days in one line."""
    texts = sheet_text(genre, sheet)
    lines = []
    for one in questions(genre):
        if one.name == "starts_on":
            lines += _span(texts)
        elif not one.is_day and one.name in texts:
            lines.append(Answer(one.name, one.said, texts[one.name]))
    return lines


def sheet_lines(genre: str, sheet: Mapping[str, str]) -> list[str]:
    """The same as sentences, to be read aloud and searched."""
    return [f"{one.said}: {_ended(one.text)}" for one in answers(genre, sheet)]


def missing_answers(genre: str, sheet: Mapping[str, str]) -> list[str]:
    """The questions without which the article cannot be submitted, as they are asked."""
    texts = sheet_text(genre, sheet)
    lacking = [one.said for one in questions(genre) if one.is_required and one.name not in texts]
    first, last = day_of(texts, "starts_on"), day_of(texts, "ends_on")
    if first and last and last < first:
        lacking.append("Đến hết ngày (đang trước ngày bắt đầu)")
    return lacking


def day_of(sheet: Mapping[str, str], name: str) -> date | None:
    """A day of the sheet; None where it is empty."""
    text = sheet.get(name) or ""
    return date.fromisoformat(text) if text else None


def _span(texts: Mapping[str, str]) -> list[Answer]:
    first, last = day_of(texts, "starts_on"), day_of(texts, "ends_on")
    words = f"từ ngày {date_short(first)}" if first else ""
    words += f"{' ' if words else ''}đến hết ngày {date_short(last)}" if last else ""
    return [Answer("starts_on", "Thời gian áp dụng", words)] if words else []


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
