"""Rows of the board in words: tasks with their pace, targets with their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from lantoa.core.clock import local
from lantoa.indicators.queries import figures, worst_first
from lantoa.indicators.terms import Figure, Progress, Verdict
from lantoa.plan.models import Cadence, Plan, Task
from lantoa.plan.pace import Reading
from lantoa.plan.proposals import HAMLET_WHAT
from lantoa.plan.queries import TaskRow, task_rows
from lantoa.plan.terms import INDICATORS, CadencePeriod, Pace, Timing
from lantoa.vietnamese import clock_time, countdown, date_short, day_month


@dataclass(frozen=True)
class TaskLine:
    """One task as the board, Hôm nay and the printed page show it."""

    task: Task
    address: str
    units: str
    cadence: str
    this_period: str
    earlier: tuple[str, ...]
    earlier_words: str
    pace: str
    pace_words: str
    last: str
    is_late: bool


@dataclass(frozen=True)
class TargetLine:
    """One target as the board shows it."""

    code: str
    name: str
    figure: Figure
    progress: str
    is_met: bool
    address: str = ""
    has_level: bool = False

    @property
    def progress_words(self) -> str:
        return str(Progress(self.figure.progress).label).capitalize()

    @property
    def is_late(self) -> bool:
        return self.figure.progress in (Progress.BEHIND, Progress.OVERDUE)


def task_lines(plan: Plan, *, today: date) -> list[TaskLine]:
    """The tasks of a plan, worst first."""
    return [task_line(row, today=today) for row in task_rows(plan, today=today)]


def task_line(row: TaskRow, *, today: date) -> TaskLine:
    """One task in words."""
    task, reading = row.task, row.reading
    cadence = getattr(task, "cadence", None)
    leads = ", ".join(unit.name for unit in task.lead_units.all())
    if reading is None or cadence is None:
        words, is_late = _without_cadence(row, today)
        return TaskLine(
            task, _address(task), leads, timing_words(task), "", (), "", "late" if is_late else "",
            words, _last(row, today), is_late,
        )  # fmt: skip
    return TaskLine(
        task, _address(task), leads, cadence_words(cadence), _period_words(reading, cadence),
        reading.earlier, _earlier_words(reading.earlier), reading.pace.value,
        str(reading.pace.label).capitalize(), _note(row, reading, cadence, today),
        reading.is_late,
    )  # fmt: skip


def target_lines(plan: Plan, *, today: date) -> list[TargetLine]:
    """The targets of a plan with their figures, worst first."""
    levels = dict(plan.targets.values_list("pk", "value"))
    return [
        replace(target_line(figure), has_level=levels.get(figure.target_pk or 0) is not None)
        for figure in worst_first(figures(plan, on=today))
    ]


def target_line(figure: Figure) -> TargetLine:
    """One figure as a line; a target that no indicator counts keeps the plan's words."""
    return TargetLine(
        figure.code, INDICATORS.get(figure.code, figure.title), figure,
        str(Progress(figure.progress).value), figure.verdict == Verdict.MET,
        reverse("indicator", args=[figure.plan, figure.code]) if figure.code else "",
    )  # fmt: skip


def task_summary(lines: Sequence[TaskLine]) -> str:
    """ "1 chưa có gì, 2 chậm, 5 đúng nhịp": what there is, worst first."""
    counts = Counter(line.pace for line in lines)
    parts = [f"{counts[pace]} {Pace(pace).label}" for pace in
             (Pace.SILENT, Pace.BEHIND, Pace.ON_PACE, Pace.AHEAD) if counts[pace]]  # fmt: skip
    if counts["late"]:
        parts.insert(0, f"{counts['late']} quá hạn")
    return ", ".join(parts)


def target_summary(lines: Sequence[TargetLine]) -> str:
    """ "1 đạt, 3 chậm, 2 chưa có cách đếm": only what there is, every target once."""
    met = sum(1 for line in lines if line.is_met)
    counts = Counter(line.figure.progress for line in lines if line.code and not line.is_met)
    uncounted = sum(1 for line in lines if not line.code)
    parts = [f"{met} đạt"] if met else []
    for progress in (Progress.OVERDUE, Progress.BEHIND, Progress.NOT_DUE, Progress.ON_PACE):
        if counts[progress]:
            parts.append(f"{counts[progress]} {progress.label}")
    if uncounted:
        parts.append(f"{uncounted} chưa có cách đếm")
    return ", ".join(parts)


def cadence_words(cadence: Cadence) -> str:
    """ "2 tin bài mỗi tuần"; of hamlets: "Mỗi thôn ít nhất một lần mỗi quý"."""
    period = CadencePeriod(cadence.period).label
    if cadence.what == HAMLET_WHAT:
        return f"Mỗi thôn ít nhất một lần mỗi {period}"
    return f"{cadence.count} {cadence.what} mỗi {period}"


def timing_words(task: Task) -> str:
    """The time of a task without a cadence, in the plan's words."""
    if task.due_on:
        return f"Trước ngày {date_short(task.due_on)}"
    return task.timing_text or "Kế hoạch không nêu thời gian"


def _period_words(reading: Reading, cadence: Cadence) -> str:
    unit = " thôn" if cadence.what == HAMLET_WHAT else ""
    return f"{reading.done} trên {reading.owed}{unit}, kỳ đến {day_month(reading.ends_on)}"


def _earlier_words(earlier: tuple[str, ...]) -> str:
    """The bars for those who do not see them."""
    if not earlier:
        return "chưa có kỳ trước"
    counts = Counter(earlier)
    names = (("full", "đủ"), ("half", "thiếu"), ("hollow", "không có"))
    return ", ".join(f"{counts[key]} kỳ {name}" for key, name in names if counts[key])


def _note(row: TaskRow, reading: Reading, cadence: Cadence, today: date) -> str:
    if reading.pace == Pace.SILENT:
        return f"không có từ {_day(reading.last_on, today)}" if reading.last_on else ""
    if reading.pace == Pace.BEHIND:
        what = "thôn" if cadence.what == HAMLET_WHAT else cadence.what
        return f"còn thiếu {reading.missing} {what}, {countdown(reading.ends_on, today=today)}"
    return _last(row, today)


def _last(row: TaskRow, today: date) -> str:
    if row.last is None:
        return ""
    moment = local(row.last.occurred_at)
    if moment.date() == today and clock_time(moment) != "00:00":
        return f"hôm nay {clock_time(moment)}"
    return f"gần nhất {_day(moment.date(), today)}"


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day == today:
        return "hôm nay"
    return day_month(day) if day.year == today.year else date_short(day)


def _without_cadence(row: TaskRow, today: date) -> tuple[str, bool]:
    task = row.task
    if row.last is not None:
        return "Đã có minh chứng", False
    if task.timing == Timing.BY_DAY and task.due_on:
        words = countdown(task.due_on, today=today)
        return words.capitalize(), task.due_on < today
    return "Chưa có minh chứng", False


def _address(task: Task) -> str:
    return reverse("plan-task", args=[task.plan.code, task.slug])
