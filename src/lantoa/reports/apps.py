"""Báo cáo."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lantoa.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from lantoa.approval.matters import register_matter
        from lantoa.approval.terms import Route
        from lantoa.reports.terms import MATTER

        register_matter(MATTER, "Báo cáo gửi cấp trên", Route.TWO)
