"""Kế hoạch."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "lantoa.plan"
    label = "plan"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from lantoa.plan import jobs  # noqa: F401
