"""Bảng tin công cộng."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "lantoa.channels.boards"
    label = "boards"
    verbose_name = "Bảng tin công cộng"

    def ready(self) -> None:
        from lantoa.channels.boards import jobs, registration  # noqa: F401
