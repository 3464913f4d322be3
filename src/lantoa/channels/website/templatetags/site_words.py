"""Dates, lengths and sizes as the public pages print them; none of them breaks over a line."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template

from lantoa.channels.base.addresses import article_path
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition
from lantoa.vietnamese import moments
from lantoa.vietnamese.figures import byte_size, money

register = template.Library()
NO_BREAK = "\u00a0"
# A number stays with its unit, a document with its number, a weekday with its name.
HELD = re.compile(
    r"(?<=\d) (?=(?:giờ|phút|giây|ngày|tháng|năm|tuần|tuổi|đồng|triệu|tỷ|nghìn|hộ|bài|km|m|kg)\b)"
    r"|(?<=\d) (?=[%‰])"
    r"|(?<=Nghị quyết) (?=\d)|(?<=[Nn]ghị) (?=quyết \d)|(?<=[Tt]hứ) (?=Hai|Ba|Tư|Năm|Sáu|Bảy)"
)
# A span of hours: «07:30–11:00».
SPAN = re.compile(r"(?<=\d)–(?=\d)")


def whole(text: str) -> str:
    """The same words, held on one line."""
    return text.replace(" ", NO_BREAK)


@register.filter
def held(text: str) -> str:
    """The same words, with numbers held to their units."""
    return SPAN.sub("\u2060–\u2060", HELD.sub(NO_BREAK, text))


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
