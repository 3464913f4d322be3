"""Kênh."""

from django.apps import AppConfig


class ChannelsBaseConfig(AppConfig):
    name = "lantoa.channels.base"
    label = "channels_base"
    verbose_name = "Kênh"

    def ready(self) -> None:
        from lantoa.channels.base import jobs  # noqa: F401
