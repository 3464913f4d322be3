"""Who may enter and what they may read and write. No Django, no MQTT library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
from pathlib import Path
from typing import Any

from lantoa.receiver import topics

LOG = logging.getLogger("lantoa.broker")
USERS_FILE = Path("broker") / "users.json"
STATION_SECRET = Path("keys") / "broker-station"
STATION = "station"


class Users:
    """The users of a commune's folder, read again when the file changes."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stamp: tuple[int, int] | None = None
        self._value: dict[str, Any] = {"commune": "", "users": {}}

    @property
    def commune(self) -> str:
        return str(self._fresh()["commune"])

    def knows(self, username: str, password: str) -> bool:
        """Is this the password of this user? Nobody enters without one."""
        if not username or not password:
            return False
        if username == STATION:
            return hmac.compare_digest(password.encode(), self._station_password())
        return matches(password, str(self._fresh()["users"].get(username, "")))

    def may_connect(self, *, client_id: str, username: str, will_topic: str | None) -> bool:
        """A receiver connects under its own name only; its last will obeys its topic rules."""
        if username == STATION:
            return will_topic is None and self._is_station(client_id)
        if client_id != username:
            return False
        return will_topic is None or topics.may_publish(self.commune, username, will_topic)

    def may_publish(self, client_id: str, topic: str) -> bool:
        if self._is_station(client_id):
            return topic.startswith(f"lantoa/{self.commune}/")
        return topics.may_publish(self.commune, client_id, topic)

    def may_read(self, client_id: str, topic: str) -> bool:
        if self._is_station(client_id):
            return topic.startswith(f"lantoa/{self.commune}/")
        return topics.may_read(self.commune, client_id, topic)

    def _is_station(self, client_id: str) -> bool:
        return client_id == f"{self.commune}-station"

    def _station_password(self) -> bytes:
        try:
            return (self._home / STATION_SECRET).read_bytes()
        except OSError:
            return hashlib.sha256(str(id(self)).encode()).digest()

    def _fresh(self) -> dict[str, Any]:
        path = self._home / USERS_FILE
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_ino)
            if stamp != self._stamp:
                self._value = json.loads(path.read_text("utf-8"))
                self._stamp = stamp
        except (OSError, ValueError) as error:
            LOG.warning("users of the broker cannot be read (%s); the last ones hold", error)
        return self._value


def matches(password: str, kept: str) -> bool:
    """Compares with `$7$rounds$salt$hash` or, from before, `sha256$salt$hex` in constant time."""
    if kept.startswith("$7$"):
        return _matches_pbkdf2(password, kept)
    method, _, rest = kept.partition("$")
    salt, _, expected = rest.partition("$")
    found = hashlib.sha256((salt + password).encode()).hexdigest()
    return method == "sha256" and hmac.compare_digest(found, expected)


def _matches_pbkdf2(password: str, kept: str) -> bool:
    try:
        rounds, salt, expected = kept.removeprefix("$7$").split("$")
        count, salted = int(rounds), base64.b64decode(salt, validate=True)
        wanted = base64.b64decode(expected, validate=True)
    except ValueError:
        return False
    if not 0 < count < 1_000_000:
        return False
    found = hashlib.pbkdf2_hmac("sha512", password.encode(), salted, count)
    return hmac.compare_digest(found, wanted)
