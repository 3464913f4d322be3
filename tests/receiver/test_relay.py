"""A relay: heard while it sounds, replaced when it does not, held to its hours."""

from __future__ import annotations

import http.server
import socket
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.receiver.rooms import count_heard, heard, sound
from tests.receiver.scene import Scene

from lantoa.core import canonical
from lantoa.core.clock import ZONE, now
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver.judge import Course, Standing, judge
from lantoa.receiver.messages import Fault, Opened, Rejected
from lantoa.receiver.playing.relaying import RELAY, RelaySource
from lantoa.receiver.quiet import QuietHours
from lantoa.receiver.sounds import Sounds

AT = datetime(2026, 11, 23, 5, 15, tzinfo=ZONE)
BODY = m.Relay(
    "l/7", AT, AT + timedelta(minutes=30), "https://dai.example/nghe.mp3", 10, -4, "ab" * 32, 900,
    "audio/mpeg", "/bo-thu/am-thanh/" + "ab" * 32,
)  # fmt: skip
# Children in the place of decoders: a loud one, a silent one, one that breaks.
WRITE = "import sys; sys.stdout.buffer.write({}); sys.stdout.flush()"
LOUD = (sys.executable, "-c", WRITE.format("b'\\x00\\x20' * 48000"))
ENDLESS = (sys.executable, "-c", "import sys\nwhile True: sys.stdout.buffer.write(bytes(9600))")
STALLED = (sys.executable, "-c", "import time; time.sleep(600)")
BROKEN = (sys.executable, "-c", "raise SystemExit(1)")


def order(body: m.Relay) -> m.Order:
    return m.Order("0" * 64, "r/bt-01", 7, AT, AT, AT + timedelta(minutes=30), body)


def test_relay_comes_back_as_it_was_sent() -> None:
    key = SigningKey.new()
    sent = replace(order(BODY), station=key.public.id)
    opened = m.open_message(m.seal(sent, key), m.ring(key.public), m.Order)
    assert opened.message == sent
    assert opened.digest == canonical.digest_of(sent.payload())


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "file:///etc/passwd"}, {"url": "https://a b/"}, {"sha256": ""},
        {"hard_end_at": AT.isoformat()}, {"silence_seconds": 0},
    ],
)  # fmt: skip
def test_relay_of_something_else_is_malformed(wrong: dict[str, object]) -> None:
    from lantoa.receiver.messages.orders import read_body

    with pytest.raises(Rejected):
        read_body("relay", {**BODY.payload(), **wrong})


@pytest.mark.parametrize(
    ("hour", "fault"), [(3, Fault.QUIET_HOURS), (5, Fault.NONE), (22, Fault.QUIET_HOURS)]
)
def test_relay_at_a_quarter_past_three_is_refused(hour: int, fault: Fault) -> None:
    """Trung Lộc: relays set to the wrong hour sounded everywhere at night."""
    begin = AT.replace(hour=hour)
    body = replace(BODY, starts_at=begin, hard_end_at=begin + timedelta(minutes=30))
    standing = Standing(
        "bt-01", {}, QuietHours.read("21:00", "05:00"), 0, None, AT - timedelta(hours=3)
    )
    early = AT - timedelta(hours=3)
    sent = replace(
        order(body), issued_at=early, valid_from=early, valid_until=AT + timedelta(hours=24)
    )
    found = judge(Opened(sent, "0" * 64, "1" * 64), standing)
    assert (found.course, found.fault) == (Course.REFUSE if fault else Course.OBEY, fault)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sources() -> Iterator[list[RelaySource]]:
    made: list[RelaySource] = []
    yield made
    for source in made:
        source.close()


def relay(
    made: list[RelaySource], stream: Sequence[str], clock: Clock, fallback: Path | None
) -> RelaySource:
    made.append(
        RelaySource(
            "https://dai.example/nghe.mp3", fallback, command=LOUD, stream_command=stream,
            gain_db=0, silence_seconds=10, clock=clock,
        )
    )  # fmt: skip
    return made[-1]


def read(source: RelaySource, clock: Clock, seconds: float = 0.04) -> bytes:
    clock.now += seconds
    while (data := source.read(3840, timeout=1.0)) is None:
        pass
    return data


def test_stream_that_sounds_is_heard(sources: list[RelaySource]) -> None:
    clock = Clock()
    source = relay(sources, LOUD, clock, None)
    assert set(read(source, clock)) == {0x00, 0x20}
    assert not source.fell_back


def test_silent_stream_is_replaced_after_its_seconds(
    sources: list[RelaySource], tmp_path: Path
) -> None:
    clock, spare = Clock(), tmp_path / "spare.mp3"
    spare.write_bytes(b"x")
    source = relay(sources, ENDLESS, clock, spare)
    assert not any(read(source, clock, 9))
    assert not source.fell_back
    read(source, clock, 2)
    assert source.fell_back
    assert set(read(source, clock)) == {0x00, 0x20}


def test_stream_that_stalls_is_silence_until_its_seconds_are_over(
    sources: list[RelaySource], tmp_path: Path
) -> None:
    clock, spare = Clock(), tmp_path / "spare.mp3"
    spare.write_bytes(b"x")
    source = relay(sources, STALLED, clock, spare)
    assert source.read(3840, timeout=0) is None
    clock.now += 9
    assert source.read(3840, timeout=0) == bytes(3840)
    assert not source.fell_back
    clock.now += 2
    source.read(3840, timeout=0)
    assert source.fell_back
    assert set(read(source, clock)) == {0x00, 0x20}


def test_receiver_plays_what_stands_in_for_a_stream_that_stalls(scene: Scene) -> None:
    stalled = socket.create_server(("127.0.0.1", 0))  # takes the call and never answers
    try:
        scene.start()
        later = now() + timedelta(minutes=30)
        spare = scene.station.play(scene.server.add(sound(60)), starts_at=later)
        scene.order(spare)
        scene.line.wait_for(Sounds(scene.home / "sounds").path(spare.sha256).is_file)
        begin = now()
        body = m.Relay(
            "l/8", begin, begin + timedelta(seconds=40),
            f"http://127.0.0.1:{stalled.getsockname()[1]}/nghe.mp3", 6, 0, spare.sha256,
            spare.size, spare.mime, spare.path,
        )  # fmt: skip
        scene.order(body)
        scene.line.wait_for(lambda: scene.line.proofs or count_heard(scene.wav))
        assert scene.line.proofs == []
        assert {value for _, value in heard(scene.wav)} == {1000}
    finally:
        stalled.close()


def test_broken_stream_is_replaced_at_once_and_tried_again(
    sources: list[RelaySource], tmp_path: Path
) -> None:
    clock, spare = Clock(), tmp_path / "spare.mp3"
    spare.write_bytes(b"x")
    source = relay(sources, BROKEN, clock, spare)
    assert not any(read(source, clock))
    assert set(read(source, clock)) == {0x00, 0x20}
    heard = 3840
    while heard < 96_000:
        heard += len(read(source, clock))
    read(source, clock)  # what stood in has ended: the stream once more, which breaks again
    read(source, clock)
    assert set(read(source, clock)) == {0x00, 0x20}


def test_broken_stream_without_a_stand_in_is_silence_never_an_end(
    sources: list[RelaySource],
) -> None:
    clock = Clock()
    source = relay(sources, BROKEN, clock, None)
    for _ in range(20):
        data = read(source, clock, 1)
        assert data
        assert not any(data)
    assert source.fell_back


def test_stream_of_a_web_server_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "nghe.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(b"\x00\x20" * 24_000)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(tmp_path), **kwargs)  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/nghe.wav"
        heard = subprocess.run([*RELAY, url, "--gain", "0"], capture_output=True, timeout=60)
        lost = subprocess.run([*RELAY, f"{url}x"], capture_output=True, timeout=60)
        file_of_ours = subprocess.run([*RELAY, f"file://{path}"], capture_output=True, timeout=60)
    finally:
        server.shutdown()
        server.server_close()
    assert (heard.returncode, len(heard.stdout)) == (0, 48_000)
    assert (lost.returncode, lost.stdout) == (1, b"")
    assert (file_of_ours.returncode, file_of_ours.stdout) == (1, b"")
