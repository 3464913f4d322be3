"""Whether memory stays flat while one process makes bulletin after bulletin: the slope of its
resident memory. There is no peer; a program that leaks a second of sound would show 190 KB."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lantoa.bench.rows import Row, as_row
from lantoa.vietnamese import decimal, number

BULLETINS, SEED = 1000, 57
WARM_SHARE = 0.2
"""Of the bulletins, before the slope is taken: libraries and caches fill in this time."""
PARTS = (
    "Tổ công nghệ số", "đến từng nhà", "hướng dẫn bà con", "nộp hồ sơ", "tại nhà văn hóa thôn",
    "vào sáng mai", "không thu tiền", "mời bà con đến dự",
)  # fmt: skip


class Make(Protocol):
    """Makes one bulletin of these words into a file."""

    def __call__(self, words: str, out: Path, /) -> object: ...


@dataclass(frozen=True)
class Growth:
    """Resident memory in KB after every bulletin, and how long all of them took."""

    resident: tuple[int, ...]
    seconds: float

    @property
    def settled(self) -> tuple[int, ...]:
        """What follows the warm-up."""
        return self.resident[round(len(self.resident) * WARM_SHARE) :]

    @property
    def slope(self) -> float:
        """KB per bulletin."""
        return slope(self.settled)


def measure(count: int = BULLETINS, *, seed: int = SEED) -> list[Row]:
    """The row of the slope; it tells the seed, the length and both ends."""
    found = grow(count, seed=seed, make=bulletin)
    first, last = (decimal(one / 1024, places=1) for one in (found.settled[0], found.settled[-1]))
    length = number(round(found.seconds))
    name = (
        f"bộ nhớ thêm sau mỗi bản tin ({number(count)} bản tin liền nhau trong một tiến trình, "
        f"hạt giống {seed}, dài {length} giây, từ {first} đến {last} MB)"
    )
    return [as_row(name, "KB", [round(found.slope, 3)], [])]


def grow(count: int, *, seed: int, make: Make) -> Growth:
    """Makes so many bulletins of different words, one after the other, in this process."""
    dice, start = random.Random(seed), time.monotonic()
    after = []
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as folder:
        out = Path(folder) / "ban-tin.mp3"
        for _ in range(count):
            make(words(dice), out)
            after.append(resident_kilobytes())
    return Growth(tuple(after), time.monotonic() - start)


def words(dice: random.Random) -> str:
    """A short bulletin: three to six parts, so that lengths differ."""
    return ", ".join(dice.sample(PARTS, dice.randint(3, 6))) + "."


def bulletin(words: str, out: Path) -> None:
    """The whole way from words to the file that airs."""
    from lantoa.media.readings import from_words
    from lantoa.media.sound import Tags

    from_words(words, out, tags=Tags(title="bench"))


def resident_kilobytes() -> int:
    """Of this process, as the kernel counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def slope(values: Sequence[float]) -> float:
    """By least squares, a step of one between the values; 0 for fewer than two."""
    count = len(values)
    if count < 2:
        return 0.0
    middle, mean = (count - 1) / 2, sum(values) / count
    over = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    return over / sum((at - middle) ** 2 for at in range(count))
