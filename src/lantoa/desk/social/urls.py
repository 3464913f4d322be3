"""Addresses of Kênh."""

from django.urls import path

from lantoa.desk.social import views

urlpatterns = [
    path("kenh/", views.board, name="social-desk"),
    path("kenh/bai-dang/<int:pk>/duong-dan/", views.note_link, name="social-link"),
    path("kenh/bai-dang/<int:pk>/thoi/", views.drop, name="social-drop"),
    path("kenh/mang-xa-hoi/", views.accounts, name="social-accounts"),
    path("kenh/mang-xa-hoi/them/", views.edit_account, name="social-account-add"),
    path("kenh/mang-xa-hoi/<int:pk>/", views.edit_account, name="social-account"),
]
