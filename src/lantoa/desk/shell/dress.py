"""Styles, scripts and icons that dress the CMS."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

ICONS = (
    "today", "plan", "article", "approve", "station", "channels", "people", "target", "report",
    "registry", "system", "send",
)  # fmt: skip


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Line icons drawn for the menu."""
    return icons + [f"desk/icons/{name}.svg" for name in ICONS]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Our colours and type over the CMS's."""
    return format_html(
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
        static("fonts/be-vietnam-pro.css"),
        static("desk/desk.css"),
    )


@hooks.register("insert_global_admin_js")
def scripts() -> SafeString:
    """htmx (from django-htmx) and the desk's few lines."""
    return format_html(
        '<script src="{}" defer></script><script src="{}" defer></script>'
        '<script src="{}" defer></script><script src="{}" defer></script>',
        static("django_htmx/htmx-2.min.js"),
        static("desk/desk.js"),
        static("desk/dates.js"),
        static("desk/signin/lock.js"),
    )


@hooks.register("construct_homepage_panels")
def no_stock_home(request: object, panels: list[object]) -> None:
    """The CMS's home is never reached; were it, it would be empty."""
    panels.clear()
