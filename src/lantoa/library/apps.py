"""Kho tư liệu."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "lantoa.library"
    label = "library"
    verbose_name = "Kho tư liệu"

    def ready(self) -> None:
        from lantoa.library import jobs  # noqa: F401
