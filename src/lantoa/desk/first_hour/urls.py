"""Addresses of the first hour."""

from django.urls import path

from lantoa.desk.first_hour import views

urlpatterns = [
    path("lan-dau/", views.first_visit, name="first-visit"),
    path("gio-dau-tien/", views.steps, name="first-hour"),
    path("gio-dau-tien/xa/", views.commune, name="first-hour-commune"),
    path("gio-dau-tien/don-vi/", views.units, name="first-hour-units"),
    path("gio-dau-tien/tai-khoan/", views.accounts, name="first-hour-accounts"),
    path("gio-dau-tien/an/", views.close, name="first-hour-close"),
]
