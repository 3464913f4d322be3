"""The menu follows a person's day; only what a role may open stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from lantoa.registry.roles import TAKE_PART


@dataclass(frozen=True)
class Entry:
    """One line of the menu: label, URL name, icon, the permissions of which one is enough, the
    first parts of the addresses that belong to it beside its own, and the permissions of whoever
    finds the same elsewhere."""

    label: str
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


# Whoever may open at least one screen of Hệ thống.
SYSTEM = (
    "auth.change_group", "approval.change_routerule", "approval.final_approval",
    "desk.view_auditentry", "desk.inspect_period", "registry.view_account",
)  # fmt: skip
ENTRIES = (
    Entry("Hôm nay", "today", "lt-today"),
    Entry(
        "Kế hoạch", "plan-board", "lt-plan", ("plan.view_plan",),
        ("don-doc", "gui-van-ban", "khen-thuong", "kinh-phi", "ngay-huong-ung", "nhuan-but",
         "so-lieu", "van-ban-den", "vuong-mac", "yeu-cau-so-lieu"),
    ),
    Entry(
        "Tin bài", "articles", "lt-article", ("newsroom.view_article",), ("images", "kho-tu-lieu")
    ),
    # Who writes finds it among the ideas.
    Entry("Gửi tin", "send-story", "lt-send", (TAKE_PART,), (), ("newsroom.add_article",)),
    Entry("Duyệt", "approvals", "lt-approve", ("approval.add_approval",)),
    Entry("Truyền thanh", "station-desk", "lt-station", ("newsroom.view_article",)),
    Entry("Kênh", "social-desk", "lt-channels", ("newsroom.view_article",)),
    Entry("Hoạt động", "outreach-desk", "lt-people", ("newsroom.view_article",)),
    Entry("Chỉ tiêu", "indicator-board", "lt-target", ("plan.view_plan",)),
    Entry("Báo cáo", "reports", "lt-report", ("reports.view_report", "reports.add_report")),
    Entry(
        "Danh mục",
        "registry-desk",
        "lt-registry",
        ("registry.view_unit", "registry.view_spokenword"),
        ("gio-dau-tien",),
    ),
    Entry("Hệ thống", "system", "lt-system", SYSTEM, ("du-lieu-ca-nhan", "thu-dien-tu")),
)  # fmt: skip
ELSEWHERE = "lt-elsewhere"


class GuardedItem(MenuItem):
    """A line that is shown to those who may open it."""

    def __init__(self, entry: Entry, url: str, order: int) -> None:
        super().__init__(entry.label, url, name=entry.url_name, icon_name=entry.icon, order=order)
        self.permissions, self.unless = entry.permissions, entry.unless

    def is_shown(self, request: HttpRequest) -> bool:
        can = request.user.has_perm
        is_elsewhere = any(can(name) for name in self.unless)
        return not is_elsewhere and (not self.permissions or any(map(can, self.permissions)))


@hooks.register("construct_main_menu", order=100)
def build_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Replaces the CMS's menu by ours."""
    items.clear()
    for order, entry in enumerate(ENTRIES):
        try:
            item = GuardedItem(entry, reverse(entry.url_name), order)
        except NoReverseMatch:  # an area that is not built yet
            continue
        if item.is_shown(request):
            items.append(item)
            if _first_part(request.path) in entry.also:
                items.append(_marker(entry, request.path))


def _first_part(path: str) -> str:
    """«kinh-phi» of /ban-lam-viec/kinh-phi/KH-2026-1/."""
    return path.removeprefix(reverse("today")).partition("/")[0]


def _marker(entry: Entry, path: str) -> MenuItem:
    """The CMS lights up the line whose address begins this one's, and every line whose name begins
    that line's name: an unseen line of the page's own address lights up the area's."""
    name = f"{entry.url_name}-here"
    return MenuItem(entry.label, path, name=name, classname=ELSEWHERE, order=999)


@hooks.register("register_admin_search_area")
def search_everywhere() -> SearchArea:
    """The sidebar's box leads to the first area that is registered: ours, for every role."""
    return SearchArea("Mọi nơi", reverse("desk-search"), name="desk-search", order=-1000)


@hooks.register("construct_search")
def build_search(request: HttpRequest, areas: list[SearchArea]) -> None:
    """The CMS's own areas are reached from their own lists."""
    areas[:] = [search_everywhere()]
