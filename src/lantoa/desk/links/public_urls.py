"""Addresses that an approval link opens: no account, guarded by the link itself."""

from django.urls import path, re_path

from lantoa.desk.links import views, week_views

urlpatterns = [
    path("ca-tuan/<str:token>/", week_views.closed_page, name="week-link"),
    path("ca-tuan/<str:token>/bai/", week_views.content_page, name="week-link-content"),
    path("<str:token>/", views.closed_page, name="link"),
    path("<str:token>/noi-dung/", views.content_page, name="link-content"),
    path("<str:token>/quyet-dinh/duyet/", views.approve, name="link-approve"),
    path("<str:token>/quyet-dinh/tra-lai/", views.send_back, name="link-return"),
    path("<str:token>/ghi-chu/", views.note, name="link-note"),
    path("<str:token>/am-thanh/", views.sound, name="link-sound"),
    path("<str:token>/canh-bao/<slug:part>/", views.alert_sound, name="link-alert-sound"),
    path("<str:token>/dang/<slug:form>/", views.form, name="link-form"),
    path("<str:token>/san-pham/<int:pk>/", views.product, name="link-product"),
    re_path(
        r"^(?P<token>[^/]+)/san-pham/(?P<sha256>[0-9a-f]{64})\.(?P<ending>[a-z0-9]{2,4})$",
        views.product_file,
        name="link-product-file",
    ),
    path("<str:token>/anh/<path:name>", views.picture, name="link-picture"),
]
