"""Words of the networks."""

from dataclasses import dataclass

from django.db import models


class Network(models.TextChoices):
    """Where an account of the commune stands."""

    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    OTHER = "other", "mạng khác"


@dataclass(frozen=True)
class Rules:
    """What a network does with a post, in letters. `longest` is refused beyond; after about
    `folded` the feed says «Xem thêm». `card`: how a link is shown.

    `longest` bounds what we let somebody write; `folded` is a rough place that no network
    promises and that was not measured here: a preview shows about where a feed folds.
    """

    longest: int
    folded: int
    card: str


RULES: dict[str, Rules] = {
    Network.FACEBOOK: Rules(longest=63_206, folded=477, card="wide"),
    Network.ZALO: Rules(longest=2_000, folded=300, card="small"),
}
USUAL = Rules(longest=2_000, folded=300, card="small")

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
