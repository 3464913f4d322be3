"""What a list is made of: columns, filters, its form, its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, number

Value = str | int | date | None
# What was asked in the address, by the name of the filter.
Asked = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """A heading and the plain value below it, as it is sorted and exported."""

    label: str
    value: Callable[[Any], Value]
    show: Callable[[Any], str] | None = None

    def shown(self, value: Value) -> str:
        """The value as a person reads it."""
        if value is None or value == "":
            return ""
        if self.show:
            return self.show(value)
        if isinstance(value, date):
            return date_short(value)
        return number(value) if isinstance(value, int) else str(value)

    @property
    def is_number(self) -> bool:
        return self.label.startswith(("Số ", "Kinh phí"))


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list. Without `choices` it asks for a day; `keep` sees everything that
    was asked, the day of today stands under `hom-nay` (YYYY-MM-DD)."""

    name: str
    label: str
    keep: Callable[[Any, Asked], bool] = lambda row, asked: True
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None
    default: str = ""
    is_extra: bool = False


@dataclass(frozen=True)
class Catalogue:
    """One list with its form. The first column is the link. `teach` is the sentence of an empty
    list; `effect` is what removing a row changes; `ends` says what to do with a row in use;
    `opens` names the page of a row where it has one of its own, else the form opens."""

    slug: str
    name: str
    one: str
    model: type[Model]
    form: Any
    columns: tuple[Column, ...]
    teach: str
    filters: tuple[Filter, ...] = ()
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    effect: str = ""
    ends: str = ""
    opens: str = ""

    def rows(self) -> QuerySet[Any]:
        """Every row with what its columns need, in a number of queries that does not grow."""
        found = self.model._default_manager.all()
        if self.related:
            found = found.select_related(*self.related)
        return found.prefetch_related(*self.many) if self.many else found

    def may(self, account: Account, verb: str) -> bool:
        """Has the account the right to view, add, change or delete these rows?"""
        meta = self.model._meta
        return account.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}")
