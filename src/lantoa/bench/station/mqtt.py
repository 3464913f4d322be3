"""As much of MQTT 3.1.1 as a load client needs, so that one process holds a thousand lines.

Packets are bytes in, tuples out; nothing here waits."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

CONNACK, PUBLISH, PUBACK, SUBACK, PINGRESP = 2, 3, 4, 9, 13
KEEPALIVE = 3600


@dataclass(frozen=True, slots=True)
class Packet:
    """`kind`: the packet type; `flags`: the low four bits."""

    kind: int
    flags: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A message that came; `ident` is 0 at QoS 0."""

    topic: str
    ident: int
    payload: bytes

    @classmethod
    def read(cls, packet: Packet) -> Published:
        length = struct.unpack_from(">H", packet.body)[0]
        topic, at = packet.body[2 : 2 + length].decode(), 2 + length
        if not packet.flags & 0x06:
            return cls(topic, 0, packet.body[at:])
        return cls(topic, struct.unpack_from(">H", packet.body, at)[0], packet.body[at + 2 :])


def connect(client: str, user: str, password: str, *, clean: bool = True) -> bytes:
    """CONNECT without a last will."""
    flags = 0xC0 | (0x02 if clean else 0)
    head = _text("MQTT") + bytes([4, flags]) + struct.pack(">H", KEEPALIVE)
    return _packet(0x10, head + _text(client) + _text(user) + _text(password))


def subscribe(ident: int, topics: list[str]) -> bytes:
    """SUBSCRIBE, every topic at QoS 1."""
    return _packet(0x82, struct.pack(">H", ident) + b"".join(_text(one) + b"\1" for one in topics))


def publish(topic: str, payload: bytes, ident: int) -> bytes:
    """PUBLISH at QoS 1."""
    return _packet(0x32, _text(topic) + struct.pack(">H", ident) + payload)


def puback(ident: int) -> bytes:
    """The answer to a PUBLISH at QoS 1."""
    return bytes([0x40, 2]) + struct.pack(">H", ident)


class Reader:
    """Cuts a stream of bytes into packets."""

    def __init__(self) -> None:
        self._left = b""

    def feed(self, data: bytes) -> Iterator[Packet]:
        """Every packet that is whole by now."""
        self._left += data
        while (found := self._next()) is not None:
            yield found

    def _next(self) -> Packet | None:
        length, shift, at = 0, 0, 1
        while True:
            if at >= len(self._left):
                return None
            byte = self._left[at]
            length |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not byte & 0x80:
                break
        if len(self._left) < at + length:
            return None
        first, body = self._left[0], self._left[at : at + length]
        self._left = self._left[at + length :]
        return Packet(first >> 4, first & 0x0F, body)


def _text(words: str) -> bytes:
    data = words.encode()
    return struct.pack(">H", len(data)) + data


def _packet(first: int, body: bytes) -> bytes:
    length, size = len(body), b""
    while True:
        byte, length = length % 128, length // 128
        size += bytes([byte | (0x80 if length else 0)])
        if not length:
            return bytes([first]) + size + body
