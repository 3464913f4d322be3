"""The catalogues of Danh mục: which rows, which columns, which form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lantoa.core.clock import today
from lantoa.desk.registry import forms
from lantoa.registry.models import (
    Account,
    Communicator,
    DigitalTeam,
    Hamlet,
    Officer,
    Roster,
    ScienceProject,
    SpeakerCluster,
    SpokenWord,
    Unit,
)
from lantoa.vietnamese import date_short, money, number

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class Catalogue:
    """One list with its form. `columns`: heading and what stands in the cell; the first is the
    link. `teach` is the sentence of an empty list."""

    slug: str
    name: str
    one: str
    model: type[Model]
    form: Any
    columns: tuple[tuple[str, Cell], ...]
    teach: str
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Any]:
        """Every row with what its columns need, in a number of queries that does not grow."""
        found = self.model._default_manager.all()
        if self.related:
            found = found.select_related(*self.related)
        return found.prefetch_related(*self.many) if self.many else found

    def may(self, account: Account, verb: str) -> bool:
        """Has the account the right to view, add or change these rows?"""
        return account.has_perm(f"registry.{verb}_{self.model._meta.model_name}")


def _day(row: Any, name: str) -> str:
    day = getattr(row, name)
    return date_short(day) if day else ""


def _text(name: str) -> Cell:
    return lambda row: str(getattr(row, name) or "")


def _date(name: str) -> Cell:
    return lambda row: _day(row, name)


def _count(name: str) -> Cell:
    return lambda row: number(getattr(row, name))


def _all(name: str) -> Cell:
    return lambda row: ", ".join(str(item) for item in getattr(row, name).all())


def _still(row: Any) -> str:
    if row.left_on and row.left_on < today():
        return f"đến {date_short(row.left_on)}"
    return f"từ {date_short(row.joined_on)}"


def _receiver(row: SpeakerCluster) -> str:
    receiver = getattr(row, "receiver", None)
    return receiver.get_state_display() if receiver else "chưa mời ghi danh"


CATALOGUES = (
    Catalogue(
        "don-vi", "Đơn vị", "đơn vị", Unit, forms.UnitForm,
        (("Tên đơn vị", _text("name")), ("Loại", lambda row: row.get_kind_display()),
         ("Tên gọn", _text("short_name")),
         ("Tình trạng", lambda row: "đang hoạt động" if row.is_active else "thôi hoạt động")),
        "Chưa có đơn vị nào. Ghi các phòng, trung tâm, trường, đoàn thể của xã trước: kế hoạch "
        "giao việc theo tên đơn vị.",
    ),
    Catalogue(
        "can-bo", "Cán bộ, công chức", "cán bộ", Officer, forms.OfficerForm,
        (("Họ và tên", _text("name")), ("Chức vụ", _text("title")),
         ("Đơn vị", lambda row: ", ".join(str(line.unit) for line in row.rosters.all())),
         ("Được giao", lambda row: "phụ trách truyền thông" if row.in_communication else "")),
        "Chưa có cán bộ nào. Ghi từng người, rồi xếp vào danh sách cán bộ của đơn vị.",
        many=("rosters__unit",),
    ),
    Catalogue(
        "danh-sach-can-bo", "Danh sách cán bộ của đơn vị", "dòng danh sách", Roster,
        forms.RosterForm,
        (("Cán bộ", _text("officer")), ("Đơn vị", _text("unit")), ("Thời gian", _still)),
        "Chưa có ai trong danh sách. Danh sách có ngày vào, ngày ra là mẫu số của chỉ tiêu phổ "
        "biến cho cán bộ.",
        related=("unit", "officer"),
    ),
    Catalogue(
        "thon", "Thôn, tổ dân phố", "thôn", Hamlet, forms.HamletForm,
        (("Tên thôn", _text("name")), ("Số hộ", _count("household_count")),
         ("Số nhân khẩu", _count("resident_count"))),
        "Chưa có thôn nào. Ghi tên, số hộ và số nhân khẩu của từng thôn.",
    ),
    Catalogue(
        "to-cong-nghe-so", "Tổ công nghệ số cộng đồng", "tổ công nghệ số", DigitalTeam,
        forms.DigitalTeamForm,
        (("Thôn", _text("hamlet")), ("Số thành viên", _count("member_count")),
         ("Thành lập", _date("founded_on"))),
        "Chưa có tổ nào. Mỗi thôn một tổ, chỉ ghi số thành viên.",
        related=("hamlet",),
    ),
    Catalogue(
        "tuyen-truyen-vien", "Lực lượng tuyên truyền", "tuyên truyền viên", Communicator,
        forms.CommunicatorForm,
        (("Họ và tên", _text("name")), ("Đơn vị", _text("unit")), ("Thôn", _text("hamlet")),
         ("Thời gian", _still)),
        "Chưa có tuyên truyền viên nào. Người ghi ở đây được tính vào lực lượng tuyên truyền.",
        related=("unit", "hamlet"),
    ),
    Catalogue(
        "cum-loa", "Cụm loa và bộ thu", "cụm loa", SpeakerCluster, forms.ClusterForm,
        (("Cụm loa", _text("name")), ("Thôn", _text("hamlet")), ("Số loa", _count("horn_count")),
         ("Nghe được ở", _all("hears")), ("Bộ thu", _receiver)),
        "Chưa có cụm loa nào. Ghi từng cụm loa, thôn đặt loa và những thôn nghe được.",
        related=("hamlet", "receiver"), many=("hears",),
    ),
    Catalogue(
        "tu-dien-doc", "Từ điển đọc", "từ", SpokenWord, forms.SpokenWordForm,
        (("Từ viết", _text("word")), ("Cách đọc", _text("reading"))),
        "Chưa có từ nào. Ghi từ mà giọng máy đọc chưa đúng và cách đọc của xã.",
    ),
    Catalogue(
        "nhiem-vu-khcn", "Nhiệm vụ KH&CN", "nhiệm vụ KH&CN", ScienceProject, forms.ProjectForm,
        (("Tên nhiệm vụ", _text("name")), ("Mã số, quyết định", _text("number")),
         ("Đơn vị chủ trì", _text("lead_unit")),
         ("Kinh phí", lambda row: money(row.budget) if row.budget else ""),
         ("Từ ngày", _date("starts_on"))),
        "Chưa phát sinh nhiệm vụ nào. Ghi nhiệm vụ KH&CN có ngân sách nhà nước để biết nhiệm vụ "
        "nào đã được truyền thông.",
        related=("lead_unit",),
    ),
)  # fmt: skip


def catalogue(slug: str) -> Catalogue | None:
    """The catalogue of an address."""
    return next((one for one in CATALOGUES if one.slug == slug), None)
