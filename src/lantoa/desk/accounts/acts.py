"""What an administrator may do to an account: each with its question and its effect in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lantoa.core.errors import Refused
from lantoa.desk.accounts import services
from lantoa.desk.accounts.queries import AccountRow
from lantoa.registry.models import Account
from lantoa.registry.privacy import is_forgotten
from lantoa.registry.terms import ResetAct


@dataclass(frozen=True)
class Act:
    """One act. `effect` says before it is done what it does; `perform` answers a one-time password
    or nothing; `fits` tells for which accounts it makes sense."""

    slug: str
    name: str
    effect: str
    done: str
    perform: Callable[[Account, Account, datetime], str | None]
    fits: Callable[[AccountRow], bool]
    # What a second person has to agree to where the account signs or keeps accounts.
    guarded: ResetAct | None = None


def _unlock(account: Account, by: Account, now: datetime) -> None:
    services.unlock_account(account=account, by=by)


def _active(row: AccountRow) -> bool:
    return row.account.is_active


def _confirm(account: Account, by: Account, now: datetime) -> str | None:
    raise Refused(
        "Quyền duyệt do một người duyệt khác xác nhận, không do quản trị. Chưa thay đổi gì."
    )


ACTS = (
    Act(
        "mo-khoa", "Mở khóa",
        "Những lần sai mật khẩu vừa rồi không tính nữa; đăng nhập lại được ngay bằng mật khẩu cũ.",
        "Đã mở khóa",
        _unlock,
        lambda row: row.locked_until is not None,
    ),
    Act(
        "cap-mat-khau", "Cấp mật khẩu dùng một lần",
        "Mật khẩu cũ không dùng được nữa, mọi nơi đang đăng nhập bị đăng xuất. Mật khẩu mới chỉ "
        "hiện một lần, hết hạn sau ba ngày và phải đổi ngay khi đăng nhập.",
        "Đã cấp mật khẩu dùng một lần cho",
        lambda account, by, now: services.give_new_password(account=account, by=by, now=now),
        _active,
        ResetAct.PASSWORD,
    ),
    Act(
        "dat-lai-lop-hai", "Đặt lại lớp xác thực thứ hai",
        "Ứng dụng tạo mã, khóa truy cập và mã dự phòng đã in đều bị gỡ, mọi nơi đang đăng nhập bị "
        "đăng xuất. Lần đăng nhập sau phải bật lại. Chỉ làm khi đã gặp hoặc gọi đúng người.",
        "Đã đặt lại lớp xác thực thứ hai của",
        lambda account, by, now: services.reset_second_factor(account=account, by=by, now=now),
        lambda row: row.has_factor,
        ResetAct.FACTOR,
    ),
    Act(
        "xac-nhan-duyet", "Đề nghị xác nhận quyền duyệt",
        "Một người duyệt khác đang dùng xác nhận thì tài khoản duyệt được ngay, không phải chờ đủ "
        "ba ngày; người ấy từ chối thì tài khoản chưa duyệt được.",
        "Đã xác nhận quyền duyệt của",
        _confirm,
        lambda row: row.account.is_active and row.waits_to_sign,
        ResetAct.SIGN,
    ),
    Act(
        "dang-xuat", "Đăng xuất mọi nơi",
        "Mọi nơi đang đăng nhập bằng tài khoản này bị đăng xuất; mật khẩu giữ nguyên.",
        "Đã đăng xuất mọi nơi",
        lambda account, by, now: services.sign_out_everywhere(account=account, by=by),
        _active,
    ),
    Act(
        "ngung", "Ngừng dùng tài khoản",
        "Không ai đăng nhập được bằng tài khoản này nữa. Bài đã viết, lượt duyệt và minh chứng giữ "
        "nguyên. Mở lại được.",
        "Đã ngừng dùng tài khoản",
        lambda account, by, now: services.disable_account(account=account, by=by, now=now),
        _active,
    ),
    Act(
        "mo-lai", "Mở lại tài khoản",
        "Tài khoản dùng lại được, với một mật khẩu dùng một lần hiện ra ngay sau đây.",
        "Đã mở lại tài khoản",
        lambda account, by, now: services.enable_account(account=account, by=by, now=now),
        lambda row: not row.account.is_active and not is_forgotten(row.account),
        ResetAct.REOPEN,
    ),
)  # fmt: skip


def act_of(slug: str) -> Act | None:
    """The act of an address."""
    return next((act for act in ACTS if act.slug == slug), None)
