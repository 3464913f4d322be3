"""What mosquitto has to know, where it stands in for the broker inside: users, topic rules, its
own settings. Pure: rows in, text out. No Django, no MQTT library."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from lantoa.channels.station.broker.users import STATION

FOLDER = Path("broker") / "mosquitto"
PASSWORDS, RULES, SETTINGS, PID = "passwords", "rules", "mosquitto.conf", "mosquitto.pid"
# Which users and rules it was told of last.
TOLD = "told"
SALT_BYTES, ROUNDS = 12, 101


def hashed(password: str, salt: bytes = b"") -> str:
    """`$7$rounds$salt$hash` (PBKDF2, SHA-512), as mosquitto writes it. Few rounds are enough for
    passwords of 256 random bits."""
    salt = salt or os.urandom(SALT_BYTES)
    found = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS)
    words = (base64.b64encode(part).decode("ascii") for part in (salt, found))
    return f"$7${ROUNDS}${'$'.join(words)}"


def passwords(users: Mapping[str, str], station_password: str) -> str:
    """The password file: receivers whose hash mosquitto reads, and the station."""
    known = {name: kept for name, kept in sorted(users.items()) if kept.startswith("$7$")}
    # The station's salt is its own name's: the file changes only when something has changed.
    salt = hashlib.sha256(station_password.encode()).digest()[:SALT_BYTES]
    lines = [f"{STATION}:{hashed(station_password, salt)}"]
    return "\n".join([*lines, *(f"{name}:{kept}" for name, kept in known.items())]) + "\n"


def rules(commune: str) -> str:
    """The access list: the same rules as the broker inside. They hold for last wills as well."""
    return (
        f"user {STATION}\n"
        f"topic readwrite lantoa/{commune}/#\n\n"
        f"pattern write lantoa/{commune}/r/%u/proofs\n"
        f"pattern write lantoa/{commune}/r/%u/beat\n"
        f"pattern read lantoa/{commune}/r/%u/orders\n"
        f"pattern read lantoa/{commune}/r/%u/receipts\n"
        f"pattern read lantoa/{commune}/g/+/orders\n"
    )


def settings(folder: Path, *, plain: int, tls: str, authority: Path, key: Path, crt: Path) -> str:
    """A whole configuration: in the clear only on this machine, over TLS elsewhere. A client goes
    by its user's name, so that nobody throws out another; nothing is retained."""
    host, _, port = tls.rpartition(":")
    common = f"password_file {folder / PASSWORDS}\nacl_file {folder / RULES}\n"
    return (
        "per_listener_settings false\nallow_anonymous false\nretain_available false\n"
        f"persistence true\npersistence_location {folder}/\npid_file {folder / PID}\n"
        f"max_queued_messages 5000\nmax_packet_size 200000\n{common}\n"
        f"listener {plain} 127.0.0.1\nuse_username_as_clientid true\n\n"
        f"listener {port} {host}\nuse_username_as_clientid true\n"
        f"cafile {authority}\ncertfile {crt}\nkeyfile {key}\ntls_version tlsv1.2\n"
    )
