"""Numbers that do not agree: between parts of an article, and with the plan that it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantoa.newsroom.checking.values import LOWER, Finding, Passage, found_in

NUMBER = re.compile(
    r"(?<![\w/.,:-])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?P<sign> ?[%‰])?(?![\d/:.-]\d|[\w/])"
    rf"(?:\s(?P<next>[{LOWER}]+)(?:\s(?P<third>[{LOWER}]+))?)?"
)
# A number after one of these only names a thing.
NAMING = re.compile(
    r"(?i)(?:\bsố|\bngày|\btháng|\bnăm|\blớp|\bđiều|\bkhoản|\bmục|\bquý|\bthứ|\bkhóa|\bmức|\bcấp"
    r"|\bthôn|\bxóm|\btổ|\blần thứ|\bnghị quyết|\bkế hoạch|\bquyết định)[\s:«]*$"
)
TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
CLOCK = {"giờ", "phút", "giây", "h"}
# Each person has an age of their own, each thing a length of its own.
OWN = CLOCK | {"tuổi", "km", "m", "kg", "chữ"}
AFTERNOON = {"chiều", "tối"}
DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\b|\b\d{1,2}/\d{4}\b")


@dataclass(frozen=True)
class Quantity:
    """A number with what it counts: `values` are all it may mean (13 for «1 giờ chiều»)."""

    written: str
    noun: str
    values: frozenset[Decimal]


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text that count or measure; days, numbers of documents and of classes are
    left out."""
    plain = DATE.sub(lambda found: "#" * len(found[0]), text)
    found = []
    for one in NUMBER.finditer(plain):
        if not NAMING.search(plain[: one.start()]):
            found.append(_quantity(one, plain[one.end() : one.end() + 8]))
    return found


def _quantity(found: re.Match[str], after: str) -> Quantity:
    value = Decimal(found["number"].replace(".", "").replace(",", "."))
    following, third = found["next"] or "", found["third"] or ""
    written = found["number"] + (found["sign"] or "")
    if found["sign"]:
        return Quantity(written, found["sign"].strip(), frozenset({value}))
    if following in TIMES:
        noun = third or following
        return Quantity(
            f"{written} {following}", noun, frozenset({value * TIMES[following], value})
        )
    values = {value}
    if following in CLOCK and third in AFTERNOON and value <= 12:
        values.add(value + 12)
    words = f"{written} {following}".strip()
    return Quantity(words, following, frozenset(values))


def disagreeing(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Numbers of title and lead that the text gives otherwise, and numbers of the script or the
    post that the article does not have."""
    by_place = {one.place: one for one in passages}
    retold = ("script", "post")
    told = [one for one in passages if one.place not in retold]
    for place in ("title", "lead"):
        if place in by_place:
            others = [q for one in told if one.place != place for q in quantities(one.text)]
            yield from _otherwise(by_place[place], others)
    known = {value for one in told for q in quantities(one.text) for value in q.values}
    for place in retold:
        if place in by_place:
            yield from _unknown(by_place[place], known)


def _otherwise(passage: Passage, others: list[Quantity]) -> Iterator[Finding]:
    values = {value for one in others for value in one.values}
    for one in quantities(passage.text):
        same = [q.written for q in others if q.noun == one.noun and one.noun not in OWN]
        if one.noun and same and not one.values & values:
            listed = ", ".join(f"«{words}»" for words in dict.fromkeys(same[:3]))
            yield found_in(
                passage, one.written, code="number",
                why=f"{passage.label.lower()} ghi «{one.written}», chỗ khác ghi {listed}",
                advice="Xem số nào đúng rồi sửa cho khớp.",
            )  # fmt: skip


def _unknown(passage: Passage, known: set[Decimal]) -> Iterator[Finding]:
    for one in quantities(passage.text):
        if one.noun and not one.values & known and max(one.values) > 3:
            yield found_in(
                passage, one.written, code="number",
                why=f"{passage.label.lower()} có «{one.written}», trong bài không có số này",
                advice="Sửa cho khớp với bài, hoặc thêm số ấy vào bài.",
            )  # fmt: skip


def values_of(text: str) -> set[Decimal]:
    """Every number of a text, as they are compared."""
    return {value for one in quantities(text) for value in one.values}


def not_attached(
    passages: Sequence[Passage], known: set[Decimal], names: Sequence[str]
) -> Iterator[Finding]:
    """Numbers that none of the attached papers holds; words for the ear and the networks are
    compared with the article itself."""
    listed = ", ".join(f"«{name}»" for name in names[:3])
    for passage in passages:
        if passage.place in ("script", "post"):
            continue
        for one in quantities(passage.text):
            is_told = one.noun and one.noun not in CLOCK and max(one.values) > 3
            if is_told and not one.values & known:
                yield found_in(
                    passage, one.written, code="source-number",
                    why=f"không thấy «{one.written}» trong tài liệu nguồn đã kèm: {listed}",
                    advice="Mở tài liệu ra đối chiếu rồi sửa, hoặc kèm thêm tài liệu có số này.",
                )  # fmt: skip


def not_in_source(
    passage: Passage, spans: Iterable[tuple[int, int]], *, name: str, source: str
) -> Iterator[Finding]:
    """Numbers in the sentences that cite a document (`spans`: where it is named in the passage)
    which its text does not hold."""
    known = values_of(source)
    for start, end in spans:
        first = max((passage.text.rfind(mark, 0, start) for mark in ".!?\n"), default=-1) + 1
        stops = [
            at for mark in (". ", "! ", "? ", "\n") if (at := passage.text.find(mark, end)) > 0
        ]
        sentence = passage.text[first : min(stops, default=len(passage.text))]
        for one in quantities(sentence):
            if one.noun and one.noun not in CLOCK and not one.values & known:
                yield found_in(
                    passage, one.written, code="source-number",
                    why=f"không thấy «{one.written}» trong {name} mà câu này dẫn",
                    advice="Mở văn bản ra đối chiếu rồi sửa, hoặc nói rõ số lấy từ đâu.",
                )  # fmt: skip
