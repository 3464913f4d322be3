"""Address of Việc của đơn vị."""

from django.urls import path

from lantoa.desk.unitwork import views

urlpatterns = [path("viec-cua-don-vi/", views.unit_work, name="unit-work")]
