"""Đôn đốc."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lantoa.notices"
    label = "notices"
    verbose_name = "Đôn đốc"

    def ready(self) -> None:
        from lantoa.notices import jobs  # noqa: F401
