"""Lượt duyệt."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "lantoa.approval"
    label = "approval"
    verbose_name = "Lượt duyệt"

    def ready(self) -> None:
        from lantoa.approval import jobs  # noqa: F401
