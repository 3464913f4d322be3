"""Addresses of Chỉ tiêu and the ledger."""

from django.urls import path

from lantoa.desk.indicators import coverage_views, ledger_views, views

# The ledger lies under Chỉ tiêu, so that the menu marks where it belongs; its addresses come first,
# for a plan and an indicator read alike.
LEDGER = "chi-tieu/so-minh-chung/"
ENTRY = f"{LEDGER}<int:seq>/"

urlpatterns = [
    path("chi-tieu/", views.board, name="indicator-board"),
    path("chi-tieu/nhom-doi-tuong/", coverage_views.by_group, name="coverage"),
    path(LEDGER, ledger_views.entries, name="ledger"),
    path(ENTRY, ledger_views.entry, name="ledger-entry"),
    path(f"{ENTRY}tep/<slug:sha256>/", ledger_views.attachment, name="ledger-attachment"),
    path("chi-tieu/<str:plan>/<slug:code>/", views.indicator, name="indicator"),
]
