"""Addresses of Hoạt động."""

from django.urls import path, re_path

from lantoa.desk.outreach import views

urlpatterns = [
    path("hoat-dong/", views.deeds, name="outreach-desk"),
    path("hoat-dong/ghi/", views.choose, name="outreach-choose"),
    path("hoat-dong/ghi/<slug:slug>/", views.record, name="outreach-record"),
    path("hoat-dong/<int:seq>/", views.entry, name="outreach-entry"),
    path("hoat-dong/<int:seq>/dieu-chinh/", views.correct, name="outreach-correct"),
    re_path(
        r"^hoat-dong/(?P<seq>\d+)/tep/(?P<sha256>[0-9a-f]{64})$", views.attached,
        name="outreach-file",
    ),
]  # fmt: skip
