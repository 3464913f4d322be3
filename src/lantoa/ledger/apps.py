"""Sổ minh chứng."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "lantoa.ledger"
    label = "ledger"
    verbose_name = "Sổ minh chứng"
