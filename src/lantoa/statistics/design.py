"""A probability sample as values: who was asked, how they were drawn, what they answered."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from lantoa.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Unit:
    """One interview. `outcome`: has the property (True), has it not (False), unknown (None).

    `clusters`: one label a stage (the interview itself where households were drawn directly);
    `sizes`: how many units of that stage there were to draw from, or None without correction.
    """

    outcome: bool | None
    weight: float
    stratum: Hashable
    clusters: tuple[Hashable, ...]
    sizes: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """An estimated share with the design behind it; `n` counts known answers only.

    `deff` is None where the sample gives no variance to compare with.
    """

    estimate: float
    variance: float
    df: int
    deff: float | None
    n: int
    unknown: int

    @property
    def se(self) -> float:
        """Standard error."""
        return math.sqrt(self.variance)


def estimate_share(units: Sequence[Unit]) -> Share:
    """The weighted share of the known answers and its linearised variance (MEASUREMENT 2.1).

    Unknown answers are a part of the sample that is not asked about: they keep their place among
    the drawn clusters and add nothing, as R's `survey` treats a subset. Refuses a sample from
    which no variance follows.
    """
    known = [unit for unit in units if unit.outcome is not None]
    if not known:
        raise Refused(
            "Không có câu trả lời nào dùng được. Tệp khảo sát không bị thay đổi. "
            "Kiểm tra tên cột kết quả và các dòng đã nhập."
        )
    total = math.fsum(unit.weight for unit in known)
    share = math.fsum(unit.weight for unit in known if unit.outcome) / total
    influence = [
        0.0 if unit.outcome is None else unit.weight * (unit.outcome - share) / total
        for unit in units
    ]
    variance = _variance(list(zip(units, influence, strict=True)), stage=0)
    clusters = {(unit.stratum, unit.clusters[0]) for unit in known}
    df = len(clusters) - len({unit.stratum for unit in known})
    if df < 1:
        raise Refused(
            "Mẫu có quá ít đơn vị để ước lượng sai số (cần ít nhất 2 trong một tầng). "
            "Tệp khảo sát không bị thay đổi. Phỏng vấn thêm, hoặc gộp các tầng."
        )
    deff = _design_effect(variance, share, total, len(known))
    return Share(share, variance, df, deff, len(known), len(units) - len(known))


Part = tuple[Unit, float]


def _variance(parts: list[Part], *, stage: int) -> float:
    """Variance of the sum of influences: this stage, and the share of the stages below it."""
    total = 0.0
    for name, stratum in _grouped(parts, lambda unit: unit.stratum if stage == 0 else None):
        clusters = _grouped(stratum, lambda unit: unit.clusters[stage])
        size = _size(stratum, stage, len(clusters), name)
        sums = [math.fsum(value for _, value in cluster) for _, cluster in clusters]
        total += _between(sums, size, name)
        if size is not None and stage + 1 < len(stratum[0][0].clusters):
            below = sum(_variance(cluster, stage=stage + 1) for _, cluster in clusters)
            total += len(clusters) / size * below
    return total


def _grouped(
    parts: list[Part], key: Callable[[Unit], Hashable]
) -> list[tuple[Hashable, list[Part]]]:
    groups: dict[Hashable, list[Part]] = {}
    for part in parts:
        groups.setdefault(key(part[0]), []).append(part)
    return list(groups.items())


def _between(sums: list[float], size: float | None, name: Hashable) -> float:
    count = len(sums)
    left = 1.0 if size is None else 1.0 - count / size
    if left <= 0:
        return 0.0
    if count == 1:
        where = "" if name is None else f" của tầng «{name}»"
        raise Refused(
            f"Chỉ có một đơn vị được rút{where} nên không tính được sai số. Tệp khảo sát không "
            "bị thay đổi. Gộp tầng này với tầng kề bên (cùng một nhãn) rồi ước lượng lại."
        )
    mean = math.fsum(sums) / count
    return left * count / (count - 1) * math.fsum((value - mean) ** 2 for value in sums)


def _size(parts: list[Part], stage: int, drawn: int, name: Hashable) -> float | None:
    sizes = {unit.sizes[stage] for unit, _ in parts}
    where = "" if name is None else f" ở tầng «{name}»"
    if len(sizes) > 1:
        raise Refused(
            f"Cột fpc có nhiều giá trị khác nhau{where}. Tệp khảo sát không bị thay đổi. "
            "Ghi cùng một quy mô cho mọi dòng của một tầng."
        )
    (size,) = sizes
    if size is not None and size < drawn:
        raise Refused(
            f"Cột fpc ghi quy mô {size:g} nhưng đã rút {drawn} đơn vị{where}. Tệp khảo sát không "
            "bị thay đổi. fpc là số hộ (hoặc số cụm) của cả tầng, không phải tỷ lệ rút."
        )
    return size


def _design_effect(variance: float, share: float, weights: float, n: int) -> float | None:
    """Against a simple random sample of the same size from a population of `weights` people."""
    if n < 2:
        return None
    simple = share * (1 - share) / (n - 1)
    if weights > n:
        simple *= (weights - n) / weights
    return variance / simple if simple > 0 else None
