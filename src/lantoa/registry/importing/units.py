"""Tables of units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lantoa.documents.sheets import Cell
from lantoa.registry.importing.base import Importer, Values, Wishes, register_importer
from lantoa.registry.importing.heads import Column
from lantoa.registry.importing.lookups import guess_kind
from lantoa.registry.importing.recording import Recorder
from lantoa.registry.importing.values import Wrong, name_key, one_of, text
from lantoa.registry.models import Unit
from lantoa.registry.terms import UnitKind
from lantoa.vietnamese import fold

UNIT_HEADS = ("don vi", "phong ban", "ten don vi", "don vi cong tac", "co quan don vi", "co quan",
              "noi cong tac", "phong", "bo phan", "phong ban don vi", "co quan cong tac",
              "don vi phong ban", "truong", "don vi chi hoi")  # fmt: skip
KINDS = {fold(str(label)): str(value) for value, label in UnitKind.choices}


def email(cell: Cell) -> str:
    """An address of e-mail, or nothing."""
    written = text(cell, longest=254)
    try:
        if written:
            validate_email(written)
    except ValidationError as error:
        raise Wrong(f"«{written}» không phải địa chỉ thư") from error
    return written


@register_importer
class UnitImporter(Importer):
    """Đơn vị."""

    slug, name, one, list_slug = "don-vi", "Đơn vị", "đơn vị", "don-vi"
    teach = "Phòng, trung tâm, trường, đoàn thể của xã; cách viết khác giúp đọc kế hoạch đúng."
    rights = ("registry.add_unit", "registry.change_unit")
    columns = (
        Column("name", "Tên đơn vị", ("ten don vi", *UNIT_HEADS), ("don vi",), True,
               "Phòng Văn hóa - Xã hội"),
        Column("short_name", "Tên gọn", ("ten gon", "ten viet tat", "viet tat", "ten tat"),
               ("viet tat",), False, "Phòng VH-XH"),
        Column("kind", "Loại", ("loai", "loai don vi", "loai hinh", "nhom"), (), False,
               "phòng, bộ phận chuyên môn"),
        Column("email", "Thư điện tử", ("thu dien tu", "email", "e mail", "hop thu", "mail"),
               ("email", "thu dien tu"), False, "vhxh@songlam.example"),
        Column("aliases", "Cách viết khác", ("cach viet khac", "ten khac", "ten goi khac"),
               ("ten khac",), False, "Phòng Văn hoá – Xã hội; Phòng VHXH"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.units = {name_key(unit.name): unit for unit in Unit.objects.all()}

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "name": text, "short_name": partial(text, longest=80),
            "kind": lambda cell: one_of(cell, KINDS), "email": email,
            "aliases": lambda cell: [
                part.strip() for part in text(cell, longest=1000).split(";") if part.strip()
            ],
        }  # fmt: skip

    def key(self, values: Values) -> str:
        return name_key(values["name"])

    def find(self, values: Values) -> Unit | None:
        return self.units.get(name_key(values["name"]))

    def now_of(self, row: Unit) -> Values:
        return {"name": row.name, "short_name": row.short_name, "kind": row.kind,
                "email": row.email, "aliases": list(row.aliases)}  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        return {"kind": {str(value): str(label) for value, label in UnitKind.choices}}

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        unit = row or Unit(kind=guess_kind(values["name"]))
        for field, value in values.items():
            setattr(unit, field, value)
        recorder.keep(unit)

    def current(self) -> list[Any]:
        return list(self.units.values())
