"""Danh mục."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lantoa.registry"
    label = "registry"
    verbose_name = "Danh mục"

    def ready(self) -> None:
        from lantoa.registry import jobs  # noqa: F401
        from lantoa.registry.importing import people, places, units  # noqa: F401
