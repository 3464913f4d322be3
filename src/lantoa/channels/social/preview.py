"""A post as people will see it in the feed of a network: folded, with its link card and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from lantoa.channels.base.addresses import full_address, short_path
from lantoa.channels.social.queries import active_accounts
from lantoa.channels.social.terms import RULES, Network, Rules
from lantoa.newsroom.plain import post_length, post_text
from lantoa.registry.models import Commune
from lantoa.vietnamese import number

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article

PREVIEWED = (Network.FACEBOOK, Network.ZALO)
CARD_SIZE = "fill-640x336"


@dataclass(frozen=True)
class Folded:
    """A text as a feed shows it at first, and what stands behind «Xem thêm»."""

    shown: str
    rest: str


def folded(text: str, limit: int) -> Folded:
    """Cut between words, at the last blank before `limit` letters; a text that fits is whole."""
    if len(text) <= limit:
        return Folded(text, "")
    cut = text.rfind(" ", 0, limit + 1)
    line = text.rfind("\n", 0, limit + 1)
    at = max(cut, line)
    at = at if at > 0 else limit
    return Folded(text[:at].rstrip(), text[at:].lstrip(" "))


def preview(article: Article, *, network: str) -> str:
    """One network's preview."""
    rules = RULES[network]
    address = full_address(short_path(article))
    text = post_text(article, address, network=network, limit=rules.longest)
    account = active_accounts().filter(network=network).first()
    commune = Commune.objects.filter(pk=1).first()
    context: dict[str, Any] = {
        "network": network, "name": Network(network).label, "rules": rules,
        "account": account.name if account else "", "commune": commune.name if commune else "",
        "folded": folded(text, rules.folded), "host": urlsplit(address).netloc,
        "length": post_length(article, address, network=network), "article": article,
        "picture": _picture(article), "is_own": bool(getattr(article, f"post_{network}").strip()),
    }  # fmt: skip
    over = max(context["length"] - rules.longest, 0)
    context |= {"over": over, "counted": count_words(context["length"], rules)}
    return render_to_string("social/preview.html", context)


def count_words(length: int, rules: Rules) -> str:
    """«312 trên 2.000 chữ cái; bảng tin hiện khoảng 300 chữ cái đầu, còn lại sau «Xem thêm»»."""
    words = f"{number(length)} trên {number(rules.longest)} chữ cái, kể cả đường dẫn"
    if length > rules.longest:
        over = number(length - rules.longest)
        return f"{words}: dài quá {over} chữ cái, phần cuối bị cắt. Rút ngắn lời đăng."
    if length > rules.folded:
        return f"{words}; bảng tin hiện khoảng {number(rules.folded)} chữ cái đầu."
    return f"{words}; hiện hết, không cần «Xem thêm»."


def all_previews(article: Article) -> str:
    """Every network's preview, one below the other: what is approved as one form."""
    return "".join(preview(article, network=network.value) for network in PREVIEWED)


def _picture(article: Article) -> Any:
    """The picture of the link card: the first of the body, as the page's own head names it."""
    pictures = (one.value["image"] for one in article.body if one.block_type == "picture")
    first = next((picture for picture in pictures if picture), None)
    return first.get_rendition(CARD_SIZE) if first else None
