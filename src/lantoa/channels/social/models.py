"""Kênh mạng xã hội và bài đăng."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.channels.social.terms import Network, PostState


class SocialAccount(models.Model):
    """Kênh mạng xã hội. A page or channel of the commune elsewhere; no password is kept here."""

    network = models.CharField("mạng", max_length=10, choices=Network)
    name = models.CharField("tên trang, kênh", max_length=120)
    address = models.URLField("đường dẫn", max_length=300, unique=True)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "kênh mạng xã hội"
        verbose_name_plural = "kênh mạng xã hội"
        ordering = ("network", "name")

    def __str__(self) -> str:
        return f"{self.get_network_display()}: {self.name}"

    @property
    def code(self) -> str:
        return f"social-account:{self.pk}"


class Post(models.Model):
    """Bài đăng. The text of one version of an article for one account, and where it stands."""

    delivery = models.OneToOneField(
        "channels_base.Delivery", models.PROTECT, verbose_name="lượt gửi", related_name="post"
    )
    account = models.ForeignKey(
        SocialAccount, models.PROTECT, verbose_name="kênh", related_name="posts"
    )
    article = models.ForeignKey(
        "newsroom.Article", models.PROTECT, verbose_name="tin bài", related_name="posts"
    )
    text = models.TextField("lời đăng")
    state = models.CharField(
        "tình trạng", max_length=10, choices=PostState, default=PostState.TO_POST
    )
    url = models.URLField("đường dẫn bài đăng", max_length=500, blank=True)
    made_at = models.DateTimeField("có lời đăng lúc")
    posted_at = models.DateTimeField("ghi đường dẫn lúc", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người ghi", related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "bài đăng"
        verbose_name_plural = "bài đăng"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.account}: {self.article}"
