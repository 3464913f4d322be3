"""The commune as a drawing of our own: a cell a hamlet, around the place that it has in the
catalogue. Pure; no outside tiles, no coordinates of the earth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, MARGIN = 1000.0, 1000.0, 20.0

Point = tuple[float, float]


def cells(places: Mapping[int, Point]) -> dict[int, list[Point]]:
    """Key → its polygon: whatever lies nearer to its place than to any other's. Places that
    coincide share nothing that could be drawn, and are left out; fewer than two are no map."""
    seen: dict[Point, int] = {}
    for key, place in places.items():
        seen.setdefault(place, key)
    if len(seen) < 2 or len(seen) < len(places):
        return {}
    return {key: _cell(place, [other for other in seen if other != place])
            for place, key in seen.items()}  # fmt: skip


def points(polygon: Sequence[Point]) -> str:
    """As SVG writes it."""
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in polygon)


def _cell(place: Point, others: Sequence[Point]) -> list[Point]:
    low, right, bottom = MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN
    polygon = [(low, low), (right, low), (right, bottom), (low, bottom)]
    for other in others:
        polygon = _nearer(polygon, place, other)
    return polygon


def _nearer(polygon: list[Point], place: Point, other: Point) -> list[Point]:
    """The part of a polygon that is nearer to `place` than to `other` (Sutherland–Hodgman)."""
    found: list[Point] = []
    for at, point in enumerate(polygon):
        before = polygon[at - 1]
        here, there = _excess(point, place, other), _excess(before, place, other)
        if (here > 0) != (there > 0):
            share = there / (there - here)
            found.append(
                (
                    before[0] + share * (point[0] - before[0]),
                    before[1] + share * (point[1] - before[1]),
                )
            )
        if here <= 0:
            found.append(point)
    return found


def _excess(point: Point, place: Point, other: Point) -> float:
    """Above 0: nearer to the other."""
    return _square(point, place) - _square(point, other)


def _square(one: Point, two: Point) -> float:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2
