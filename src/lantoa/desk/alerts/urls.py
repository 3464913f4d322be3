"""Addresses of Cảnh báo."""

from django.urls import path, re_path

from lantoa.desk.alerts import views

HERE = "truyen-thanh/canh-bao/"

urlpatterns = [
    path(HERE, views.alerts, name="alerts"),
    path(f"{HERE}soan/", views.choose, name="alert-choose"),
    path(f"{HERE}nhan-tep/", views.take, name="alert-take"),
    path(f"{HERE}soan/<slug:kind>/", views.compose, name="alert-compose"),
    path(f"{HERE}<int:pk>/", views.page, name="alert"),
    path(f"{HERE}<int:pk>/sua/", views.edit, name="alert-edit"),
    path(f"{HERE}<int:pk>/trinh/", views.submit, name="alert-submit"),
    path(f"{HERE}<int:pk>/duyet/", views.approve, name="alert-approve"),
    path(f"{HERE}<int:pk>/tra-lai/", views.send_back, name="alert-return"),
    path(f"{HERE}<int:pk>/huy/", views.cancel, name="alert-cancel"),
    path(f"{HERE}<int:pk>/cap-nhat/", views.update, name="alert-update"),
    path(f"{HERE}<int:pk>/phat/", views.start, name="alert-start"),
    path(f"{HERE}<int:pk>/ma-khoi-dong/", views.start_code, name="alert-start-code"),
    path(f"{HERE}<int:pk>/bo/", views.drop, name="alert-drop"),
    path(f"{HERE}<int:pk>/theo-doi/", views.follow, name="alert-follow"),
    path(f"{HERE}<int:pk>/bao-cao/", views.report, name="alert-report"),
    re_path(rf"^{HERE}(?P<sha256>[0-9a-f]{{64}})\.mp3$", views.sound, name="alert-sound"),
]
