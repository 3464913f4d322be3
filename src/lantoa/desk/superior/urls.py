"""Addresses of the register of higher documents; its list stands with the other lists."""

from django.urls import path

from lantoa.desk.superior import views

HOME = "danh-muc/van-ban-cap-tren/"

urlpatterns = [
    path(f"{HOME}dan/", views.paste, name="superior-paste"),
    path(f"{HOME}xem/<int:pk>/", views.one, name="superior"),
    path(f"{HOME}xem/<int:pk>/tep/", views.paper, name="superior-paper"),
    path(f"{HOME}xem/<int:pk>/hieu-luc/", views.end, name="superior-end"),
    path(f"{HOME}xem/<int:pk>/bo-ghi-nhan/", views.restore, name="superior-restore"),
]
