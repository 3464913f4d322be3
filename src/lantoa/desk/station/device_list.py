"""What the page of all clusters shows: rows, cells of the map, the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from lantoa.channels.station.models import NoiseComplaint
from lantoa.channels.station.services.devices import level_of
from lantoa.channels.station.services.tuning import settings_of
from lantoa.core.clock import local
from lantoa.desk.station.map import Point, cells, points
from lantoa.desk.station.queries import Device, devices
from lantoa.documents.sheets import Cell, Sheet
from lantoa.registry.models import Hamlet
from lantoa.vietnamese import fold

HEAD: tuple[Cell, ...] = (
    "Cụm loa", "Thôn", "Số loa", "Tình trạng", "Ghi chú", "Phát gần nhất", "Âm lượng (mức trên 10)",
    "Xác nhận chờ gửi", "Phản ánh tiếng ồn chưa xử lý",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What of the list is wanted. `sign`: a state; `words`: part of a name, accents or not."""

    sign: str = ""
    words: str = ""

    def takes(self, row: DeviceRow) -> bool:
        """Does this row belong to what is wanted?"""
        device = row.device
        if self.sign and device.sign != self.sign:
            return False
        found = fold(f"{device.cluster.name} {device.cluster.hamlet.name}")
        return all(word in found for word in fold(self.words).split())


@dataclass(frozen=True)
class DeviceRow:
    """One cluster as a line: `level` of ten, 0 where there is no receiver; `noise`: complaints
    that nobody has dealt with."""

    device: Device
    level: int
    noise: int


@dataclass(frozen=True)
class HamletCell:
    """One hamlet on the map. `marks`: its clusters' (sign, x) beside each other; `words`: its
    state, where that is not well."""

    hamlet: Hamlet
    polygon: str
    x: float
    y: float
    marks: Sequence[tuple[Device, float]]
    words: str
    is_bad: bool


def device_rows(now: datetime) -> list[DeviceRow]:
    """Every cluster, what needs a person first."""
    open_ = dict(
        NoiseComplaint.objects.filter(answered_at=None)
        .values_list("cluster").annotate(total=Count("pk"))
    )  # fmt: skip
    return [DeviceRow(one, _level(one), open_.get(one.cluster.pk, 0)) for one in devices(now)]


def hamlet_cells(rows: Sequence[DeviceRow]) -> list[HamletCell]:
    """The map; nothing where hamlets have no places of their own on the commune's drawing."""
    hamlets = list(Hamlet.objects.filter(is_active=True))
    places: dict[int, Point] = {row.pk: (float(row.map_x), float(row.map_y)) for row in hamlets}
    polygons = cells(places)
    by_hamlet: dict[int, list[Device]] = {}
    for row in rows:
        by_hamlet.setdefault(row.device.cluster.hamlet_id, []).append(row.device)
    return [
        _cell(one, points(polygons[one.pk]), by_hamlet.get(one.pk, []))
        for one in hamlets
        if one.pk in polygons
    ]


def hamlets_without(rows: Sequence[DeviceRow]) -> tuple[int, int]:
    """How many hamlets have a cluster of their own or hear one, of how many."""
    near = Q(clusters__is_active=True) | Q(heard_from__is_active=True)
    everywhere = Hamlet.objects.filter(is_active=True)
    return everywhere.filter(near).distinct().count(), everywhere.count()


def device_sheet(rows: Sequence[DeviceRow]) -> Sheet:
    """The same as a sheet."""
    lines: list[tuple[Cell, ...]] = [HEAD]
    lines += [_line(row) for row in rows]
    return Sheet("Cụm loa", tuple(lines))


def _line(row: DeviceRow) -> tuple[Cell, ...]:
    device, contact = row.device, row.device.contact
    played = contact.last_played_at if contact else None
    return (
        device.cluster.name, device.cluster.hamlet.name, device.cluster.horn_count, device.word,
        device.note, f"{local(played):%H:%M %d/%m/%Y}" if played else "chưa phát lần nào",
        row.level or "", contact.proofs_pending if contact else "", row.noise,
    )  # fmt: skip


def _level(device: Device) -> int:
    if device.contact is None:
        return 0
    return level_of(settings_of(device.contact.receiver).gain_db)


def _cell(hamlet: Hamlet, polygon: str, here: list[Device]) -> HamletCell:
    x, y = float(hamlet.map_x), float(hamlet.map_y)
    left = x - 22 * (len(here) - 1)
    marks = [(one, left + 44 * at) for at, one in enumerate(here)]
    worst = min(here, key=lambda one: one.rank, default=None)
    is_bad = worst is not None and worst.sign == "failed"
    words = "chưa có cụm loa" if worst is None else ""
    if worst is not None and worst.sign not in ("played", "live"):
        words = worst.word
    return HamletCell(hamlet, polygon, x, y, marks, words, is_bad)
