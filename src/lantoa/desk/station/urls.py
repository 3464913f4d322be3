"""Addresses of Truyền thanh."""

from django.urls import path

from lantoa.desk.station import views

urlpatterns = [
    path("truyen-thanh/", views.today, name="station-desk"),
    path("truyen-thanh/da-phat/", views.past, name="station-past"),
    path("truyen-thanh/cum-loa/", views.device_list, name="station-devices"),
    path("truyen-thanh/cum-loa/<int:pk>/moi/", views.invite, name="station-invite"),
    path("truyen-thanh/khung-gio/", views.hours, name="station-hours"),
    path("truyen-thanh/khung-gio/them/", views.edit_slot, name="station-slot-add"),
    path("truyen-thanh/khung-gio/<int:pk>/", views.edit_slot, name="station-slot"),
    path("truyen-thanh/khu-vuc/them/", views.edit_zone, name="station-zone-add"),
    path("truyen-thanh/khu-vuc/<int:pk>/", views.edit_zone, name="station-zone"),
]
