"""The dialog «Chèn liên kết» of the editor: one field for any address, in our words.

The CMS's own link dialog begins in its page tree, which is closed here, and its labels for the
text of a link stand in English in `wagtail.admin.forms.choosers`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.views.chooser import BaseLinkFormView

DIALOG = reverse_lazy("article-link")


class AddressField(URLOrAbsolutePathField):
    """The CMS's field, which breaks where nothing was sent."""

    def to_python(self, value: str | None) -> str:
        return str(super().to_python(value or ""))


class LinkForm(forms.Form):
    """Where the link leads, and the words that show it."""

    url = AddressField(
        label="Địa chỉ", max_length=500,
        help_text="Chép từ thanh địa chỉ, ví dụ https://chinhphu.vn hoặc /tin-bai/.",
        error_messages={
            "required": "Chưa có địa chỉ. Dán địa chỉ của trang cần dẫn tới.",
            "invalid": "Địa chỉ chưa đúng. Địa chỉ bắt đầu bằng https:// hoặc dấu /.",
        },
    )  # fmt: skip
    link_text = forms.CharField(
        label="Chữ hiện ra", max_length=300, required=False,
        help_text="Để trống thì giữ chữ đang chọn.",
    )  # fmt: skip


class LinkView(BaseLinkFormView):
    """The CMS's steps with our form; every link is kept as it was typed."""

    form_prefix = "external-link-chooser"  # the CMS's script looks for the form by this name
    form_class = LinkForm
    template_name = "desk/articles/link.html"
    step_name = "external_link"
    link_url_field_name = "url"


@hooks.register("register_rich_text_features", order=100)
def one_dialog_for_all_links(features: Any) -> None:
    """The button «Liên kết» opens our dialog, whatever the link was before."""
    names = ("page", "externalLink", "emailLink", "phoneLink", "anchorLink")
    features.register_editor_plugin(
        "draftail",
        "link",
        EntityFeature(
            {
                "type": "LINK", "icon": "link", "description": "Liên kết",
                "attributes": ["url"],
                "allowlist": {"href": "^(http:|https:|/|undefined$)"},
                "chooserUrls": {f"{name}Chooser": DIALOG for name in names},
            },
            js=["wagtailadmin/js/page-chooser-modal.js"],
        ),
    )  # fmt: skip
