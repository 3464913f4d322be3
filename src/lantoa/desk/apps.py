"""Bàn làm việc."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lantoa.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        from lantoa.desk.search import keeping

        keeping.register()
        from lantoa.desk.accounts import jobs as accounts
        from lantoa.desk.audit import jobs, signals

        signals.listen()
        jobs.register()
        accounts.register()
