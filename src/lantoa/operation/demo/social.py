"""The demo commune's pages elsewhere: posts copied out by hand, links pasted back."""

from __future__ import annotations

import random
from datetime import datetime

from lantoa.channels.social.models import SocialAccount
from lantoa.channels.social.queries import waiting_posts
from lantoa.channels.social.services import note_post_link
from lantoa.channels.social.terms import Network
from lantoa.core.clock import local
from lantoa.registry.models import Account, Custody, Officer
from lantoa.registry.terms import SecondFactor

# Three of four posts are copied out; the rest wait, as they do in life.
COPIED = 0.75
ACCOUNTS = (
    (Network.FACEBOOK, "Xã Sông Lam (minh họa)", "https://www.facebook.com/minhhoa.xasonglam"),
    (Network.ZALO, "UBND xã Sông Lam (minh họa)", "https://zalo.me/minhhoa-xasonglam"),
)


def build_accounts_elsewhere() -> None:
    """Two pages, invented."""
    pages = [
        SocialAccount.objects.create(network=network, name=name, address=address)
        for network, name, address in ACCOUNTS
    ]
    in_charge = list(Officer.objects.filter(in_communication=True).order_by("pk")[:2])
    if len(in_charge) == 2:
        keep_files(pages[0].code, owner=in_charge[0], deputy=in_charge[1])


def keep_files(page: str, *, owner: Officer, deputy: Officer) -> None:
    """One page is in good hands, the other, as in life, not yet."""
    Custody.objects.create(
        channel=page, owner=owner, deputy=deputy, recovery_email="vanthu@songlam.example",
        second_factor=SecondFactor.ON, codes_kept_at="phong bì niêm phong, tủ văn thư",
    )  # fmt: skip
    for channel in ("website", "station"):
        Custody.objects.create(channel=channel, owner=owner, deputy=deputy)


def copy_out(*, by: Account, now: datetime, chance: random.Random) -> None:
    """The editor copies out what waits and pastes the links back; older leftovers stay."""
    for post in waiting_posts():
        if local(post.delivery.created_at).date() == now.date() and chance.random() < COPIED:
            url = f"{post.account.address}/posts/{100000 + post.pk}"
            note_post_link(post=post, url=url, by=by, now=now)
