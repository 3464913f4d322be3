"""Takes an order in: checks it before anything else, remembers its number, changes the plan."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lantoa.core import canonical
from lantoa.receiver.judge import Course, Judgement, Standing, judge
from lantoa.receiver.messages import (
    WORDS,
    Body,
    Fault,
    Keys,
    Members,
    Opened,
    Order,
    Play,
    Priority,
    Rejected,
    Relay,
    Sealed,
    Settings,
    Stop,
    Test,
    Volume,
    Withdraw,
    open_message,
)
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules, keep_settings
from lantoa.receiver.sealed.shelf import keep_sealed
from lantoa.receiver.store import Store
from lantoa.receiver.store.numbers import (
    digest_of_number,
    groups,
    last_number,
    set_group,
    take_number,
)
from lantoa.receiver.store.plan import (
    add_play,
    add_relay,
    add_tone,
    end_everything,
    end_item,
    end_signed_by_others,
    is_known,
    moment,
    move_item,
)
from lantoa.receiver.store.proofs import Author, answer_unheld, refuse
from lantoa.receiver.timekeeping import Timekeeper

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
    """What is needed to judge orders. `keys`: the station's, by key id. `time`: None where the
    caller's moments are the time."""

    store: Store
    author: Author
    keys: Ring
    rules: Rules
    limiter: Limiter
    time: Timekeeper | None = None

    @property
    def is_sure(self) -> bool:
        """Is the time known?"""
        return self.time is None or self.time.is_sure


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
        _carry_out(ears, opened.message, now)
    return opened.message.body


def _judge(ears: Ears, opened: Opened[Order], now: datetime) -> Judgement:
    standing = Standing(
        receiver=ears.author.receiver,
        groups=groups(ears.store),
        quiet=ears.rules.quiet,
        last_n=last_number(ears.store, opened.key_id),
        known_digest=digest_of_number(ears.store, opened.key_id, opened.message.n),
        now=now if ears.time is None or ears.is_sure else moment(ears.time.seen),
        is_sure=ears.is_sure,
        is_judged=ears.time is None or ears.time.is_judged,
        reserve=ears.keys.reserve,
        doubt=timedelta(seconds=ears.time.doubt if ears.time else 0.0),
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


def _carry_out(ears: Ears, order: Order, now: datetime) -> None:
    store, body = ears.store, order.body
    match body:
        case Play() | Relay() | Test():
            _plan(ears, order, now)
        case Stop(broadcast=""):
            end_everything(store, Fault.STOP_ORDER, now=now.timestamp())
        case Stop():
            end_item(store, body.broadcast, Fault.STOP_ORDER)
        case Withdraw():
            _take_back(ears, order, body.broadcast, now)
        case Members():
            is_ours = ears.author.receiver in body.members
            set_group(store, body.group, body.members if is_ours else ())
        case Keys():
            ears.keys.change(store, body)
            end_signed_by_others(store, ears.keys.everyday, Fault.KEY_NOT_ALLOWED)
            keep_sealed(store, Sealed(), n=order.n, signer=order.station)
        case Volume() | Settings():
            _tune(ears, body)
        case Sealed():
            keep_sealed(store, body, n=order.n, signer=order.station)
        case _:
            pass  # Restart: the number is on the disk, the program ends.


def _plan(ears: Ears, order: Order, now: datetime) -> None:
    body = order.body
    match body:
        case Play():
            add_play(ears.store, body, n=order.n, signer=order.station)
            if body.priority is Priority.EMERGENCY:
                _hasten(ears, order, body, now)
        case Relay():
            add_relay(ears.store, body, n=order.n, signer=order.station)
        case Test():
            add_tone(ears.store, body, n=order.n, signer=order.station, now=now.timestamp())
        case _:
            pass


def _take_back(ears: Ears, order: Order, broadcast: str, now: datetime) -> None:
    """Every withdrawal is answered by one proof, so that the station can say it until it is."""
    if is_known(ears.store, broadcast):
        end_item(ears.store, broadcast, Fault.WITHDRAWN)
        return
    answer_unheld(
        ears.store,
        ears.author,
        broadcast=broadcast,
        n=order.n,
        signer=order.station,
        now=now.timestamp(),
    )


def _tune(ears: Ears, body: Volume | Settings) -> None:
    if isinstance(body, Settings):
        keep_settings(ears.store, body)
    else:
        ears.store.set_meta("gain_db", str(body.gain_db))
    ears.rules.refresh()


def _hasten(ears: Ears, order: Order, play: Play, now: datetime) -> None:
    """An emergency that was to sound when it was signed sounds now, also where our clock is
    behind the station's by as much as is let through. Where the time is not known, its times are
    counted from its signature."""
    starts_at, ends_at = play.starts_at, play.hard_end_at
    if not ears.is_sure:
        starts_at, ends_at = (when + (now - order.issued_at) for when in (starts_at, ends_at))
    if play.starts_at <= order.issued_at:
        starts_at = min(starts_at, now)
    move_item(
        ears.store, play.broadcast, starts_at=starts_at.timestamp(), ends_at=ends_at.timestamp()
    )
