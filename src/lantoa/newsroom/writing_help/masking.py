"""What names a person stays here: it is taken out before words leave, and put back in what comes.

Pure. Numbers of papers, accounts and phones, children by name (the detectors of
`newsroom.checking`), people called by a title of address, and the names that the commune's own
lists hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantoa.newsroom.checking.personal import personal_data
from lantoa.newsroom.checking.values import LOWER, UPPER, Passage

_WORD = f"[{UPPER}][{LOWER}]+"
ADDRESSED = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Cc]háu|[Bb]é|[Đđ]ồng chí"
    rf"|[Tt]hầy|[Mm]ẹ|[Bb]ố) (?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
# A full name by its family name; a place that begins alike is masked too, and comes back.
SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lương|Lò|Lô|Vi|Quàng|"
    "Quang|Cà|Giàng|Vàng|Sùng|Thào|Mùa|Vừ|Hạ|Hà|Cao|Đinh|Trịnh|Đoàn|Mai|Tô|Tạ|Lâm|Kha|Ngân|Lục|"
    "Nông|Hứa|Triệu|Chu|Châu|Lưu|Đào|Đàm|Thạch|Sơn|Kim|Danh|Bàn|Phùng|Tống|Trương|Vương|La|Mạc|"
    "Quách|Thái|Tăng|Doãn|Khổng|Bạch|Xồng|Và|Già|Hờ"
)
FULL_NAME = re.compile(rf"\b(?P<name>(?:{SURNAMES}) {_WORD}(?: {_WORD}){{0,2}})")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACE = re.compile(r"\[(?:tên|số|thư) \d{1,3}\]")
KINDS = {"child": "tên"}


@dataclass
class Mask:
    """The words without what names a person, and what stands behind each sign."""

    text: str
    behind: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.behind)

    def put_back(self, text: str) -> str:
        """The real words in place of the signs; a sign that was made up goes."""
        return PLACE.sub(lambda found: self.behind.get(found[0], ""), text)


def masked(text: str, *, known_names: Iterable[str] = ()) -> Mask:
    """Takes out everything that the detectors find; longer words before the shorter in them."""
    found: dict[str, str] = {}
    for one in personal_data([Passage("", "", text)], own_phones=()):
        found[one.quote] = KINDS.get(one.code, "số")
    found |= {match[0]: "thư" for match in MAIL.finditer(text)}
    found |= {match["name"]: "tên" for match in ADDRESSED.finditer(text)}
    found |= {match["name"]: "tên" for match in FULL_NAME.finditer(text)}
    found |= {name: "tên" for name in known_names if " " in name and name in text}
    mask, counts = Mask(text), dict.fromkeys(("tên", "số", "thư"), 0)
    for quote in sorted(found, key=len, reverse=True):
        pattern = re.compile(r"\s+".join(re.escape(part) for part in quote.split()))
        if not pattern.search(mask.text):
            continue
        kind = found[quote]
        counts[kind] += 1
        sign = f"[{kind} {counts[kind]}]"
        mask.behind[sign] = quote
        mask.text = pattern.sub(sign, mask.text)
    return mask
