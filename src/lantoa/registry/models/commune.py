"""The commune and its parts."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models


class Commune(models.Model):
    """Xã. One row: the commune whose cell this is."""

    name = models.CharField("tên xã", max_length=120, help_text="ví dụ: xã Sông Lam")
    province = models.CharField("tỉnh, thành phố", max_length=120)
    gso_code = models.CharField("mã đơn vị hành chính", max_length=10, blank=True)
    resident_count = models.PositiveIntegerField("số nhân khẩu", default=0)
    address = models.CharField("địa chỉ trụ sở", max_length=200, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    site_responsible = models.CharField(
        "người chịu trách nhiệm nội dung", max_length=200, blank=True
    )
    reception_hours = models.CharField("lịch tiếp công dân", max_length=200, blank=True)
    accent = models.CharField("màu chủ đạo", max_length=7, default="#0B6E69")
    # A PNG of at most 640 pixels, drawn anew when it came; it takes the place of the mark.
    emblem = models.FileField(
        "huy hiệu", upload_to="huy-hieu", max_length=120, blank=True, editable=False
    )
    first_hour_closed_at = models.DateTimeField(
        "thôi hiện việc giờ đầu tiên lúc", null=True, blank=True, editable=False
    )
    is_demo = models.BooleanField("xã minh họa", default=False, editable=False)

    class Meta:
        verbose_name = "xã"
        verbose_name_plural = "xã"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="registry_one_commune"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name without its kind: «Sông Lam» of «xã Sông Lam»."""
        for kind in ("xã ", "phường ", "đặc khu "):
            if self.name.lower().startswith(kind):
                return self.name[len(kind) :]
        return self.name

    @property
    def hamlet_word(self) -> str:
        """What a part of it is called."""
        return "tổ dân phố" if self.name.lower().startswith("phường") else "thôn"


class Hamlet(models.Model):
    """Thôn, tổ dân phố. Households and residents are counted, never named."""

    name = models.CharField("tên thôn", max_length=80, unique=True)
    slug = models.SlugField("đường dẫn", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    household_count = models.PositiveIntegerField("số hộ", validators=[MinValueValidator(1)])
    resident_count = models.PositiveIntegerField("số nhân khẩu")
    is_active = models.BooleanField("đang dùng", default=True)
    # Position on our own drawing of the commune, in thousandths of its box; no map service.
    map_x = models.PositiveSmallIntegerField("vị trí ngang trên sơ đồ", default=500)
    map_y = models.PositiveSmallIntegerField("vị trí dọc trên sơ đồ", default=500)

    class Meta:
        verbose_name = "thôn"
        verbose_name_plural = "thôn"
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"hamlet:{self.pk}"
