"""Addresses of Bảng tin."""

from django.urls import path

from lantoa.desk.boards import views

ONE = "kenh/bang-tin/<int:pk>/"

urlpatterns = [
    path("kenh/bang-tin/", views.board_list, name="boards-desk"),
    path(ONE, views.posting, name="board-posting"),
    path(f"{ONE}da-dua-len/", views.note, name="board-note"),
    path(f"{ONE}da-go/", views.remove, name="board-remove"),
    path(f"{ONE}thoi/", views.drop, name="board-drop"),
    path(f"{ONE}dua-lai/", views.take_up, name="board-take-up"),
    path(f"{ONE}dieu-chinh/", views.correct, name="board-correct"),
]
