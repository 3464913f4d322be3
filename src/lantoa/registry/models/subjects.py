"""What articles are about and for whom, and how words are said."""

from __future__ import annotations

from django.db import models

from lantoa.registry.models.people import Unit
from lantoa.registry.terms import SpokenState


class Audience(models.Model):
    """Nhóm đối tượng."""

    slug = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên nhóm", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "nhóm đối tượng"
        verbose_name_plural = "nhóm đối tượng"
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"audience:{self.slug}"


class SpokenWord(models.Model):
    """Từ điển đọc. How the commune wants a word to be said.

    The program may propose a name that it finds doubtful; only a person lets it be used."""

    word = models.CharField("từ viết", max_length=80, unique=True)
    reading = models.CharField("cách đọc", max_length=200)
    state = models.CharField(
        "tình trạng", max_length=10, choices=SpokenState, default=SpokenState.USED
    )
    origin = models.CharField("lấy từ", max_length=120, blank=True)

    class Meta:
        verbose_name = "mục từ điển đọc"
        verbose_name_plural = "từ điển đọc"
        ordering = ("word",)

    def __str__(self) -> str:
        return f"{self.word}: {self.reading}"


class ScienceProject(models.Model):
    """Nhiệm vụ KH&CN. State-funded unless said otherwise; never called Task."""

    name = models.CharField("tên nhiệm vụ", max_length=300)
    number = models.CharField("mã số, quyết định", max_length=80, blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị chủ trì"
    )
    is_state_funded = models.BooleanField("có sử dụng ngân sách nhà nước", default=True)
    secrecy_document = models.CharField(
        "số văn bản xác định bí mật nhà nước",
        max_length=80,
        blank=True,
        help_text="chỉ ghi số, ký hiệu; nhiệm vụ có văn bản này không tính vào chỉ tiêu",
    )
    budget = models.PositiveBigIntegerField("kinh phí (đồng)", null=True, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    result = models.TextField("kết quả, ai dùng được", blank=True)
    contact = models.CharField("đầu mối hỏi", max_length=200, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ KH&CN"
        verbose_name_plural = "nhiệm vụ KH&CN"
        ordering = ("-starts_on", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"project:{self.pk}"

    @property
    def is_secret(self) -> bool:
        return bool(self.secrecy_document)


class Showcase(models.Model):
    """Mô hình điểm, điển hình. An example worth telling."""

    name = models.CharField("tên mô hình", max_length=200)
    summary = models.TextField("nội dung")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")

    class Meta:
        verbose_name = "mô hình, điển hình"
        verbose_name_plural = "mô hình, điển hình"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"showcase:{self.pk}"
