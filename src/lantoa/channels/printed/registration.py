"""What is printed tells the base its name. Nothing goes out by itself: people print, and give."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.core.errors import Refused


def refuse(delivery: Delivery, now: datetime) -> None:
    """No delivery is ever opened for it."""
    raise Refused("Tờ rơi, áp phích do người in và phát, không gửi tự động. Chưa gửi gì.")


register_channel(
    Channel(
        code="printed", name="Tờ rơi, áp phích", grassroots_form=GrassrootsForm.PRINTED,
        targets=lambda article: [], deliver=refuse,
    )
)  # fmt: skip
