"""Tables brought into the registry: what is read, shown, kept and taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.channels.social.models import SocialAccount
from lantoa.core.errors import Refused
from lantoa.documents.sheets import write_xlsx
from lantoa.ledger.models import Evidence
from lantoa.registry.importing.base import importers
from lantoa.registry.importing.planning import fingerprint
from lantoa.registry.importing.recording import state_of
from lantoa.registry.importing.services import forget_imports, keep_import, undo_import
from lantoa.registry.importing.template import template
from lantoa.registry.models import (
    Account,
    Communicator,
    Custody,
    DigitalTeam,
    Hamlet,
    Officer,
    Roster,
    SheetImport,
    SpeakerCluster,
    Unit,
)
from lantoa.registry.terms import Role
from tests.make import NOW, account, cluster, hamlet, unit
from tests.registry.sheets import draft_of, handed_in, kept, xlsx

pytestmark = pytest.mark.django_db
OFFICERS = [
    ["ỦY BAN NHÂN DÂN XÃ SÔNG LAM"],
    ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"],
    [],
    ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Từ ngày"],
    [1, "Nguyễn Thị Hòa", "Trưởng phòng", "Phòng Văn hóa - Xã hội", "01/07/2025"],
    [2, "Cao Xuân Hữu", "Chuyên viên", "Phòng Văn hóa - Xã hội", 45839],
    [None, "Tổng cộng", 2],
]


def officer_account() -> Account:
    made = account(Role.PLAN_OFFICER)
    return made


def states(slug: str, content: bytes, by: Account, **choices: Any) -> list[tuple[int, str, str]]:
    draft = draft_of(handed_in(slug, content, by, **choices))
    return [(row.number, row.state, row.reason) for row in draft.rows]


def everything() -> list[tuple[str, Any]]:
    models: tuple[type[Model], ...] = (
        Unit, Officer, Roster, Hamlet, SpeakerCluster, DigitalTeam, Communicator, SocialAccount,
        Custody,
    )  # fmt: skip
    return [(m.__name__, state_of(row)) for m in models for row in m._base_manager.order_by("pk")]


def test_titles_totals_and_serial_days_are_understood() -> None:
    unit("Phòng Văn hóa - Xã hội")
    by = officer_account()
    assert states("can-bo", xlsx(OFFICERS, merges=["A1:E1", "A2:E2"]), by) == [
        (5, "add", ""), (6, "add", ""), (7, "skip", "dòng tổng cộng"),
    ]  # fmt: skip
    kept("can-bo", xlsx(OFFICERS), by)
    assert list(Roster.objects.values_list("officer__name", "joined_on")) == [
        ("Nguyễn Thị Hòa", date(2025, 7, 1)), ("Cao Xuân Hữu", date(2025, 7, 1)),
    ]  # fmt: skip


def test_merged_cells_and_a_head_of_two_rows() -> None:
    unit("Phòng Kinh tế")
    rows = [
        ["TT", "Họ tên", "Phòng ban", "Thời gian công tác", None],
        [None, None, None, "Từ ngày", "Đến ngày"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Lưu Thị Nga", "Phòng Kinh tế", date(2024, 1, 2), None],
        [2, "Đinh Văn Sơn", None, "2.1.2024", "31/12/2025"],
    ]
    content = xlsx(rows, merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "C4:C5"])
    draft = draft_of(handed_in("can-bo", content, officer_account()))
    assert [(r.number, r.state, r.reason) for r in draft.rows] == [
        (3, "skip", "dòng đánh số cột"), (4, "add", ""), (5, "add", "")
    ]  # fmt: skip
    assert draft.rows[2].values["left_on"] == date(2025, 12, 31)


def test_headings_inside_the_table_name_the_unit_of_the_rows_below() -> None:
    unit("Phòng Kinh tế"), unit("Công an xã")
    rows = [
        ["STT", "Họ và tên", "Chức danh", "Ngày vào"],
        ["I", "Phòng Kinh tế"],
        [1, "Lưu Thị Nga", "Chuyên viên", "01/01/2024"],
        ["II", "Công an xã", None, None],
        [2, "Lý Thanh Tùng", "Trưởng Công an", "01/01/2024"],
    ]
    kept("can-bo", xlsx(rows), officer_account())
    assert sorted(map(str, Roster.objects.all())) == [
        "Lý Thanh Tùng (Công an xã)", "Lưu Thị Nga (Phòng Kinh tế)"
    ]  # fmt: skip


def test_numbers_as_text_and_every_bad_row_has_its_reason() -> None:
    hamlet("Bến Đò")
    rows = [
        ["Tên thôn/TDP", "Tổng số hộ", "Số nhân khẩu (người)"],
        ["Thôn Bến Đò", "130 hộ", "20.986"],
        ["Núi Tháp", "244", 910.0],
        ["nuí  tháp", 1, 2],
        ["Trại Mới", "khoảng 50", 100],
        ["Đồng Vang", 12.5, 100],
        ["", 5, 6],
        ["Làng Đoài", None, 6],
        ["Làng Đông", 0, 6],
        ["T" * 90, 10, 60],
    ]
    assert states("thon", xlsx(rows), officer_account()) == [
        (2, "change", ""),
        (3, "add", ""),
        (4, "skip", "trùng dòng 3"),
        (5, "skip", "số hộ: «khoảng 50» không phải số nguyên"),
        (6, "skip", "số hộ: «12.5» không phải số nguyên"),
        (7, "skip", "thiếu tên thôn"),
        (8, "skip", "thiếu số hộ"),
        (9, "skip", "số hộ: phải từ 1 trở lên"),
        (10, "skip", "tên thôn: dài quá 80 ký tự"),
    ]


def test_a_change_shows_old_and_new_and_a_blank_cell_erases_nothing() -> None:
    place = hamlet("Bến Đò", 120)
    row = handed_in(
        "thon", xlsx([["Thôn", "Số hộ", "Nhân khẩu"], ["Bến Đò", 131, None]]), officer_account()
    )
    planned = draft_of(row).rows[0]
    assert planned.changes == [("Số hộ", "120", "131")]
    keep_import(row=row, shown=fingerprint([planned]), by=row.by, now=NOW)
    place.refresh_from_db()
    assert (place.household_count, place.resident_count) == (131, 480)


def test_cluster_on_several_lines_hears_all_of_them() -> None:
    for name in ("Bến Đò", "Núi Tháp", "Trại Mới"):
        hamlet(name)
    rows = [
        ["Cụm loa", "Thôn đặt loa", "Số loa", "Thôn nghe được"],
        ["Cụm 1", "Bến Đò", 2, "Bến Đò"],
        [None, None, None, "Núi Tháp"],
        ["Cụm 2", "Trại Mới", "3 loa", "toàn xã"],
        ["Cụm 3", "Làng Lạ", 2, ""],
    ]
    content = xlsx(rows, merges=["A2:A3", "B2:B3"])
    by = officer_account()
    assert [state for _, state, _ in states("cum-loa", content, by)] == [
        "add", "skip", "add", "skip"
    ]  # fmt: skip
    kept("cum-loa", content, by)
    heard = {c.name: sorted(h.name for h in c.hears.all()) for c in SpeakerCluster.objects.all()}
    assert heard == {
        "Cụm 1": ["Bến Đò", "Núi Tháp"], "Cụm 2": ["Bến Đò", "Núi Tháp", "Trại Mới"]
    }  # fmt: skip


def test_missing_units_are_made_only_when_asked_for() -> None:
    by = officer_account()
    assert {s for _, s, _ in states("can-bo", xlsx(OFFICERS), by)} == {"skip"}
    done = kept("can-bo", xlsx(OFFICERS), by, make_units=True)
    assert Unit.objects.get().name == "Phòng Văn hóa - Xã hội"
    undo_import(row=done, by=by, now=NOW)
    assert everything() == []


def test_a_day_may_be_given_for_rows_without_one() -> None:
    unit("Phòng Kinh tế")
    content = xlsx([["Họ tên", "Đơn vị"], ["Lưu Thị Nga", "phòng kinh tế"]])
    by = officer_account()
    assert states("can-bo", content, by) == [(2, "skip", "thiếu từ ngày")]
    assert states("can-bo", content, by, fallback_on="2025-07-01") == [(2, "add", "")]


def test_undo_leaves_what_was_changed_or_used_since_and_says_why() -> None:
    by = officer_account()
    rows = [["Thôn", "Số hộ", "Nhân khẩu"], ["Bến Đò", 1, 2], ["Núi", 1, 2], ["Trại", 1, 2]]
    done = kept("thon", xlsx(rows), by)
    Hamlet.objects.filter(name="Núi").update(household_count=9)
    cluster("Cụm 1", Hamlet.objects.get(name="Trại"))
    undone = undo_import(row=done, by=by, now=NOW)
    assert undone.stayed == ["Núi: đã sửa sau khi nhập", "Trại: đang được dùng ở 1 cụm loa"]
    assert sorted(Hamlet.objects.values_list("name", flat=True)) == ["Núi", "Trại"]
    with pytest.raises(Refused, match="không hoàn tác được nữa"):
        undo_import(row=done, by=by, now=NOW)
    assert forget_imports(now=NOW + timedelta(days=8)) == 1
    assert SheetImport.objects.get().stayed == []


def test_undo_of_communicators_withdraws_their_entries() -> None:
    hamlet("Bến Đò")
    by = officer_account()
    rows = [["Họ tên", "Thôn", "Ngày tham gia"], ["Lương Thị Bưởi", "Bến Đò", "01/07/2025"]]
    done = kept("tuyen-truyen-vien", xlsx(rows), by)
    undo_import(row=done, by=by, now=NOW)
    assert Communicator.objects.count() == 0
    kinds = Evidence.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["communicator.joined", "evidence.corrected"]


def test_undo_ends_after_seven_days_or_with_the_next_import_and_names_are_forgotten() -> None:
    by = officer_account()
    done = kept("thon", xlsx([["Thôn", "Số hộ", "Nhân khẩu"], ["Núi", 1, 2]]), by)
    later = NOW + timedelta(days=8)
    with pytest.raises(Refused):
        undo_import(row=done, by=by, now=later)
    handed_in("thon", xlsx([["Thôn", "Số hộ", "Nhân khẩu"], ["Đồng", 1, 2]]), by)
    assert forget_imports(now=later) == 2
    assert (SheetImport.objects.count(), SheetImport.objects.get().changes) == (1, [])


def test_plan_that_was_not_shown_is_not_kept() -> None:
    by = officer_account()
    row = handed_in("thon", xlsx([["Thôn", "Số hộ", "Nhân khẩu"], ["Núi", 1, 2]]), by)
    seen = fingerprint(draft_of(row).rows)
    hamlet("Núi")
    with pytest.raises(Refused, match="đã đổi từ lúc xem trước"):
        keep_import(row=row, shown=seen, by=by, now=NOW)
    assert Hamlet.objects.count() == 1


def test_channels_bring_page_and_owner_and_take_no_bad_link() -> None:
    mai = Officer.objects.create(name="Trần Thị Mai")
    rows = [
        ["Tên trang", "Đường dẫn", "Người phụ trách", "Email khôi phục", "2FA"],
        ["Xã Sông Lam", "facebook.com/xasonglam", "Trần Thị Mai", "vt@songlam.example", "đã bật"],
        ["Trang lạ", "javascript:alert(1)", "", "", ""],
        ["Zalo xã", "https://zalo.me/1", "Người Lạ", "", ""],
    ]
    # Whoever keeps pages and the registry alike.
    by = account(Role.ADMINISTRATOR, is_superuser=True)
    done = kept("kenh", xlsx(rows), by)
    page = SocialAccount.objects.get()
    assert (page.network, page.address) == ("facebook", "https://facebook.com/xasonglam")
    assert Custody.objects.get().owner == mai
    undo_import(row=done, by=by, now=NOW)
    assert (SocialAccount.objects.count(), Custody.objects.count()) == (0, 0)


def test_nobody_imports_what_they_may_not_write() -> None:
    with pytest.raises(Refused, match="không có quyền nhập"):
        handed_in("thon", xlsx([["Thôn", "Số hộ", "Nhân khẩu"]]), account(Role.EDITOR))


def small_commune() -> None:
    places = [hamlet(name, 100 + len(name)) for name in ("Bến Đò", "Núi Tháp")]
    cluster("Cụm 1", places[0]).hears.add(places[1])
    DigitalTeam.objects.create(hamlet=places[0], member_count=7, founded_on=date(2024, 1, 1))
    room = unit("Phòng Kinh tế", kind="office", short_name="PKT", aliases=["P. Kinh tế"])
    mai = Officer.objects.create(name="Trần Thị Mai", title="Chuyên viên", in_communication=True)
    for joined, left in ((date(2020, 1, 1), date(2021, 1, 1)), (date(2022, 1, 1), None)):
        Roster.objects.create(unit=room, officer=mai, joined_on=joined, left_on=left)
    Communicator.objects.create(name="Bưởi", hamlet=places[0], joined_on=date(2024, 1, 1))
    page = SocialAccount.objects.create(network="zalo", name="Xã", address="https://zalo.me/1")
    Custody.objects.create(channel=page.code, owner=mai, second_factor="on")


def test_what_is_there_goes_out_and_comes_in_unchanged() -> None:
    small_commune()
    by = account(Role.ADMINISTRATOR, is_superuser=True)
    for kind in importers():
        content = write_xlsx(template(kind, today=NOW.date(), is_full=True))
        found = states(kind.slug, content, by)
        assert found and {state for _, state, _ in found} == {"same"}, (kind.slug, found)


def test_empty_template_is_read_and_has_no_rows() -> None:
    by = account(Role.ADMINISTRATOR, is_superuser=True)
    for kind in importers():
        content = write_xlsx(template(kind, today=NOW.date(), is_full=False))
        draft = draft_of(handed_in(kind.slug, content, by))
        assert set(draft.layout.places) == {column.name for column in kind.columns}
        assert draft.rows == []


names = st.lists(
    st.sampled_from(["Núi Tháp", "Đồng Vang", "Trại Mới", "Làng Đoài", "Cồn Soi", "Bãi Dâu"]),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip
junk = st.lists(
    st.sampled_from([[], ["", None], ["Tổng cộng", 9, 9], ["Ghi chú: số liệu tạm"], [None, "x"]]),
    max_size=3,
)  # fmt: skip
wordings = st.tuples(
    st.sampled_from(["Tên thôn", "THÔN", "thon, to dan pho", "Tổ dân phố", "Tên thôn (TDP)"]),
    st.sampled_from(["Số hộ", "SO HO", "Tổng số hộ", "Số hộ dân"]),
    st.sampled_from(["Số nhân khẩu", "Nhân khẩu", "Dân số", "so khau"]),
)
orders = st.permutations([0, 1, 2])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names, junk, junk, wordings, orders)
def test_any_wording_order_and_junk_is_imported_then_undone_exactly(
    names: list[str], above: list[Any], below: list[Any], heads: tuple[str, ...], order: list[int]
) -> None:
    Hamlet.objects.all().delete()
    hamlet("Cồn Soi", 77)
    before = everything()
    by = officer_account()
    rows = [[name, 10 + place, 40 + place] for place, name in enumerate(names)]
    placed = [[row[place] for place in order] for row in (list(heads), *rows)]
    content = xlsx([*above, *placed, *below])
    done = kept("thon", content, by)
    assert {*names, "Cồn Soi"} == set(Hamlet.objects.values_list("name", flat=True))
    for place, name in enumerate(names):
        assert Hamlet.objects.get(name=name).household_count == 10 + place
    assert {state for _, state, _ in states("thon", content, by)} <= {"same", "skip"}
    undo_import(row=done, by=by, now=NOW)
    assert done.counts.get("add", 0) + done.counts.get("change", 0) == len(names)
    assert everything() == before
