"""Tin bài."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "lantoa.newsroom"
    label = "newsroom"
    verbose_name = "Tin bài"

    def ready(self) -> None:
        from lantoa.newsroom import jobs, pictures  # noqa: F401
