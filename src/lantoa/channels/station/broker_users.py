"""Who may enter the broker: a file that the broker reads again when it changes."""

from __future__ import annotations

import json
import logging
import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from lantoa.channels.station.broker import mosquitto
from lantoa.channels.station.broker.users import STATION_SECRET, USERS_FILE
from lantoa.channels.station.line import Address
from lantoa.channels.station.names import commune_code, name_in
from lantoa.core import canonical
from lantoa.core.certificates import papers_of
from lantoa.core.keys import read_private, write_private
from lantoa.core.options import broker_tls_port, option
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
RELOAD_SECONDS = 10


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
    home, commune = Path(settings.HOME), commune_code()
    users = {name_in(commune, row): row.broker_password for row in rows}
    value = {"commune": commune, "users": users}
    _write(home / USERS_FILE, json.dumps(value, indent=1, sort_keys=True))
    if option("LANTOA_BROKER"):
        write_mosquitto(home, commune=commune, users=users)


def write_mosquitto(home: Path, *, commune: str, users: Mapping[str, str]) -> None:
    """What mosquitto is to know; it reads it again when it is told that something has changed."""
    folder, papers = home / mosquitto.FOLDER, papers_of(home)
    address = Address.read(option("LANTOA_BROKER"))
    host = option("LANTOA_BROKER_ADDRESS") or option("LANTOA_ADDRESS")
    plain = int(option("LANTOA_BROKER_PORT"))
    text = mosquitto.settings(
        folder, plain=plain if address.tls else address.port, authority=papers.authority,
        tls=f"{host}:{address.port if address.tls else broker_tls_port()}",
        key=papers.server_key, crt=papers.server,
    )  # fmt: skip
    _write(folder / mosquitto.SETTINGS, text)
    _write(folder / mosquitto.PASSWORDS, mosquitto.passwords(users, station_password()))
    _write(folder / mosquitto.RULES, mosquitto.rules(commune))
    if mosquitto_is_behind(home) and _reload(folder / mosquitto.PID):
        _write(folder / mosquitto.TOLD, _lists(folder))


def mosquitto_is_behind(home: Path) -> bool:
    """Has mosquitto not been told of the users and rules as they are now? Who enrolled since
    cannot come in, and who was revoked can."""
    folder = home / mosquitto.FOLDER
    if not (folder / mosquitto.RULES).exists():
        return False  # nothing was written for it yet
    told = folder / mosquitto.TOLD
    return not told.exists() or told.read_text("ascii") != _lists(folder)


def _lists(folder: Path) -> str:
    """Names what lies in the two files."""
    parts = [folder / mosquitto.PASSWORDS, folder / mosquitto.RULES]
    return canonical.digest(b"\n".join(part.read_bytes() for part in parts))


def _reload(pid_file: Path) -> bool:
    """Has mosquitto read its lists again: by the command that the commune named, else by SIGHUP
    to one that runs with our settings and under our name. Tried anew until it works."""
    words = option("LANTOA_BROKER_RELOAD")
    try:
        if words:
            done = subprocess.run(shlex.split(words), timeout=RELOAD_SECONDS, check=False)
            return done.returncode == 0
        pid = int(pid_file.read_text("ascii"))
        if b"mosquitto" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return False
        os.kill(pid, signal.SIGHUP)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        LOG.info("mosquitto is not told by us (%s)", error)
        return False
    return True


def _write(path: Path, text: str) -> bool:
    """Beside and renamed, where it has changed: nobody sees half of it."""
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
    return True
