"""Addresses that receivers call, below /bo-thu/."""

from django.urls import path, register_converter

from lantoa.channels.station import views


class Sha256Converter:
    """64 hex digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("ghi-danh/", views.enrol, name="receiver-enrol"),
    path("am-thanh/<sha256:sha256>", views.sound, name="receiver-sound"),
]
