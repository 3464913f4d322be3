"""What the networks tell the newsroom and the base: the text of a post, the way out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lantoa.channels.base.addresses import short_path
from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.channels.social import services
from lantoa.channels.social.preview import PREVIEWED, all_previews, preview
from lantoa.channels.social.terms import RULES
from lantoa.newsroom.kinds import FormKind, Tab, register_form
from lantoa.newsroom.plain import post_text
from lantoa.newsroom.terms import Form

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article


def exact_text(article: Article) -> str:
    """The words that are approved, then those of each network that has its own; the path alone,
    since the name of the site may change."""
    address = short_path(article)
    own = [
        f"[{network}]\n{post_text(article, address, network=network, limit=rules.longest)}"
        for network, rules in RULES.items()
        if getattr(article, f"post_{network}").strip()
    ]
    return "\n\n".join([post_text(article, address), *own])


register_form(
    FormKind(
        code=Form.POST, name="Mạng xã hội", position=3, render=all_previews, exact=exact_text,
        tabs=tuple(
            Tab(str(network.value), str(network.label), partial(preview, network=network.value))
            for network in PREVIEWED
        ),
    )
)  # fmt: skip
register_channel(
    Channel(
        code="social", name="Mạng xã hội", grassroots_form=GrassrootsForm.SOCIAL,
        targets=services.targets, deliver=services.prepare_post, withdraw=services.withdraw_post,
    )
)  # fmt: skip
