"""The public home page from the page cache, beside the same bytes as a static file: of nginx
where there is one, else of the same granian."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lantoa.bench.program import end, free_port, running, wait_for
from lantoa.bench.rows import RUNS, Row, measured, seconds

CLIENTS = 4
REQUESTS = 500
NGINX = """daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ worker_connections 64; }}
http {{ access_log off; keepalive_requests 100000; types {{ text/html html; }}
 client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
 uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
 server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""
EMPTY_APP = "def application(environ, start):\n    start('404 Not Found', [])\n    return []\n"


def measure(runs: int = RUNS, *, requests: int = REQUESTS) -> list[Row]:
    """Requests a second of a small client on this machine, kept-alive connections."""
    with running() as program, tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        with urllib.request.urlopen(f"http://127.0.0.1:{program.port}/") as answer:
            page = answer.read()
        with static_server(Path(name), page) as (peer, port, peer_path):
            row = measured(
                f"trang chủ công khai từ bộ đệm ({program.kind}), bên cạnh tệp tĩnh của {peer}",
                "lượt/giây",
                lambda: rate(program.port, "/", requests),
                lambda: rate(port, peer_path, requests),
                runs=runs,
            )
    return [row]


@contextmanager
def static_server(folder: Path, page: bytes) -> Iterator[tuple[str, int, str]]:
    """Serves the page; answers the server's name, its port and the path."""
    port = free_port()
    (folder / "trang.html").write_bytes(page)
    if shutil.which("nginx"):
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        name, path = "nginx", "/trang.html"
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    else:
        (folder / "empty.py").write_text(EMPTY_APP)
        name, path = "granian (máy này không có nginx)", "/tinh/trang.html"
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
            "--host", "127.0.0.1", "--workers", "1", "--no-ws", "--log-level", "warning",
            "--static-path-route", "/tinh", "--static-path-mount", str(folder),
            "--working-dir", str(folder), "empty:application",
        ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield name, port, path
    finally:
        end(process)


def rate(port: int, path: str, requests: int) -> float:
    """Whole answers a second; an answer that is not 200 stops the measurement."""
    share = requests // CLIENTS
    faults: list[Exception] = []
    threads = [
        threading.Thread(target=_ask, args=(port, path, share, faults)) for _ in range(CLIENTS)
    ]

    def together() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    took = seconds(together)
    if faults:
        raise faults[0]
    return share * CLIENTS / took


def _ask(port: int, path: str, count: int, faults: list[Exception]) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    try:
        with socket.create_connection(("127.0.0.1", port), 30) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for _ in range(count):
                line.sendall(request)
                _read_answer(line)
    except (OSError, ValueError) as error:
        faults.append(error)


def _read_answer(line: socket.socket) -> None:
    """One answer, by its length or in chunks. Raises ValueError for any but 200."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(line)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    if lines[0].split()[1] != b"200":
        raise ValueError(f"answered {lines[0]!r}")
    if b"transfer-encoding: chunked" in lines:
        while not body.endswith(b"\r\n0\r\n\r\n"):
            body += _more(line)
        return
    (length,) = (int(one[15:]) for one in lines if one.startswith(b"content-length:"))
    left = length - len(body)
    while left > 0:
        left -= len(_more(line))


def _more(line: socket.socket) -> bytes:
    piece = line.recv(65536)
    if not piece:
        raise ValueError("the server hung up")
    return piece
