"""Addresses of approval links on the desk."""

from django.urls import path

from lantoa.desk.links import desk_views, mail_views, week_views

WEEK = "tin-bai/lich-tuan/duong-dan-duyet/"

urlpatterns = [
    path(WEEK, week_views.links, name="week-links"),
    path(f"{WEEK}<int:pk>/thu-hoi/", week_views.revoke, name="revoke-week-link"),
    path("duyet/<int:pk>/duong-dan/", desk_views.links, name="approval-links"),
    path("duyet/<int:pk>/duong-dan/tao/", desk_views.make, name="make-approval-link"),
    path("duong-dan-duyet/<int:pk>/thu-hoi/", desk_views.revoke, name="revoke-approval-link"),
    path("duong-dan-duyet/<int:pk>/gui-thu/", desk_views.mail, name="mail-approval-link"),
    path("thu-dien-tu/", mail_views.letters, name="mails"),
    path("thu-dien-tu/<int:pk>/gui-lai/", mail_views.resend, name="resend-mail"),
    path("tai-khoan-cua-toi/ma-pin/", desk_views.own_pin, name="approval-pin"),
]
