"""Addresses of Tờ rơi, áp phích."""

from django.urls import path

from lantoa.desk.printed import views

urlpatterns = [
    path("kenh/to-roi/", views.handout_list, name="printed-desk"),
    path("kenh/to-roi/<int:product>/phat/", views.record, name="printed-record"),
    path("kenh/to-roi/dot/<int:pk>/thu-hoi/", views.recall, name="printed-recall"),
    path("kenh/to-roi/dot/<int:pk>/", views.correct, name="printed-correct"),
]
