"""How a receiver shows who it is when it fetches a sound over HTTP.

`Authorization: Lantoa receiver="bt-01", at="2026-11-23T05:00:00+07:00", s="<base64>"`, where s
signs `lantoa-request-1\\n<METHOD>\\n<path>\\n<receiver>\\n<at>`.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.core.keys import PublicKey, SigningKey
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import stamp

SOUND_PATH = "/bo-thu/am-thanh/"
TOLERANCE = timedelta(minutes=10)
HEADER = re.compile(
    r'Lantoa receiver="([a-z0-9][a-z0-9-]{0,39})", '
    r'at="([0-9T:.+-]{19,35})", s="([A-Za-z0-9+/=]{88})"'
)


def authorization(key: SigningKey, *, receiver: str, method: str, path: str, now: datetime) -> str:
    """The value of the Authorization header."""
    at = stamp(now)
    signature = base64.b64encode(key.sign(_signed(method, path, receiver, at))).decode("ascii")
    return f'Lantoa receiver="{receiver}", at="{at}", s="{signature}"'


@dataclass(frozen=True, slots=True)
class RequestClaim:
    """Who says that it asks; nothing is proven before `check`."""

    receiver: str
    at: str
    signature: bytes

    @classmethod
    def read(cls, header: str) -> RequestClaim:
        """Raises Rejected."""
        found = HEADER.fullmatch(header)
        if found is None:
            raise Rejected(Fault.MALFORMED)
        try:
            return cls(found[1], found[2], base64.b64decode(found[3], validate=True))
        except binascii.Error as error:
            raise Rejected(Fault.MALFORMED) from error

    def check(self, key: PublicKey, *, method: str, path: str, now: datetime) -> None:
        """Was this very request signed by this key within the last minutes? Raises Rejected."""
        if not key.verifies(_signed(method, path, self.receiver, self.at), self.signature):
            raise Rejected(Fault.BAD_SIGNATURE)
        try:
            age = now - datetime.fromisoformat(self.at)
        except (ValueError, TypeError) as error:
            raise Rejected(Fault.MALFORMED) from error
        if abs(age) > TOLERANCE:
            raise Rejected(Fault.EXPIRED)


def _signed(method: str, path: str, receiver: str, at: str) -> bytes:
    return f"lantoa-request-1\n{method}\n{path}\n{receiver}\n{at}".encode()
