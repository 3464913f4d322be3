"""Words of the networks."""

from django.db import models


class Network(models.TextChoices):
    """Where an account of the commune stands."""

    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    OTHER = "other", "mạng khác"


# Under which names a link to a network's post begins; other networks are not checked.
HOSTS: dict[str, tuple[str, ...]] = {
    Network.FACEBOOK: ("facebook.com", "fb.com", "fb.watch"),
    Network.ZALO: ("zalo.me", "zaloapp.com"),
    Network.YOUTUBE: ("youtube.com", "youtu.be"),
    Network.TIKTOK: ("tiktok.com",),
}


class PostState(models.TextChoices):
    """A post is copied out by a person, who pastes its link back."""

    TO_POST = "to_post", "chờ đăng"
    POSTED = "posted", "đã đăng"
    TO_REMOVE = "to_remove", "cần gỡ"
    DROPPED = "dropped", "thôi đăng"
