"""Dates, lengths and sizes as the public pages print them; none of them breaks over a line."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from lantoa import vietnamese
from lantoa.channels.base.addresses import article_path
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.vietnamese import moments
from lantoa.vietnamese.figures import byte_size, money
from lantoa.vietnamese.holding import NO_BREAK
from lantoa.vietnamese.text import slug

register = template.Library()


def whole(text: str) -> str:
    """The same words, held on one line."""
    return text.replace(" ", NO_BREAK)


@register.filter
def held(text: str) -> str:
    """The same words, with numbers held to their units."""
    return vietnamese.held(text)


@register.filter
def day_long(moment: date) -> str:
    """«thứ Hai 23/11/2026»."""
    return whole(moments.date_long(moment))


@register.filter
def day_short(moment: date) -> str:
    """«23/11/2026»."""
    return moments.date_short(moment)


@register.filter
def day_month(moment: date) -> str:
    """«23/11»."""
    return moments.day_month(moment)


@register.filter
def day_of_year(day: date) -> str:
    """«10/12» of a yearly day: no zeros, as it is named."""
    return f"{day.day}/{day.month}"


@register.filter
def month_year(day: date) -> str:
    """«3/2026»."""
    return f"{day.month}/{day.year}"


@register.filter
def year(day: date) -> str:
    """«2027», never «2.027»."""
    return str(day.year)


@register.filter
def weekday(moment: date) -> str:
    """«thứ Hai»."""
    return whole(moments.weekday(moment))


@register.filter
def clock(moment: datetime) -> str:
    """«05:10»."""
    return moments.clock_time(moment)


@register.filter
def machine(moment: datetime) -> str:
    """The moment as `<time datetime>` wants it."""
    return local(moment).isoformat(timespec="minutes")


@register.filter
def length(seconds: float) -> str:
    """«4 phút 10 giây»."""
    return whole(moments.duration(seconds))


@register.filter
def size(count: int) -> str:
    """«1,5 MB»."""
    return whole(byte_size(count))


@register.filter
def dong(amount: int) -> str:
    """«186.000.000 đồng»."""
    return whole(money(amount))


@register.filter
def path(article: Article) -> str:
    """Where the article stands."""
    return article_path(article)


@register.filter
def sound_path(sound: Rendition) -> str:
    """Where its sound stands."""
    return f"/am-thanh/{sound.sha256}.mp3"


@register.filter
def caption_path(sound: Rendition, ending: str) -> str:
    """Where its captions stand."""
    return f"/am-thanh/{sound.sha256}.{ending}"


@register.filter
def file_path(file: RenditionFile) -> str:
    """Where a file of a product stands."""
    return f"/san-pham/{file.sha256}.{file.ending}"


@register.filter
def small_path(file: RenditionFile) -> str:
    """Where a small picture of a file stands: a cover, a first page."""
    return f"/san-pham/{file.sha256}/nho.jpg"


@register.filter
def download_name(file: RenditionFile, article: Article) -> str:
    """«nop-ho-so-tai-nha-to-roi-a5.pdf»: what a downloaded file is called on a phone."""
    kind = slug(str(file.rendition.get_form_display()))
    size = file.role.partition("-")[2]
    return f"{slug(article.title)[:60].strip('-')}-{kind}-{size}.{file.ending}"
