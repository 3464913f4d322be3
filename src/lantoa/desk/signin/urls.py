"""Addresses before one is in, and of one's own account."""

from django.urls import path

from lantoa.desk.signin.views import account, entering, lock, passkeys, password, second_factor

urlpatterns = [
    path("dang-nhap/", entering.sign_in, name="sign-in"),
    path("login/", entering.old_sign_in, name="old-sign-in"),
    path("logout/", entering.sign_out, name="sign-out"),
    path("xac-thuc/", second_factor.verify, name="verify"),
    path("lop-xac-thuc/", second_factor.enrol, name="enrol"),
    path(
        "lop-xac-thuc/ung-dung/", second_factor.enrol_authenticator, name="enrol-authenticator"
    ),
    path("lop-xac-thuc/ma-du-phong/", second_factor.printed_codes, name="printed-codes"),
    path("khoa-truy-cap/them/", passkeys.register_begin, name="passkey-register-begin"),
    path("khoa-truy-cap/luu/", passkeys.register_complete, name="passkey-register-complete"),
    path("khoa-truy-cap/hoi/", passkeys.use_begin, name="passkey-use-begin"),
    path("khoa-truy-cap/dung/", passkeys.use_complete, name="passkey-use-complete"),
    path("khoa-truy-cap/<int:pk>/bo/", account.drop_passkey, name="passkey-drop"),
    path("doi-mat-khau/", password.change_password, name="change-password"),
    path("khoa-man-hinh/", lock.screen_lock, name="screen-lock"),
    path("khoa-man-hinh/ngay/", lock.lock_now, name="lock-now"),
    path("con-day/", lock.still_here, name="still-here"),
    path("tai-khoan-cua-toi/", account.my_account, name="my-account"),
    path("tai-khoan-cua-toi/dang-xuat-noi-khac/", account.sign_out_elsewhere,
         name="sign-out-elsewhere"),
    path("account/", account.old_account, name="old-account"),
]  # fmt: skip
