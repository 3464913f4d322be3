"""Trang thông tin điện tử."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "lantoa.channels.website"
    label = "website"
    verbose_name = "Trang thông tin điện tử"

    def ready(self) -> None:
        from lantoa.channels.website import jobs, registration  # noqa: F401
