"""Tables of hamlets, clusters and digital teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lantoa.documents.sheets import Cell
from lantoa.registry.importing.base import Importer, Values, Wishes, register_importer
from lantoa.registry.importing.heads import Column
from lantoa.registry.importing.lookups import Hamlets, bare
from lantoa.registry.importing.recording import Recorder
from lantoa.registry.importing.values import Wrong, day, name_key, text, whole
from lantoa.registry.models import DigitalTeam, Hamlet, SpeakerCluster
from lantoa.vietnamese import slug

PLACE = ("ten thon", "thon", "thon to dan pho", "ten thon to dan pho", "to dan pho", "tdp", "ap",
         "ban", "xom", "khu pho", "thon xom", "thon ban", "ten thon xom", "ten to dan pho",
         "ten thon ban", "don vi thon", "ten ap", "ten ban", "ten xom", "ten khu pho")  # fmt: skip


@register_importer
class HamletImporter(Importer):
    """Thôn, tổ dân phố."""

    slug, name, one, list_slug = "thon", "Thôn, tổ dân phố", "thôn", "thon"
    teach = "Tên thôn, số hộ, số nhân khẩu; không cần tên chủ hộ."
    rights = ("registry.add_hamlet", "registry.change_hamlet")
    columns = (
        Column("name", "Tên thôn", PLACE, ("thon", "to dan pho"), True, "Bến Đò"),
        Column("household_count", "Số hộ",
               ("so ho", "tong so ho", "so ho dan", "so ho gia dinh", "ho", "ho gia dinh"),
               ("so ho",), True, "244"),
        Column("resident_count", "Số nhân khẩu",
               ("so nhan khau", "nhan khau", "so khau", "dan so", "tong so khau", "so dan",
                "tong so nhan khau", "khau", "so nguoi"),
               ("nhan khau", "so khau", "dan so"), True, "910"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.hamlets = Hamlets()
        self.paths = {hamlet.slug: hamlet for hamlet in self.hamlets.all}

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        name: Callable[[Cell], Any] = lambda cell: bare(text(cell, longest=80))  # noqa: E731
        return {"name": name, "household_count": whole, "resident_count": whole}

    def key(self, values: Values) -> str:
        return slug(values["name"])

    def find(self, values: Values) -> Hamlet | None:
        return self.hamlets.exact.get(name_key(values["name"]))

    def now_of(self, row: Hamlet) -> Values:
        return {"name": row.name, "household_count": row.household_count,
                "resident_count": row.resident_count}  # fmt: skip

    def check(self, values: Values, row: Any | None) -> str:
        path = slug(values["name"])
        if not path:
            raise Wrong("tên thôn không có chữ hoặc số nào")
        other = self.paths.get(path)
        if row is None and other:
            raise Wrong(f"tên chỉ khác dấu với thôn «{other}» đã có")
        if values.get("household_count") == 0:
            raise Wrong("số hộ: phải từ 1 trở lên")
        residents = values.get("resident_count", 0)
        if residents and residents < values.get("household_count", 0):
            return "số nhân khẩu ít hơn số hộ, xem lại hai cột"
        return ""

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        hamlet = row or Hamlet(slug=slug(values["name"]), position=len(self.hamlets.all))
        if row is None:
            self.hamlets.all.append(hamlet)
        for field, value in values.items():
            setattr(hamlet, field, value)
        recorder.keep(hamlet)

    def current(self) -> list[Any]:
        return list(self.hamlets.all)


@register_importer
class ClusterImporter(Importer):
    """Cụm loa, with what each of them reaches."""

    slug, name, one, list_slug = "cum-loa", "Cụm loa", "cụm loa", "cum-loa"
    teach = (
        "Tên cụm loa, thôn đặt loa, số loa, các thôn nghe được. Một cụm viết thành nhiều dòng, "
        "mỗi dòng một thôn nghe được, cũng đọc được."
    )
    rights = ("registry.add_speakercluster", "registry.change_speakercluster")
    group = "hamlet"
    columns = (
        Column("name", "Tên cụm loa",
               ("ten cum loa", "cum loa", "ten cum", "cum", "ten diem loa", "diem loa",
                "ten cum thu", "vi tri cum loa", "vi tri lap dat"),
               ("cum loa", "cum thu"), True, "Bến Đò 1"),
        Column("hamlet", "Thôn đặt loa",
               ("thon dat loa", "thon", "dia ban", "thuoc thon", "thon to dan pho", "tdp",
                "to dan pho", "noi dat", "dia diem", "thon dat"),
               ("dat loa", "dia diem"), True, "Bến Đò"),
        Column("horn_count", "Số loa",
               ("so loa", "so luong loa", "so loa nen", "loa", "so cu loa", "so bong loa"),
               ("so loa", "luong loa"), False, "2"),
        Column("hears", "Các thôn nghe được",
               ("cac thon nghe duoc", "thon nghe duoc", "nghe duoc o", "pham vi",
                "pham vi phu song", "pham vi nghe", "thon phuc vu", "phu song", "nghe duoc"),
               ("nghe duoc", "phu song", "pham vi"), False, "Bến Đò, Núi Tháp"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.hamlets = Hamlets()
        self.clusters = {
            name_key(row.name): row
            for row in SpeakerCluster.objects.select_related("hamlet").prefetch_related("hears")
        }

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "name": partial(text, longest=80), "hamlet": self.hamlets.read,
            "horn_count": partial(whole, largest=500), "hears": self.hamlets.read_all,
        }  # fmt: skip

    def key(self, values: Values) -> str:
        return name_key(values["name"])

    def find(self, values: Values) -> SpeakerCluster | None:
        return self.clusters.get(name_key(values["name"]))

    def now_of(self, row: SpeakerCluster) -> Values:
        return {"name": row.name, "hamlet": row.hamlet, "horn_count": row.horn_count,
                "hears": self.hamlets.in_order(row.hears.all())}  # fmt: skip

    def combine(self, first: Values, second: Values) -> Values | None:
        """One cluster on several lines, each with another hamlet that hears it."""
        if not second.get("hears") or second.get("hamlet", first.get("hamlet")) != first.get(
            "hamlet"
        ):
            return None
        both = [*first.get("hears", []), *second["hears"]]
        return {**first, "hears": self.hamlets.in_order(both)}

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        cluster = row or SpeakerCluster()
        given = dict(values)
        hears = given.pop("hears", None)
        if hears is None and row is None:
            hears = [given["hamlet"]]
        for field, value in given.items():
            setattr(cluster, field, value)
        recorder.keep(cluster, None if hears is None else {"hears": hears})

    def current(self) -> list[Any]:
        return list(self.clusters.values())


@register_importer
class TeamImporter(Importer):
    """Tổ công nghệ số cộng đồng."""

    slug, name, one = "to-cong-nghe-so", "Tổ công nghệ số cộng đồng", "tổ công nghệ số"
    list_slug = "to-cong-nghe-so"
    teach = "Thôn, số thành viên, ngày thành lập; không cần tên thành viên."
    rights = ("registry.add_digitalteam", "registry.change_digitalteam")
    columns = (
        Column("hamlet", "Thôn", ("thon", *PLACE, "ten to", "to cong nghe so", "dia ban"),
               ("thon", "to cong nghe so"), True, "Bến Đò"),
        Column("member_count", "Số thành viên",
               ("so thanh vien", "thanh vien", "so luong thanh vien", "so nguoi", "tong so"),
               ("thanh vien",), True, "7"),
        Column("founded_on", "Ngày thành lập",
               ("ngay thanh lap", "thanh lap", "ngay quyet dinh", "thoi gian thanh lap"),
               ("thanh lap",), False, "22/12/2024"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.hamlets = Hamlets()
        self.teams = {row.hamlet_id: row for row in DigitalTeam.objects.select_related("hamlet")}

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "hamlet": self.hamlets.read, "member_count": partial(whole, largest=1000),
            "founded_on": day,
        }  # fmt: skip

    def key(self, values: Values) -> str:
        return str(values["hamlet"].pk)

    def find(self, values: Values) -> DigitalTeam | None:
        return self.teams.get(values["hamlet"].pk)

    def now_of(self, row: DigitalTeam) -> Values:
        return {"hamlet": row.hamlet, "member_count": row.member_count,
                "founded_on": row.founded_on}  # fmt: skip

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        team = row or DigitalTeam()
        for field, value in values.items():
            setattr(team, field, value)
        recorder.keep(team)

    def current(self) -> list[Any]:
        return list(self.teams.values())
