"""Sản phẩm: one form of an article, made from one version of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article
from lantoa.newsroom.terms import Form, RenditionState, Voice
from lantoa.registry.terms import Language


class Rendition(models.Model):
    """Sản phẩm. Carries the hash of the version that it was made from; stale when that changes."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="renditions")
    form = models.CharField("dạng", max_length=8, choices=Form)
    content = models.CharField("mã băm nội dung", max_length=64)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, db_index=True)
    mime = models.CharField("kiểu tệp", max_length=60, blank=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    text = models.TextField("chữ", blank=True)
    # `person`, or a name of `media.voices`: the commune's own voices are files, not choices.
    voice = models.CharField("giọng", max_length=80, blank=True)
    style = models.CharField("cách đọc", max_length=12, blank=True)
    is_synthetic = models.BooleanField("giọng máy", default=False)
    language = models.CharField(
        "ngôn ngữ", max_length=3, choices=Language, default=Language.VIETNAMESE
    )
    recording = models.ForeignKey(
        "library.Recording", models.PROTECT, null=True, blank=True, verbose_name="bản ghi âm"
    )
    # The part of the recording that is heard; both empty: from the first word to the last.
    cut_from_ms = models.PositiveIntegerField("giữ từ (mili giây)", null=True)
    cut_to_ms = models.PositiveIntegerField("giữ đến (mili giây)", null=True)
    # What the bytes were made from: the same recipe is never made twice.
    recipe = models.CharField("mã băm cách làm", max_length=64, blank=True, db_index=True)
    # On what a product's going out hangs beside its bytes; empty: on nothing; TERMS_NOT_ASKED:
    # made before it was asked.
    terms = models.CharField("mã băm điều kiện sử dụng", max_length=64, blank=True)
    # Captions: [first_ms, last_ms, text]; `cues_exact`: told by the voice, not estimated.
    cues = models.JSONField("phụ đề", default=list, blank=True)
    cues_exact = models.BooleanField("phụ đề khớp từng câu", default=False)
    # A synthetic sound without the sentence that says so, to stand behind another one that says
    # it: a programme says it once.
    inner_sha256 = models.CharField("mã băm bản trong chương trình", max_length=64, blank=True,
                                    db_index=True)  # fmt: skip
    inner_size = models.PositiveBigIntegerField("cỡ bản trong chương trình (byte)", default=0)
    inner_milliseconds = models.PositiveIntegerField(
        "thời lượng bản trong chương trình (mili giây)", default=0
    )
    # What was chosen for it in the panel, by name; `is_by_hand`: not made by rule alone, so that
    # it waits for an approval of its own.
    options = models.JSONField("lựa chọn", default=dict, blank=True)
    is_by_hand = models.BooleanField("sửa tay", default=False)
    percent = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    loudness_centi_lufs = models.IntegerField("độ to (1/100 LUFS)", null=True)
    peak_centi_db = models.IntegerField("đỉnh (1/100 dBTP)", null=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.READY
    )
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="người làm",
        related_name="+",
    )
    made_at = models.DateTimeField("làm lúc")

    class Meta:
        verbose_name = "sản phẩm"
        verbose_name_plural = "sản phẩm"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.article}"

    @property
    def voice_label(self) -> str:
        """What a screen calls the voice."""
        from lantoa.media.voices import label_of

        return str(Voice.PERSON.label) if self.voice == Voice.PERSON else label_of(self.voice)

    @property
    def seconds(self) -> float:
        return self.milliseconds / 1000

    @property
    def code(self) -> str:
        return f"rendition:{self.pk}"


class RenditionFile(models.Model):
    """Tệp của sản phẩm. One finished file of a form that has several; a sound keeps its own in
    `Rendition.sha256`."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="files")
    role = models.CharField("vai trò", max_length=20)
    name = models.CharField("tên trên màn hình", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    sha256 = models.CharField("mã băm", max_length=64, db_index=True)
    mime = models.CharField("kiểu tệp", max_length=60)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    width = models.PositiveIntegerField("rộng (điểm ảnh)", default=0)
    height = models.PositiveIntegerField("cao (điểm ảnh)", default=0)
    pages = models.PositiveSmallIntegerField("số trang", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    # What somebody who cannot see the file is told.
    alt = models.TextField("mô tả bằng lời", blank=True)

    class Meta:
        verbose_name = "tệp của sản phẩm"
        verbose_name_plural = "tệp của sản phẩm"
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint("rendition", "role", name="newsroom_one_file_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.rendition}: {self.role}"

    @property
    def ending(self) -> str:
        """`png`: what the name of the file ends with."""
        from lantoa.newsroom.making.stored_files import ENDINGS

        return ENDINGS.get(self.mime, "bin")
