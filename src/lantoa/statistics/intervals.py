"""Intervals and verdicts for a share (MEASUREMENT 0 and 2.1; Korn and Graubard 1998).

scipy is imported when a figure is asked for, not before.
"""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.statistics.design import Share

MET = "met"
NOT_MET = "not_met"
INCONCLUSIVE = "inconclusive"
# Assumed where the sample shows no variance: everyone answered alike.
ASSUMED_DEFF = 1.5


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends, as shares of one."""

    low: float
    high: float


def beta_interval(share: Share, *, level: float = 0.95) -> Interval:
    """Clopper-Pearson on the effective sample size with the correction for df, not truncated:
    R's `svyciprop(method = "beta")`."""
    return exact_interval(share.estimate, _effective(share, level), level=level)


def korn_graubard_interval(share: Share, *, level: float = 0.95) -> Interval:
    """The same with the effective size at most the real one: what is published."""
    size = min(_effective(share, level), share.n)
    return exact_interval(share.estimate, size, level=level)


def exact_interval(estimate: float, n: float, *, level: float = 0.95) -> Interval:
    """Clopper-Pearson for `estimate * n` of `n`; neither needs to be whole."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    yes, no = estimate * n, (1 - estimate) * n
    low = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    high = float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0
    return Interval(low, high)


def verdict(share: Share, *, target: float) -> str:
    """Is the target reached? From the one-sided 95 % bounds of the truncated interval: `met` only
    when the lower one reaches it, `not_met` only when the upper one stays below it."""
    bounds = korn_graubard_interval(share, level=0.90)
    if bounds.low >= target:
        return MET
    return NOT_MET if bounds.high < target else INCONCLUSIVE


def _effective(share: Share, level: float) -> float:
    from scipy.special import stdtrit

    if share.variance <= 0 or share.estimate in (0.0, 1.0):
        return share.n / ASSUMED_DEFF
    tail = (1 - level) / 2
    ratio = float(stdtrit(share.n - 1, tail) / stdtrit(share.df, tail))
    return share.estimate * (1 - share.estimate) / share.variance * ratio**2
