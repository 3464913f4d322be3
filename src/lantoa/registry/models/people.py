"""Units and the people who belong to them."""

from __future__ import annotations

from django.db import models

from lantoa.registry.models.commune import Hamlet
from lantoa.registry.terms import UnitKind


class Unit(models.Model):
    """Đơn vị. Names are the commune's own; a plan may write one in several ways (`aliases`)."""

    name = models.CharField("tên đơn vị", max_length=200, unique=True)
    short_name = models.CharField("tên gọn", max_length=80, blank=True)
    aliases = models.JSONField("cách viết khác", default=list, blank=True)
    kind = models.CharField("loại", max_length=12, choices=UnitKind, default=UnitKind.OTHER)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"unit:{self.pk}"


class Officer(models.Model):
    """Cán bộ, công chức. Employed by a unit; need not have an account."""

    name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ", max_length=120, blank=True)
    is_leader = models.BooleanField("là lãnh đạo", default=False)
    in_communication = models.BooleanField(
        "được giao phụ trách truyền thông",
        default=False,
        help_text="có văn bản phân công công tác truyền thông, thông tin cơ sở",
    )

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"officer:{self.pk}"


class Roster(models.Model):
    """Danh sách cán bộ của đơn vị. Who belongs to a unit from when to when."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="rosters")
    officer = models.ForeignKey(
        Officer, models.PROTECT, verbose_name="cán bộ", related_name="rosters"
    )
    joined_on = models.DateField("từ ngày")
    left_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "dòng danh sách cán bộ"
        verbose_name_plural = "danh sách cán bộ"
        ordering = ("unit", "joined_on")
        permissions = [("keep_own_roster", "Giữ danh sách cán bộ của đơn vị mình")]
        constraints = [
            models.UniqueConstraint("unit", "officer", "joined_on", name="registry_roster_once"),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
                name="registry_roster_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} ({self.unit})"


class DigitalTeam(models.Model):
    """Tổ công nghệ số cộng đồng. Volunteers of a hamlet, counted."""

    hamlet = models.OneToOneField(
        Hamlet, models.PROTECT, verbose_name="thôn", related_name="digital_team"
    )
    member_count = models.PositiveSmallIntegerField("số thành viên")
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)

    class Meta:
        verbose_name = "tổ công nghệ số cộng đồng"
        verbose_name_plural = "tổ công nghệ số cộng đồng"
        ordering = ("hamlet",)

    def __str__(self) -> str:
        return f"Tổ công nghệ số cộng đồng {self.hamlet}"

    @property
    def code(self) -> str:
        return f"team:{self.pk}"


class Communicator(models.Model):
    """Tuyên truyền viên cơ sở. Member of the communication force, from when to when."""

    name = models.CharField("họ và tên", max_length=120)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, verbose_name="cán bộ"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, null=True, blank=True, verbose_name="thôn")
    joined_on = models.DateField("từ ngày")
    left_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tuyên truyền viên"
        verbose_name_plural = "tuyên truyền viên"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"communicator:{self.pk}"
