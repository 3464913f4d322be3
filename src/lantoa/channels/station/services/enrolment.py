"""Answers a receiver that enrols: kept in the registry, let into the broker, told who we are."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.station.broker_users import write_users
from lantoa.channels.station.names import commune_code, known_key, receiver_name, station_key
from lantoa.channels.station.queries import quiet_of
from lantoa.channels.station.server import broker_for
from lantoa.core.keys import PublicKey
from lantoa.receiver.messages import EnrolmentAnswer, EnrolmentRequest, seal
from lantoa.registry.models import Receiver
from lantoa.registry.services import enrol_receiver
from lantoa.vietnamese.moments import clock_time


def answer_enrolment(*, request: EnrolmentRequest, now: datetime) -> bytes:
    """The signed answer to a request with a good code. Raises Refused for any other."""
    public = PublicKey.from_text(request.public_key)
    known_key(now=now)
    receiver, password = enrol_receiver(code=request.code, public_key=public, now=now)
    write_users()
    return seal(_answer(receiver, public, password, now), station_key())


def _answer(receiver: Receiver, public: PublicKey, password: str, now: datetime) -> EnrolmentAnswer:
    quiet = quiet_of(receiver)
    hours = (clock_time(quiet.start), clock_time(quiet.end))
    quiet_from, quiet_until = ("", "") if quiet.start == quiet.end else hours
    name = receiver_name(receiver)
    return EnrolmentAnswer(
        receiver=name, receiver_key=public.id, commune=commune_code(),
        name=receiver.cluster.name, station_keys=(station_key().public.text,),
        broker=broker_for(username=name, password=password), quiet_from=quiet_from,
        quiet_until=quiet_until, at=now,
    )  # fmt: skip
