"""Lượt lên bảng."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from lantoa.channels.boards.terms import PostingState


class Noted(models.Model):
    """One time on a board: until when it hangs, who noted that it went up and came down."""

    hangs_until = models.DateField("hiện đến hết ngày", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người ghi đã đưa lên", related_name="+",
    )  # fmt: skip
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người ghi đã gỡ", related_name="+",
    )  # fmt: skip

    class Meta:
        abstract = True


class Posting(Noted):
    """Lượt lên bảng. The approved text of one version of an article on one board: since when it
    hangs, until when it should, when it came down."""

    delivery = models.OneToOneField(
        "channels_base.Delivery", models.PROTECT, verbose_name="lượt gửi", related_name="posting"
    )
    board = models.ForeignKey(
        "registry.Board", models.PROTECT, verbose_name="bảng tin", related_name="postings"
    )
    article = models.ForeignKey(
        "newsroom.Article", models.PROTECT, verbose_name="tin bài", related_name="postings"
    )
    product = models.ForeignKey(
        "newsroom.Rendition", models.PROTECT, verbose_name="chữ đã duyệt", related_name="+"
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=PostingState, default=PostingState.TO_POST,
        db_index=True,
    )  # fmt: skip
    # Why it need not be put up, or has to come down.
    why = models.CharField("vì sao", max_length=200, blank=True)
    made_at = models.DateTimeField("có chữ lúc")
    posted_at = models.DateTimeField("đưa lên lúc", null=True, blank=True)
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", null=True, unique=True)

    class Meta:
        verbose_name = "lượt lên bảng"
        verbose_name_plural = "lượt lên bảng"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.board}: {self.article}"

    def is_overdue(self, today: date) -> bool:
        """Does it hang longer than it should?"""
        is_over = self.hangs_until is not None and self.hangs_until < today
        return self.state == PostingState.POSTED and is_over


class PastPosting(Noted):
    """Lần lên bảng trước. Where a text that was taken down is approved once more its row begins
    anew; what was noted of the time before stays here with its entry of the ledger."""

    posting = models.ForeignKey(
        Posting, models.CASCADE, verbose_name="lượt lên bảng", related_name="past"
    )
    posted_at = models.DateTimeField("đưa lên lúc")
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", unique=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần lên bảng trước"
        verbose_name_plural = "lần lên bảng trước"
        ordering = ("-posted_at", "-pk")

    def __str__(self) -> str:
        return str(self.posting)
