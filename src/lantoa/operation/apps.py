"""Vận hành."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "lantoa.operation"
    label = "operation"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        from lantoa.operation.doctor import pulse  # noqa: F401  registers its tick
