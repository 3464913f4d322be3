"""Chỉ số."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "lantoa.indicators"
    label = "indicators"
    verbose_name = "Chỉ số"
