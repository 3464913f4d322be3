"""Why something of an article, put up or handed out by people, should no longer be about."""

from __future__ import annotations

from datetime import date

from lantoa.newsroom.models import Article
from lantoa.newsroom.policies import lapse_of

WITHDRAWN, RENEWED = "tin bài đã gỡ", "tin bài đã có bản mới"
LAPSED = "phiếu chính sách hết hiệu lực: {why}"
LONGEST_WHY = 200


def why_outdated(article: Article | None, content: str, *, today: date) -> str:
    """In Vietnamese; empty where what was made from this content may stand."""
    if article is None or not article.live:
        return WITHDRAWN
    if article.live_content != content:
        return RENEWED
    lapse = lapse_of(article, today=today)
    if lapse is None or not lapse.is_over(today):
        return ""
    return LAPSED.format(why=lapse.why.rstrip("."))[:LONGEST_WHY]
