"""Addresses of Hệ thống, Tài khoản."""

from django.urls import path

from lantoa.desk.accounts import views

urlpatterns = [
    path("he-thong/tai-khoan/", views.accounts, name="accounts"),
    path("he-thong/de-nghi-dat-lai/", views.reset_requests, name="reset-requests"),
    path("he-thong/de-nghi-dat-lai/<int:pk>/", views.decide_reset, name="decide-reset"),
    path("he-thong/tai-khoan/them/", views.add, name="account-add"),
    path("he-thong/tai-khoan/xuat/", views.export, name="accounts-export"),
    path("he-thong/tai-khoan/<int:pk>/", views.account, name="account"),
    path("he-thong/tai-khoan/<int:pk>/<slug:slug>/", views.act, name="account-act"),
]
