"""Addresses of Chỉ tiêu and the ledger."""

from django.urls import path

from lantoa.desk.indicators import ledger_views, views

ENTRY = "so-minh-chung/<int:seq>/"

urlpatterns = [
    path("chi-tieu/", views.board, name="indicator-board"),
    path("chi-tieu/<str:plan>/<slug:code>/", views.indicator, name="indicator"),
    path("so-minh-chung/", ledger_views.entries, name="ledger"),
    path(ENTRY, ledger_views.entry, name="ledger-entry"),
    path(f"{ENTRY}tep/<slug:sha256>/", ledger_views.attachment, name="ledger-attachment"),
]
