"""Nhật ký hệ thống: entries in one chain, and the checkpoints that stand for removed months."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from lantoa.core.canonical import digest_of
from lantoa.core.clock import iso
from lantoa.core.errors import Refused
from lantoa.desk.audit.terms import REFUSAL, Outcome

HASHED = ("seq", "who", "name", "role", "action", "subject", "words", "outcome", "address",
          "device", "prev")  # fmt: skip


class NeverChanged(models.QuerySet[Any]):
    """Refuses what the triggers of the database would refuse, with a sentence."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)

    def delete(self) -> NoReturn:
        raise Refused(REFUSAL)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)

    def drop_until(self, checkpoint: AuditCheckpoint) -> int:
        """The one way out: entries that a checkpoint stands for. The triggers look again."""
        return int(self.filter(seq__lte=checkpoint.seq)._raw_delete(self.db))


class Kept(models.Model):
    """Rows that are added and never changed."""

    objects = NeverChanged.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(REFUSAL)
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(REFUSAL)


class AuditEntry(Kept):
    """Nhật ký hệ thống. One act of one person at the desk: seen or changed, done or refused.

    `hash` is the SHA-256 of the canonical JSON of `HASHED` and of the moment as text.
    """

    seq = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("lúc", db_index=True)
    who = models.CharField("mã tài khoản", max_length=40, blank=True)
    # As they were at that moment: a name and a role may change later.
    name = models.CharField("họ và tên", max_length=120, blank=True)
    role = models.CharField("vai trò", max_length=60, blank=True)
    action = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=200, blank=True)
    words = models.CharField("chi tiết", max_length=300, blank=True)
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome, default=Outcome.DONE)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)
    device = models.CharField("thiết bị", max_length=60, blank=True)
    prev = models.CharField("mã băm của mục trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64)

    class Meta:
        verbose_name = "nhật ký hệ thống"
        verbose_name_plural = "nhật ký hệ thống"
        ordering = ("-seq",)
        indexes = [models.Index(fields=["who", "at"], name="desk_audit_who_at")]
        permissions = [("inspect_period", "Xem và in hồ sơ kiểm tra")]

    def __str__(self) -> str:
        return f"{self.seq}. {self.action}"

    def own_hash(self) -> str:
        """What `hash` has to be."""
        return digest_of({"at": iso(self.at), **{name: getattr(self, name) for name in HASHED}})


class AuditCheckpoint(Kept):
    """Mốc nhật ký. Stands for the months that were removed after their time: the chain goes on
    from its hash, so that what remains still verifies."""

    seq = models.PositiveBigIntegerField("số thứ tự của mục cuối đã xóa", primary_key=True)
    hash = models.CharField("mã băm của mục cuối đã xóa", max_length=64)
    first_at = models.DateTimeField("từ lúc")
    last_at = models.DateTimeField("đến lúc")
    count = models.PositiveBigIntegerField("số mục đã xóa")
    made_at = models.DateTimeField("xóa lúc")

    class Meta:
        verbose_name = "mốc nhật ký"
        verbose_name_plural = "mốc nhật ký"
        ordering = ("-seq",)

    def __str__(self) -> str:
        return f"mốc nhật ký {self.seq}"
