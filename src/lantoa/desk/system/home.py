"""The first page of Hệ thống: what this account may look after."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.shell.menu import SYSTEM


@dataclass(frozen=True)
class Card:
    """One screen of Hệ thống."""

    name: str
    what: str
    url_name: str
    permissions: tuple[str, ...]


CARDS = (
    Card("Tài khoản", "Ai vào được bàn làm việc, với vai trò nào.", "accounts",
         ("registry.view_account",)),
    Card("Vai trò và quyền", "Mỗi vai trò làm được gì; thêm vai trò riêng.", "roles",
         ("auth.change_group",)),
    Card("Quy định duyệt", "Loại nội dung nào duyệt một bước, loại nào hai bước.",
         "approval-routes", ("approval.change_routerule",)),
    Card("Ủy quyền duyệt", "Ai duyệt thay lãnh đạo, từ ngày nào đến ngày nào.", "delegations",
         ("approval.final_approval", "approval.change_routerule")),
    Card("Trợ giúp viết", "Không bắt buộc, tắt sẵn: hỏi gợi ý ở một địa chỉ do xã chọn.",
         "writing-help", ("registry.change_commune",)),
    Card("Nhật ký hệ thống", "Ai đã xem, đã đổi gì; đăng nhập và lần bị từ chối.", "audit",
         ("desk.view_auditentry",)),
    Card("Hồ sơ kiểm tra", "Mọi việc của một khoảng ngày, để xem và in.", "inspection",
         ("desk.inspect_period",)),
    Card("Thư điện tử", "Thư đã gửi, đang chờ và chưa gửi được.", "mails",
         ("registry.change_account", "plan.change_plan")),
)  # fmt: skip


@needs(*SYSTEM)
def system(request: DeskRequest) -> HttpResponse:
    """Only what this account may open stands here."""
    found = []
    for card in CARDS:
        try:
            address = reverse(card.url_name)
        except NoReverseMatch:
            continue
        if any(request.user.has_perm(name) for name in card.permissions):
            found.append((card, address))
    return render(request, "desk/system/home.html", {"cards": found})
