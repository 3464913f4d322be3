"""Answers a receiver that enrols: kept in the registry, let into the broker, told who we are."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.station.broker_users import write_users
from lantoa.channels.station.names import (
    commune_code,
    known_key,
    receiver_name,
    reserve_public,
    station_key,
)
from lantoa.channels.station.server import broker_for
from lantoa.channels.station.services.tuning import note_enrolled, settings_of
from lantoa.core.keys import PublicKey
from lantoa.receiver.messages import EnrolmentAnswer, EnrolmentRequest, seal
from lantoa.registry.models import Receiver
from lantoa.registry.services import enrol_receiver


def answer_enrolment(*, request: EnrolmentRequest, now: datetime) -> bytes:
    """The signed answer to a request with a good code. Raises Refused for any other."""
    public = PublicKey.from_text(request.public_key)
    known_key(now=now)
    receiver, password = enrol_receiver(code=request.code, public_key=public, now=now)
    write_users()
    return seal(_answer(receiver, public, password, now), station_key())


def _answer(receiver: Receiver, public: PublicKey, password: str, now: datetime) -> EnrolmentAnswer:
    told = settings_of(receiver)
    note_enrolled(receiver=receiver, now=now)
    name = receiver_name(receiver)
    return EnrolmentAnswer(
        receiver=name, receiver_key=public.id, commune=commune_code(),
        name=receiver.cluster.name, station_keys=(station_key().public.text, reserve_public().text),
        broker=broker_for(username=name, password=password), quiet_from=told.quiet_from,
        quiet_until=told.quiet_until, at=now,
    )  # fmt: skip
