"""Addresses of Hồ sơ kiểm tra."""

from django.urls import path

from lantoa.desk.inspection import views

urlpatterns = [
    path("he-thong/ho-so-kiem-tra/", views.inspection, name="inspection"),
    path("he-thong/ho-so-kiem-tra/in/", views.printed, name="inspection-printed"),
    path("he-thong/ho-so-kiem-tra/xuat/", views.export, name="inspection-export"),
    path("he-thong/ho-so-kiem-tra/<slug:code>/", views.part, name="inspection-part"),
]
