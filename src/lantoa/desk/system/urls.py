"""Addresses of Hệ thống."""

from django.urls import path, re_path

from lantoa.desk.system import audit, delegations, home, roles, routes, writing_help

ROLE = "he-thong/vai-tro/<int:pk>/"

urlpatterns = [
    path("he-thong/", home.system, name="system"),
    path("he-thong/vai-tro/", roles.role_list, name="roles"),
    path(ROLE, roles.role, name="role"),
    path(f"{ROLE}chep/", roles.copy, name="copy-role"),
    path(f"{ROLE}mac-dinh/", roles.restore, name="restore-role"),
    path(f"{ROLE}xoa/", roles.remove, name="remove-role"),
    path("he-thong/tro-giup-viet/", writing_help.writing_help, name="writing-help"),
    path("he-thong/quy-dinh-duyet/", routes.routes, name="approval-routes"),
    path("he-thong/uy-quyen/", delegations.delegations, name="delegations"),
    path("he-thong/uy-quyen/<int:pk>/thoi/", delegations.end, name="end-delegation"),
    path("he-thong/nhat-ky/", audit.entries, name="audit"),
    path("he-thong/nhat-ky/kiem-tra/", audit.verify, name="audit-verify"),
    re_path(r"^he-thong/nhat-ky/xuat/(?P<form>xlsx|csv)/$", audit.export, name="audit-export"),
]
