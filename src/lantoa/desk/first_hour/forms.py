"""The forms of the first hour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import validate_email

from lantoa.core.canonical import digest
from lantoa.core.errors import Refused
from lantoa.media.photos import clean_photo
from lantoa.newsroom.graphics.look import checked_accent
from lantoa.registry.beginning import NewAccount, NewUnit
from lantoa.registry.importing.lookups import guess_kind
from lantoa.registry.models import Account, Commune
from lantoa.registry.terms import Role
from lantoa.vietnamese import nfc

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
WRONG_USERNAME = "Tên đăng nhập gồm 3 đến 30 chữ thường không dấu, số, dấu chấm, gạch."


def clean_username(name: str) -> str:
    """A name that is typed the same on every keyboard."""
    name = name.strip().lower()
    if not USERNAME.fullmatch(name):
        raise ValidationError(WRONG_USERNAME)
    return name


class FirstAccountForm(forms.Form):
    """The code of the terminal and the first administrator."""

    code = forms.CharField(label="Mã lần đầu", max_length=40)
    name = forms.CharField(label="Họ và tên người quản trị", max_length=120)
    username = forms.CharField(label="Tên đăng nhập", max_length=30, initial="quantri")
    email = forms.EmailField(label="Thư điện tử cơ quan", required=False)
    password = forms.CharField(
        label="Mật khẩu", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200, strip=False,
    )  # fmt: skip
    again = forms.CharField(
        label="Gõ lại mật khẩu", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200, strip=False,
    )  # fmt: skip

    def clean_name(self) -> str:
        return nfc(self.cleaned_data["name"]).strip()

    def clean_username(self) -> str:
        return clean_username(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get("password")
        if password and cleaned.get("again") != password:
            self.add_error("again", "Hai lần gõ chưa giống nhau.")
        if password:
            who = Account(username=cleaned.get("username", ""), name=cleaned.get("name", ""),
                          email=cleaned.get("email", ""))  # fmt: skip
            try:
                validate_password(password, who)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class CommuneForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands at the foot of the public site and in letterheads; the colour and the emblem of
    pictures."""

    emblem_file = forms.FileField(
        label="Huy hiệu của xã", required=False,
        help_text="Ảnh PNG nền trong, dùng trên đồ họa, áp phích thay cho hình sóng loa.",
    )  # fmt: skip
    no_emblem = forms.BooleanField(label="Bỏ huy hiệu đang dùng", required=False)

    class Meta:
        model = Commune
        fields = ("resident_count", "address", "phone", "email", "site_responsible",
                  "reception_hours", "accent")  # fmt: skip
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}
        help_texts = {"accent": "Màu nền của đồ họa; chữ trắng trên màu này phải đọc rõ."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accent"].required = False
        if not self.instance.emblem:
            del self.fields["no_emblem"]

    def clean_accent(self) -> str:
        try:
            return checked_accent(self.cleaned_data["accent"] or self.instance.accent)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_emblem_file(self) -> bytes | None:
        """The picture drawn anew, as PNG; nothing where none was chosen."""
        upload = self.cleaned_data["emblem_file"]
        if not upload:
            return None
        try:
            photo = clean_photo(
                upload.read(), longest=EMBLEM_SIDE, most_bytes=EMBLEM_BYTES, keeps_png=True
            )
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if photo.mime != "image/png":
            raise forms.ValidationError("Huy hiệu phải là tệp PNG nền trong. Chọn tệp khác.")
        return photo.data

    def with_emblem(self) -> Commune:
        """The commune as it was typed, its emblem written, left or taken away."""
        row: Commune = self.save(commit=False)
        drawn = self.cleaned_data["emblem_file"]
        if drawn:
            row.emblem.save(f"{digest(drawn)[:16]}.png", ContentFile(drawn), save=False)
        elif self.cleaned_data.get("no_emblem"):
            row.emblem = ""
        return row


EMBLEM_SIDE, EMBLEM_BYTES = 640, 4 * 1024 * 1024


@dataclass
class AccountLine:
    """One row of the accounts to be opened."""

    role: Role
    why: str
    username: str
    is_chosen: bool
    name: str = ""
    email: str = ""
    wrong: str = ""


PROPOSED = (
    (Role.LEADER, "duyệt tin bài, báo cáo", "lanhdao"),
    (Role.PLAN_OFFICER, "giữ kế hoạch, số liệu, báo cáo", "kehoach"),
    (Role.EDITOR, "viết tin bài, làm âm thanh", "bientap"),
    (Role.STATION_OPERATOR, "khung giờ, bộ thu, lịch phát", "truyenthanh"),
    (Role.HEAD, "duyệt bước đầu", "phutrach"),
    (Role.CLERK, "cho số, ngày văn bản", "vanthu"),
    (Role.ADMINISTRATOR, "người quản trị thứ hai, cứu khi mất điện thoại", "quantri2"),
)


def proposed_accounts(have: set[str]) -> list[AccountLine]:
    """One row a role; those that a commune cannot do without are ticked until they are there."""
    return [
        AccountLine(role, why, username, place < 4 and role.value not in have)
        for place, (role, why, username) in enumerate(PROPOSED)
    ]


def read_accounts(sent: Mapping[str, str]) -> tuple[list[AccountLine], list[NewAccount]]:
    """The rows as they were typed, and the accounts; none while a row is wrong."""
    lines: list[AccountLine] = []
    made: list[NewAccount] = []
    names: set[str] = set()
    for role, why, _ in PROPOSED:
        line = AccountLine(
            role, why, sent.get(f"ten-dang-nhap-{role}", "")[:60], bool(sent.get(f"chon-{role}")),
            nfc(sent.get(f"ho-ten-{role}", "")).strip()[:200], sent.get(f"thu-{role}", "")[:254],
        )  # fmt: skip
        lines.append(line)
        if line.is_chosen:
            line.wrong = _wrong(line, names)
            names.add(line.username.strip().lower())
            made.append(NewAccount(role, line.name, line.username.strip().lower(), line.email))
    return lines, [] if any(line.wrong for line in lines) else made


def _wrong(line: AccountLine, names: set[str]) -> str:
    try:
        if not 2 <= len(line.name) <= 120:
            return "Ghi họ và tên, đến 120 ký tự."
        if clean_username(line.username) in names:
            return "Tên đăng nhập này đã có ở dòng trên."
        if line.email:
            validate_email(line.email)
    except ValidationError as error:
        is_name = WRONG_USERNAME in error.messages
        return WRONG_USERNAME if is_name else "Địa chỉ thư chưa đúng."
    return ""


def read_units(sent: Mapping[str, str], kinds: Mapping[str, Any]) -> list[NewUnit]:
    """The ticked units with the names that were typed."""
    found = []
    for place in range(60):
        name = " ".join(nfc(sent.get(f"ten-{place}", "")).split())
        if name and sent.get(f"chon-{place}"):
            if len(name) > 200:
                raise ValidationError(f"Tên «{name[:40]}…» dài quá 200 ký tự.")
            found.append(NewUnit(name, kinds.get(name) or guess_kind(name)))
    return found
