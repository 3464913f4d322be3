"""Addresses of Hôm nay and of the search, which is reached from everywhere."""

from django.urls import path

from lantoa.desk.search.views import search
from lantoa.desk.today import acts, views

urlpatterns = [
    path("", views.today, name="today"),
    path("hom-nay/chi-tieu/", views.targets, name="today-targets"),
    path("hom-nay/nhac/", acts.nudge, name="nudge-unit"),
    path("hom-nay/thong-bao/<int:pk>/da-xem/", acts.noted, name="note-notice"),
    path("hom-nay/phat-lai/<int:pk>/", acts.air, name="air-again"),
    path("hom-nay/gui-lai/<int:pk>/", acts.send, name="send-again"),
    path("hom-nay/mo-khoa/<int:pk>/", acts.lift, name="lift-lock"),
    path("tim/", search, name="desk-search"),
    path("den-phat/", views.on_air_light, name="on-air-light"),
]
