"""Names of places, units and people's posts as the registry has them. Pure.

Only what is near to a registered name is told: a name of elsewhere is nobody's mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lantoa.newsroom.checking.values import UPPER, Finding, Passage, found_in
from lantoa.vietnamese.text import fold

NEAR = 0.84
WORD = re.compile(r"[\w-]+", re.UNICODE)
HAMLET = re.compile(
    r"(?<!\w)(?i:thôn|xóm|bản|làng|ấp|buôn|tổ dân phố|tổ) "
    rf"(?P<name>[{UPPER}]\w*(?: [{UPPER}\d]\w*){{0,3}})"
)
# Posts that say whom one speaks of; the longest first.
POSTS = (
    "Phó Chủ tịch", "Chủ tịch", "Phó Bí thư", "Bí thư", "Phó Trưởng phòng", "Trưởng phòng",
    "Phó Giám đốc", "Giám đốc", "Phó Hiệu trưởng", "Hiệu trưởng", "Chánh Văn phòng",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The registry's names: `posts` is name of an officer → post."""

    hamlets: Sequence[str] = ()
    units: Sequence[str] = ()
    communes: Sequence[str] = ()
    posts: Sequence[tuple[str, str]] = ()


def names(passages: Iterable[Passage], known: Known) -> Iterator[Finding]:
    """Names written otherwise than in the registry, and posts that are not the person's."""
    for passage in passages:
        yield from _hamlets(passage, known.hamlets)
        yield from _spelt(passage, (*known.units, *known.communes), "đơn vị")
        yield from _posts(passage, known.posts)


def _hamlets(passage: Passage, hamlets: Sequence[str]) -> Iterator[Finding]:
    seen = set()
    for found in HAMLET.finditer(passage.text):
        name = found["name"]
        if name in seen or _begins_with_one(name, hamlets):
            continue
        seen.add(name)
        near = _nearest(name, hamlets)
        if near:
            written = " ".join(name.split()[: len(near.split())])
            yield found_in(
                passage, written, code="place", instead=near,
                why=f"danh mục ghi thôn «{near}», không có «{written}»",
                advice=f"Viết «{near}».",
            )  # fmt: skip


def _begins_with_one(name: str, hamlets: Sequence[str]) -> bool:
    return any(f"{name} ".startswith(f"{one} ") for one in hamlets)


def _nearest(name: str, hamlets: Sequence[str]) -> str:
    """The registered name that is meant, with its own number of words; empty where none is near."""
    best, score = "", NEAR
    for one in hamlets:
        asked = fold(" ".join(name.split()[: len(one.split())]))
        # A number apart is another place: thôn 2 is not thôn 3.
        if re.findall(r"\d+", asked) != re.findall(r"\d+", fold(one)):
            continue
        ratio = SequenceMatcher(None, asked, fold(one)).ratio()
        if ratio >= score:
            best, score = one, ratio
    return best


def _spelt(passage: Passage, registered: Sequence[str], what: str) -> Iterator[Finding]:
    """Longer names with the same letters but other marks or capitals."""
    words = list(WORD.finditer(passage.text))
    folded = [fold(one[0]) for one in words]
    for name in registered:
        want = [fold(one) for one in WORD.findall(name)]
        if len(want) < 3:
            continue
        for at in range(len(words) - len(want) + 1):
            if folded[at : at + len(want)] != want:
                continue
            written = passage.text[words[at].start() : words[at + len(want) - 1].end()]
            if _is_as_registered(written, name):
                continue
            yield found_in(
                passage, written, code="name", instead=name,
                why=f"danh mục ghi {what} là «{name}»", advice=f"Viết «{name}».",
            )  # fmt: skip
            break


def _is_as_registered(written: str, name: str) -> bool:
    """The first letter follows the sentence; all capitals are a heading's own way."""
    return written[1:] == name[1:] or written == name.upper() or written[0] != written[0].upper()


def _posts(passage: Passage, posts: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    for name, post in posts:
        if not post or name not in passage.text:
            continue
        titled = "|".join(map(re.escape, POSTS))
        pattern = rf"(?<!Phó )(?<!\w)(?P<post>{titled})(?=[^.;:,!?\n]{{0,45}}? {re.escape(name)})"
        found = re.search(pattern, passage.text)
        if found and not _is_same_post(found["post"], post):
            yield found_in(
                passage, f"{found['post']}", code="post",
                why=f"danh mục ghi {name} là «{post}», bài viết «{found['post']}»",
                advice="Kiểm tra lại chức vụ; danh mục cũ thì sửa ở Danh mục, Cán bộ.",
            )  # fmt: skip


def _is_same_post(written: str, post: str) -> bool:
    return fold(post).startswith(fold(written)) or fold(written) in fold(post).split(", ")
