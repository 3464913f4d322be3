"""The plan as a document. Every value that was read keeps its lines of the text as read."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.terms import PlanState


class Plan(models.Model):
    """Kế hoạch. `code` is how subjects of evidence name it: `task:<code>/1.4`."""

    code = models.CharField("mã trong chương trình", max_length=30, unique=True)
    title = models.TextField("trích yếu")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    place = models.CharField("nơi ban hành", max_length=120, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    ends_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    budget_text = models.TextField("kinh phí", blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=200, blank=True)
    has_ad_hoc_reports = models.BooleanField("có báo cáo đột xuất", default=False)
    state = models.CharField("tình trạng", max_length=6, choices=PlanState, default=PlanState.DRAFT)
    source_sha256 = models.CharField("mã băm tệp gốc", max_length=64)
    source_name = models.CharField("tên tệp gốc", max_length=200)
    text = models.TextField("văn bản như đã đọc")
    # The reading as JSON (CONTRACTS), as the person corrected it; what it was is in the ledger.
    reading = models.JSONField("kết quả đọc", default=dict)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="người đưa vào",
        related_name="+",
    )
    imported_at = models.DateTimeField("đưa vào lúc")
    confirmed_at = models.DateTimeField("đưa vào thực hiện lúc", null=True, blank=True)
    version = models.PositiveSmallIntegerField("bản", default=1, editable=False)
    # Set on a draft that is a later version of a plan at work.
    revises = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, verbose_name="là bản mới của"
    )

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ("-imported_at",)
        permissions = [("issue_plan", "Ghi số, ngày ban hành kế hoạch")]

    def __str__(self) -> str:
        return self.number or self.title[:80]

    @property
    def subject(self) -> str:
        return f"plan:{self.code}"


class PlanPart(models.Model):
    """What every part of a plan has: its plan, its order, the lines that it came from."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    first_line = models.PositiveIntegerField("từ dòng", null=True, blank=True)
    last_line = models.PositiveIntegerField("đến dòng", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("plan", "position")


class LegalBasis(PlanPart):
    """Văn bản căn cứ."""

    kind = models.CharField("loại văn bản", max_length=80)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    cited_via = models.CharField("được dẫn trong", max_length=80, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "văn bản căn cứ"
        verbose_name_plural = "văn bản căn cứ"

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()


class Responsibility(PlanPart):
    """Trách nhiệm. What the part «Tổ chức thực hiện» asks of a unit."""

    unit_text = models.CharField("đơn vị như trong văn bản", max_length=300)
    unit = models.ForeignKey("registry.Unit", models.PROTECT, null=True, blank=True)
    items = models.JSONField("nội dung", default=list)

    class Meta(PlanPart.Meta):
        verbose_name = "trách nhiệm"
        verbose_name_plural = "trách nhiệm"

    def __str__(self) -> str:
        return self.unit_text


class Recipient(PlanPart):
    """Nơi nhận."""

    text = models.CharField("nơi nhận", max_length=300)

    class Meta(PlanPart.Meta):
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"

    def __str__(self) -> str:
        return self.text


class Observance(PlanPart):
    """Ngày hưởng ứng. A yearly day."""

    month = models.PositiveSmallIntegerField("tháng")
    day = models.PositiveSmallIntegerField("ngày")
    name = models.CharField("tên ngày", max_length=200)
    # A day that the plan does not name: an officer added it, and a later version keeps it.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        verbose_name="người thêm", related_name="+",
    )  # fmt: skip
    added_at = models.DateTimeField("thêm lúc", null=True, blank=True, editable=False)

    class Meta(PlanPart.Meta):
        verbose_name = "ngày hưởng ứng"
        verbose_name_plural = "ngày hưởng ứng"

    def __str__(self) -> str:
        return f"{self.name} ({self.day}/{self.month})"

    @property
    def code(self) -> str:
        return f"observance:{self.plan.code}/{self.month:02d}-{self.day:02d}"


class ReportDuty(PlanPart):
    """Chế độ báo cáo. A report owed: to whom, before when (`*-DD` for every month)."""

    before = models.CharField("trước ngày", max_length=5)
    every = models.CharField("kỳ", max_length=8)
    to = models.CharField("gửi", max_length=200, blank=True)
    by_text = models.CharField("đơn vị báo cáo", max_length=200, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "chế độ báo cáo"
        verbose_name_plural = "chế độ báo cáo"

    def __str__(self) -> str:
        return f"Trước ngày {self.before}: {self.to}"
