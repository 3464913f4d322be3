"""What one import changed: every row before and after, so that it can be taken back exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from lantoa.registry.models import Account, Communicator
from lantoa.registry.services import record_communicator, save_row

State = dict[str, Any]


def state_of(row: models.Model) -> State:
    """Every stored field of a row, many-to-many ones included, as JSON holds it."""
    state: State = {
        field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }
    for field in row._meta.many_to_many:
        state[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return state


def put_back(row: models.Model, state: State) -> None:
    """Gives a row the state that it had."""
    many = {field.name for field in row._meta.many_to_many}
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, field.to_python(state[field.attname]))
    row.save()
    for name in many:
        getattr(row, name).set(state[name])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


class Recorder:
    """Keeps rows through the services of the registry and remembers what they were before."""

    def __init__(self, *, by: Account, now: datetime) -> None:
        self.by, self.now = by, now
        self.changes: list[dict[str, Any]] = []
        self._places: dict[tuple[str, int], int] = {}

    def keep(
        self, row: models.Model, many: Mapping[str, Sequence[models.Model]] | None = None
    ) -> None:
        """Saves one row of the registry."""
        before = self._before(row)
        if isinstance(row, Communicator):
            record_communicator(communicator=row, by=self.by, now=self.now)
        else:
            save_row(row=row, by=self.by, many=many)
        self.note(row, before)

    def note(self, row: models.Model, before: State | None) -> None:
        """Remembers a row that was saved; twice saved in one import is one change."""
        name = row._meta.label_lower
        after = state_of(_fresh(row))
        place = self._places.get((name, row.pk))
        if place is not None:
            self.changes[place]["after"] = after
            return
        self._places[(name, row.pk)] = len(self.changes)
        self.changes.append({"model": name, "pk": row.pk, "before": before, "after": after})

    def _before(self, row: models.Model) -> State | None:
        return state_of(_fresh(row)) if row.pk else None

    before_of = _before


def _fresh(row: models.Model) -> models.Model:
    return type(row)._base_manager.get(pk=row.pk)


def model_of(change: Mapping[str, Any]) -> type[models.Model]:
    """The model of a change."""
    return apps.get_model(str(change["model"]))
