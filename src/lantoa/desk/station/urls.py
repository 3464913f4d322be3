"""Addresses of Truyền thanh."""

from django.urls import path, re_path

from lantoa.desk.station import (
    bulletin_views,
    device_views,
    file_views,
    hours_views,
    kit_views,
    relay_views,
    views,
    week_views,
)

FILE = "truyen-thanh/chuong-trinh/tep/"
KIT = "truyen-thanh/nhan-dien/"
PART = f"{KIT}<slug:part>/"

urlpatterns = [
    path("truyen-thanh/", views.today, name="station-desk"),
    path("truyen-thanh/chuong-trinh/", views.programme, name="station-programme"),
    path(f"{FILE}", file_views.make, name="programme-file-make"),
    path(f"{FILE}<int:pk>/", file_views.panel, name="programme-file"),
    path(f"{FILE}<int:pk>/dung/", file_views.stop, name="programme-file-stop"),
    path(f"{FILE}<int:pk>/tai/", file_views.download, name="programme-download"),
    path("truyen-thanh/da-phat/", views.past, name="station-past"),
    path("truyen-thanh/cum-loa/", views.device_list, name="station-devices"),
    path("truyen-thanh/cum-loa/<int:pk>/moi/", views.invite, name="station-invite"),
    path("truyen-thanh/cum-loa/<int:pk>/", device_views.device, name="station-device"),
    path("truyen-thanh/cum-loa/<int:pk>/thu-hoi/", device_views.revoke, name="station-revoke"),
    path(
        "truyen-thanh/cum-loa/<int:pk>/lenh/<slug:act>/",
        device_views.order,
        name="station-device-order",
    ),
    path(
        "truyen-thanh/ban-tin/<int:pk>/thu-tu/", bulletin_views.move, name="station-bulletin-move"
    ),
    path(
        "truyen-thanh/ban-tin/<int:pk>/phat-lai/",
        bulletin_views.repeat,
        name="station-bulletin-repeat",
    ),
    path(
        "truyen-thanh/ban-tin/<int:pk>/muc-dem/", bulletin_views.standing, name="station-standing"
    ),
    path("truyen-thanh/lich/", week_views.week, name="station-week"),
    path("truyen-thanh/lich/luot/", week_views.airing, name="station-airing"),
    path("truyen-thanh/lich/hoan-tac/", week_views.undo, name="station-undo"),
    path("truyen-thanh/khung-gio/", hours_views.hours, name="station-hours"),
    path("truyen-thanh/khung-gio/them/", hours_views.edit_slot, name="station-slot-add"),
    path("truyen-thanh/khung-gio/<int:pk>/", hours_views.edit_slot, name="station-slot"),
    path("truyen-thanh/khung-gio/<int:pk>/them-ngay/", week_views.add, name="station-day-add"),
    path("truyen-thanh/ngay-rieng/<int:pk>/bo/", week_views.take_back, name="station-day-back"),
    path("truyen-thanh/khu-vuc/them/", hours_views.edit_zone, name="station-zone-add"),
    path("truyen-thanh/khu-vuc/<int:pk>/", hours_views.edit_zone, name="station-zone"),
    path("truyen-thanh/dip/them/", hours_views.edit_profile, name="station-profile-add"),
    path("truyen-thanh/dip/<int:pk>/", hours_views.edit_profile, name="station-profile"),
    path("truyen-thanh/noi-yen-tinh/them/", hours_views.edit_place, name="station-place-add"),
    path("truyen-thanh/noi-yen-tinh/<int:pk>/", hours_views.edit_place, name="station-place"),
    path("truyen-thanh/tiep-am/them/", hours_views.edit_relay, name="station-relay-add"),
    path("truyen-thanh/tiep-am/<int:pk>/", hours_views.edit_relay, name="station-relay"),
    path("truyen-thanh/tiep-am/<int:pk>/duyet/", relay_views.check, name="station-relay-check"),
    path("truyen-thanh/tiep-am/<int:pk>/trinh/", relay_views.submit, name="station-relay-submit"),
    path(
        "truyen-thanh/tiep-am/<int:pk>/quyet-dinh/",
        relay_views.decide,
        name="station-relay-decide",
    ),
    path(KIT, kit_views.kit, name="station-kit"),
    path(f"{KIT}dang-lam/", kit_views.progress, name="kit-progress"),
    path(f"{KIT}mac-dinh/", kit_views.defaults, name="kit-defaults"),
    path(f"{KIT}dung/", kit_views.stop, name="kit-stop"),
    path(f"{KIT}ghep/", kit_views.join, name="kit-join"),
    path(f"{KIT}thoi-dung/", kit_views.retire, name="kit-retire"),
    path(f"{KIT}bo/<int:pk>/trinh/", kit_views.submit, name="kit-submit"),
    path(f"{KIT}bo/<int:pk>/quyet-dinh/", kit_views.decide, name="kit-decide"),
    path(f"{KIT}ban/<int:pk>/chon/", kit_views.choose, name="kit-choose"),
    path(f"{KIT}ban/<int:pk>/cat/", kit_views.cut, name="kit-cut"),
    path(f"{PART}tu-tao/", kit_views.tone, name="kit-tone"),
    path(f"{PART}giong-may/", kit_views.words, name="kit-words"),
    path(f"{PART}ban-thu/", kit_views.recording, name="kit-recording"),
    path(f"{PART}bo-phan/", kit_views.out, name="kit-out"),
    re_path(rf"^{KIT}(?P<sha256>[0-9a-f]{{64}})\.mp3$", kit_views.file, name="kit-file"),
]
