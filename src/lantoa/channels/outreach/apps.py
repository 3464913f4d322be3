"""Tuyên truyền trực tiếp."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "lantoa.channels.outreach"
    label = "outreach"
    verbose_name = "Tuyên truyền trực tiếp"
