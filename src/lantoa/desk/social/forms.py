"""The forms of Kênh."""

from __future__ import annotations

from django import forms

from lantoa.channels.social.models import SocialAccount


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """Kênh mạng xã hội. Only its address: no password of a network is kept here."""

    class Meta:
        model = SocialAccount
        fields = ("network", "name", "address", "is_active")
        help_texts = {
            "address": "địa chỉ trang, kênh của xã; chương trình không giữ mật khẩu mạng xã hội"
        }
