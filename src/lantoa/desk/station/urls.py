"""Addresses of Truyền thanh."""

from django.urls import path, re_path

from lantoa.desk.station import (
    before_views,
    book_views,
    bulletin_views,
    device_list_views,
    device_views,
    file_views,
    hand_views,
    hours_views,
    incoming_views,
    kit_views,
    log_views,
    partner_views,
    relay_views,
    repair_views,
    views,
    week_views,
)

FILE = "truyen-thanh/chuong-trinh/tep/"
KIT = "truyen-thanh/nhan-dien/"
PART = f"{KIT}<slug:part>/"
HAND = "truyen-thanh/ghi-so/"
PARTNERS = "truyen-thanh/noi-phat-ho/"
ONE = f"{PARTNERS}<int:pk>/"
PACK = f"{PARTNERS}goi/<int:pk>/"
LOG = f"{PARTNERS}nhat-ky/<int:pk>/"
BOOK = "truyen-thanh/so/"
ABOVE = "truyen-thanh/tu-cap-tren/"
BEFORE = "truyen-thanh/thoi-luong-truoc/"

urlpatterns = [
    path("truyen-thanh/", views.today, name="station-desk"),
    path("truyen-thanh/chuong-trinh/", views.programme, name="station-programme"),
    path(f"{FILE}", file_views.make, name="programme-file-make"),
    path(f"{FILE}<int:pk>/", file_views.panel, name="programme-file"),
    path(f"{FILE}<int:pk>/dung/", file_views.stop, name="programme-file-stop"),
    path(f"{FILE}<int:pk>/tai/", file_views.download, name="programme-download"),
    path("truyen-thanh/da-phat/", views.past, name="station-past"),
    path("truyen-thanh/cum-loa/", device_list_views.devices, name="station-devices"),
    path("truyen-thanh/cum-loa/tai/", device_list_views.export, name="station-devices-export"),
    path("truyen-thanh/cum-loa/<int:pk>/sua-chua/", repair_views.begin, name="station-repair-add"),
    path("truyen-thanh/cum-loa/<int:pk>/tieng-on/", repair_views.complain, name="station-noise"),
    path("truyen-thanh/phan-anh/<int:pk>/", repair_views.answer, name="station-noise-answer"),
    path("truyen-thanh/phieu-sua/<int:pk>/", repair_views.ticket, name="station-repair"),
    path("truyen-thanh/phieu-sua/<int:pk>/ghi/", repair_views.note, name="station-repair-note"),
    path("truyen-thanh/phieu-sua/<int:pk>/khep/", repair_views.close, name="station-repair-close"),
    path("truyen-thanh/phieu-sua/<int:pk>/chi/", repair_views.book, name="station-repair-book"),
    path(HAND, hand_views.hand_list, name="station-hand"),
    path(f"{HAND}moi/", hand_views.record, name="station-hand-record"),
    path(f"{HAND}<int:pk>/", hand_views.sheet, name="station-hand-sheet"),
    path(f"{HAND}<int:pk>/dieu-chinh/", hand_views.correct, name="station-hand-correct"),
    path(BEFORE, before_views.before, name="station-before"),
    path(f"{BEFORE}tep/", before_views.before_file, name="station-before-file"),
    path(f"{BEFORE}<slug:month>/rut/", before_views.before_out, name="station-before-out"),
    path(PARTNERS, partner_views.partner_list, name="station-partners"),
    path(f"{PARTNERS}them/", partner_views.edit, name="station-partner-add"),
    path(ONE, partner_views.partner, name="station-partner"),
    path(f"{ONE}sua/", partner_views.edit, name="station-partner-edit"),
    path(f"{ONE}goi/", partner_views.pack_make, name="station-pack-make"),
    path(PACK, partner_views.pack, name="station-pack"),
    path(f"{PACK}tai/", partner_views.pack_download, name="station-pack-download"),
    path(f"{PACK}bo/", partner_views.pack_drop, name="station-pack-drop"),
    path(f"{ONE}nhat-ky/", log_views.open_, name="station-log-open"),
    path(LOG, log_views.log, name="station-log"),
    path(f"{LOG}cot/", log_views.columns, name="station-log-columns"),
    path(f"{LOG}ghi/", log_views.keep, name="station-log-keep"),
    path(f"{LOG}hoan-tac/", log_views.undo, name="station-log-undo"),
    path(f"{LOG}thoi/", log_views.drop, name="station-log-drop"),
    path(BOOK, book_views.book, name="station-book"),
    path(f"{BOOK}in/", book_views.printed, name="station-book-printed"),
    path(f"{BOOK}tep/", book_views.export, name="station-book-export"),
    path(f"{BOOK}ban-thu/", book_views.recordings, name="station-book-recordings"),
    path(ABOVE, incoming_views.incoming, name="station-incoming"),
    path(f"{ABOVE}<int:pk>/nhan/", incoming_views.take, name="station-incoming-take"),
    path(f"{ABOVE}<int:pk>/thoi/", incoming_views.pass_over, name="station-incoming-leave"),
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
