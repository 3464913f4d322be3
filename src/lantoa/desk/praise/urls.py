"""Addresses of Khen thưởng."""

from django.urls import path

from lantoa.desk.praise import views

urlpatterns = [
    path("khen-thuong/", views.board, name="commendations"),
    path("khen-thuong/de-nghi/", views.propose, name="nominate"),
    path("khen-thuong/<int:pk>/", views.one, name="commendation"),
    path("khen-thuong/<int:pk>/ho-so/", views.papers, name="commendation-papers"),
    path("khen-thuong/<int:pk>/giay-to/<slug:paper>/", views.paper, name="commendation-paper"),
    path("khen-thuong/<int:pk>/to-trinh/", views.draft, name="commendation-draft"),
    path("khen-thuong/<int:pk>/quyet-dinh/", views.decide, name="decide-commendation"),
]
