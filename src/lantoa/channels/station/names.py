"""How the commune and its receivers are called on the line, and the station's own key."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Exists

from lantoa.channels.station.models import Order, StationKey, StationStatus
from lantoa.core.keys import PublicKey, SigningKey, signing_key_at
from lantoa.receiver.topics import to_group, to_receiver
from lantoa.registry.models import Receiver

RECEIVER = re.compile(r"(?P<commune>[a-z0-9-]+)-bt(?P<pk>[0-9]{1,9})")


def key_file() -> Path:
    """The station's private key; never in the database, never in a message."""
    return Path(settings.HOME) / "keys" / "station.pem"


def station_key() -> SigningKey:
    """The key that signs orders and receipts; made on the first call."""
    return signing_key_at(key_file())


def reserve_public() -> PublicKey:
    """The key that may change the station's keys. Made with the first; its private half is to be
    taken off this machine (`station-reserve.pem`), its public half stays."""
    public = key_file().with_name("station-reserve.pub")
    if not public.exists():
        key = signing_key_at(public.with_suffix(".pem"))
        public.write_text(key.public.text, "ascii")
    return PublicKey.from_text(public.read_text("ascii").strip())


def known_key(*, now: datetime, signer: SigningKey | None = None) -> StationKey:
    """The row of the present key, or of another one that signs."""
    public = (signer or station_key()).public
    return StationKey.objects.get_or_create(
        key_id=public.id, defaults={"public_key": public.text, "created_at": now}
    )[0]


def status() -> StationStatus:
    """The station's one row. The commune's name on the line is drawn once, from the first key:
    it stays when the commune is renamed, and two communes on one broker never meet."""
    return StationStatus.objects.get_or_create(
        pk=1, defaults={"commune": f"xa-{station_key().public.id[:10]}"}
    )[0]


def commune_code() -> str:
    return status().commune


def receiver_name(receiver: Receiver) -> str:
    """`xa-1a2b3c4d5e-bt3`: id of a receiver in messages, topics and at the broker."""
    return name_in(commune_code(), receiver)


def name_in(commune: str, receiver: Receiver) -> str:
    """The same where the names of many are asked for: the commune's is read once."""
    return f"{commune}-bt{receiver.pk}"


def address_of(order: Order) -> str:
    """Where an order is published: `r/<receiver>` or `g/<group>`."""
    if order.group is not None:
        return to_group(order.group.name)
    assert order.receiver is not None
    return to_receiver(receiver_name(order.receiver))


def receiver_named(name: str) -> Receiver | None:
    """The receiver of a name on the line, None for a foreign one."""
    found = RECEIVER.fullmatch(name)
    if found is None:
        return None
    # In one question: three hundred receivers ask at once for the sound of an emergency.
    ours = StationStatus.objects.filter(pk=1, commune=found["commune"])
    rows = Receiver.objects.filter(Exists(ours), pk=int(found["pk"]))
    return rows.select_related("cluster").first()
