"""The station as a receiver meets it: signs orders, answers enrolment, hands out sounds, collects
proofs and gives receipts. For the tests of this room and of others."""

from __future__ import annotations

import http.server
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lantoa.core import canonical
from lantoa.core.clock import now as clock_now
from lantoa.core.keys import PublicKey, SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver import topics

BROKER = ("127.0.0.1", 1883)
PATIENCE = 300.0  # seconds; a limit that no test comes near, however busy the machine is


@dataclass
class StationSide:
    """Keys, numbers and envelopes; no network."""

    commune: str = field(default_factory=lambda: f"xa-{uuid.uuid4().hex[:12]}")
    key: SigningKey = field(default_factory=SigningKey.new)
    n: int = 0

    def order(
        self,
        to: str,
        body: m.Body,
        *,
        n: int | None = None,
        at: datetime | None = None,
        valid_for: timedelta = timedelta(hours=1),
        key: SigningKey | None = None,
    ) -> bytes:
        """A signed order under the next number, or under another number, moment or key."""
        if n is None:
            self.n += 1
            n = self.n
        at = at or clock_now()
        key = key or self.key
        order = m.Order(key.public.id, to, n, at, at, at + valid_for, body)
        return m.seal(order, key)

    def play(
        self,
        sound: bytes,
        *,
        starts_at: datetime,
        seconds: int = 60,
        broadcast: str = "",
        priority: m.Priority = m.Priority.ORDINARY,
    ) -> m.Play:
        digest = canonical.digest(sound)
        return m.Play(
            broadcast=broadcast or f"pb-{uuid.uuid4().hex[:8]}",
            starts_at=starts_at,
            seconds=seconds,
            sha256=digest,
            size=len(sound),
            mime="audio/mpeg",
            path=m.SOUND_PATH + digest,
            priority=priority,
            gain_db=0,
            hard_end_at=starts_at + timedelta(seconds=seconds),
        )

    def receipt(self, receiver: str, key: PublicKey, *ranges: tuple[int, int]) -> bytes:
        return m.seal(
            m.Receipt(self.key.public.id, receiver, key.id, ranges, clock_now()), self.key
        )

    def answer(
        self,
        request: m.EnrolmentRequest,
        receiver: str,
        *,
        broker: tuple[str, int] = BROKER,
        quiet: tuple[str, str] = ("", ""),
    ) -> bytes:
        """The signed answer to an enrolment."""
        host, port = broker
        return m.seal(
            m.EnrolmentAnswer(
                receiver=receiver,
                receiver_key=PublicKey.from_text(request.public_key).id,
                commune=self.commune,
                name=request.name or "Cụm loa thử",
                station_keys=(self.key.public.text,),
                broker=m.Broker(host, port, False, receiver, "mat-khau-thu"),
                quiet_from=quiet[0],
                quiet_until=quiet[1],
                at=clock_now(),
            ),
            self.key,
        )


class StationServer:
    """Enrolment and sounds on a port of this machine, as the real server gives them."""

    def __init__(self, station: StationSide, *, broker: tuple[str, int] = BROKER) -> None:
        self.station, self.broker = station, broker
        self.quiet = ("", "")
        # The broker of these tests is shared by tests that run at the same time.
        self.receiver = f"bt-{uuid.uuid4().hex[:8]}"
        self.codes = {"ABCDEFGH": self.receiver}
        self.keys: dict[str, PublicKey] = {}
        self.sounds: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.break_after: int | None = None
        self.is_down = False
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def add(self, sound: bytes) -> bytes:
        self.sounds[canonical.digest(sound)] = sound
        return sound

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def enrol(self, body: bytes) -> tuple[int, bytes]:
        request = m.EnrolmentRequest.decode(body)
        receiver = self.codes.pop(request.code, None)
        if receiver is None:
            return 403, b""
        self.keys[receiver] = PublicKey.from_text(request.public_key)
        answer = self.station.answer(request, receiver, broker=self.broker, quiet=self.quiet)
        return 200, answer

    def sound(self, path: str, authorization: str) -> bytes | None:
        claim = m.RequestClaim.read(authorization)
        claim.check(self.keys[claim.receiver], method="GET", path=path, now=clock_now())
        return self.sounds.get(path.removeprefix(m.SOUND_PATH))

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        side = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._reply(*side.enrol(body))

            def do_GET(self) -> None:
                side.requests.append(self.headers.get("Range", "all"))
                data = side.sound(self.path, self.headers["Authorization"])
                if side.is_down or data is None:
                    self._reply(503 if side.is_down else 404, b"")
                    return
                found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
                first = int(found[1]) if found else 0
                self.send_response(206 if found else 200)
                if found:
                    self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
                self.send_header("Content-Length", str(len(data) - first))
                self.end_headers()
                self.wfile.write(data[first : side.break_after])
                side.break_after = None

            def _reply(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


class StationLine:
    """The station's end of the broker: publishes orders, keeps proofs and beats."""

    def __init__(self, server: StationServer, *, gives_receipts: bool = True) -> None:
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        self.station, self.server = server.station, server
        self.gives_receipts = gives_receipts
        self.proofs: list[m.Proof] = []
        self.beats: list[m.Beat] = []
        self._up = threading.Event()
        self._client: Any = Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"station-{self.station.commune}",
            clean_session=False,
        )
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._connected
        self._client.on_subscribe = lambda *_: self._up.set()
        self._client.on_message = self._received
        self._client.connect_async(*server.broker)
        self._client.loop_start()
        assert self._up.wait(PATIENCE), "no broker"

    def send(self, to: str, envelope: bytes) -> None:
        topic = topics.orders(self.station.commune, to)
        self._client.publish(topic, envelope, qos=1).wait_for_publish(PATIENCE)

    def give_receipts(self) -> None:
        """For everything that has come so far, and from now on."""
        self.gives_receipts = True
        for proof in self.proofs:
            self._acknowledge(proof)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def wait_for(self, what: Callable[[], Any]) -> Any:
        """The first true value of `what`; fails when there is none in time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := what():
                return found
            time.sleep(0.02)
        raise AssertionError(f"not in {PATIENCE} s; proofs: {self.proofs}")

    def proof_of(self, broadcast: str) -> m.Proof:
        """The proof of a broadcast, waited for."""
        found: m.Proof = self.wait_for(
            lambda: next((p for p in self.proofs if p.broadcast == broadcast), None)
        )
        return found

    def _connected(self, *_: Any) -> None:
        commune = self.station.commune
        self._client.subscribe([(topics.proofs(commune, "+"), 1), (topics.beat(commune, "+"), 1)])

    def _received(self, _client: Any, _data: Any, message: Any) -> None:
        ring = m.ring(*self.server.keys.values())
        if message.topic.endswith("/beat"):
            self.beats.append(m.open_message(message.payload, ring, m.Beat).message)
            return
        proof = m.open_message(message.payload, ring, m.Proof).message
        if proof not in self.proofs:
            self.proofs.append(proof)
        if self.gives_receipts:
            self._acknowledge(proof)

    def _acknowledge(self, proof: m.Proof) -> None:
        key = self.server.keys[proof.receiver]
        self._client.publish(
            topics.receipts(self.station.commune, proof.receiver),
            self.station.receipt(proof.receiver, key, (proof.seq, proof.seq)),
            qos=1,
        )
