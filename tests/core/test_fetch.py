import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from lantoa.core.fetch import Fetched, FetchFailed, fetch, is_public

SILENT = threading.Event()
"""Set when a server that never answers may go."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            SILENT.wait()
            return
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        body = f"{self.headers['Host']} {self.headers['X-Secret']}".encode()
        if self.path == "/big":
            body = b"x" * 1000
        self.send_response(404 if self.path == "/none" else 200)
        if self.path == "/gzip":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    SILENT.clear()
    yield f"127.0.0.1:{server.server_port}"
    SILENT.set()
    server.shutdown()
    server.server_close()


def test_fetch_brings_the_answer_whatever_its_status(site: str) -> None:
    answer = fetch(f"http://{site}/a", headers={"X-Secret": "s"}, private=True)
    assert (answer.status, answer.body) == (200, f"{site} s".encode())
    assert fetch(f"http://{site}/none", private=True).status == 404
    posted = fetch(f"http://{site}/", method="POST", body=b"abc", private=True)
    assert (posted.status, posted.body) == (200, b"abc")
    assert isinstance(posted, Fetched)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://10.1.2.3/", "http://[::1]/",
     "http://169.254.169.254/", "http://192.168.1.1:8000/x", "http://[::ffff:127.0.0.1]/",
     "http://0.0.0.0/"],
)  # fmt: skip
def test_fetch_stays_out_of_the_local_network(url: str) -> None:
    with pytest.raises(FetchFailed, match="mạng nội bộ"):
        fetch(url)


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/", "file:///etc/passwd", "http://", "http://u:p@a.example/",
            "http://a.example:99999/"],
)  # fmt: skip
def test_fetch_refuses_strange_addresses(url: str) -> None:
    with pytest.raises(FetchFailed, match="không đúng dạng"):
        fetch(url, private=True)


def test_fetch_names_an_unknown_host() -> None:
    with pytest.raises(FetchFailed, match="Không tìm thấy máy chủ"):
        fetch("http://khong-co.invalid/")


def test_fetch_gives_up_on_what_is_too_big_slow_or_packed(site: str) -> None:
    with pytest.raises(FetchFailed, match="lớn hơn 999 byte"):
        fetch(f"http://{site}/big", largest=999, private=True)
    assert len(fetch(f"http://{site}/big", largest=1000, private=True).body) == 1000
    with pytest.raises(FetchFailed):
        fetch(f"http://{site}/slow", seconds=0.3, private=True)
    with pytest.raises(FetchFailed, match="nén"):
        fetch(f"http://{site}/gzip", private=True)


def test_fetch_follows_a_redirect_without_secrets_for_strangers(site: str) -> None:
    near = fetch(f"http://{site}/to//a", headers={"X-Secret": "s"}, private=True)
    assert near.body == f"{site} s".encode()
    name = site.replace("127.0.0.1", "localhost")
    far = fetch(f"http://{site}/to/http://{name}/a", headers={"X-Secret": "s"}, private=True)
    assert far.body == f"{name} None".encode()
    with pytest.raises(FetchFailed, match="quá nhiều lần"):
        fetch(f"http://{site}/to//to//to//to//to//to//to//a", private=True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("100.64.0.1", False), ("fe80::1%eth0", False),
     ("224.0.0.1", False), ("::ffff:10.0.0.1", False)],
)  # fmt: skip
def test_public_addresses_are_told_from_private_ones(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_core_costs_no_library_before_it_is_called() -> None:
    code = (
        "import sys, lantoa.core.fetch, lantoa.core.keys, lantoa.core.encryption;"
        "print([n for n in ('httpx', 'cryptography', 'django') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
