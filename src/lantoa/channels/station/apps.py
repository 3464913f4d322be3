"""Đài truyền thanh."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    name = "lantoa.channels.station"
    label = "station"
    verbose_name = "Đài truyền thanh"

    def ready(self) -> None:
        from lantoa.channels.station import blocks, channel

        channel.register()
        blocks.register()
