"""Danh mục: search, filters, sorting, export, print, removal, several people leaving at once."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from tests.make import account, at, cluster, hamlet, unit

from lantoa.channels.social.models import SocialAccount
from lantoa.desk.registry.forms import BoardForm
from lantoa.desk.registry.lists import CATALOGUES
from lantoa.registry.models import Account, Board, Custody, Hamlet, Officer, Roster, Unit
from lantoa.registry.services import record_communicator
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/danh-muc/"
ROSTER = f"{HOME}danh-sach-can-bo/"


def client_of(who: Account | None = None) -> Client:
    client = Client()
    client.force_login(who or account(Role.PLAN_OFFICER))
    return client


def on_roster(name: str, joined: str, left: str | None = None, where: Unit | None = None) -> Roster:
    return Roster.objects.create(
        officer=Officer.objects.create(name=name), unit=where or unit(),
        joined_on=date.fromisoformat(joined), left_on=date.fromisoformat(left) if left else None,
    )  # fmt: skip


def names(client: Client, address: str) -> list[str]:
    return [line.cells[0] for line in client.get(address).context["listing"].lines]


def test_roster_shows_who_was_there_on_a_day_and_who_came_and_went() -> None:
    on_roster("Trần Thị Mai", "2025-01-01")
    on_roster("Lê Văn Hòa", "2025-01-01", "2026-03-01")
    on_roster("Đỗ Thị Ánh", "2026-04-01")
    client = client_of()
    assert sorted(names(client, ROSTER)) == ["Trần Thị Mai", "Đỗ Thị Ánh"]
    assert sorted(names(client, f"{ROSTER}?tinh-trang=co-mat&ngay=2026-03-01")) == [
        "Lê Văn Hòa", "Trần Thị Mai"
    ]  # fmt: skip
    assert names(client, f"{ROSTER}?tinh-trang=da-thoi") == ["Lê Văn Hòa"]
    moved = f"{ROSTER}?bien-dong=vao-ra&tu=2026-01-01&den=2026-06-30"
    assert sorted(names(client, moved)) == ["Lê Văn Hòa", "Đỗ Thị Ánh"]
    assert names(client, moved.replace("vao-ra", "ra")) == ["Lê Văn Hòa"]


def test_list_sorts_as_the_vietnamese_alphabet_and_numbers_by_size() -> None:
    for name, households in (("Bến Đò", 9), ("Ấp Mới", 100), ("Đồng Vang", 20)):
        hamlet(name, households)
    client = client_of()
    assert names(client, f"{HOME}thon/?sap=1") == ["Ấp Mới", "Bến Đò", "Đồng Vang"]
    assert names(client, f"{HOME}thon/?sap=2") == ["Bến Đò", "Đồng Vang", "Ấp Mới"]
    assert names(client, f"{HOME}thon/?sap=-2") == ["Ấp Mới", "Đồng Vang", "Bến Đò"]


@pytest.mark.parametrize(
    "query", ["sap=99", "sap=x", "ngay=hom-qua", "tinh-trang=la", "don-vi=0'--", "q=%00", "trang=0"]
)
def test_what_nobody_could_ask_is_as_if_not_asked(query: str) -> None:
    on_roster("Trần Thị Mai", "2025-01-01")
    answer = client_of().get(f"{ROSTER}?{query}")
    assert (answer.status_code, len(answer.context["listing"].lines)) == (200, 1)


def test_export_holds_what_is_filtered_in_both_forms() -> None:
    mai = on_roster("=HYPERLINK(1)", "2025-01-01")
    on_roster("Lê Văn Hòa", "2025-01-01", where=unit("Trường Tiểu học"))
    client = client_of()
    query = f"?don-vi={mai.unit_id}"
    book = openpyxl.load_workbook(BytesIO(client.get(f"{ROSTER}xuat/xlsx/{query}").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("STT", "Cán bộ", "Chức vụ", "Đơn vị", "Từ ngày", "Đến ngày")
    assert [row[1] for row in rows[1:]] == ["=HYPERLINK(1)"]
    text = client.get(f"{ROSTER}xuat/csv/{query}").content.decode("utf-8-sig")
    assert text.splitlines()[1] == "1,'=HYPERLINK(1),,Trung tâm Dịch vụ tổng hợp,01/01/2025,"
    printed = client.get(f"{ROSTER}xuat/in/{query}").content.decode()
    assert "đơn vị: Trung tâm Dịch vụ tổng hợp" in printed and "Lê Văn Hòa" not in printed


def test_every_list_is_exported_and_printed() -> None:
    client = client_of()
    for one in CATALOGUES:
        for form in ("xlsx", "csv", "in"):
            assert client.get(f"{HOME}{one.slug}/xuat/{form}/").status_code == 200


def test_row_in_use_is_not_removed_and_says_where() -> None:
    bound = cluster("Bến Đò 1", hamlet("Bến Đò"))
    client = client_of()
    asked = client.get(f"{HOME}thon/{bound.hamlet_id}/xoa/").content.decode()
    assert "1 cụm loa" in asked and "Xóa hẳn" not in asked
    assert client.post(f"{HOME}thon/{bound.hamlet_id}/xoa/").status_code == 422
    assert Hamlet.objects.count() == 1


def test_row_that_the_ledger_names_is_not_removed() -> None:
    from lantoa.registry.models import Communicator

    officer = account(Role.PLAN_OFFICER)
    row = Communicator(name="Lương Thị Bưởi", hamlet=hamlet(), joined_on=date(2026, 11, 1))
    record_communicator(communicator=row, by=officer, now=at(9))
    answer = client_of(officer).post(f"{HOME}tuyen-truyen-vien/{row.pk}/xoa/")
    assert "1 mục trong sổ minh chứng" in answer.content.decode()
    assert Communicator.objects.count() == 1


def test_row_entered_by_mistake_is_removed_after_a_question() -> None:
    wrong = hamlet("Ghi nhầm")
    client = client_of()
    assert "Xóa hẳn «Ghi nhầm»" in client.get(f"{HOME}thon/{wrong.pk}/xoa/").content.decode()
    assert client.post(f"{HOME}thon/{wrong.pk}/xoa/").status_code == 302
    assert Hamlet.objects.count() == 0


def test_several_people_leave_at_once_or_nobody() -> None:
    early, late = on_roster("Trần Thị Mai", "2025-01-01"), on_roster("Lê Văn Hòa", "2026-10-01")
    client = client_of()
    sent = {"dong": [early.pk, late.pk], "ngay-ra": "2026-09-30"}
    answer = client.post(f"{ROSTER}ngay-ra/", sent)
    assert "Chưa ghi ngày ra cho ai" in answer.content.decode()
    assert not Roster.objects.exclude(left_on=None).exists()
    assert client.post(f"{ROSTER}ngay-ra/", {**sent, "ngay-ra": "2026-11-01"}).status_code == 302
    assert Roster.objects.filter(left_on=date(2026, 11, 1)).count() == 2
    assert client.post(f"{ROSTER}ngay-ra/", {"dong": ["x"], "ngay-ra": ""}).status_code == 422


def test_channels_say_what_is_missing_and_go_from_hand_to_hand() -> None:
    page = SocialAccount.objects.create(
        network="facebook", name="Xã Sông Lam", address="https://www.facebook.com/xasonglam"
    )
    gone = on_roster("Trần Thị Mai", "2020-01-01", "2024-01-01").officer
    taker = on_roster("Lê Văn Hòa", "2020-01-01").officer
    client = client_of()
    shown = client.get(f"{HOME}kenh/").content.decode()
    assert "chưa có người giữ, chưa có thư khôi phục, chưa rõ xác thực hai lớp" in shown
    sent = {"owner": gone.pk, "recovery_email": "vanthu@songlam.example", "second_factor": "on",
            "held_since": "2020-01-01", "codes_kept_at": "tủ văn thư"}  # fmt: skip
    assert client.post(f"{HOME}kenh/{page.code}/", sent).status_code == 302
    assert "người giữ đã thôi công tác" in client.get(f"{HOME}kenh/").content.decode()
    sheet = client.get(f"{HOME}ban-giao/{gone.pk}/").content.decode()
    assert "Xã Sông Lam" in sheet and "tủ văn thư" in sheet
    day = (date.today() - timedelta(days=1)).isoformat()
    client.post(f"{HOME}ban-giao/{gone.pk}/", {"taker": taker.pk, "on": day})
    assert Custody.objects.get().owner == taker
    again = client.post(f"{HOME}ban-giao/{gone.pk}/", {"taker": taker.pk, "on": day})
    assert (again.status_code, Custody.objects.get().owner) == (422, taker)


def test_nobody_is_owner_and_deputy_and_no_other_channel_is_opened() -> None:
    mai = on_roster("Trần Thị Mai", "2025-01-01").officer
    client = client_of()
    sent = {"owner": mai.pk, "deputy": mai.pk, "second_factor": "on"}
    assert client.post(f"{HOME}kenh/website/", sent).status_code == 422
    assert client.get(f"{HOME}kenh/social-account:9/").status_code == 404
    assert Custody.objects.count() == 0
    assert client_of(account(Role.INSPECTOR)).get(f"{HOME}kenh/").status_code == 403


def test_hamlet_no_longer_used_is_offered_only_where_it_stands() -> None:
    old = hamlet("Thôn cũ")
    Hamlet.objects.filter(pk=old.pk).update(is_active=False)
    kept = Board.objects.create(name="Bảng cũ", hamlet=old)
    now = hamlet("Bến Đò")
    assert list(BoardForm().fields["hamlet"].queryset) == [now]  # type: ignore[attr-defined]
    offered = BoardForm(instance=kept).fields["hamlet"].queryset  # type: ignore[attr-defined]
    assert set(offered) == {old, now}
