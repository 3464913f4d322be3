"""The menu follows a person's day; only what a role may open stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea


@dataclass(frozen=True)
class Entry:
    """One line of the menu: label, URL name, icon, and the permissions of which one is enough."""

    label: str
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()


ENTRIES = (
    Entry("Hôm nay", "today", "lt-today"),
    Entry("Kế hoạch", "plan-board", "lt-plan", ("plan.view_plan",)),
    Entry("Tin bài", "articles", "lt-article", ("newsroom.view_article",)),
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
    ),
)


class GuardedItem(MenuItem):
    """A line that is shown to those who may open it."""

    def __init__(self, entry: Entry, url: str, order: int) -> None:
        super().__init__(entry.label, url, name=entry.url_name, icon_name=entry.icon, order=order)
        self.permissions = entry.permissions

    def is_shown(self, request: HttpRequest) -> bool:
        return not self.permissions or any(request.user.has_perm(name) for name in self.permissions)


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


@hooks.register("construct_search")
def build_search(request: HttpRequest, areas: list[SearchArea]) -> None:
    """The sidebar's search looks among articles; the CMS's own areas are reached from theirs."""
    areas[:] = [SearchArea("Tin bài", reverse("articles"), name="articles", order=0)]
