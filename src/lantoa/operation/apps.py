"""Vận hành."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "lantoa.operation"
    label = "operation"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        from lantoa.operation.doctor import kept, pulse  # noqa: F401  they register their ticks
