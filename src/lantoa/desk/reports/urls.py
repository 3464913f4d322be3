"""Addresses of Báo cáo."""

from django.urls import path

from lantoa.desk.reports import views, writing

REPORT = "bao-cao/<int:pk>/"

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/lap/", writing.make, name="make-report"),
    path(REPORT, views.report, name="report"),
    path(f"{REPORT}so-lieu/", views.figure, name="report-figure"),
    path(f"{REPORT}tep/<slug:kind>/", views.download, name="report-file"),
    path(f"{REPORT}phan/<slug:key>/", writing.part, name="report-part"),
    path(f"{REPORT}lam-moi/", writing.refresh, name="refresh-report"),
    path(f"{REPORT}da-xem/", writing.seen, name="report-seen"),
    path(f"{REPORT}trinh/", writing.send, name="submit-report"),
    path(f"{REPORT}quyet-dinh/", writing.decision, name="decide-report"),
    path(f"{REPORT}rut/", writing.back, name="take-back-report"),
    path(f"{REPORT}phat-hanh/", writing.issue, name="issue-report"),
]
