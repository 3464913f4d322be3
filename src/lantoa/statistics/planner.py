"""How many households must be asked so that a true success can be shown (MEASUREMENT 2.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lantoa.core.errors import Refused

# One-sided error of the verdict «đạt».
ALPHA = 0.05
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class SampleSize:
    """`effective`: interviews of a simple random sample; `needed`: how many of them must say yes;
    `completes`: interviews; `households`: households to visit; `person_days` of interviewing."""

    effective: int
    needed: int
    completes: int
    households: int
    person_days: int


def sample_size(
    *,
    target: float,
    true: float,
    power: float,
    households: int,
    deff: float = 1.0,
    response: float = 1.0,
    visits_per_day: int = 12,
) -> SampleSize:
    """The sample with which a true share `true` is shown to reach `target` with chance `power`.

    Exact binomial, one-sided 95 % Clopper-Pearson. Refuses what no sample can do.
    """
    _check(target, true, power, households, deff, response, visits_per_day)
    effective = effective_size(target=target, true=true, power=power)
    inflated = effective * deff
    completes = inflated / (1 + (inflated - 1) / households)
    visits = math.ceil(completes / response)
    if visits > households:
        raise Refused(
            f"Cần thăm {visits} hộ nhưng chỉ có {households} hộ. Chưa tính cỡ mẫu. "
            "Tăng tỷ lệ trả lời (hẹn lại nhiều lần), hoặc chấp nhận lực kiểm định thấp hơn."
        )
    return SampleSize(
        effective,
        successes_needed(effective, target=target),
        math.ceil(completes),
        visits,
        math.ceil(visits / visits_per_day),
    )


def successes_needed(n: int, *, target: float) -> int:
    """The least number of yes among `n` whose one-sided 95 % lower bound reaches `target`;
    n + 1 where even all of them do not."""
    from scipy.special import betainc

    low, high = math.floor(n * target), n + 1
    while low < high:
        middle = (low + high) // 2
        chance = 1.0 if middle == 0 else float(betainc(middle, n - middle + 1, target))
        if chance <= ALPHA:
            high = middle
        else:
            low = middle + 1
    return low


def effective_size(*, target: float, true: float, power: float) -> int:
    """The smallest n from which on the power never falls below `power` again."""
    from scipy.special import betainc

    last = _search_end(target, true, power)
    wanting = 0
    needed = successes_needed(1, target=target)
    for n in range(1, last + 1):
        # One more interview raises the number needed by one at most.
        if float(betainc(needed, n - needed + 1, target)) > ALPHA if needed <= n else False:
            needed += 1
        enough = needed <= n and float(betainc(needed, n - needed + 1, true)) >= power
        wanting = wanting if enough else n
    return wanting + 1


def _search_end(target: float, true: float, power: float) -> int:
    """Well past the normal approximation, where the saw-teeth have become small."""
    from scipy.special import ndtri

    reach = float(ndtri(1 - ALPHA)) * math.sqrt(target * (1 - target))
    reach += max(float(ndtri(power)), 0.0) * math.sqrt(true * (1 - true))
    about = (reach / (true - target)) ** 2
    if about > LARGEST:
        raise Refused(
            f"Tỷ lệ thật quá gần mục tiêu: cần hơn {LARGEST} người trả lời mới phân biệt được. "
            "Chưa tính cỡ mẫu. Giả định một tỷ lệ thật cao hơn mục tiêu rõ rệt."
        )
    return math.ceil(2 * about + 200)


def _check(
    target: float,
    true: float,
    power: float,
    households: int,
    deff: float,
    response: float,
    visits_per_day: int,
) -> None:
    shares = (target, true, power, response)
    if not all(0 < share <= 1 for share in shares) or target == 1 or power == 1:
        raise Refused(
            "Mục tiêu, tỷ lệ thật, lực kiểm định và tỷ lệ trả lời phải nằm giữa 0 và 1. "
            "Chưa tính cỡ mẫu. Ghi 0.8 thay cho 80%."
        )
    if true <= target:
        raise Refused(
            "Tỷ lệ thật không cao hơn mục tiêu thì không mẫu nào chứng minh được là đạt. "
            "Chưa tính cỡ mẫu. Ghi --true lớn hơn --target."
        )
    if households < 1 or not 0 < deff < math.inf or visits_per_day < 1:
        raise Refused(
            "Số hộ, hệ số thiết kế và số hộ thăm mỗi ngày phải là số dương. "
            "Chưa tính cỡ mẫu. Kiểm tra lại các tham số."
        )
