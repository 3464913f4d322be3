"""Takes an order in: checks it before anything else, remembers its number, changes the plan."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lantoa.core import canonical
from lantoa.core.keys import PublicKey
from lantoa.receiver.judge import Course, Judgement, Standing, judge
from lantoa.receiver.messages import (
    WORDS,
    Body,
    Fault,
    Members,
    Opened,
    Order,
    Play,
    Rejected,
    Stop,
    Test,
    Volume,
    Withdraw,
    open_message,
)
from lantoa.receiver.quiet import QuietHours
from lantoa.receiver.store import Store
from lantoa.receiver.store.numbers import (
    digest_of_number,
    groups,
    last_number,
    set_group,
    take_number,
)
from lantoa.receiver.store.plan import add_play, add_tone, end_everything, end_item
from lantoa.receiver.store.proofs import Author, refuse

log = logging.getLogger("lantoa.receiver")


@dataclass
class Limiter:
    """Lets so many refusals a minute be reported: a flood of bad orders must not fill the disk
    of the receiver nor the line of the station."""

    most: int = 20
    seconds: float = 60.0
    _times: list[float] = field(default_factory=list)

    def allows(self, now: float) -> bool:
        self._times = [moment for moment in self._times if now - self.seconds < moment <= now]
        if len(self._times) >= self.most:
            return False
        self._times.append(now)
        return True


@dataclass(frozen=True, slots=True)
class Ears:
    """What is needed to judge orders. `keys`: the station's, by key id."""

    store: Store
    author: Author
    keys: Mapping[str, PublicKey]
    quiet: QuietHours
    limiter: Limiter


def take_order(ears: Ears, data: bytes, *, now: datetime) -> Body | None:
    """Takes one message from the line. Returns the body that was obeyed, None for a refusal
    (reported by a signed proof) or a repetition. Everything lies on the disk when it returns."""
    try:
        opened = open_message(data, ears.keys, Order)
    except Rejected as rejected:
        _report(ears, None, canonical.digest(data), rejected.fault, now)
        return None
    with ears.store.change():
        judgement = _judge(ears, opened, now)
        if judgement.takes_number:
            take_number(ears.store, opened.key_id, opened.message.n, opened.digest)
        if judgement.course == Course.REFUSE:
            _report(ears, opened.message, opened.digest, judgement.fault, now)
        if judgement.course != Course.OBEY:
            return None
        _carry_out(ears.store, opened.message, now)
    return opened.message.body


def _judge(ears: Ears, opened: Opened[Order], now: datetime) -> Judgement:
    standing = Standing(
        receiver=ears.author.receiver,
        groups=groups(ears.store),
        quiet=ears.quiet,
        last_n=last_number(ears.store, opened.key_id),
        known_digest=digest_of_number(ears.store, opened.key_id, opened.message.n),
        now=now,
    )
    return judge(opened, standing)


def _report(ears: Ears, order: Order | None, digest: str, fault: Fault, now: datetime) -> None:
    log.warning("từ chối một lệnh: %s", WORDS[fault])
    if not ears.limiter.allows(now.timestamp()):
        return
    refuse(
        ears.store,
        ears.author,
        fault=fault,
        now=now.timestamp(),
        digest=digest,
        broadcast=getattr(order.body, "broadcast", "") if order else "",
        n=order.n if order else 0,
        signer=order.station if order else "",
    )


def _carry_out(store: Store, order: Order, now: datetime) -> None:
    body = order.body
    match body:
        case Play():
            add_play(store, body, n=order.n, signer=order.station)
        case Test():
            add_tone(store, body, n=order.n, signer=order.station, now=now.timestamp())
        case Stop(broadcast=""):
            end_everything(store, Fault.STOP_ORDER, now=now.timestamp())
        case Stop():
            end_item(store, body.broadcast, Fault.STOP_ORDER)
        case Withdraw():
            end_item(store, body.broadcast, Fault.WITHDRAWN)
        case Volume():
            store.set_meta("gain_db", str(body.gain_db))
        case Members():
            set_group(store, body.group, body.members)
        case _:
            pass  # Restart: the number is on the disk, the program ends.
