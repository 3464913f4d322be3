"""The line to the broker. The one module that knows the MQTT library."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lantoa.core.certificates import context_for
from lantoa.receiver import topics
from lantoa.receiver.messages import Broker

log = logging.getLogger("lantoa.receiver")

KEEPALIVE_SECONDS = 30
LONGEST_DELAY = 60


@dataclass(frozen=True, slots=True)
class Ends:
    """Who listens: called in the line's own thread with the bytes of a message. An order is
    acknowledged to the broker only after `on_order` has returned."""

    on_order: Callable[[bytes], None]
    on_receipt: Callable[[bytes], None]
    on_up: Callable[[], None]


class Line:
    """Calls out, again and again with growing pauses, and keeps its session at the broker, so
    that orders given meanwhile are waiting there."""

    def __init__(
        self, broker: Broker, *, host: str, commune: str, receiver: str, will: bytes, ends: Ends
    ) -> None:
        from paho.mqtt.client import Client, MQTTv311
        from paho.mqtt.enums import CallbackAPIVersion

        self._commune, self._receiver, self._ends = commune, receiver, ends
        self._groups: frozenset[str] = frozenset()
        self._address = (host, broker.port)
        self._client: Any = Client(
            CallbackAPIVersion.VERSION2,
            client_id=receiver,
            clean_session=False,
            protocol=MQTTv311,
        )
        self._client.username_pw_set(broker.username, broker.password)
        if broker.tls:
            context = context_for(broker.ca) if broker.ca else ssl.create_default_context()
            self._client.tls_set_context(context)
        self._client.will_set(topics.beat(commune, receiver), will, qos=1)
        self._client.reconnect_delay_set(1, LONGEST_DELAY)
        self._client.on_connect = self._connected
        self._client.on_connect_fail = self._failed
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._received

    def start(self) -> None:
        """Returns at once; the line comes up by itself when the broker can be reached."""
        self._client.connect_async(*self._address, keepalive=KEEPALIVE_SECONDS)
        self._client.loop_start()

    def stop(self, last_words: bytes) -> None:
        """Says good-bye with `last_words` on the beat topic and hangs up."""
        if self.is_up:
            self._publish(topics.beat(self._commune, self._receiver), last_words)
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def is_up(self) -> bool:
        return bool(self._client.is_connected())

    def send_proof(self, envelope: bytes) -> None:
        self._publish(topics.proofs(self._commune, self._receiver), envelope)

    def send_beat(self, envelope: bytes) -> None:
        self._publish(topics.beat(self._commune, self._receiver), envelope)

    def listen_to_groups(self, groups: Iterable[str]) -> None:
        """The groups whose orders are wanted from now on."""
        before, self._groups = self._groups, frozenset(groups)
        if not self.is_up:
            return
        for group in self._groups - before:
            self._subscribe(topics.orders(self._commune, topics.to_group(group)))
        for group in before - self._groups:
            self._client.unsubscribe(topics.orders(self._commune, topics.to_group(group)))

    def _publish(self, topic: str, payload: bytes) -> None:
        # While the line is down nothing is queued here: proofs wait on the disk.
        if self.is_up:
            self._client.publish(topic, payload, qos=1)

    def _subscribe(self, topic: str) -> None:
        self._client.subscribe(topic, qos=1)

    def _connected(self, _client: Any, _data: Any, _flags: Any, reason: Any, _: Any) -> None:
        if reason.is_failure:
            log.warning("máy chủ truyền lệnh không nhận bộ thu này: %s", reason)
            return
        log.info("đã nối với máy chủ truyền lệnh")
        self._subscribe(topics.orders(self._commune, topics.to_receiver(self._receiver)))
        self._subscribe(topics.receipts(self._commune, self._receiver))
        for group in self._groups:
            self._subscribe(topics.orders(self._commune, topics.to_group(group)))
        self._guarded(self._ends.on_up)

    def _failed(self, *_: Any) -> None:
        log.warning("chưa nối được với máy chủ truyền lệnh; bộ thu tự thử lại")

    def _disconnected(self, *_: Any) -> None:
        log.warning("mất đường truyền lệnh; lịch phát vẫn chạy, bộ thu tự nối lại")

    def _received(self, _client: Any, _data: Any, message: Any) -> None:
        payload = bytes(message.payload)
        if not topics.may_read(self._commune, self._receiver, message.topic):
            # Left over in a session that somebody else once had under this name.
            self._client.unsubscribe(message.topic)
        elif message.topic == topics.receipts(self._commune, self._receiver):
            self._guarded(self._ends.on_receipt, payload)
        else:
            self._guarded(self._ends.on_order, payload)

    @staticmethod
    def _guarded(call: Callable[..., None], *values: bytes) -> None:
        """A message that breaks something must not break the line."""
        try:
            call(*values)
        except Exception:
            log.exception("lỗi ngoài dự kiến khi xử lý một tin từ đài")
