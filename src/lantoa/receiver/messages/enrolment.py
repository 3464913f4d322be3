"""How a receiver becomes one of the station's: a request with a one-time code, a signed answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lantoa.core import canonical
from lantoa.core.keys import PublicKey
from lantoa.receiver.messages.envelope import Opened, open_message, ring, unseal_unknown
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import BASE64, HEX, HOST, HOUR, NAME, VERSION, Fields, stamp

PATH = "/bo-thu/ghi-danh/"
LARGEST_REQUEST = 4096


def clean_code(text: str) -> str:
    """A one-time code as people type it, without blanks and dashes, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """POSTed to `PATH` as plain JSON: `{v, kind:"enrol", code, public_key, name, version}`.
    `public_key` in base64; `name` as the person who sets it up calls the place, or ""."""

    code: str
    public_key: str
    name: str
    version: str

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "enrol",
            "code": self.code,
            "public_key": self.public_key,
            "name": self.name,
            "version": self.version,
        }

    def encode(self) -> bytes:
        return canonical.encode(self.payload())

    @classmethod
    def decode(cls, data: bytes) -> EnrolmentRequest:
        """Reads the body of the POST. Raises Rejected."""
        if len(data) > LARGEST_REQUEST:
            raise Rejected(Fault.TOO_LARGE)
        try:
            return cls.read(canonical.decode(data))
        except canonical.NotCanonical as error:
            raise Rejected(Fault.MALFORMED) from error

    @classmethod
    def read(cls, payload: object) -> EnrolmentRequest:
        fields = Fields(payload)
        fields.head("enrol")
        request = cls(
            code=clean_code(fields.text("code", longest=60)),
            public_key=public_key(fields.match("public_key", BASE64)).text,
            name=fields.text("name", longest=100),
            version=fields.text("version", longest=40),
        )
        fields.done()
        return request


@dataclass(frozen=True, slots=True)
class Broker:
    """Where orders come from. `host` "" means the host of the server's URL; `ca` is the PEM of
    the station's own authority, "" for the system's; `username` is the receiver's id."""

    host: str
    port: int
    tls: bool
    username: str
    password: str
    ca: str = ""

    def payload(self) -> dict[str, Any]:
        return {
            "host": self.host,
            "port": self.port,
            "tls": self.tls,
            "username": self.username,
            "password": self.password,
            "ca": self.ca,
        }

    @classmethod
    def read(cls, payload: object) -> Broker:
        fields = Fields(payload)
        broker = cls(
            host=fields.match("host", HOST, empty=True),
            port=fields.number("port", 1, 65535),
            tls=fields.flag("tls"),
            username=fields.text("username", longest=100),
            password=fields.text("password", longest=200),
            ca=fields.text("ca", longest=20_000),
        )
        fields.done()
        return broker


@dataclass(frozen=True, slots=True)
class EnrolmentAnswer:
    """The station's answer, an envelope signed by one of the `station_keys` in it.

    `receiver_key` repeats the id of the key that was sent, so that an answer to somebody else
    is not taken. `quiet_from`, `quiet_until`: "21:00", "05:00", both "" for a zone without
    closed hours. `station_keys`: base64 public keys whose orders are to be obeyed."""

    receiver: str
    receiver_key: str
    commune: str
    name: str
    station_keys: tuple[str, ...]
    broker: Broker
    quiet_from: str
    quiet_until: str
    at: datetime

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "enrolled",
            "receiver": self.receiver,
            "receiver_key": self.receiver_key,
            "commune": self.commune,
            "name": self.name,
            "station_keys": list(self.station_keys),
            "broker": self.broker.payload(),
            "quiet_from": self.quiet_from,
            "quiet_until": self.quiet_until,
            "at": stamp(self.at),
        }

    @classmethod
    def read(cls, payload: object) -> EnrolmentAnswer:
        fields = Fields(payload)
        fields.head("enrolled")
        answer = cls(
            receiver=fields.match("receiver", NAME),
            receiver_key=fields.match("receiver_key", HEX),
            commune=fields.match("commune", NAME),
            name=fields.text("name", longest=100),
            station_keys=tuple(
                public_key(key).text for key in fields.items("station_keys", most=8)
            ),
            broker=Broker.read(fields.take("broker")),
            quiet_from=fields.match("quiet_from", HOUR, empty=True),
            quiet_until=fields.match("quiet_until", HOUR, empty=True),
            at=fields.moment("at"),
        )
        fields.done()
        if bool(answer.quiet_from) != bool(answer.quiet_until) or not answer.station_keys:
            raise Rejected(Fault.MALFORMED)
        return answer


def open_answer(data: bytes, *, receiver_key: str) -> Opened[EnrolmentAnswer]:
    """The answer to our own request: signed by a station key that it names, for our key. The
    station is believed here for the first and only time. Raises Rejected."""
    inside = EnrolmentAnswer.read(unseal_unknown(data))
    opened = open_message(
        data, ring(*(PublicKey.from_text(key) for key in inside.station_keys)), EnrolmentAnswer
    )
    if opened.message.receiver_key != receiver_key:
        raise Rejected(Fault.WRONG_ADDRESSEE)
    return opened


def public_key(text: object) -> PublicKey:
    """A public key from a message. Raises Rejected."""
    try:
        return PublicKey.from_text(text if isinstance(text, str) else "")
    except ValueError as error:
        raise Rejected(Fault.MALFORMED) from error
