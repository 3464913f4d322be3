"""Addresses of Dữ liệu cá nhân."""

from django.urls import path

from lantoa.desk.privacy import people_views, request_views, views

urlpatterns = [
    path("du-lieu-ca-nhan/", views.inventory, name="privacy"),
    path("du-lieu-ca-nhan/nguoi/", people_views.person, name="privacy-person"),
    path("du-lieu-ca-nhan/nguoi/xuat/", people_views.export, name="privacy-export"),
    path("du-lieu-ca-nhan/nguoi/xoa/", people_views.erase, name="privacy-erase"),
    path("du-lieu-ca-nhan/yeu-cau/", request_views.requests, name="privacy-requests"),
    path("du-lieu-ca-nhan/yeu-cau/<int:pk>/", request_views.act, name="privacy-request"),
]
