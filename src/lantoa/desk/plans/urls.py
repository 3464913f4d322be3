"""Addresses of Kế hoạch. Words stand before codes: no plan's code looks like them."""

from django.urls import path

from lantoa.desk.plans.views import board, reading, task, upload

urlpatterns = [
    path("ke-hoach/", board.current, name="plan-board"),
    path("ke-hoach/dua-vao/", upload.upload, name="plan-upload"),
    path("ke-hoach/danh-sach/", upload.plans, name="plans"),
    path("ke-hoach/<str:code>/", board.board, name="plan"),
    path("ke-hoach/<str:code>/in/", board.printed, name="plan-printed"),
    path("ke-hoach/<str:code>/ban-hanh/", board.issue, name="plan-issue"),
    path("ke-hoach/<str:code>/van-ban-goc/", upload.source, name="plan-source"),
    path("ke-hoach/<str:code>/xoa-nhap/", upload.discard, name="plan-discard"),
    path("ke-hoach/<str:code>/doc/", reading.read, name="plan-reading"),
    path("ke-hoach/<str:code>/doc/truong/", reading.field, name="plan-field"),
    path("ke-hoach/<str:code>/doc/don-vi/", reading.unit, name="plan-unit"),
    path("ke-hoach/<str:code>/doc/cho-ngo/", reading.doubt, name="plan-doubt"),
    path("ke-hoach/<str:code>/doc/muc/", reading.item, name="plan-item"),
    path("ke-hoach/<str:code>/thuc-hien/", reading.confirm, name="plan-confirm"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/tan-suat/", task.cadence, name="plan-cadence"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/", task.task, name="plan-task"),
]
