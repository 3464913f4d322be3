"""What the networks tell the newsroom and the base: the text of a post, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import linebreaks

from lantoa.channels.base.addresses import full_address, short_path
from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.channels.social import services
from lantoa.newsroom.kinds import FormKind, register_form
from lantoa.newsroom.plain import post_text
from lantoa.newsroom.terms import Form

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article


def preview(article: Article) -> str:
    """The text as it will be copied out."""
    return linebreaks(post_text(article, full_address(short_path(article))), autoescape=True)


def exact_text(article: Article) -> str:
    """The words that are approved; the path alone, since the name of the site may change."""
    return post_text(article, short_path(article))


register_form(
    FormKind(
        code=Form.POST, name="Mạng xã hội", position=3, render=preview, exact=exact_text
    )
)  # fmt: skip
register_channel(
    Channel(
        code="social", name="Mạng xã hội", grassroots_form=GrassrootsForm.SOCIAL,
        targets=services.targets, deliver=services.prepare_post, withdraw=services.withdraw_post,
    )
)  # fmt: skip
