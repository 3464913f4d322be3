"""Jobs of the newsroom: sounds are made after commit, in a process of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task

from lantoa.core.tick import register_tick


@task()
def render_sound(rendition_id: int) -> None:
    """Makes one sound; safe to run twice."""
    from lantoa.newsroom.rendering import render

    render(rendition_id)


def take_up_again(now: datetime) -> None:
    """Sounds whose job died with its process are begun anew."""
    from lantoa.newsroom.sounds import requeue_stuck

    requeue_stuck(now=now)


register_tick("sounds", timedelta(minutes=1), take_up_again)
