"""The register of higher documents."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from lantoa.plan.mentions import key_of
from lantoa.plan.terms import Standing
from lantoa.vietnamese import date_short


class SuperiorDocument(models.Model):
    """Văn bản cấp trên. One document that the commune carries out or cites; `key` is its number
    (or the name of a law) as it is compared, so that every naming finds it."""

    kind = models.CharField("loại văn bản", max_length=200)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    summary = models.TextField("trích yếu", blank=True)
    cited_via = models.CharField("được dẫn trong", max_length=80, blank=True)
    # {sha256, size, mime, name} of its paper, kept with the attachments of the ledger.
    paper = models.JSONField("tệp văn bản", default=dict, blank=True)
    standing = models.CharField(
        "hiệu lực", max_length=8, choices=Standing, default=Standing.NOTHING
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="văn bản thay thế",
        related_name="replaces",
    )  # fmt: skip
    ended_on = models.DateField("từ ngày", null=True, blank=True)
    ended_why = models.CharField("căn cứ", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người ghi",
        related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "văn bản cấp trên"
        verbose_name_plural = "văn bản cấp trên"
        ordering = (models.F("issued_on").desc(nulls_last=True), "kind", "number")
        constraints = [
            models.UniqueConstraint("key", "issued_on", name="plan_superior_once"),
            models.UniqueConstraint(
                "key", condition=models.Q(issued_on=None), name="plan_superior_undated_once"
            ),
            models.CheckConstraint(
                condition=models.Q(standing="nothing", ended_on=None, replaced_by=None)
                | models.Q(standing="replaced", ended_on__isnull=False, replaced_by__isnull=False)
                | models.Q(standing="ended", ended_on__isnull=False, replaced_by=None),
                name="plan_superior_standing_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.number) if part)

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = key_of(self.kind, self.number)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def code(self) -> str:
        return f"document:{self.pk}"

    @property
    def in_full(self) -> str:
        """«Quyết định 1169/QĐ-TTg ngày 21/06/2026»."""
        return f"{self} ngày {date_short(self.issued_on)}" if self.issued_on else str(self)

    def is_over(self, today: date) -> bool:
        return self.ended_on is not None and self.ended_on <= today

    def warning(self, today: date) -> str:
        """What whoever cites it has to know today; empty where nothing is noted."""
        return f"{self} {self.in_words(today)}" if self.ended_on else ""

    def in_words(self, today: date) -> str:
        """What is noted about it, as a column says it: «đã bị thay thế bởi … từ ngày …»."""
        if self.ended_on is None:
            return str(self.get_standing_display())
        verb, since = "đã" if self.is_over(today) else "sẽ", date_short(self.ended_on)
        if self.replaced_by is not None:
            return f"{verb} bị thay thế bởi {self.replaced_by.in_full} từ ngày {since}"
        why = f" ({self.ended_why})" if self.ended_why else ""
        return f"{verb} hết hiệu lực từ ngày {since}{why}"
