"""Tables of officers with their rosters, and of communicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lantoa.documents.sheets import Cell
from lantoa.registry.importing.base import Importer, Values, Wishes, register_importer
from lantoa.registry.importing.heads import Column
from lantoa.registry.importing.lookups import Hamlets, Units, guess_kind
from lantoa.registry.importing.recording import Recorder
from lantoa.registry.importing.units import UNIT_HEADS
from lantoa.registry.importing.values import Wrong, day, name_key, text, yes
from lantoa.registry.models import Communicator, Officer, Roster, Unit

NAME_HEADS = ("ho va ten", "ho ten", "ten can bo", "ho va ten can bo", "ten", "ho va chu dem ten",
              "can bo", "ho ten can bo", "hovaten", "ten nhan vien", "ho ten giao vien",
              "ho va ten giao vien", "h va ten", "ho va ten dem ten")  # fmt: skip
SINCE_HEADS = ("tu ngay", "ngay vao", "ngay bat dau", "ngay tiep nhan", "ngay ve don vi",
               "ngay nhan cong tac", "bat dau", "vao ngay", "ngay vao don vi", "ngay tham gia",
               "thoi gian cong tac tu ngay", "tu")  # fmt: skip
UNTIL_HEADS = ("den ngay", "ngay ra", "ngay ket thuc", "ngay thoi", "ngay nghi", "ket thuc",
               "ngay chuyen di", "ngay thoi cong tac", "thoi gian cong tac den ngay",
               "den")  # fmt: skip


def ends_after_it_begins(values: Values, row: Any | None) -> None:
    """Refuses a last day before the first."""
    joined = values.get("joined_on") or getattr(row, "joined_on", None)
    left = values.get("left_on")
    if joined and left and left < joined:
        raise Wrong("ngày ra trước ngày vào")


class _InUnit(Importer):
    """What people of a unit share."""

    takes_day = makes_units = True
    group = "unit"

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.units = Units()

    def unit(self, cell: Cell) -> Unit | str | None:
        """A unit, or the name of one that will be made."""
        name = text(cell)
        if not name:
            return None
        found = self.units.get(name)
        if found is None:
            self.missing_units.setdefault(name_key(name), name)
            if not self.wishes.make_units:
                raise Wrong(f"«{name}» chưa có trong danh mục đơn vị")
            return self.missing_units[name_key(name)]
        return found

    def made(self, unit: Unit | str | None, recorder: Recorder) -> Unit | None:
        """The unit; one that is not there yet is made now."""
        if not isinstance(unit, str):
            return unit
        found = self.units.get(unit)
        if found is None:
            found = Unit(name=unit, kind=guess_kind(unit))
            recorder.keep(found)
            self.units.add(found)
        return found


@register_importer
class OfficerImporter(_InUnit):
    """Cán bộ, công chức, with their line in the roster of a unit."""

    slug, name, one = "can-bo", "Cán bộ và danh sách của đơn vị", "cán bộ"
    list_slug = "danh-sach-can-bo"
    teach = (
        "Họ và tên, chức vụ, đơn vị, ngày vào, ngày ra. Ngày sinh, điện thoại, số định danh không "
        "cần và không được nhập."
    )
    rights = (
        "registry.add_officer", "registry.change_officer", "registry.add_roster",
        "registry.change_roster",
    )  # fmt: skip
    columns = (
        Column("name", "Họ và tên", NAME_HEADS, ("ho va ten", "ho ten"), True, "Nguyễn Thị Hòa"),
        Column("title", "Chức vụ",
               ("chuc vu", "chuc danh", "chuc vu chuc danh", "vi tri viec lam", "cong viec",
                "chuc vu cong tac", "nhiem vu"), ("chuc vu", "chuc danh"), False, "Chuyên viên"),
        Column("unit", "Đơn vị", UNIT_HEADS, ("don vi", "phong ban"), True,
               "Phòng Văn hóa - Xã hội"),
        Column("joined_on", "Từ ngày", SINCE_HEADS, ("tu ngay", "ngay vao"), True, "01/07/2025"),
        Column("left_on", "Đến ngày", UNTIL_HEADS, ("den ngay", "ngay ra"), False, ""),
        Column("is_leader", "Là lãnh đạo", ("la lanh dao", "lanh dao"), ("lanh dao",), False, ""),
        Column("in_communication", "Phụ trách truyền thông",
               ("phu trach truyen thong", "truyen thong", "duoc giao truyen thong"),
               ("truyen thong",), False, "x"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.rosters: dict[str, list[Roster]] = {}
        for line in Roster.objects.select_related("officer", "unit").order_by("joined_on", "pk"):
            self.rosters.setdefault(self._place(line.officer.name, line.unit), []).append(line)

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "name": partial(text, longest=120), "title": partial(text, longest=120),
            "unit": self.unit, "joined_on": day, "left_on": day, "is_leader": yes,
            "in_communication": yes,
        }  # fmt: skip

    def read(self, cells: Mapping[str, Cell]) -> Values:
        values = super().read(cells)
        if "joined_on" not in values and self.wishes.fallback_on and not self._lines(values):
            values["joined_on"] = self.wishes.fallback_on
        return values

    def key(self, values: Values) -> str:
        return f"{self._place(values['name'], values.get('unit'))}|{values.get('joined_on', '')}"

    def find(self, values: Values) -> Roster | None:
        """The line of that first day, else the last line unless the person came back later."""
        lines = self._lines(values)
        joined = values.get("joined_on")
        exact = [line for line in lines if line.joined_on == joined]
        if exact or not lines:
            return exact[0] if exact else None
        came_back = joined and lines[-1].left_on and joined > lines[-1].left_on
        return None if came_back else lines[-1]

    def now_of(self, row: Roster) -> Values:
        officer = row.officer
        return {
            "name": officer.name, "title": officer.title, "unit": row.unit,
            "joined_on": row.joined_on, "left_on": row.left_on, "is_leader": officer.is_leader,
            "in_communication": officer.in_communication,
        }  # fmt: skip

    def check(self, values: Values, row: Any | None) -> str:
        ends_after_it_begins(values, row)
        return ""

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        lines = self._lines(values)
        officer = row.officer if row else lines[-1].officer if lines else Officer()
        for field in ("name", "title", "is_leader", "in_communication"):
            if field in values:
                setattr(officer, field, values[field])
        recorder.keep(officer)
        line = row or Roster(officer=officer)
        line.unit = self.made(values.get("unit"), recorder) or line.unit
        for field in ("joined_on", "left_on"):
            if field in values:
                setattr(line, field, values[field])
        recorder.keep(line)
        if row is None:
            self.rosters.setdefault(self._place(officer.name, line.unit), []).append(line)

    def current(self) -> list[Any]:
        return [line for lines in self.rosters.values() for line in lines]

    def _lines(self, values: Values) -> list[Roster]:
        return self.rosters.get(self._place(values.get("name", ""), values.get("unit")), [])

    @staticmethod
    def _place(name: str, unit: Unit | str | None) -> str:
        return f"{name_key(name)}|{name_key(str(unit or ''))}"


@register_importer
class CommunicatorImporter(_InUnit):
    """Lực lượng tuyên truyền."""

    slug, name, one = "tuyen-truyen-vien", "Lực lượng tuyên truyền", "tuyên truyền viên"
    list_slug = "tuyen-truyen-vien"
    teach = "Họ và tên, thôn hoặc đơn vị, ngày tham gia."
    rights = ("registry.add_communicator", "registry.change_communicator")
    columns = (
        Column("name", "Họ và tên", (*NAME_HEADS, "tuyen truyen vien", "ten tuyen truyen vien"),
               ("ho va ten", "ho ten"), True, "Lương Thị Bưởi"),
        Column("unit", "Đơn vị", UNIT_HEADS, ("don vi",), False, ""),
        Column("hamlet", "Thôn",
               ("thon", "to dan pho", "dia ban", "thon to dan pho", "thon phu trach", "tdp", "ap",
                "dia ban phu trach", "xom", "ban"), ("thon", "dia ban"), False, "Bến Đò"),
        Column("joined_on", "Từ ngày", SINCE_HEADS, ("tu ngay", "tham gia"), True, "01/07/2025"),
        Column("left_on", "Đến ngày", UNTIL_HEADS, ("den ngay",), False, ""),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.hamlets = Hamlets()
        self.known = {
            self._place(row.name, row.unit, row.hamlet): row
            for row in Communicator.objects.select_related("unit", "hamlet")
        }

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "name": partial(text, longest=120), "unit": self.unit, "hamlet": self.hamlets.read,
            "joined_on": day, "left_on": day,
        }  # fmt: skip

    def read(self, cells: Mapping[str, Cell]) -> Values:
        values = super().read(cells)
        is_new = "name" in values and self.find(values) is None
        if "joined_on" not in values and self.wishes.fallback_on and is_new:
            values["joined_on"] = self.wishes.fallback_on
        return values

    def key(self, values: Values) -> str:
        return self._place(values["name"], values.get("unit"), values.get("hamlet"))

    def find(self, values: Values) -> Communicator | None:
        return self.known.get(self.key(values))

    def now_of(self, row: Communicator) -> Values:
        return {"name": row.name, "unit": row.unit, "hamlet": row.hamlet,
                "joined_on": row.joined_on, "left_on": row.left_on}  # fmt: skip

    def check(self, values: Values, row: Any | None) -> str:
        if not values.get("unit") and not values.get("hamlet"):
            raise Wrong("thiếu thôn hoặc đơn vị")
        if values.get("joined_on") and values["joined_on"] > self.wishes.today:
            raise Wrong("từ ngày: ngày tham gia chưa tới")
        ends_after_it_begins(values, row)
        return ""

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        person = row or Communicator()
        given = {**values, "unit": self.made(values.get("unit"), recorder)}
        for field, value in given.items():
            if value is not None:
                setattr(person, field, value)
        recorder.keep(person)

    def current(self) -> list[Any]:
        return list(self.known.values())

    @staticmethod
    def _place(name: str, unit: Unit | str | None, hamlet: Any) -> str:
        return f"{name_key(name)}|{name_key(str(unit or ''))}|{name_key(str(hamlet or ''))}"
