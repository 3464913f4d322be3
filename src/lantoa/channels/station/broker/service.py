"""Runs the broker until it is told to stop."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
import ssl
from pathlib import Path
from typing import Any

from amqtt.broker import Broker
from amqtt.errors import AMQTTError
from amqtt.mqtt.protocol.broker_handler import BrokerProtocolHandler

from lantoa.core.certificates import papers_of
from lantoa.core.errors import Refused

LOG = logging.getLogger("lantoa.broker")
GUARDS = "lantoa.channels.station.broker.guards"
MOST_CONNECTIONS = 2000
RENEWED = (
    "username", "password", "keep_alive", "clean_session",
    "will_flag", "will_message", "will_topic", "will_qos", "will_retain",
)  # fmt: skip


class Steady(dict[str, Any]):
    """Subscriptions that may grow while a message is on its way: the library walks over them
    with pauses, and would lose the message."""

    def items(self) -> Any:
        return list(super().items())


class GuardedBroker(Broker):
    """Asks for the password before it looks for an earlier session.

    The library looks first: somebody without a password could then throw out a receiver by
    its name, and leave another last will in its session.
    """

    def __init__(self, configuration: dict[str, Any]) -> None:
        super().__init__(configuration)
        self._subscriptions = Steady()

    async def retain_message(self, *_: Any, **__: Any) -> None:
        """Nothing is kept for whoever subscribes later: what is to be known is signed, dated and
        said again, and a message left lying would be heard as if it were new."""

    async def _initialize_client_session(
        self, reader: Any, writer: Any, remote_address: str, remote_port: int
    ) -> tuple[Any, Any]:
        opened = await BrokerProtocolHandler.init_from_connect(reader, writer, self.plugins_manager)
        handler, session = opened
        if not session.client_id or not await self._authenticate(session, None):
            await _turn_away(handler, session, reader, writer)
            raise AMQTTError(f"{remote_address}:{remote_port} is not let in")
        if session.clean_session:
            await self._delete_session(session.client_id)
            return handler, session
        kept = self._sessions.get(session.client_id)
        if kept is None:
            return handler, session
        earlier = kept[0]
        for name in RENEWED:
            setattr(earlier, name, getattr(session, name))
        earlier.parent = 1
        return handler, earlier


def _quiet_about_strangers(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Who comes without our TLS, or leaves in the middle of it, is no fault of ours."""
    if not isinstance(context.get("exception"), ssl.SSLError | ConnectionError | AMQTTError):
        loop.default_exception_handler(context)


async def _turn_away(handler: Any, session: Any, reader: Any, writer: Any) -> None:
    handler.attach(session, reader, writer)
    await handler.mqtt_connack_authorize(False)
    await writer.close()


def configuration(home: Path, bind: str, tls_bind: str = "") -> dict[str, Any]:
    """What the library wants to know. In the clear only on this machine; over TLS, under the
    station's own authority, wherever `tls_bind` says."""
    _refuse_open_door(bind)
    listeners: dict[str, Any] = {
        "default": {"type": "tcp", "bind": bind, "max_connections": MOST_CONNECTIONS}
    }
    if tls_bind:
        papers = papers_of(home)
        listeners["receivers"] = {
            **listeners["default"], "bind": tls_bind, "ssl": True,
            "certfile": str(papers.server), "keyfile": str(papers.server_key),
        }  # fmt: skip
    return {
        "listeners": listeners,
        "timeout_disconnect_delay": 2,
        "plugins": {
            f"{GUARDS}.Door": {"home": str(home)},
            f"{GUARDS}.Rules": {"home": str(home)},
        },
    }


def _refuse_open_door(bind: str) -> None:
    host = bind.rpartition(":")[0].strip("[]")
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    if not is_here:
        raise Refused(
            f"Cổng MQTT không mã hóa chỉ được mở trên máy này, không mở ở «{bind}». Máy chủ truyền "
            "lệnh chưa chạy. Dùng cổng có mã hóa (--tls-bind) cho mạng ngoài."
        )


async def serve(home: Path, bind: str, tls_bind: str = "") -> None:
    """Listens until SIGTERM or Ctrl-C."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    loop.set_exception_handler(_quiet_about_strangers)
    broker = GuardedBroker(configuration(home, bind, tls_bind))
    await broker.start()
    LOG.info("máy chủ truyền lệnh nghe ở %s, có mã hóa ở %s", bind, tls_bind or "không đâu")
    await over.wait()
    await broker.shutdown()
