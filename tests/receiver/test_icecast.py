"""An Icecast mount as a station: against a server that behaves as Icecast documents it, and
against a real one where it is installed."""

from __future__ import annotations

import base64
import contextlib
import io
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from tests.ports import free_port
from tests.receiver.rooms import RATE, sound

from lantoa.core.errors import Refused
from lantoa.media.mount import Mount
from lantoa.receiver.sinks import SinkFailed, shown, sink_from
from lantoa.receiver.sinks.icecast import IcecastSink

PATIENCE = 60.0
ICECAST = shutil.which("icecast2") or shutil.which("icecast")


class FakeIcecast:
    """Takes one source a mount: 401 for a wrong password, 403 where the mount is in use."""

    def __init__(self, password: str = "bi-mat") -> None:
        self.password = password
        self.heard = b""
        self.taken = 0
        self.busy = False
        self._line: socket.socket | None = None
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://source:{self.password}@127.0.0.1:{self._server.getsockname()[1]}/xa.mp3"

    def drop(self) -> None:
        """The server lets go of the source."""
        if self._line is not None:
            with contextlib.suppress(OSError):  # it has hung up already
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.drop()
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._take, args=(line,), daemon=True).start()

    def _take(self, line: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += line.recv(1024)
        wanted = base64.b64encode(f"source:{self.password}".encode())
        with line:
            if b"Authorization: Basic " + wanted not in head or not head.startswith(
                b"PUT /xa.mp3 "
            ):
                line.sendall(b"HTTP/1.1 401 Authentication Required\r\n\r\n")
                return
            if self.busy:
                line.sendall(b"HTTP/1.1 403 Mountpoint in use\r\n\r\n")
                return
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.taken, self._line = self.taken + 1, line
            try:
                while data := line.recv(4096):
                    self.heard += data
            except OSError:
                return


@pytest.fixture
def server() -> Iterator[FakeIcecast]:
    made = FakeIcecast()
    yield made
    made.close()


@pytest.fixture
def sinks() -> Iterator[list[IcecastSink]]:
    made: list[IcecastSink] = []
    yield made
    for one in made:
        one.close()


def until(what: Callable[[], object], sink: IcecastSink | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        if sink is not None:
            sink.tick()
        time.sleep(0.05)


def connected(sink: IcecastSink) -> None:
    until(lambda: sink._is_ready.is_set(), sink)


def levels(mp3: bytes) -> np.ndarray:  # type: ignore[type-arg]
    """The sound of a stream, as samples."""
    with av.open(io.BytesIO(mp3), format="mp3") as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate([frame.reshape(-1) for frame in frames])


def test_what_is_played_is_heard_on_the_mount_and_silence_in_between(
    server: FakeIcecast, sinks: list[IcecastSink]
) -> None:
    sink = IcecastSink(server.address)
    sinks.append(sink)
    connected(sink)
    sink.begin()
    tone = (np.sin(np.arange(RATE) * 2 * np.pi * 440 / RATE) * 12_000).astype("<i2").tobytes()
    for at in range(0, len(tone), 3840):
        sink.write(tone[at : at + 3840])
        time.sleep(0.02)
    sink.finish()
    until(lambda: len(server.heard) > 96_000 / 8 * 3)
    heard = np.abs(levels(server.heard))
    loud = heard > 0.1
    assert 0.8 * RATE < loud.sum() / 0.82 < 1.3 * RATE
    assert heard[-RATE // 4 :].max() < 0.01


def test_wrong_password_and_a_mount_in_use_fail_the_broadcast_in_words(
    server: FakeIcecast, sinks: list[IcecastSink], capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = IcecastSink(server.address.replace("bi-mat", "sai"))
    sinks.append(wrong)
    wrong.tick()
    until(lambda: wrong._child is None or wrong._child.poll() is not None)
    with pytest.raises(SinkFailed, match="chưa nối được Icecast"):
        wrong.begin()
    assert "không nhận mật khẩu" in capfd.readouterr().err
    server.busy = True
    late = IcecastSink(server.address)
    sinks.append(late)
    late.tick()
    until(lambda: late._child is None or late._child.poll() is not None)
    assert "đang có nguồn khác" in capfd.readouterr().err


def test_cut_silences_what_waits_and_what_follows_is_heard_on_the_same_connection(
    server: FakeIcecast, sinks: list[IcecastSink]
) -> None:
    sink = IcecastSink(server.address)
    sinks.append(sink)
    connected(sink)
    sink.begin()
    sink.write(sound(0.5, 12_000))
    sink.cut()
    sink.begin()
    assert server.taken == 1
    sink.write(sound(0.04))


def test_dropped_connection_breaks_the_broadcast_and_is_taken_up_again(
    server: FakeIcecast, sinks: list[IcecastSink]
) -> None:
    sink = IcecastSink(server.address)
    sinks.append(sink)
    connected(sink)
    sink.begin()
    server.drop()

    def is_broken() -> bool:
        try:
            sink.write(sound(0.04))
        except SinkFailed:
            return True
        time.sleep(0.04)
        return False

    until(is_broken)
    connected(sink)
    assert server.taken == 2


@pytest.mark.parametrize(
    "text", ["", "http://may:8000/xa.mp3", "ftp://a:b@may/xa", "http://a:b@may:8000/",
             "http://a:b@may:cong/x", "http://a:b@/x"],
)  # fmt: skip
def test_address_without_what_it_needs_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="Địa chỉ Icecast"):
        Mount.read(text)


def test_sink_is_read_from_a_file_and_no_password_is_shown(tmp_path: Path) -> None:
    kept = tmp_path / "ngo-ra"
    kept.write_text("icecast:http://source:bi-mat@may:8000/xa.mp3\n")
    assert isinstance(sink_from(f"@{kept}", clock=time.time), IcecastSink)
    assert "bi-mat" not in shown("icecat:http://source:bi-mat@may:8000/xa.mp3")
    with pytest.raises(Refused, match="Không đọc được tệp"):
        sink_from(f"@{tmp_path / 'khong-co'}", clock=time.time)


def test_real_icecast_takes_the_same_source(tmp_path: Path, sinks: list[IcecastSink]) -> None:
    if ICECAST is None:
        pytest.skip("icecast2 is not here")
    port = free_port()
    settings = tmp_path / "icecast.xml"
    settings.write_text(
        "<icecast><limits><sources>2</sources></limits><authentication><source-password>bi-mat"
        "</source-password><admin-password>x</admin-password></authentication>"
        f"<listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>"
        f"<paths><logdir>{tmp_path}</logdir><webroot>/usr/share/icecast2/web</webroot>"
        "<adminroot>/usr/share/icecast2/admin</adminroot></paths>"
        "<security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group>"
        "</changeowner></security></icecast>"
    )
    tmp_path.chmod(0o777)
    process = subprocess.Popen([ICECAST, "-c", str(settings)], stderr=subprocess.DEVNULL)
    try:
        sink = IcecastSink(f"http://source:bi-mat@127.0.0.1:{port}/xa.mp3")
        sinks.append(sink)
        connected(sink)
        sink.begin()
    finally:
        process.terminate()
        process.wait(20)
