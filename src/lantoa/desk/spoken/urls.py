"""Addresses of Từ điển đọc. They stand before the plain list of Danh mục."""

from django.urls import path

from lantoa.desk.spoken import files, views

LIST = "danh-muc/tu-dien-doc/"

urlpatterns = [
    path(LIST, views.words, name="spoken-words"),
    path(f"{LIST}them/", views.edit, name="spoken-word-add"),
    path(f"{LIST}<int:pk>/", views.edit, name="spoken-word"),
    path(f"{LIST}<int:pk>/khong-dung/", views.decline, name="spoken-word-decline"),
    path(f"{LIST}anh-huong/", views.effect, name="spoken-word-effect"),
    path(f"{LIST}nghe/", views.hear, name="hear-spoken-word"),
    path(f"{LIST}de-xuat/", views.proposals, name="spoken-proposals"),
    path(f"{LIST}lay-ten/", views.gather, name="gather-spoken-words"),
    path(f"{LIST}chia-se/", files.share, name="share-spoken-words"),
    path(f"{LIST}tu-dien-doc.txt", files.download, name="spoken-word-file"),
    path(f"{LIST}nhan/", files.take, name="take-spoken-words"),
]
