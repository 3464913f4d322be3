"""Wagtail's own pages over our rows, for comparison: its home, a model's list, a model's editor.
Addresses of the program, and these beside them; only the measuring process uses them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.home import HomeView
from wagtail.admin.viewsets.model import ModelViewSet

from lantoa.newsroom.models import Article


class StockArticles(ModelViewSet):
    """As a project gets it from Wagtail without writing anything."""

    model = Article
    form_fields = ("title", "lead", "body", "script", "post", "genre", "section")
    list_display = ("title", "genre", "section", "created_at")
    icon = "doc-full"


PROGRAM = "lantoa.config.urls"
VIEWSET = StockArticles("stock_articles", url_prefix="stock-articles")


def home(article: int) -> str:
    """Wagtail's home."""
    return "/stock/home/"


def listing(article: int) -> str:
    """Wagtail's list of a model, 20 rows a page."""
    return "/stock/bai/"


def editor(article: int) -> str:
    """Wagtail's editor of a model."""
    return f"/stock/bai/edit/{article}/"


urlpatterns: list[URLPattern | URLResolver] = [
    path("stock/home/", require_admin_access(HomeView.as_view())),
    path("stock/bai/", include((VIEWSET.get_urlpatterns(), "stock_articles"))),
    path("", include(PROGRAM)),
]
