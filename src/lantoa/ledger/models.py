"""Sổ minh chứng: entries that are added and never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from lantoa.core.errors import Refused
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.terms import VERSION, Proof

REFUSAL = (
    "Minh chứng đã ghi thì không sửa, không xóa được; sổ vẫn giữ nguyên. "
    "Cần chỉnh thì ghi thêm một mục điều chỉnh."
)


class NeverChanged(models.QuerySet["Evidence"]):
    """Refuses what the triggers of the database would refuse, with a sentence."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)

    def delete(self) -> NoReturn:
        raise Refused(REFUSAL)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)


class Evidence(models.Model):
    """Minh chứng. Ledger entry v1; `subjects` are codes such as `task:KH-2026-1/1.4`.

    `hash` is the SHA-256 of the canonical JSON of all other fields (`entries.as_entry`).
    """

    v = models.PositiveSmallIntegerField("phiên bản", default=VERSION)
    seq = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    kind = models.CharField("loại", max_length=40)
    # The very text that was hashed, and beside it the moments for queries.
    occurred = models.CharField("xảy ra lúc (văn bản đã băm)", max_length=32)
    recorded = models.CharField("ghi lúc (văn bản đã băm)", max_length=32)
    occurred_at = models.DateTimeField("xảy ra lúc", db_index=True)
    recorded_at = models.DateTimeField("ghi lúc")
    by = models.CharField("người ghi", max_length=60)
    subjects = models.JSONField("nói về", default=list)
    payload = models.JSONField("nội dung", default=dict)
    proof = models.CharField("mức minh chứng", max_length=10, choices=Proof)
    attachments = models.JSONField("tệp kèm", default=list)
    prev = models.CharField("mã băm của mục trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    objects = NeverChanged.as_manager()

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "sổ minh chứng"
        ordering = ("seq",)
        indexes = [models.Index(fields=["kind", "occurred_at"], name="ledger_kind_occurred")]

    def __str__(self) -> str:
        return f"{self.seq}. {KINDS[self.kind].name if self.kind in KINDS else self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(REFUSAL)
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)

    @property
    def is_backfilled(self) -> bool:
        """Nhập bổ sung: entered later than it happened, counted apart."""
        return bool(self.payload.get("backfilled"))


class Subject(models.Model):
    """Đối tượng của minh chứng. One row a subject of an entry: an index, made from the entry."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="subject_rows")
    code = models.CharField("mã", max_length=80, db_index=True)

    class Meta:
        verbose_name = "đối tượng của minh chứng"
        verbose_name_plural = "đối tượng của minh chứng"
        constraints = [
            models.UniqueConstraint("evidence", "code", name="ledger_subject_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Annex(models.Model):
    """Phần riêng của minh chứng. What is personal, beside the entry and erasable.

    The entry holds only `payload["annex"]`: SHA-256 of the salt and the data.
    """

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="annex")
    salt = models.CharField("muối", max_length=64)
    data = models.JSONField("nội dung riêng")
    erase_on = models.DateField("xóa vào ngày")

    class Meta:
        verbose_name = "phần riêng của minh chứng"
        verbose_name_plural = "phần riêng của minh chứng"

    def __str__(self) -> str:
        return f"phần riêng của {self.evidence_id}"


class Chain(models.Model):
    """Đầu chuỗi. One row, locked while an entry is added, so that there is one chain."""

    seq = models.PositiveBigIntegerField("số cuối", default=0)
    hash = models.CharField("mã băm cuối", max_length=64)

    class Meta:
        verbose_name = "đầu chuỗi"
        verbose_name_plural = "đầu chuỗi"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="ledger_one_chain")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.hash}"


class SentHead(models.Model):
    """Mã đối chiếu đã gửi ra ngoài. The head of the chain as printed in a report or sent out."""

    seq = models.PositiveBigIntegerField("số mục")
    hash = models.CharField("mã băm", max_length=64)
    sent_at = models.DateTimeField("gửi lúc")
    to = models.CharField("nơi giữ", max_length=200)

    class Meta:
        verbose_name = "mã đối chiếu đã gửi"
        verbose_name_plural = "mã đối chiếu đã gửi"
        ordering = ("sent_at",)

    def __str__(self) -> str:
        return f"{self.seq}: {self.hash[:16]}"
