"""Addresses of Danh mục."""

from django.urls import path, re_path

from lantoa.desk.registry import custodies, imports, my_roster, rosters, views

urlpatterns = [
    path("danh-muc/", views.catalogues, name="registry-desk"),
    path("danh-muc/kenh/", custodies.channels, name="channel-register"),
    path("danh-muc/kenh/<str:code>/", custodies.edit, name="custody"),
    path("danh-muc/ban-giao/<int:pk>/", custodies.handover, name="handover"),
    path("danh-muc/don-vi-minh/", my_roster.my_roster, name="my-roster"),
    path("danh-muc/nhap/", imports.kinds, name="imports"),
    path("danh-muc/nhap/luot/<int:pk>/", imports.preview, name="import-preview"),
    path("danh-muc/nhap/luot/<int:pk>/nhap/", imports.keep, name="import-keep"),
    path("danh-muc/nhap/luot/<int:pk>/hoan-tac/", imports.undo, name="import-undo"),
    path("danh-muc/nhap/<slug:slug>/", imports.upload, name="import-upload"),
    re_path(
        r"^danh-muc/nhap/(?P<slug>[a-z-]+)/(?P<what>mau|hien-co)\.xlsx$", imports.download,
        name="import-template",
    ),
    path("danh-muc/danh-sach-can-bo/ngay-ra/", rosters.end, name="rosters-end"),
    path("danh-muc/<slug:slug>/", views.rows, name="registry-list"),
    re_path(
        r"^danh-muc/(?P<slug>[a-z-]+)/xuat/(?P<form>xlsx|csv|in)/$", views.export,
        name="registry-export",
    ),
    path("danh-muc/<slug:slug>/them/", views.edit, name="registry-add"),
    path("danh-muc/<slug:slug>/<int:pk>/", views.edit, name="registry-edit"),
    path("danh-muc/<slug:slug>/<int:pk>/xoa/", views.remove, name="registry-remove"),
]  # fmt: skip
