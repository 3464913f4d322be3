"""What is to be reached and done."""

from __future__ import annotations

from django.db import models

from lantoa.plan.models.document import PlanPart
from lantoa.plan.terms import INDICATORS, CadencePeriod, Comparator, Source, Timing


class Goal(PlanPart):
    """Mục tiêu. What the plan wants, in words: purposes, requirements, general objective."""

    kind = models.CharField(
        "loại",
        max_length=12,
        choices=[
            ("purpose", "mục đích"),
            ("requirement", "yêu cầu"),
            ("general", "mục tiêu chung"),
        ],
    )
    text = models.TextField("nội dung")

    class Meta(PlanPart.Meta):
        verbose_name = "mục tiêu"
        verbose_name_plural = "mục tiêu"

    def __str__(self) -> str:
        return self.text[:80]


class Target(PlanPart):
    """Chỉ tiêu. Reached by a year; `value` empty where the plan gives no figure.

    One sentence of a plan may hold two targets (issue and run the plan; keep the section), so
    `indicators` lists the codes whose figures answer for it.
    """

    period = models.CharField("kỳ", max_length=12)
    year = models.PositiveSmallIntegerField("năm phải đạt")
    text = models.TextField("nội dung")
    value = models.FloatField("mức", null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    comparator = models.CharField(
        "so sánh", max_length=10, choices=Comparator, blank=True, default=""
    )
    indicators = models.JSONField("mã chỉ số", default=list, blank=True)
    tasks = models.ManyToManyField("plan.Task", blank=True, related_name="targets")

    class Meta(PlanPart.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"

    def __str__(self) -> str:
        return ", ".join(INDICATORS.get(code, code) for code in self.indicators) or self.text[:80]

    @property
    def code(self) -> str:
        return f"target:{self.plan.code}/{self.position}"


class Solution(PlanPart):
    """Giải pháp. Heading of part III that groups tasks."""

    number = models.CharField("số", max_length=12, blank=True)
    text = models.TextField("nội dung")

    class Meta(PlanPart.Meta):
        verbose_name = "giải pháp"
        verbose_name_plural = "giải pháp"

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class Task(PlanPart):
    """Nhiệm vụ. One numbered thing to do; every item of work belongs to one or more tasks."""

    solution = models.ForeignKey(
        Solution, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    number = models.CharField("số", max_length=12)
    text = models.TextField("nội dung")
    lead_units = models.ManyToManyField(
        "registry.Unit", verbose_name="đơn vị chủ trì", related_name="led_tasks", blank=True
    )
    supporting_units = models.ManyToManyField(
        "registry.Unit", verbose_name="đơn vị phối hợp", related_name="supported_tasks", blank=True
    )
    # Units that are no unit of the registry: «các cơ quan, đơn vị liên quan».
    supporting_text = models.JSONField("phối hợp như trong văn bản", default=list, blank=True)
    timing = models.CharField("thời gian", max_length=8, choices=Timing, default=Timing.ONGOING)
    timing_text = models.CharField("thời gian như trong văn bản", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    # A later version of the plan may give the same task another number: evidence keeps the first.
    key = models.CharField("số trong sổ minh chứng", max_length=16, blank=True, editable=False)
    since_version = models.PositiveSmallIntegerField("từ bản", default=1, editable=False)
    until_version = models.PositiveSmallIntegerField(
        "đến bản", null=True, blank=True, editable=False
    )
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)
    closed_why = models.TextField("vì sao kết thúc", blank=True, editable=False)

    class Meta(PlanPart.Meta):
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "position"],
                condition=models.Q(until_version__isnull=True),
                name="plan_task_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:70]}"

    @property
    def slug(self) -> str:
        """What names the task in its plan for good: the number that it had first."""
        return self.key or self.number

    @property
    def code(self) -> str:
        return f"task:{self.plan.code}/{self.slug}"


class Cadence(models.Model):
    """Tần suất thực hiện. How often an ongoing task must show something; the owner changes it."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="cadence")
    count = models.PositiveSmallIntegerField("số lượng")
    period = models.CharField("trong mỗi", max_length=8, choices=CadencePeriod)
    what = models.CharField(
        "sản phẩm", max_length=80, help_text="ví dụ: tin bài, bản tin phát thanh"
    )
    kinds = models.JSONField("loại minh chứng được tính", default=list)

    class Meta:
        verbose_name = "tần suất thực hiện"
        verbose_name_plural = "tần suất thực hiện"

    def __str__(self) -> str:
        return f"{self.count} {self.what} mỗi {self.get_period_display()}"


class FundingSource(PlanPart):
    """Nguồn kinh phí."""

    source = models.CharField("nguồn", max_length=12, choices=Source)
    text = models.TextField("nội dung như trong văn bản")

    class Meta(PlanPart.Meta):
        verbose_name = "nguồn kinh phí"
        verbose_name_plural = "nguồn kinh phí"

    def __str__(self) -> str:
        return self.text
