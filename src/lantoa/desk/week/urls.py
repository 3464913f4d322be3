"""Addresses of Lịch tuần."""

from django.urls import path

from lantoa.desk.week import views

WEEK = "tin-bai/lich-tuan/"

urlpatterns = [
    path(WEEK, views.week, name="week"),
    path(f"{WEEK}in/", views.printed, name="week-printed"),
    path(f"{WEEK}xep/", views.place, name="place-in-week"),
    path(f"{WEEK}hoan-tac/", views.undo, name="undo-week"),
    path(f"{WEEK}them/", views.add, name="add-planned-item"),
    path(f"{WEEK}<int:pk>/", views.item, name="planned-item"),
    path(f"{WEEK}<int:pk>/viet/", views.write, name="write-planned-item"),
    path(f"{WEEK}<int:pk>/bo/", views.drop, name="drop-planned-item"),
]
