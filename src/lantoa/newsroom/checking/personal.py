"""Personal data in an article: numbers of papers, accounts and phones, children by name. Pure.

Grounds: Luật 91/2025/QH15 (a child's private life is published with consent of the child from
seven years on and of who represents it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lantoa.newsroom.checking.values import LOWER, UPPER, Finding, Passage, found_in

CITIZEN = re.compile(r"(?<![\d.,/])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/]|[.,]\d)")
IDENTITY = re.compile(
    r"(?i:CMND|CCCD|chứng minh (?:nhân dân|thư)|căn cước(?: công dân)?|định danh cá nhân)"
    r"[^\d\n]{0,25}(?P<number>\d[\d .]{7,13}\d)"
)
INSURANCE = re.compile(
    r"(?i:BHXH|BHYT|bảo hiểm (?:xã hội|y tế))[^\d\n]{0,20}(?P<number>\d{10}|[A-Z]{2}\d{13})(?!\d)"
)
ACCOUNT = re.compile(
    r"(?i:số tài khoản|tài khoản số|STK|số TK)[^\d\n]{0,30}(?P<number>\d[\d .-]{4,22}\d)"
)
OF_A_BODY = re.compile(r"(?i)kho bạc|quỹ|ủy ban|uỷ ban|hội |trường|trung tâm|ban vận động|công ty")
# However it is grouped: 0238.3123.456, (0238) 3123456, 0912 345 678, +84 912 345 678.
_NEXT = r"(?:(?:\) ?|[ .-])?\d)"
PHONE = re.compile(
    r"(?<![\d/])(?<!\d[.,])(?:\+ ?84[ .]?|\(?0)(?=\d{2})"
    rf"(?:2{_NEXT}{{8,9}}|[1-9]{_NEXT}{{7,8}})(?![\d/])"
)
_WORD = f"[{UPPER}][{LOWER}]+"
_NAME = rf"\b(?!(?:Em|Cháu|Bé|Học) )(?P<name>(?:{_WORD} ){{1,3}}{_WORD})"
_CLASS = r"lớp \d{1,2}[A-Z]?\d?\b|(?<!\d)(?:\d|1[0-5]) tuổi"
CHILD = (
    re.compile(rf"(?:[Ee]m|[Cc]háu|[Bb]é|[Hh]ọc sinh) {_NAME}(?=[^.!?\n]{{0,60}}?(?:{_CLASS}))"),
    re.compile(rf"{_NAME}(?=,? (?:học sinh )?\(?(?:{_CLASS}))"),
)
# Who may be called «em», «cháu» and is told by a class all the same: teachers, parents.
GROWN = re.compile(
    r"(?:[Cc]ô giáo|[Tt]hầy|[Cc]ô|[Gg]iáo viên|[Pp]hụ huynh|[Mm]ẹ|[Bb]ố|[Bb]à|[Ôô]ng) $"
)
CONSENT = (
    "Chỉ để tên khi cha mẹ hoặc người giám hộ, và chính em từ 7 tuổi trở lên, đã đồng ý; "
    "nếu chưa, viết «một em học sinh»."
)


def personal_data(passages: Iterable[Passage], *, own_phones: Iterable[str]) -> Iterator[Finding]:
    """What must not stand in public, and what may only with consent. `own_phones`: numbers that
    the commune publishes itself."""
    known = {_digits(one) for one in own_phones}
    for passage in passages:
        papers = list(_papers(passage))
        yield from papers
        yield from _accounts(passage)
        yield from _phones(passage, known, taken={_digits(one.quote) for one in papers})
        yield from _children(passage)


def _papers(passage: Passage) -> Iterator[Finding]:
    numbers = [found[0] for found in CITIZEN.finditer(passage.text)]
    for pattern in (IDENTITY, INSURANCE):
        numbers += [found["number"].strip() for found in pattern.finditer(passage.text)]
    for number in dict.fromkeys(numbers):
        if len(_digits(number)) >= 9:
            yield found_in(
                passage, number, code="paper-number", is_must=True,
                why="có dãy số như số căn cước hoặc số thẻ của một người",
                advice="Bỏ dãy số. Cần phân biệt người thì ghi tên và thôn.",
            )  # fmt: skip


def _accounts(passage: Passage) -> Iterator[Finding]:
    for found in ACCOUNT.finditer(passage.text):
        around = passage.text[max(found.start() - 120, 0) : found.end() + 120]
        is_body = bool(OF_A_BODY.search(around))
        advice = "Kiểm tra lại từng chữ số với chủ tài khoản." if is_body else (
            "Bỏ số tài khoản của cá nhân; mời người ủng hộ gặp trực tiếp hoặc nộp vào quỹ của xã."
        )  # fmt: skip
        yield found_in(
            passage, found["number"], code="account", is_must=not is_body,
            why="có số tài khoản ngân hàng", advice=advice,
        )  # fmt: skip


def _phones(passage: Passage, known: set[str], taken: set[str]) -> Iterator[Finding]:
    for found in PHONE.finditer(passage.text):
        digits = _digits(found[0])
        if digits not in known and not any(digits in other for other in taken):
            yield found_in(
                passage, " ".join(found[0].split()), code="phone", why="có số điện thoại",
                advice="Số máy riêng thì cần người ấy đồng ý; nên ghi số của cơ quan.",
            )  # fmt: skip


def _children(passage: Passage) -> Iterator[Finding]:
    names: dict[str, None] = {}
    for pattern in CHILD:
        for found in pattern.finditer(passage.text):
            if not GROWN.search(passage.text[: found.start("name")]):
                names.setdefault(found["name"])
    for name in names:
        yield found_in(
            passage, name, code="child", why="có tên trẻ em đi cùng lớp hoặc tuổi", advice=CONSENT
        )


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits
