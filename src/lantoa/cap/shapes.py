"""Areas of an alert: polygons and circles in WGS 84, latitude before longitude."""

from __future__ import annotations

from itertools import pairwise

from lantoa.cap.values import decimal

Point = tuple[float, float]


def polygon_fault(text: str) -> str | None:
    """What is wrong with a polygon, or None."""
    points = []
    for pair in text.split():
        point = _point(pair)
        if isinstance(point, str):
            return point
        points.append(point)
    if len(points) < 4:
        return (
            f"có {len(points)} điểm; vùng khép kín cần ít nhất 4 điểm, điểm cuối lặp lại điểm đầu"
        )
    if points[0] != points[-1]:
        return "chưa khép kín: điểm cuối phải trùng điểm đầu"
    if _doubled_area(points) == 0:
        return "không bao quanh vùng nào: các điểm nằm trên một đường thẳng"
    return None


def contains(text: str, latitude: float, longitude: float) -> bool:
    """Does a sound polygon («lat,lon lat,lon …», closed) hold this point? By the even-odd rule."""
    points = [tuple(map(float, pair.split(","))) for pair in text.split()]
    is_inside = False
    for (y1, x1), (y2, x2) in pairwise(points):
        if (y1 > latitude) != (y2 > latitude):
            x = x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
            is_inside ^= longitude < x
    return is_inside


def circle_fault(text: str) -> str | None:
    """What is wrong with a circle, or None."""
    parts = text.split()
    if len(parts) != 2:
        return f"ghi «{text.strip()}», phải là «vĩ độ,kinh độ bán_kính_km»"
    point = _point(parts[0])
    if isinstance(point, str):
        return point
    radius = decimal(parts[1])
    if radius is None or radius < 0:
        return f"có bán kính «{parts[1]}», phải là số km không âm"
    return None


def _point(pair: str) -> Point | str:
    first, comma, second = pair.partition(",")
    latitude, longitude = decimal(first), decimal(second)
    if not comma or latitude is None or longitude is None:
        return f"có điểm «{pair}», phải là «vĩ độ,kinh độ» như 18.42,105.83"
    if abs(latitude) > 90 and abs(longitude) <= 90:
        return f"có điểm «{pair}» ngược thứ tự: vĩ độ đứng trước kinh độ"
    if abs(latitude) > 90 or abs(longitude) > 180:
        return f"có điểm «{pair}» nằm ngoài quả đất (vĩ độ đến 90, kinh độ đến 180)"
    return latitude, longitude


def _doubled_area(points: list[Point]) -> float:
    origin_y, origin_x = points[0]
    moved = [(y - origin_y, x - origin_x) for y, x in points]
    area = sum(first[0] * second[1] - second[0] * first[1] for first, second in pairwise(moved))
    return 0.0 if abs(area) < 1e-12 else area
