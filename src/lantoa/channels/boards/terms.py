"""Words of the boards."""

from datetime import timedelta

from django.db import models

# How long a text hangs where nobody says otherwise, and at most.
USUAL_TIME = timedelta(days=14)
LONGEST_TIME = timedelta(days=366)


class PostingState(models.TextChoices):
    """A text is put up by a person, who notes it, and taken down by one."""

    TO_POST = "to_post", "chờ đưa lên"
    POSTED = "posted", "đang hiện"
    TO_REMOVE = "to_remove", "cần gỡ"
    REMOVED = "removed", "đã gỡ"
    DROPPED = "dropped", "thôi đưa lên"


# What hangs on a board now, whether it should or not.
HANGING = (PostingState.POSTED, PostingState.TO_REMOVE)
