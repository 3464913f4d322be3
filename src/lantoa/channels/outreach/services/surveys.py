"""Ghi kết quả khảo sát: the sheet of answers is kept, estimated here, and entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.channels.outreach.models import Survey
from lantoa.channels.outreach.services.checking import check_deed, need_right
from lantoa.channels.outreach.services.recording import enter, keep, on_disk
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Task
from lantoa.registry.models import Account
from lantoa.statistics.design import estimate_share
from lantoa.statistics.intervals import korn_graubard_interval, verdict
from lantoa.statistics.records import read_design, read_records, units_of

CSV = "text/csv"
BASIS_POINTS = 10_000


def record_survey_result(
    *,
    title: str,
    content: bytes,
    design: str,
    outcome: str,
    value: str,
    target: float,
    tasks: Sequence[Task],
    happened_at: datetime,
    by: Account,
    now: datetime,
) -> Survey:
    """The share of `value` in the column `outcome` of a CSV sheet, with its 95 % interval and
    the verdict against `target` (a share). `design` as in `lantoa survey estimate --design`.
    The sheet, which holds no names, is attached: anyone can count again. Raises Refused."""
    columns = read_design(design)
    units = units_of(read_records(content), columns, outcome=outcome, value=value)
    share = estimate_share(units)
    bounds = korn_graubard_interval(share)
    survey = Survey(
        title=title, n=share.n, estimate_bp=_points(share.estimate), low_bp=_points(bounds.low),
        high_bp=_points(bounds.high), verdict=verdict(share, target=target),
        happened_at=happened_at,
    )  # fmt: skip
    need_right(survey, by)
    check_deed(survey, tasks=tasks, proof=Proof.DOCUMENT, has_files=True, now=now)
    papers = on_disk([(content, CSV)])
    with transaction.atomic():
        keep(survey, tasks=tasks, by=by, now=now)
        enter(survey, [task.code for task in tasks], Proof.DOCUMENT, papers)
    return survey


def _points(share: float) -> int:
    return round(share * BASIS_POINTS)
