"""Đài truyền thanh."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    name = "lantoa.channels.station"
    label = "station"
    verbose_name = "Đài truyền thanh"

    def ready(self) -> None:
        from lantoa.approval.matters import register_matter
        from lantoa.approval.terms import Route
        from lantoa.channels.station import blocks, channel, jobs  # noqa: F401
        from lantoa.channels.station.terms import KIT_MATTER, RELAY_MATTER

        register_matter(KIT_MATTER, "Bộ nhận diện đài", Route.LEADER)
        register_matter(RELAY_MATTER, "Nguồn tiếp âm", Route.LEADER)
        channel.register()
        blocks.register()
