"""Addresses of Danh mục."""

from django.urls import path

from lantoa.desk.registry import views

urlpatterns = [
    path("danh-muc/", views.catalogues, name="registry-desk"),
    path("danh-muc/<slug:slug>/", views.rows, name="registry-list"),
    path("danh-muc/<slug:slug>/them/", views.edit, name="registry-add"),
    path("danh-muc/<slug:slug>/<int:pk>/", views.edit, name="registry-edit"),
]
