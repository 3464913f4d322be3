"""Where a text names official documents, whatever text it is. Pure: the plan reader knows how a
document is cited in full, the reading aloud knows what the sign of a number looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lantoa.plan.reading.citations import Citation, citations
from lantoa.vietnamese import nfc
from lantoa.vietnamese.speech.documents import document_numbers
from lantoa.vietnamese.text import fold

_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f]")
_DASHES = re.compile(r"[‐‑–—−]")
_SUBJECT = re.compile(
    r"[\s,]*(?P<subject>(?:về|phê duyệt|ban hành|quy định|hướng dẫn|triển khai|thực hiện|sửa đổi|"
    r"công bố|phân công|điều chỉnh|phát động|tăng cường|đẩy mạnh|tổ chức)\b[^;\n]{3,400})"
)
LONGEST_KIND, LONGEST_NUMBER, LONGEST_ISSUER = 200, 80, 200


@dataclass(frozen=True)
class Mention:
    """A document named in a text. `number` is empty for a law that is named without one; `kind`
    is empty where only a number stands and its sign names none."""

    kind: str
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return key_of(self.kind, self.number)

    @property
    def words(self) -> str:
        """«Quyết định 1169/QĐ-TTg», as it is said of."""
        return " ".join(part for part in (self.kind, self.number) if part)

    @property
    def line(self) -> str:
        """The same in full, as a line that `mentions` reads again."""
        words = f"{self.kind or 'Văn bản'} số {self.number}" if self.number else self.kind
        words += f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return words + (f" của {self.issuer}" if self.issuer else "")


def key_of(kind: str, number: str) -> str:
    """By what two namings of one document are known to be the same: the number however it is
    written (57-NQ/TW, 57 – nq/tw), else the name of the law. Folded, without blanks."""
    words = number or kind
    return _DASHES.sub("-", fold(words)).replace(" ", "")[:LONGEST_KIND]


def plain_of(text: str) -> str:
    """The text in which the places of `mentions` count: composed, with ordinary blanks."""
    return _BLANKS.sub(" ", nfc(text))


def mentions(text: str) -> list[Mention]:
    """Every naming of a document in a text, in order: in full («Quyết định số 1169/QĐ-TTg ngày
    21/6/2026 của Thủ tướng Chính phủ») and by its bare number."""
    plain = plain_of(text)
    found = [_of(cited, plain) for cited in citations(_DASHES.sub("-", plain))]
    taken = [(one.start, one.end) for one in found]
    for start, end, kind in document_numbers(plain):
        if not any(first < end and start < last for first, last in taken):
            number = _tidy(plain[start:end])
            found.append(Mention(kind, number, None, "", "", start, end))
    return sorted(found, key=lambda one: one.start)


def documents_in(text: str) -> list[Mention]:
    """The same documents each once, with the most that the text says of each."""
    known: list[Mention] = []
    for one in mentions(text):
        place = next((at for at, each in enumerate(known) if _is_same(each, one)), None)
        if place is None:
            known.append(one)
        else:
            known[place] = _richer(known[place], one)
    return known


def _is_same(one: Mention, other: Mention) -> bool:
    """Two days under one number are two documents: 12/CT-UBND of this year and of the last."""
    days = {one.issued_on, other.issued_on} - {None}
    return one.key == other.key and len(days) < 2


def _of(cited: Citation, plain: str) -> Mention:
    basis = cited.basis
    after = _SUBJECT.match(plain, cited.end)
    subject = " ".join(after["subject"].split()).rstrip(" .,") if after else ""
    return Mention(
        " ".join(basis.kind.split())[:LONGEST_KIND], _tidy(basis.number or "")[:LONGEST_NUMBER],
        date.fromisoformat(basis.date) if basis.date else None,
        " ".join((basis.issuer or "").split())[:LONGEST_ISSUER], subject, cited.start, cited.end,
    )  # fmt: skip


def _richer(one: Mention, again: Mention) -> Mention:
    return Mention(
        one.kind or again.kind, one.number or again.number, one.issued_on or again.issued_on,
        one.issuer or again.issuer, one.subject or again.subject, one.start, one.end,
    )  # fmt: skip


def _tidy(number: str) -> str:
    return _DASHES.sub("-", number).replace(" ", "")
