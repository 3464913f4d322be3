"""For machines: RSS, the map of the site, robots."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.views.decorators.http import require_safe

from lantoa.channels.base.addresses import article_path
from lantoa.channels.website import queries
from lantoa.channels.website.frame import MENU, MENU_END
from lantoa.newsroom.models import Section
from lantoa.registry.models import Commune, Hamlet

RSS_TYPE = "application/rss+xml; charset=utf-8"
NEWEST = 30
MOST_IN_MAP = 5000


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """The newest articles, each with its sound."""
    commune = Commune.objects.first()
    name = f"Trang thông tin điện tử {commune.name if commune else ''}".strip()
    feed = Rss201rev2Feed(
        title=name, link=request.build_absolute_uri("/"), description=f"Tin bài mới của {name}",
        language="vi", feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    articles = list(queries.articles_in_public()[:NEWEST])
    sounds = queries.sounds_of(articles)
    for article in articles:
        address = request.build_absolute_uri(article_path(article))
        sound = sounds.get(article.pk)
        enclosures = [
            Enclosure(
                request.build_absolute_uri(f"/am-thanh/{sound.sha256}.mp3"), str(sound.size),
                sound.mime,
            )
        ] if sound else []  # fmt: skip
        feed.add_item(
            title=article.title, link=address, description=article.lead, unique_id=address,
            pubdate=article.first_published_at, enclosures=enclosures,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=RSS_TYPE)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address (sitemaps.org, version 0.9)."""
    paths = [place.path for place in (*MENU, *MENU_END)] + ["/tro-nang/", "/thon/", "/chinh-sach/"]
    paths += [f"/chuyen-muc/{row.slug}/" for row in Section.objects.filter(is_resolution57=False)]
    paths += [f"/thon/{row.slug}/" for row in Hamlet.objects.filter(is_active=True)]
    pages = [(request.build_absolute_uri(path), None) for path in paths]
    pages += [
        (request.build_absolute_uri(article_path(article)), article.last_published_at)
        for article in queries.articles_in_public()[:MOST_IN_MAP]
    ]
    return render(request, "website/sitemap.xml", {"pages": pages}, "application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone."""
    lines = (
        "User-agent: *", "Disallow: /ban-lam-viec/", "Disallow: /bo-thu/", "Disallow: /tim/",
        "Disallow: /duyet/", "Disallow: /gui-tin/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", "",
    )  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
