"""Runs the demo commune: the production parts and one receiver, under the same supervisor.

No Django here: the supervisor stays small.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.options import broker_tls_port, option
from lantoa.operation.parts import production_parts, receiver_part
from lantoa.operation.supervisor import Supervisor

RECEIVER = "receiver"
PASSWORDS = "demo-accounts.json"
SINK = "sound"
UP_WITHIN = 60


def refuse_busy_port(port: int) -> None:
    """Says so before anything is built, when another program holds the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refused(
                f"Cổng {port} đang có chương trình khác dùng. Chưa chạy gì. "
                f"Dừng chương trình đó, hoặc chạy «make demo PORT={port + 1}»."
            ) from error


def broker_port(port: int) -> int:
    """The demo's broker beside its site: 18830 for 8000, so that two demos never collide."""
    return port + 10_830 if port + 10_830 < 65_536 else port - 10_830


def is_over_tls(folder: Path) -> bool:
    """Was this receiver told to call the broker over TLS when it enrolled?"""
    told = json.loads((folder / "receiver.json").read_text("utf-8"))
    return bool(told["answer"]["broker"]["tls"])


def follow_the_port(folder: Path, *, port: int) -> None:
    """Tells the demo's receiver where the station is, when the demo runs at another port than
    last time."""
    note = folder / "demo-port"
    tls = is_over_tls(folder / RECEIVER)
    broker = str(broker_tls_port()) if tls else option("LANTOA_BROKER_PORT")
    place = f"{port} {broker}"
    if note.is_file() and note.read_text("ascii") == place:
        return
    command = [sys.executable, "-m", "lantoa.cli", "receiver", "move"]
    command += ["--home", str(folder / RECEIVER), "--server", f"http://127.0.0.1:{port}"]
    command += ["--broker-port", broker]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    note.write_text(place, "ascii")


def run_demo(folder: Path, *, port: int, say: Callable[[str], None]) -> int:
    """Until Ctrl-C or SIGTERM. Every part ends with it."""
    parts = production_parts(
        address="127.0.0.1", port=port, workers=int(option("LANTOA_WORKERS")),
        own_broker=not option("LANTOA_BROKER"),
    )  # fmt: skip
    follow_the_port(folder, port=port)
    sink = folder / SINK
    sink.mkdir(exist_ok=True)
    receiver = receiver_part(folder=str(folder / RECEIVER), sink=f"file:{sink}")
    supervisor = Supervisor([*parts, receiver], folder / "logs", say)
    supervisor.install_signals()
    supervisor.run(lambda: _announce_when_up(folder, port, say))
    say("Đã dừng mọi phần. Dữ liệu vẫn còn trong thư mục của xã minh họa.")
    return 0


def _announce_when_up(folder: Path, port: int, say: Callable[[str], None]) -> None:
    threading.Thread(target=_wait_and_say, args=(folder, port, say), daemon=True).start()


def _wait_and_say(folder: Path, port: int, say: Callable[[str], None]) -> None:
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/", timeout=2):  # noqa: S310
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        say(f"Trang web chưa lên sau {UP_WITHIN} giây. Xem {folder / 'logs' / 'web.log'}.")
        return
    for line in welcome(folder, address):
        say(line)


def welcome(folder: Path, address: str) -> list[str]:
    """Where to look, and one account a role."""
    return [
        "",
        f"Xã minh họa đang chạy ở {address}",
        f"  Trang công khai      {address}/",
        f"  Bàn làm việc         {address}/ban-lam-viec/",
        f"  Tiếng của cụm loa    {folder / SINK}",
        "",
        "Mỗi vai trò một tài khoản:",
        *account_lines(folder),
        "",
        "Khu vực thử có khung giờ hai phút, cứ mười phút một lần. Nhấn Ctrl-C để dừng mọi phần.",
    ]


def account_lines(folder: Path) -> list[str]:
    """One account a role, and the password of all of them, made when the demo was built."""
    kept = json.loads((folder / "keys" / PASSWORDS).read_text("utf-8"))
    lines = [f"  {name:<14}{role}" for name, role in kept["accounts"]]
    return [*lines, f"Mật khẩu chung, làm riêng cho lần dựng này: {kept['password']}"]
