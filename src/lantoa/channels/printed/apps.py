"""Tờ rơi, áp phích."""

from django.apps import AppConfig


class PrintedConfig(AppConfig):
    name = "lantoa.channels.printed"
    label = "printed"
    verbose_name = "Tờ rơi, áp phích"

    def ready(self) -> None:
        from lantoa.channels.printed import registration  # noqa: F401
