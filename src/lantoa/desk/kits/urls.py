"""Addresses of Ngày hưởng ứng."""

from django.urls import path

from lantoa.desk.kits import items, views

KIT = "ngay-huong-ung/<int:pk>/"
ITEM = "ngay-huong-ung/viec/<int:pk>/"

urlpatterns = [
    path("ngay-huong-ung/", views.listed, name="campaign-kits"),
    path("ngay-huong-ung/them/", views.add, name="add-day"),
    path("ngay-huong-ung/ngay/<int:pk>/chuan-bi/", views.prepare, name="prepare-campaign-kit"),
    path("ngay-huong-ung/ngay/<int:pk>/bo/", views.drop, name="drop-day"),
    path(KIT, views.one, name="campaign-kit"),
    path(f"{KIT}in/", views.printed, name="campaign-kit-printed"),
    path(f"{KIT}tai/", views.file, name="campaign-kit-file"),
    path(f"{KIT}sua/", views.describe, name="describe-campaign-kit"),
    path(f"{KIT}loi/<slug:kind>/", views.text, name="campaign-text"),
    path(f"{KIT}ban-nhap/<slug:maker>/", views.draft, name="campaign-draft"),
    path(f"{KIT}viec/", items.add, name="add-campaign-item"),
    path(ITEM, items.change, name="campaign-item"),
    path(f"{ITEM}xong/", items.tick, name="tick-campaign-item"),
    path(f"{ITEM}bo/", items.drop, name="drop-campaign-item"),
]
