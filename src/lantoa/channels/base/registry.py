"""Where channels register: how they take an approved article, and what they show in public.

The website frames the pages and blocks that are registered here and knows no other channel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lantoa.channels.base.terms import GrassrootsForm

if TYPE_CHECKING:
    from django.http import HttpRequest

    from lantoa.channels.base.models import Delivery
    from lantoa.newsroom.models import Alert, Article


@dataclass(frozen=True)
class Channel:
    """One way out.

    `targets(article)` answers where this article goes on the channel (codes; empty: not at all);
    `deliver(delivery, now)` brings it there once and answers nothing, raising Refused with a
    Vietnamese sentence where it cannot; `withdraw(delivery, now)` takes it back. A channel whose
    deliveries a person or a machine settles later (a post copied by hand, a broadcast in its
    slot) leaves the state at WAITING or SENDING and settles it itself. `carries_sound`: what is
    delivered is the approved sound, so that other bytes are another delivery. `marks_lapsed`: a
    policy sheet that no longer applies stays there and says so; elsewhere it does not go out.
    `lies_ready(delivery, now)`: what is under way has not begun to go out, and can be taken back.
    `takes_alerts`: where an alert goes (None: it takes none through the outbox); its delivery is
    handed to `deliver_alert`, and to `withdraw_alert` when it is over.
    `product`: the form whose approved files are delivered; without one nothing is, and one that is
    approved later goes out then.
    """

    code: str
    name: str
    grassroots_form: GrassrootsForm
    targets: Callable[[Article], list[str]]
    deliver: Callable[[Delivery, datetime], None]
    withdraw: Callable[[Delivery, datetime], None] = field(default=lambda delivery, now: None)
    carries_sound: bool = False
    marks_lapsed: bool = False
    lies_ready: Callable[[Delivery, datetime], bool] = field(default=lambda delivery, now: True)
    takes_alerts: Callable[[Alert], list[str]] | None = None
    deliver_alert: Callable[[Delivery, datetime], None] = field(default=lambda delivery, now: None)
    withdraw_alert: Callable[[Delivery, datetime], None] = field(default=lambda delivery, now: None)
    product: str = ""


@dataclass(frozen=True)
class PublicBlock:
    """A piece of the public home or article page that a channel gives: a template and its data.

    `place` is one of `strip` (on air, under the menu), `home`, `article`, `hamlet`.
    """

    code: str
    place: str
    position: int
    template: str
    context: Callable[[HttpRequest, Any, datetime], dict[str, Any] | None]


_CHANNELS: dict[str, Channel] = {}
_BLOCKS: dict[str, PublicBlock] = {}


def register_channel(channel: Channel) -> None:
    """Adds one channel (called when its app loads)."""
    _CHANNELS[channel.code] = channel


def register_block(block: PublicBlock) -> None:
    """Adds one public block (called when the channel's app loads)."""
    _BLOCKS[block.code] = block


def channels() -> list[Channel]:
    """All channels, by code."""
    return [_CHANNELS[code] for code in sorted(_CHANNELS)]


def channel(code: str) -> Channel:
    """One channel."""
    return _CHANNELS[code]


def blocks(place: str) -> list[PublicBlock]:
    """The blocks of one place, in order."""
    found = (block for block in _BLOCKS.values() if block.place == place)
    return sorted(found, key=lambda block: block.position)
