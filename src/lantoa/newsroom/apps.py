"""Tin bài."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "lantoa.newsroom"
    label = "newsroom"
    verbose_name = "Tin bài"

    def ready(self) -> None:
        from lantoa.approval.matters import register_matter
        from lantoa.approval.terms import Route
        from lantoa.newsroom import jobs, pictures  # noqa: F401
        from lantoa.newsroom.alerts.terms import ALERT_MATTER
        from lantoa.newsroom.campaigns import register_makers
        from lantoa.newsroom.films.products import register_films
        from lantoa.newsroom.graphics import product  # noqa: F401
        from lantoa.newsroom.printed.making import register_printed
        from lantoa.newsroom.printed.previews import register_previews
        from lantoa.newsroom.terms import ROUTINE, Genre, matter

        for genre in Genre:
            usual = Route.ONE if genre in ROUTINE else Route.TWO
            register_matter(matter(genre), f"Tin bài: {genre.label}", usual)
        # Any second person with the right: minutes count, and nobody approves their own.
        register_matter(ALERT_MATTER, "Cảnh báo khẩn cấp", Route.ONE)
        register_makers()
        register_films()
        register_printed()
        register_previews()
