"""Addresses of nudges."""

from django.urls import path

from lantoa.desk.nudges import views

urlpatterns = [
    path("don-doc/", views.listed, name="nudges"),
    path("don-doc/in/", views.printed, name="nudges-printed"),
]
