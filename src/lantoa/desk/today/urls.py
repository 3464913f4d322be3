"""Addresses of Hôm nay."""

from django.urls import path

from lantoa.desk.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("hom-nay/chi-tieu/", views.targets, name="today-targets"),
    path("den-phat/", views.on_air_light, name="on-air-light"),
]
