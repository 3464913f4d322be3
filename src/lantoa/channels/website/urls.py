"""Addresses of the public site."""

from django.urls import path, re_path

from lantoa.channels.website.views import alerts, articles, feeds, files, hamlets, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("nghi-quyet-57/", pages.resolution57, name="resolution-57"),
    path("chinh-sach/", pages.policies, name="policies"),
    path("tin-bai/", pages.all_articles, name="all-articles"),
    path("tin-bai/<int:pk>/", articles.article, name="article-short"),
    path("tin-bai/<int:pk>-<slug:slug>/", articles.article, name="article"),
    path("chuyen-muc/<slug:slug>/", pages.section, name="section"),
    path("thon/", hamlets.choose, name="hamlets"),
    path("thon/<slug:slug>/", hamlets.hamlet, name="hamlet"),
    path("tim/", pages.search, name="search"),
    path("nghe-lai/", pages.listen_again, name="listen-again"),
    path("gioi-thieu/", pages.about, name="about"),
    path("tro-nang/", pages.accessibility, name="accessibility"),
    re_path(r"^am-thanh/(?P<sha256>[0-9a-f]{64})\.mp3$", files.sound, name="sound"),
    re_path(
        r"^am-thanh/(?P<sha256>[0-9a-f]{64})\.(?P<ending>vtt|srt|txt)$",
        files.captions,
        name="captions",
    ),
    re_path(
        r"^san-pham/(?P<sha256>[0-9a-f]{64})\.(?P<ending>[a-z0-9]{2,4})$",
        files.product,
        name="product-file",
    ),
    re_path(
        r"^san-pham/(?P<sha256>[0-9a-f]{64})/nho\.jpg$", files.small_picture, name="product-small"
    ),
    path("tep/<path:name>", files.picture, name="picture"),
    path("canh-bao/", alerts.alerts, name="public-alerts"),
    path("canh-bao/<int:pk>/", alerts.alert, name="public-alert"),
    path("canh-bao/<str:identifier>.xml", alerts.cap_file, name="cap-file"),
    path("canh-bao.atom", alerts.feed, name="alert-feed"),
    path("rss.xml", feeds.rss, name="rss"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
