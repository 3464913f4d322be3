"""The filters of the lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from lantoa.desk.registry.lists.shape import Asked, Filter
from lantoa.registry.models import Hamlet, Unit
from lantoa.registry.terms import UnitKind

TODAY, DAY, STATE = "hom-nay", "ngay", "tinh-trang"
MOVES, SINCE, UNTIL = "bien-dong", "tu", "den"


def units() -> list[tuple[str, str]]:
    """Units to choose from."""
    return [(str(pk), name) for pk, name in Unit.objects.values_list("pk", "name")]


def hamlets() -> list[tuple[str, str]]:
    """Hamlets to choose from."""
    return [(str(pk), name) for pk, name in Hamlet.objects.values_list("pk", "name")]


def kinds() -> Sequence[tuple[str, str]]:
    """Kinds of units."""
    return [(str(value), str(label)) for value, label in UnitKind.choices]


def one_of(name: str, label: str, field: str, choices: Callable[[], Any]) -> Filter:
    """Rows whose field is the chosen one."""

    def keep(row: Any, asked: Asked) -> bool:
        return not asked[name] or str(getattr(row, field)) == asked[name]

    return Filter(name, label, keep, choices)


def is_in_use(label: str = "Tình trạng") -> Filter:
    """Rows that are used, or no longer."""

    def keep(row: Any, asked: Asked) -> bool:
        return not asked[STATE] or row.is_active == (asked[STATE] == "dang-dung")

    return Filter(
        STATE, label, keep, lambda: [("dang-dung", "đang dùng"), ("thoi", "thôi dùng")]
    )  # fmt: skip


def day(asked: Asked, name: str, otherwise: str = TODAY) -> date:
    """The day that was asked for, else another one of the asked."""
    return date.fromisoformat(asked.get(name) or asked[otherwise])


def is_there(row: Any, on: date) -> bool:
    """Does the row stand on that day? The last day counts."""
    return bool(row.joined_on <= on and (row.left_on is None or row.left_on >= on))


def presence(*, default: str = "co-mat") -> tuple[Filter, ...]:
    """«Đang có mặt ngày …», and who joined or left in a period."""

    def keep_state(row: Any, asked: Asked) -> bool:
        on = day(asked, DAY)
        if asked[STATE] == "co-mat":
            return is_there(row, on)
        return asked[STATE] != "da-thoi" or (row.left_on is not None and row.left_on < on)

    def keep_move(row: Any, asked: Asked) -> bool:
        first = date.fromisoformat(asked[SINCE]) if asked[SINCE] else date.min
        last = day(asked, UNTIL)
        joined = first <= row.joined_on <= last
        left = row.left_on is not None and first <= row.left_on <= last
        return bool({"vao": joined, "ra": left, "vao-ra": joined or left}.get(asked[MOVES], True))

    return (
        Filter(
            STATE, "Tình trạng", keep_state,
            lambda: [("co-mat", "đang có mặt"), ("da-thoi", "đã thôi")], default,
        ),
        Filter(DAY, "Tính ở ngày", is_extra=True),
        Filter(
            MOVES, "Biến động", keep_move,
            lambda: [("vao", "vào trong kỳ"), ("ra", "ra trong kỳ"), ("vao-ra", "vào hoặc ra")],
            is_extra=True,
        ),
        Filter(SINCE, "Kỳ từ ngày", is_extra=True),
        Filter(UNTIL, "Kỳ đến ngày", is_extra=True),
    )  # fmt: skip
