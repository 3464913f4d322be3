"""Addresses of Kế hoạch. Words stand before codes: no plan's code looks like them."""

from django.urls import path

from lantoa.desk.plans.views import board, ending, giving, reading, task, upload, versions

urlpatterns = [
    path("ke-hoach/", board.current, name="plan-board"),
    path("ke-hoach/dua-vao/", upload.upload, name="plan-upload"),
    path("ke-hoach/danh-sach/", upload.plans, name="plans"),
    path("ke-hoach/<str:code>/", board.board, name="plan"),
    path("ke-hoach/<str:code>/tai/<slug:kind>/", giving.give, name="plan-file"),
    path("ke-hoach/<str:code>/sao-sang-nam/", giving.copy, name="plan-copy"),
    path("ke-hoach/<str:code>/in/", board.printed, name="plan-printed"),
    path("ke-hoach/<str:code>/ban-hanh/", board.issue, name="plan-issue"),
    path("ke-hoach/<str:code>/ket-thuc/", ending.end, name="plan-end"),
    path("ke-hoach/<str:code>/mo-lai/", ending.take_up, name="plan-take-up"),
    path("ke-hoach/<str:code>/van-ban-goc/", upload.source, name="plan-source"),
    path("ke-hoach/<str:code>/xoa-nhap/", upload.discard, name="plan-discard"),
    path("ke-hoach/<str:code>/doc/", reading.read, name="plan-reading"),
    path("ke-hoach/<str:code>/doc/truong/", reading.field, name="plan-field"),
    path("ke-hoach/<str:code>/doc/don-vi/", reading.unit, name="plan-unit"),
    path("ke-hoach/<str:code>/doc/cho-ngo/", reading.doubt, name="plan-doubt"),
    path("ke-hoach/<str:code>/doc/muc/", reading.item, name="plan-item"),
    path("ke-hoach/<str:code>/doc/them/", reading.add, name="plan-add-item"),
    path("ke-hoach/<str:code>/ban-moi-cua/", versions.mark, name="plan-mark-revision"),
    path("ke-hoach/<str:code>/so-sanh/", versions.comparison, name="plan-comparison"),
    path("ke-hoach/<str:code>/ban/<int:number>/", versions.version, name="plan-version"),
    path("ke-hoach/<str:code>/thay-ban-cu/", versions.replace, name="plan-replace"),
    path("ke-hoach/<str:code>/thuc-hien/", reading.confirm, name="plan-confirm"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/tan-suat/", task.cadence, name="plan-cadence"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/phan-cong/", task.assign, name="plan-assign"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/ket-thuc/", task.close, name="plan-close"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/mo-lai/", task.reopen, name="plan-reopen"),
    path("ke-hoach/<str:code>/nhiem-vu/<path:number>/", task.task, name="plan-task"),
]
