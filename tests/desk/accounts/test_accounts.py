"""Hệ thống, Tài khoản: the list, adding, changing, helping somebody back in."""

from __future__ import annotations

import re
from io import BytesIO, StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from tests.desk.signin.world import DESK, NEW, enrolled, person, sign_in, whole
from tests.make import NOW, account

from lantoa.desk.accounts.services import add_account, change_account, disable_account
from lantoa.desk.audit.models import AuditEntry
from lantoa.documents.sheets import read_xlsx
from lantoa.notices.models import Notice
from lantoa.registry.factors import has_factor
from lantoa.registry.models import Account, Officer
from lantoa.registry.passwords import give_one_time_password
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LIST = f"{DESK}he-thong/tai-khoan/"
PASSWORD_SHOWN = re.compile(r'id="one-time">([a-z0-9-]{14})<')


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def administrator() -> Account:
    return account(Role.ADMINISTRATOR)


def shown_password(page: bytes) -> str:
    found = PASSWORD_SHOWN.search(page.decode())
    assert found
    return found[1]


def test_new_account_gets_a_password_that_is_shown_once_and_changed_at_once() -> None:
    client = signed_in(administrator())
    mai = Officer.objects.create(name="Trần Thị Mai")
    sent = {"username": "mai.tran", "name": "Trần Thị Mai", "role": "editor", "officer": mai.pk}
    page = client.post(f"{LIST}them/", sent)
    made = Account.objects.get(username="mai.tran")
    assert (made.role, made.officer, made.groups.get().name) == ("editor", mai, "Biên tập viên")
    password = shown_password(page.content)
    assert password not in client.get(f"{LIST}{made.pk}/").content.decode()
    hers, _ = sign_in(made, password)
    assert hers.get(DESK).headers["Location"].startswith(f"{DESK}doi-mat-khau/")
    hers.post(f"{DESK}doi-mat-khau/", {"password": password, "new": NEW, "again": NEW})
    assert hers.get(DESK).headers["Location"].startswith(f"{DESK}lop-xac-thuc/")
    assert password not in " ".join(AuditEntry.objects.values_list("words", flat=True))


@pytest.mark.parametrize(
    "sent",
    [{"username": "bientap", "name": "Mai", "role": "editor"},
     {"username": "BienTap", "name": "Mai", "role": "editor"},
     {"username": "mai trần", "name": "Mai", "role": "editor"},
     {"username": "m", "name": "Mai", "role": "editor"},
     {"username": "mai", "name": "", "role": "editor"},
     {"username": "mai", "name": "Mai", "role": "superuser"},
     {"username": "<script>", "name": "Mai", "role": "editor"}],
)  # fmt: skip
def test_bad_account_is_not_added(sent: dict[str, str]) -> None:
    account(username="bientap")
    client, count = signed_in(administrator()), Account.objects.count()
    assert client.post(f"{LIST}them/", sent).status_code == 422
    assert Account.objects.count() == count


def test_officer_has_one_account() -> None:
    mai = Officer.objects.create(name="Trần Thị Mai")
    account(officer=mai)
    sent = {"username": "mai2", "name": "Mai", "role": "editor", "officer": mai.pk}
    answer = signed_in(administrator()).post(f"{LIST}them/", sent)
    assert (answer.status_code, "đã gắn với tài khoản" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_opens_the_accounts(role: Role) -> None:
    other, client = account(), signed_in(account(role))
    for path in ("", "them/", "xuat/", f"{other.pk}/", f"{other.pk}/ngung/"):
        assert client.get(LIST + path).status_code == 403
    assert client.post(f"{LIST}{other.pk}/ngung/").status_code == 403
    assert Account.objects.get(pk=other.pk).is_active


def test_administrator_may_not_write_approve_or_broadcast() -> None:
    who = Account.objects.get(pk=administrator().pk)
    forbidden = ("newsroom.add_article", "newsroom.change_article", "approval.add_approval",
                 "station.change_timetable", "social.change_post", "plan.change_plan",
                 "reports.add_report")  # fmt: skip
    assert [name for name in forbidden if who.has_perm(name)] == []
    client = signed_in(who)
    assert client.post(f"{DESK}tin-bai/viet/", {"title": "a"}).status_code in (403, 404)
    page = client.get(f"{DESK}tai-khoan-cua-toi/").content.decode()
    assert "cần một tài khoản thứ hai" in page


def test_list_is_searched_filtered_and_exported() -> None:
    client = signed_in(administrator())
    account(Role.LEADER, name="Lê Văn Thành", username="thanh")
    off = account(Role.EDITOR, name="Phạm Thị Lan", username="lan")
    Account.objects.filter(pk=off.pk).update(is_active=False)

    def names(query: str) -> list[str]:
        sheet = read_xlsx(client.get(f"{LIST}xuat/?{query}").content)[0]
        return [str(row[0]) for row in sheet.rows[1:]]

    assert names("q=le+van") == ["thanh"]
    assert names("vai-tro=leader") == ["thanh"]
    assert names("tinh-trang=ngung") == ["lan"]
    assert names("lop-hai=co") == []
    assert "lan" in names("")
    page = client.get(f"{LIST}?q=le+van").content.decode()
    assert ("Lê Văn Thành" in page, "Phạm Thị Lan" in page) == (True, False)
    assert BytesIO(client.get(f"{LIST}xuat/").content).read(2) == b"PK"


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_for_three(
    count: int,
    django_assert_num_queries: object,
) -> None:
    for _ in range(count):
        enrolled()
    client = signed_in(administrator())
    client.get(LIST)
    with django_assert_num_queries(13):  # type: ignore[operator]
        client.get(LIST, headers={"X-Passive": "1"})


def test_disabled_account_is_signed_out_and_may_come_back() -> None:
    client, who = whole()
    admin = signed_in(administrator())
    asked = admin.get(f"{LIST}{who.pk}/ngung/").content.decode()
    assert "minh chứng giữ nguyên" in asked.replace("giữ \nnguyên", "giữ nguyên")
    admin.post(f"{LIST}{who.pk}/ngung/")
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    assert sign_in(who)[1].status_code == 422
    page = admin.post(f"{LIST}{who.pk}/mo-lai/")
    assert sign_in(who, shown_password(page.content))[1].status_code == 302


def test_reset_takes_every_factor_and_tells_the_owner() -> None:
    client, who = whole()
    admin = signed_in(administrator())
    admin.post(f"{LIST}{who.pk}/dat-lai-lop-hai/")
    assert not has_factor(who)
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    again, _ = sign_in(who)
    assert again.get(DESK).headers["Location"].startswith(f"{DESK}lop-xac-thuc/")
    assert "đã đặt lại lớp xác thực thứ hai" in Notice.objects.get(to_account=who).text
    entry = AuditEntry.objects.filter(action="account-act").latest("seq")
    assert (entry.subject, entry.words) == (
        who.code, f"Đã đặt lại lớp xác thực thứ hai của {who.code}.",
    )  # fmt: skip


def test_lock_is_lifted_by_another_administrator() -> None:
    who = person()
    for _ in range(5):
        sign_in(who, "sai mật khẩu rồi nhé")
    assert sign_in(who)[1].status_code == 429
    admin = signed_in(administrator())
    assert "tạm khóa đến" in admin.get(LIST).content.decode()
    admin.post(f"{LIST}{who.pk}/mo-khoa/")
    assert AccessAttempt.objects.count() == 0
    assert sign_in(who)[1].status_code == 302


def test_sign_out_everywhere_keeps_the_password() -> None:
    client, who = whole()
    signed_in(administrator()).post(f"{LIST}{who.pk}/dang-xuat/")
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    assert sign_in(who)[1].status_code == 302


@pytest.mark.parametrize("slug", ["ngung", "cap-mat-khau", "dat-lai-lop-hai", "mo-khoa"])
def test_nobody_does_it_to_their_own_account(slug: str) -> None:
    administrator()
    client, who = whole(Role.ADMINISTRATOR)
    assert client.post(f"{LIST}{who.pk}/{slug}/").status_code == 422
    kept = Account.objects.get(pk=who.pk)
    assert (kept.is_active, kept.password, has_factor(kept)) == (True, who.password, True)


def test_last_administrator_stays() -> None:
    last = administrator()
    helper = account(Role.EDITOR)
    # May change accounts and yet looks after nothing: `keepers` leaves this one out.
    helper.user_permissions.set(
        Permission.objects.filter(codename__in=("view_account", "change_account"))
    )
    client = signed_in(Account.objects.get(pk=helper.pk))
    assert client.post(f"{LIST}{last.pk}/ngung/").status_code == 422
    sent = {"name": last.name, "role": "editor"}
    assert client.post(f"{LIST}{last.pk}/", sent).status_code == 422
    kept = Account.objects.get(pk=last.pk)
    assert (kept.is_active, kept.role) == (True, "administrator")


def test_another_role_ends_the_sessions() -> None:
    client, who = whole()
    sent = {"name": who.name, "role": "leader"}
    signed_in(administrator()).post(f"{LIST}{who.pk}/", sent)
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    assert Account.objects.get(pk=who.pk).groups.get().name == "Lãnh đạo duyệt"


def test_unknown_account_and_act_are_not_found() -> None:
    client = signed_in(administrator())
    assert client.get(f"{LIST}99999/").status_code == 404
    assert client.post(f"{LIST}{account().pk}/xoa-sach/").status_code == 404


@pytest.mark.parametrize("act", [add_account, change_account, disable_account])
def test_services_need_the_right(act: object) -> None:
    from lantoa.core.errors import Refused

    editor, other = account(), account()
    given = {"by": editor}
    if act is add_account:
        given |= {"username": "moi", "name": "Mới", "role": Role.LEADER, "officer": None,
                  "now": NOW}  # fmt: skip
    else:
        given |= {"account": other, "now": NOW}
    if act is change_account:
        given |= {"name": "Mới", "role": Role.LEADER, "officer": None}
    with pytest.raises(Refused):
        act(**given)  # type: ignore[operator]
    assert Account.objects.filter(username="moi").count() == 0


def test_who_sits_at_the_machine_gets_the_only_administrator_back_in() -> None:
    who, _ = enrolled(Role.ADMINISTRATOR)
    for _ in range(5):
        sign_in(who, "sai mật khẩu rồi nhé")
    said = StringIO()
    call_command("recover_account", who.username, stdout=said)
    password = said.getvalue().splitlines()[0].rpartition(" ")[2]
    client, _ = sign_in(who, password)
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}doi-mat-khau/")
    assert AuditEntry.objects.filter(action="account-recovered").count() == 1
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("recover_account", "khong-co-ai")


def test_one_time_password_is_never_twice_the_same() -> None:
    who = account()
    assert len({give_one_time_password(account=who, now=NOW) for _ in range(20)}) == 20


def test_opening_again_is_no_second_way_to_a_password() -> None:
    chief = administrator()
    client = signed_in(chief)
    leader = account(Role.LEADER, password=NEW)
    for who in (leader, chief):
        assert client.post(f"{LIST}{who.pk}/mo-lai/").status_code == 422
    assert Account.objects.get(pk=leader.pk).check_password(NEW)
    assert Notice.objects.count() == 0


def test_owner_is_told_that_the_account_was_opened_again() -> None:
    client, who = signed_in(administrator()), account(Role.EDITOR)
    client.post(f"{LIST}{who.pk}/ngung/")
    client.post(f"{LIST}{who.pk}/mo-lai/")
    assert "đã mở lại tài khoản" in Notice.objects.get(to_account=who).text


def test_address_for_letters_is_kept_changed_and_checked() -> None:
    client = signed_in(administrator())
    sent = {"username": "thanh.le", "name": "Lê Văn Thành", "role": "leader"}
    assert client.post(f"{LIST}them/", {**sent, "email": "không phải thư"}).status_code == 422
    client.post(f"{LIST}them/", {**sent, "email": "thanh@xa.example"})
    made = Account.objects.get(username="thanh.le")
    assert made.email == "thanh@xa.example"
    page = client.get(f"{LIST}{made.pk}/").content.decode()
    assert 'value="thanh@xa.example"' in page
    client.post(f"{LIST}{made.pk}/", {**sent, "email": ""})
    assert Account.objects.get(pk=made.pk).email == ""
