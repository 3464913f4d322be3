"""One line to a broker that only publishes, as the station's user."""

from __future__ import annotations

import socket

from lantoa.bench.station import mqtt
from lantoa.core.errors import Refused

PATIENCE = 60.0


class Publisher:
    """Publishes and waits for the broker's word. Raises Refused where it is not let in."""

    def __init__(self, port: int, *, client: str, user: str, password: str) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader, self._ident = mqtt.Reader(), 0
        self._came: list[mqtt.Packet] = []
        self._line.sendall(mqtt.connect(client, user, password))
        if self._until(mqtt.CONNACK).body[1] != 0:
            raise Refused(
                "Máy chủ truyền lệnh không nhận phép đo nên chưa đo được. Không có gì thay đổi. "
                "Chạy «lantoa doctor» rồi đo lại."
            )

    def says(self, topic: str, payload: bytes) -> None:
        """Returns when the broker has it."""
        self._ident = self._ident % 65_535 + 1
        self._line.sendall(mqtt.publish(topic, payload, self._ident))
        self._until(mqtt.PUBACK)

    def close(self) -> None:
        self._line.close()

    def _until(self, kind: int) -> mqtt.Packet:
        while True:
            while self._came:
                packet = self._came.pop(0)
                if packet.kind == kind:
                    return packet
            data = self._line.recv(65_536)
            if not data:
                raise OSError("the broker hung up")
            self._came += self._reader.feed(data)
