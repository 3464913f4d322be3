"""Danh mục."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lantoa.registry"
    label = "registry"
    verbose_name = "Danh mục"
