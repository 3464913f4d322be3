"""Jobs of the library: sizes of pictures, whole videos, what nobody decided on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task

from lantoa.core import clock
from lantoa.core.tick import register_tick


@task()
def prepare_sizes(picture_id: int) -> None:
    """Makes every size of one picture; what is there is not made again."""
    from lantoa.library.models import Picture
    from lantoa.library.terms import SIZES

    picture = Picture.objects.filter(pk=picture_id).first()
    if picture:
        for size in SIZES:
            picture.get_rendition(size.spec)


@task()
def check_video(upload_id: int) -> None:
    """Looks at a video whose last piece came; safe to run twice."""
    from lantoa.library.video_uploads import finish_upload

    finish_upload(upload_id=upload_id, now=clock.now())


def clear_away(now: datetime) -> None:
    """What was begun and left goes; pictures from before an upgrade are looked at, a few a turn."""
    from lantoa.library.services import expire_held, fill_looks
    from lantoa.library.video_uploads import expire_uploads

    expire_held(now=now)
    expire_uploads(now=now)
    fill_looks()


register_tick("library", timedelta(minutes=15), clear_away)
