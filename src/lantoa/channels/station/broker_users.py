"""Who may enter the broker: a file that the broker reads again when it changes."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from django.conf import settings

from lantoa.channels.station.broker.users import STATION_SECRET, USERS_FILE
from lantoa.channels.station.names import commune_code, receiver_name
from lantoa.core.keys import read_private, write_private
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState


def station_password() -> str:
    """The station's own password at the broker; drawn once."""
    import secrets

    path = Path(settings.HOME) / STATION_SECRET
    if not path.exists():
        write_private(path, secrets.token_urlsafe(32).encode())
    return read_private(path).decode()


def write_users() -> None:
    """Writes the list where it has changed (somebody enrolled, was revoked), beside and renamed:
    the broker never sees half of it."""
    station_password()
    rows = Receiver.objects.filter(state=ReceiverState.ENROLLED).exclude(broker_password="")
    value = {
        "commune": commune_code(),
        "users": {receiver_name(row): row.broker_password for row in rows},
    }
    path = Path(settings.HOME) / USERS_FILE
    text = json.dumps(value, indent=1, sort_keys=True)
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
