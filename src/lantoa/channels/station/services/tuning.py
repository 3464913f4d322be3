"""The rules that a receiver keeps by itself: told by a signed order whenever they change."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from lantoa.channels.station.models import Order, ReceiverTuning
from lantoa.channels.station.queries import limits_of, quiet_of
from lantoa.channels.station.services.issuing import issue
from lantoa.receiver.messages import Beat, Settings
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
# An order that was not taken meanwhile is said anew with the next beat.
SETTINGS_LIFE = timedelta(minutes=10)
PATIENCE = timedelta(seconds=60)


def settings_of(receiver: Receiver) -> Settings:
    """What this receiver should keep to."""
    quiet = quiet_of(receiver)
    hours = (f"{quiet.start:%H:%M}", f"{quiet.end:%H:%M}")
    quiet_from, quiet_until = ("", "") if quiet.start == quiet.end else hours
    tuning = ReceiverTuning.objects.filter(receiver=receiver).first()
    gain_db = tuning.gain_db if tuning else 0
    return Settings(quiet_from, quiet_until, gain_db, limits_of(receiver))


def follow_settings(*, now: datetime) -> list[Order]:
    """Tells every receiver whose settings changed since it was told."""
    rows = Receiver.objects.filter(state=ReceiverState.ENROLLED).select_related("cluster")
    made = []
    for receiver in rows.prefetch_related("cluster__zones"):
        try:
            order = tell_settings(
                receiver=receiver, held=str(receiver.last_beat.get("settings", "")), now=now
            )
        except Exception:
            LOG.exception("the settings of %s are not told", receiver)
        else:
            made += [order] if order else []
    return made


def tell_settings(*, receiver: Receiver, held: str, now: datetime) -> Order | None:
    """One order where the receiver holds (`held`: the digest in its beat, "" for a program that
    says none) other settings than it should."""
    wanted = settings_of(receiver)
    if held == wanted.digest or (not held and not receiver.last_beat):
        return None
    # A program that says nothing and was told nothing so far has what it was told at enrolment.
    first = {} if held else {"told": wanted.digest, "told_at": now}
    tuning, _ = ReceiverTuning.objects.get_or_create(receiver=receiver, defaults=first)
    version = str(receiver.last_beat.get("version", ""))
    if tuning.refused_by and tuning.refused_by == version:
        return None
    is_told = tuning.told == wanted.digest and tuning.told_at is not None
    if is_told and (not held or tuning.told_at > now - PATIENCE):  # type: ignore[operator]
        return None
    tuning.told, tuning.told_at, tuning.refused_by = wanted.digest, now, ""
    tuning.save(update_fields=["told", "told_at", "refused_by"])
    return issue(receiver=receiver, body=wanted, valid_until=now + SETTINGS_LIFE, now=now)


def missing_settings(*, receiver: Receiver, beat: Beat, now: datetime) -> list[Order]:
    """The settings anew where a beat says others."""
    order = tell_settings(receiver=receiver, held=beat.settings, now=now)
    return [order] if order else []


def note_enrolled(*, receiver: Receiver, now: datetime) -> None:
    """A fresh program was told its closed hours with the answer to its enrolment."""
    quiet = settings_of(receiver)
    told = Settings(quiet.quiet_from, quiet.quiet_until).digest
    ReceiverTuning.objects.update_or_create(
        receiver=receiver, defaults={"told": told, "told_at": now, "refused_by": ""}
    )


def needs_update(receiver: Receiver) -> bool:
    """Cần cập nhật: its program refused an order that it does not know."""
    tuning = ReceiverTuning.objects.filter(receiver=receiver).first()
    version = str(receiver.last_beat.get("version", ""))
    return tuning is not None and bool(tuning.refused_by) and tuning.refused_by == version


def note_unknown_class(*, receiver: Receiver) -> None:
    """This program does not know the order: nothing more of the kind until it is another one."""
    ReceiverTuning.objects.filter(receiver=receiver).update(
        refused_by=str(receiver.last_beat.get("version", ""))
    )
