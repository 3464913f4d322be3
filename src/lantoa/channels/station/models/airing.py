"""What every kind of airing keeps of one receiver: how it stands, and what was proved."""

from __future__ import annotations

from django.db import models

from lantoa.channels.station.believing import Believed
from lantoa.channels.station.terms import BroadcastState


class OnReceiver(models.Model):
    """One thing that is to sound on one receiver: planned, ordered, and what the receiver proved.

    `order_number` counts the receiver's orders, `proof_seq` its signed proofs; `airtime_seconds` is
    what was believed of the proof, in whole seconds.
    """

    state = models.CharField(
        "tình trạng", max_length=10, choices=BroadcastState, default=BroadcastState.PLANNED,
        db_index=True,
    )  # fmt: skip
    order_number = models.PositiveBigIntegerField("số lệnh", null=True, blank=True)
    played_at = models.DateTimeField("phát lúc", null=True, blank=True)
    airtime_seconds = models.PositiveIntegerField("đã phát (giây)", default=0)
    detail = models.CharField("mã lý do", max_length=40, blank=True)
    problem = models.CharField("vướng mắc", max_length=300, blank=True)
    proof_seq = models.PositiveBigIntegerField("số xác nhận", null=True, blank=True)

    class Meta:
        abstract = True

    def note(self, told: Believed, proof_seq: int) -> None:
        """What was believed of the proof that closes it; not saved."""
        self.state, self.airtime_seconds = told.state, told.seconds
        self.played_at, self.proof_seq = told.started_at, proof_seq
        self.detail, self.problem = told.detail, told.problem
