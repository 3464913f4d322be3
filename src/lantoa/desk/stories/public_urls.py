"""Addresses that an invite opens: no account, guarded by the invite itself."""

from django.urls import path

from lantoa.desk.stories import send_views

urlpatterns = [
    path("may.js", send_views.worker, name="invite-worker"),
    path("<str:token>/", send_views.invited_page, name="invite-story"),
]
