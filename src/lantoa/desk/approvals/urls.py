"""Addresses of Duyệt."""

from django.urls import path

from lantoa.desk.approvals import views, week_views

urlpatterns = [
    path("duyet/", views.approvals, name="approvals"),
    path("duyet/ca-tuan/", week_views.week, name="approve-week"),
    path("tin-bai/ly-do-tra-lai/", views.return_reasons, name="return-reasons"),
    path("duyet/<int:pk>/", views.decision_page, name="approval"),
    path("duyet/<int:pk>/duyet/", views.approve, name="approve"),
    path("duyet/<int:pk>/tra-lai/", views.send_back, name="return"),
]
