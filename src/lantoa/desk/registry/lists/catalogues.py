"""The catalogues of Danh mục: columns, filters, words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantoa.core.clock import today
from lantoa.desk.money.contracts import ContractForm
from lantoa.desk.registry import forms
from lantoa.desk.registry.lists.filters import (
    hamlets,
    is_in_use,
    is_there,
    kinds,
    one_of,
    presence,
    units,
)
from lantoa.desk.registry.lists.shape import Asked, Catalogue, Column, Filter, Value
from lantoa.desk.superior.forms import SuperiorForm
from lantoa.plan.models import Contract, SuperiorDocument
from lantoa.plan.nudging import CONTRACT_STEPS
from lantoa.plan.terms import ContractKind, Standing
from lantoa.registry.models import (
    Audience,
    Board,
    Communicator,
    DigitalTeam,
    Hamlet,
    Officer,
    Roster,
    ScienceProject,
    Showcase,
    SpeakerCluster,
    SpokenWord,
    Unit,
)
from lantoa.vietnamese import money


def _text(name: str) -> Callable[[Any], Value]:
    return lambda row: str(getattr(row, name) or "")


def _raw(name: str) -> Callable[[Any], Value]:
    return lambda row: getattr(row, name)


def _all(name: str) -> Callable[[Any], Value]:
    return lambda row: ", ".join(str(item) for item in getattr(row, name).all())


def _used(row: Any) -> str:
    return "đang dùng" if row.is_active else "thôi dùng"


def _receiver(row: SpeakerCluster) -> str:
    receiver = getattr(row, "receiver", None)
    return receiver.get_state_display() if receiver else "chưa mời ghi danh"


def _units_now(row: Officer) -> str:
    return ", ".join(str(line.unit) for line in row.rosters.all() if is_there(line, today()))


def _in_unit(row: Officer, asked: Asked) -> bool:
    if not asked["don-vi"]:
        return True
    return any(
        str(line.unit_id) == asked["don-vi"]
        for line in row.rosters.all()
        if is_there(line, today())
    )


def _given(row: Officer, asked: Asked) -> bool:
    wanted = asked["duoc-giao"]
    return not wanted or {"truyen-thong": row.in_communication, "lanh-dao": row.is_leader}[wanted]


def _listening(row: SpeakerCluster, asked: Asked) -> bool:
    places = [row.hamlet_id, *(hamlet.pk for hamlet in row.hears.all())]
    return not asked["thon"] or asked["thon"] in map(str, places)


def _standing(row: SuperiorDocument) -> str:
    return row.in_words(today())


def _has_paper(row: SuperiorDocument, asked: Asked) -> bool:
    return not asked["tep"] or bool(row.paper) == (asked["tep"] == "co")


def _is_cited_directly(row: SuperiorDocument, asked: Asked) -> bool:
    return not asked["dan"] or bool(row.cited_via) == (asked["dan"] == "qua")


def _settled(row: Contract) -> str:
    return f"thiếu {len(row.missing)}" if row.missing else "đủ"


def _is_settled(row: Contract, asked: Asked) -> bool:
    return not asked["giay-to"] or (not row.missing) == (asked["giay-to"] == "du")


def _ends(row: Contract, asked: Asked) -> bool:
    days = (row.ends_on - today()).days
    return {
        "sap-het": row.closed_on is None and 0 <= days <= max(CONTRACT_STEPS),
        "da-het": row.closed_on is None and days < 0,
        "con-han": row.closed_on is None and days >= 0, "thoi": row.closed_on is not None,
    }.get(asked["han"], True)  # fmt: skip


JOINED = Column("Từ ngày", _raw("joined_on"))
LEFT = Column("Đến ngày", _raw("left_on"))
HAMLET = one_of("thon", "Thôn", "hamlet_id", hamlets)
UNIT = one_of("don-vi", "Đơn vị", "unit_id", units)

PEOPLE = (
    Catalogue(
        "don-vi", "Đơn vị", "đơn vị", Unit, forms.UnitForm,
        (Column("Tên đơn vị", _text("name")), Column("Loại", lambda row: row.get_kind_display()),
         Column("Tên gọn", _text("short_name")), Column("Thư điện tử", _text("email")),
         Column("Tình trạng", lambda r: "đang hoạt động" if r.is_active else "thôi hoạt động")),
        "Chưa có đơn vị nào. Ghi các phòng, trung tâm, trường, đoàn thể của xã trước: kế hoạch "
        "giao việc theo tên đơn vị.",
        (one_of("loai", "Loại", "kind", kinds), is_in_use()),
        ends="Đơn vị sáp nhập hoặc giải thể thì bỏ dấu «đang hoạt động»: việc đã giao vẫn giữ.",
    ),
    Catalogue(
        "can-bo", "Cán bộ, công chức", "cán bộ", Officer, forms.OfficerForm,
        (Column("Họ và tên", _text("name")), Column("Chức vụ", _text("title")),
         Column("Đơn vị đang công tác", _units_now),
         Column("Được giao", lambda r: "phụ trách truyền thông" if r.in_communication else "")),
        "Chưa có cán bộ nào. Ghi từng người rồi xếp vào danh sách cán bộ của đơn vị, hoặc nhập cả "
        "danh sách từ Excel.",
        (Filter("don-vi", "Đơn vị", _in_unit, units),
         Filter("duoc-giao", "Được giao", _given, lambda: [
             ("truyen-thong", "phụ trách truyền thông"), ("lanh-dao", "lãnh đạo")])),
        many=("rosters__unit",),
        ends="Người thôi công tác thì ghi ngày ra trong danh sách cán bộ của đơn vị.",
    ),
    Catalogue(
        "danh-sach-can-bo", "Danh sách cán bộ của đơn vị", "dòng danh sách", Roster,
        forms.RosterForm,
        (Column("Cán bộ", _text("officer")), Column("Chức vụ", lambda row: row.officer.title),
         Column("Đơn vị", _text("unit")), JOINED, LEFT),
        "Chưa có ai trong danh sách. Danh sách có ngày vào, ngày ra là mẫu số của chỉ tiêu phổ "
        "biến cho cán bộ.",
        (UNIT, *presence()), related=("unit", "officer"),
        effect="Chỉ tiêu phổ biến cho cán bộ đếm theo danh sách này, nên số liệu các kỳ có dòng "
        "này sẽ đổi. Người thôi công tác thì ghi ngày ra, đừng xóa.",
    ),
    Catalogue(
        "tuyen-truyen-vien", "Lực lượng tuyên truyền", "tuyên truyền viên", Communicator,
        forms.CommunicatorForm,
        (Column("Họ và tên", _text("name")), Column("Đơn vị", _text("unit")),
         Column("Thôn", _text("hamlet")), JOINED, LEFT),
        "Chưa có tuyên truyền viên nào. Người ghi ở đây được tính vào lực lượng tuyên truyền.",
        (UNIT, HAMLET, *presence(default="")), related=("unit", "hamlet"),
        ends="Người thôi tham gia thì ghi «đến ngày».",
    ),
)  # fmt: skip

PLACES = (
    Catalogue(
        "thon", "Thôn, tổ dân phố", "thôn", Hamlet, forms.HamletForm,
        (Column("Tên thôn", _text("name")), Column("Số hộ", _raw("household_count")),
         Column("Số nhân khẩu", _raw("resident_count")), Column("Tình trạng", _used)),
        "Chưa có thôn nào. Ghi tên, số hộ và số nhân khẩu của từng thôn.",
        (is_in_use(),),
        ends="Thôn đổi tên thì sửa tên; thôn đã nhập vào thôn khác thì bỏ dấu «đang dùng»: việc đã "
        "ghi vẫn giữ, dùng lại được.",
    ),
    Catalogue(
        "to-cong-nghe-so", "Tổ công nghệ số cộng đồng", "tổ công nghệ số", DigitalTeam,
        forms.DigitalTeamForm,
        (Column("Thôn", _text("hamlet")), Column("Số thành viên", _raw("member_count")),
         Column("Thành lập", _raw("founded_on"))),
        "Chưa có tổ nào. Mỗi thôn một tổ, chỉ ghi số thành viên.",
        (HAMLET,), related=("hamlet",),
    ),
    Catalogue(
        "cum-loa", "Cụm loa và bộ thu", "cụm loa", SpeakerCluster, forms.ClusterForm,
        (Column("Cụm loa", _text("name")), Column("Thôn", _text("hamlet")),
         Column("Số loa", _raw("horn_count")), Column("Nghe được ở", _all("hears")),
         Column("Bộ thu", _receiver), Column("Tình trạng", _used)),
        "Chưa có cụm loa nào. Ghi từng cụm loa, thôn đặt loa và những thôn nghe được.",
        (Filter("thon", "Thôn nghe được", _listening, hamlets), is_in_use()),
        related=("hamlet", "receiver"), many=("hears",),
        ends="Cụm loa thôi dùng thì bỏ dấu «đang dùng».",
    ),
    Catalogue(
        "bang-tin", "Bảng tin công cộng", "bảng tin", Board, forms.BoardForm,
        (Column("Bảng tin", _text("name")), Column("Thôn", _text("hamlet")),
         Column("Loại", lambda r: "bảng điện tử" if r.is_electronic else "bảng giấy"),
         Column("Tình trạng", _used)),
        "Chưa có bảng tin nào. Ghi bảng tin, màn hình công cộng ở từng thôn.",
        (HAMLET, one_of("loai", "Loại", "is_electronic",
                        lambda: [("True", "bảng điện tử"), ("False", "bảng giấy")]), is_in_use()),
        related=("hamlet",), ends="Bảng tin thôi dùng thì bỏ dấu «đang dùng»; dùng lại được.",
    ),
)  # fmt: skip

SUBJECTS = (
    Catalogue(
        "nhom-doi-tuong", "Nhóm đối tượng", "nhóm đối tượng", Audience, forms.AudienceForm,
        (Column("Tên nhóm", _text("name")), Column("Số thứ tự", _raw("position"))),
        "Chưa có nhóm nào. Tin bài chọn nhóm đối tượng để biết nhóm nào đã được truyền thông.",
        ends="Đổi tên nhóm thì các tin bài đã gắn vẫn giữ.",
    ),
    Catalogue(
        "tu-dien-doc", "Từ điển đọc", "từ", SpokenWord, forms.SpokenWordForm,
        (Column("Từ viết", _text("word")), Column("Cách đọc", _text("reading"))),
        "Chưa có từ nào. Ghi từ mà giọng máy đọc chưa đúng và cách đọc của xã.",
        effect="Từ lần làm âm thanh sau, giọng máy đọc từ này theo cách chung.",
    ),
    Catalogue(
        "nhiem-vu-khcn", "Nhiệm vụ KH&CN", "nhiệm vụ KH&CN", ScienceProject, forms.ProjectForm,
        (Column("Tên nhiệm vụ", _text("name")), Column("Mã số, quyết định", _text("number")),
         Column("Đơn vị chủ trì", _text("lead_unit")),
         Column("Kinh phí (đồng)", _raw("budget"), money),
         Column("Từ ngày", _raw("starts_on")), Column("Đến ngày", _raw("ends_on"))),
        "Chưa phát sinh nhiệm vụ nào. Ghi nhiệm vụ KH&CN có ngân sách nhà nước để biết nhiệm vụ "
        "nào đã được truyền thông.",
        (one_of("don-vi", "Đơn vị chủ trì", "lead_unit_id", units),), related=("lead_unit",),
        ends="Nhiệm vụ đã xong thì ghi «đến ngày».",
    ),
    Catalogue(
        "mo-hinh", "Mô hình, điển hình", "mô hình", Showcase, forms.ShowcaseForm,
        (Column("Tên mô hình", _text("name")), Column("Đơn vị", _text("unit")),
         Column("Nội dung", _text("summary"), lambda text: text[:120])),
        "Chưa có mô hình nào. Ghi cách làm hay của thôn, đơn vị để kể thành tin bài.",
        (UNIT,), related=("unit",),
    ),
)  # fmt: skip

DOCUMENTS = (
    Catalogue(
        "van-ban-cap-tren", "Văn bản cấp trên", "văn bản", SuperiorDocument, SuperiorForm,
        (Column("Văn bản", str), Column("Ngày ban hành", _raw("issued_on")),
         Column("Cơ quan ban hành", _text("issuer")), Column("Trích yếu", _text("summary")),
         Column("Hiệu lực", _standing), Column("Tệp", lambda row: "có" if row.paper else "")),
        "Chưa có văn bản nào. Văn bản căn cứ của kế hoạch tự vào danh mục; văn bản khác thì dán "
        "câu có số, ký hiệu hoặc ghi bằng tay.",
        (one_of("hieu-luc", "Hiệu lực", "standing", lambda: Standing.choices),
         Filter("tep", "Tệp văn bản", _has_paper, lambda: [
             ("co", "đã có tệp"), ("chua", "chưa có tệp")]),
         Filter("dan", "Được viện dẫn", _is_cited_directly, lambda: [
             ("truc-tiep", "trực tiếp"), ("qua", "dẫn trong văn bản khác")])),
        related=("replaced_by",), opens="superior",
        ends="Văn bản thôi áp dụng thì ghi nhận bị thay thế hoặc hết hiệu lực, đừng xóa.",
    ),
)  # fmt: skip

CONTRACTS = (
    Catalogue(
        "hop-dong", "Hợp đồng và hạn", "hợp đồng", Contract, ContractForm,
        (Column("Hợp đồng", _text("name")), Column("Loại", lambda row: row.get_kind_display()),
         Column("Bên cung cấp", _text("party")), Column("Hợp đồng số", _text("number")),
         Column("Hết hạn", _raw("ends_on")), Column("Còn lại", lambda row: row.standing(today())),
         Column("Giá trị", _raw("amount"), money),
         Column("Giấy tờ", _settled)),
        "Chưa có hợp đồng nào. Ghi SIM, đường truyền, tên miền, bảo trì loa… để được nhắc trước "
        "khi hết hạn 60, 30, 14 và 7 ngày.",
        (one_of("loai", "Loại", "kind", lambda: ContractKind.choices),
         Filter("han", "Hạn", _ends, lambda: [
             ("sap-het", "hết hạn trong 60 ngày"), ("da-het", "đã hết hạn"),
             ("con-han", "còn hạn"), ("thoi", "đã thanh lý, thôi dùng")]),
         Filter("giay-to", "Giấy tờ", _is_settled, lambda: [
             ("du", "đủ"), ("thieu", "còn thiếu")])),
        opens="contract", ends="Hợp đồng không dùng nữa thì ghi thanh lý.",
    ),
)  # fmt: skip

CATALOGUES = (*PEOPLE, *PLACES, *SUBJECTS, *DOCUMENTS, *CONTRACTS)


def catalogue(slug: str) -> Catalogue | None:
    """The catalogue of an address."""
    return next((one for one in CATALOGUES if one.slug == slug), None)
