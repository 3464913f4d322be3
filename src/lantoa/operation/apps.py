"""Vận hành."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "lantoa.operation"
    label = "operation"
    verbose_name = "Vận hành"
