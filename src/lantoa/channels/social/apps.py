"""Mạng xã hội."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "lantoa.channels.social"
    label = "social"
    verbose_name = "Mạng xã hội"

    def ready(self) -> None:
        from lantoa.channels.social import importing, jobs, registration  # noqa: F401
