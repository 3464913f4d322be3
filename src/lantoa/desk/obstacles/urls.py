"""Addresses of obstacles."""

from django.urls import path

from lantoa.desk.obstacles import views

urlpatterns = [
    path("vuong-mac/", views.listed, name="obstacles"),
    path("vuong-mac/bao/", views.report, name="report-obstacle"),
    path("vuong-mac/in/", views.printed, name="obstacles-printed"),
    path("vuong-mac/<int:pk>/", views.one, name="obstacle"),
    path("vuong-mac/<int:pk>/trinh/", views.forward, name="forward-obstacle"),
    path("vuong-mac/<int:pk>/quyet-dinh/", views.decide, name="decide-obstacle"),
]
