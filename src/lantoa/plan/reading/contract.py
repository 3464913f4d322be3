"""The plan as JSON, in the words that other programs hold on to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lantoa.plan.reading.terms import PlanReading, TargetRead, TaskRead

RENAMED = {
    "targets": "objectives",
    "solutions": "task_groups",
    "duties": "report_deadlines",
    "observances": "annual_days",
}


def as_json(reading: PlanReading) -> dict[str, Any]:
    """JSON values of a reading; keys stand in the order of its fields."""
    special = {
        "targets": [_target(each) for each in reading.targets],
        "tasks": [_task(each) for each in reading.tasks],
        "sources": {pointer: list(span) for pointer, span in reading.sources.items()},
    }
    return {
        RENAMED.get(name, name): special.get(name, _plain(value))
        for name, value in asdict(reading).items()
    }


def _plain(value: Any) -> Any:
    """The same value with lists for tuples."""
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _figure(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _target(target: TargetRead) -> dict[str, Any]:
    value: Any = target.value
    if isinstance(value, tuple):
        value = [_figure(each) for each in value]
    elif value is not None:
        value = _figure(value)
    return {**asdict(target), "value": value}


def _task(task: TaskRead) -> dict[str, Any]:
    return {
        "number": task.number,
        "text": task.text,
        "lead": list(task.lead_units),
        "coordinating": list(task.supporting_units),
        "due": task.timing,
    }
