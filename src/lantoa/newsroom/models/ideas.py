"""Ideas, and the links by which people without an account send them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from lantoa.newsroom.terms import IdeaFileKind, IdeaSource, IdeaState
from lantoa.vietnamese.text import fold


class FieldInvite(models.Model):
    """Đường dẫn gửi tin. For field workers without an account: named, expiring, bounded."""

    name = models.CharField("cấp cho ai", max_length=120)
    hamlet = models.ForeignKey(
        "registry.Hamlet", models.PROTECT, null=True, blank=True, verbose_name="thôn"
    )
    nonce = models.CharField("số ngẫu nhiên", max_length=32)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cấp", related_name="+"
    )
    made_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    most_uses = models.PositiveSmallIntegerField("số tin được gửi", default=50)
    use_count = models.PositiveSmallIntegerField("số tin đã gửi", default=0)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đường dẫn gửi tin"
        verbose_name_plural = "đường dẫn gửi tin"
        ordering = ("-made_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(use_count__lte=models.F("most_uses")),
                name="newsroom_invite_uses_bounded",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Idea(models.Model):
    """Ý tưởng, đề tài. Something worth a story: noted on the desk, sent from a phone, or proposed
    by a rule.

    `client_id` is made on the phone with the draft, so that a story that was sent twice, because
    the line broke before the answer, is kept once. `origin` names the thing that a proposal is
    about (`project:3`), so that the same thing is proposed once.
    """

    source = models.CharField(
        "nguồn", max_length=8, choices=IdeaSource, default=IdeaSource.OFFICER, db_index=True
    )
    is_proposal = models.BooleanField("máy đề xuất", default=False)
    origin = models.CharField("mã của điều được đề xuất", max_length=80, unique=True, null=True)
    why = models.CharField("vì sao đề xuất", max_length=200, blank=True)

    headline = models.CharField("chuyện gì", max_length=200, default="")
    place = models.CharField("ở đâu, khi nào", max_length=200, blank=True)
    text = models.TextField("kể lại", blank=True)
    from_whom = models.CharField("người gửi", max_length=120, blank=True)
    people_informed = models.BooleanField("người trong ảnh đã được báo và đồng ý", default=False)
    noted_at = models.DateTimeField("ghi lúc")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="người ghi",
        related_name="+",
    )  # fmt: skip
    invite = models.ForeignKey(
        FieldInvite, models.PROTECT, null=True, blank=True, verbose_name="đường dẫn gửi tin",
        related_name="ideas",
    )  # fmt: skip
    client_id = models.CharField(
        "mã của bản nháp trên máy gửi", max_length=80, unique=True, null=True, blank=True
    )
    state = models.CharField(
        "tình trạng", max_length=8, choices=IdeaState, default=IdeaState.NEW, db_index=True
    )
    article = models.ForeignKey(
        "newsroom.Article", models.SET_NULL, null=True, blank=True, verbose_name="tin bài",
        related_name="ideas",
    )  # fmt: skip
    tasks = models.ManyToManyField(
        "plan.Task", blank=True, verbose_name="nhiệm vụ", related_name="ideas"
    )
    project = models.ForeignKey(
        "registry.ScienceProject", models.SET_NULL, null=True, blank=True,
        verbose_name="nhiệm vụ KH&CN", related_name="+",
    )  # fmt: skip
    left_why = models.CharField("vì sao không dùng", max_length=200, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        verbose_name="người xếp không dùng", related_name="+",
    )  # fmt: skip
    left_at = models.DateTimeField("xếp không dùng lúc", null=True, blank=True, editable=False)
    folded = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = "ý tưởng"
        verbose_name_plural = "ý tưởng"
        ordering = ("-noted_at", "-pk")

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        said = (self.headline, self.place, self.from_whom, self.text)
        self.folded = fold("\n".join(part for part in said if part))
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        return f"idea:{self.pk}"


class IdeaFile(models.Model):
    """Tệp kèm ý tưởng. A photo without its metadata, or a voice made fit for any player."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="files")
    kind = models.CharField("loại", max_length=6, choices=IdeaFileKind)
    file = models.FileField("tệp", upload_to="y-tuong/%Y/%m")
    sha256 = models.CharField("mã băm", max_length=64)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)

    class Meta:
        verbose_name = "tệp kèm ý tưởng"
        verbose_name_plural = "tệp kèm ý tưởng"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} của «{self.idea}»"
