"""The station's line to the broker. The one module of the station that knows the MQTT library."""

from __future__ import annotations

import logging
import ssl
from dataclasses import dataclass
from enum import Enum, auto
from queue import SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from lantoa.core.errors import Refused
from lantoa.receiver import topics

LOG = logging.getLogger("lantoa.station")
KEEPALIVE_SECONDS = 30
LONGEST_DELAY = 20


class What(Enum):
    """What came from the line."""

    UP = auto()
    DOWN = auto()
    PROOF = auto()
    BEAT = auto()


@dataclass(frozen=True, slots=True)
class News:
    """One thing that came, for the loop's own thread. `words`: why the line is down."""

    what: What
    receiver: str = ""
    data: bytes = b""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the broker listens."""

    host: str
    port: int
    tls: bool

    @classmethod
    def read(cls, url: str) -> Address:
        """From `mqtt://host:port` or `mqtts://host:port`. Raises Refused."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = 0
        if parts.scheme not in ("mqtt", "mqtts") or not parts.hostname or port == 0:
            raise Refused(
                f"Địa chỉ MQTT «{url}» chưa đúng dạng mqtt://máy:cổng. Đài chưa chạy. "
                "Sửa LANTOA_BROKER, hoặc bỏ trống để dùng phần có sẵn."
            )
        tls = parts.scheme == "mqtts"
        return cls(parts.hostname, port or (8883 if tls else 1883), tls)


class Line:
    """Connects again and again; whatever comes is put into `inbox` and handled elsewhere."""

    def __init__(
        self, address: Address, *, commune: str, client_id: str, username: str, password: str,
        inbox: SimpleQueue[News],
    ) -> None:  # fmt: skip
        from paho.mqtt.client import Client, MQTTv311
        from paho.mqtt.enums import CallbackAPIVersion

        self._address, self._commune, self._inbox = address, commune, inbox
        self._client: Any = Client(
            CallbackAPIVersion.VERSION2, client_id=client_id, clean_session=False,
            protocol=MQTTv311,
        )  # fmt: skip
        self._client.username_pw_set(username, password)
        if address.tls:
            self._client.tls_set_context(ssl.create_default_context())
        self._client.reconnect_delay_set(1, LONGEST_DELAY)
        self._client.on_connect = self._connected
        self._client.on_connect_fail = self._failed
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._received

    def start(self) -> None:
        """Returns at once; the line comes up by itself."""
        self._client.connect_async(self._address.host, self._address.port, KEEPALIVE_SECONDS)
        self._client.loop_start()

    def stop(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def is_up(self) -> bool:
        return bool(self._client.is_connected())

    def send_order(self, to: str, envelope: bytes) -> bool:
        """To `r/<receiver>` or `g/<group>`. True when it was handed over; it is on its way at
        QoS 1."""
        return self._publish(topics.orders(self._commune, to), envelope)

    def send_receipt(self, receiver: str, envelope: bytes) -> bool:
        return self._publish(topics.receipts(self._commune, receiver), envelope)

    def _publish(self, topic: str, payload: bytes) -> bool:
        # While the line is down nothing is queued here: orders wait in the database.
        if not self.is_up:
            return False
        return bool(self._client.publish(topic, payload, qos=1).rc == 0)

    def _connected(self, client: Any, data: Any, _flags: Any, reason: Any, more: Any) -> None:
        if reason.is_failure:
            words = f"máy chủ truyền lệnh không nhận đài ({reason})"
            self._inbox.put(News(What.DOWN, words=words))
            return
        client.subscribe(
            [(topics.proofs(self._commune, "+"), 1), (topics.beat(self._commune, "+"), 1)]
        )
        self._inbox.put(News(What.UP))

    def _failed(self, client: Any, data: Any) -> None:
        self._inbox.put(News(What.DOWN, words="chưa nối được máy chủ truyền lệnh"))

    def _disconnected(self, client: Any, data: Any, _flags: Any, reason: Any, more: Any) -> None:
        self._inbox.put(News(What.DOWN, words="mất đường truyền lệnh"))

    def _received(self, client: Any, data: Any, message: Any) -> None:
        receiver = topics.receiver_of(message.topic)
        if receiver is None:
            return
        is_proof = message.topic == topics.proofs(self._commune, receiver)
        what = What.PROOF if is_proof else What.BEAT
        self._inbox.put(News(what, receiver, bytes(message.payload)))
