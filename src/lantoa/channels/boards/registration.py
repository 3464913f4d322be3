"""What the boards tell the base: how an approved text reaches each of them."""

from __future__ import annotations

from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.channels.boards import services
from lantoa.newsroom.terms import Form

register_channel(
    Channel(
        code=services.CHANNEL, name="Bảng tin công cộng", grassroots_form=GrassrootsForm.BOARD,
        targets=services.targets, deliver=services.prepare_posting,
        withdraw=services.withdraw_posting, product=Form.BOARD,
    )
)  # fmt: skip
