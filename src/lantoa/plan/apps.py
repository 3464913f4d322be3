"""Kế hoạch."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "lantoa.plan"
    label = "plan"
    verbose_name = "Kế hoạch"
