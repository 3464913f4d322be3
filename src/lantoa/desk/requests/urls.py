"""Addresses of data requests."""

from django.urls import path

from lantoa.desk.requests import sheet, views

urlpatterns = [
    path("yeu-cau-so-lieu/", views.listed, name="data-requests"),
    path("yeu-cau-so-lieu/them/", views.ask, name="ask-units"),
    path("yeu-cau-so-lieu/con-thieu/", views.missing, name="missing-contributions"),
    path("yeu-cau-so-lieu/cua-don-vi/", views.own, name="own-contributions"),
    path("yeu-cau-so-lieu/<int:pk>/", views.one, name="data-request"),
    path("yeu-cau-so-lieu/<int:pk>/bang/", sheet.download, name="data-request-sheet"),
    path("yeu-cau-so-lieu/<int:pk>/nop-bang/", sheet.upload, name="answer-by-sheet"),
    path("so-lieu/<int:pk>/", views.answer, name="answer-request"),
    path("so-lieu/<int:pk>/nhan/", views.accept, name="accept-contribution"),
    path("so-lieu/<int:pk>/tra-lai/", views.send_back, name="return-contribution"),
]
