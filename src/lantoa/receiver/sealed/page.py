"""A short page on the receiver's own port, for the local network: start or stop a sealed alert.

Nothing else is served, nothing is told that does not stand on the paper with the code, and no
outside address is loaded. It runs only where the receiver was started with `--listen`.
"""

from __future__ import annotations

import http.server
import logging
import threading
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lantoa.core.errors import Refused
from lantoa.receiver.messages import SealedAlert
from lantoa.receiver.sealed.shelf import shelf
from lantoa.receiver.sealed.starting import Desk, NotStarted, counted, running, start, stop
from lantoa.receiver.store.plan import moment

log = logging.getLogger("lantoa.receiver")

LARGEST_FORM = 2_000
PATIENCE_SECONDS = 5
MOST_AT_ONCE = 8
# Codes are tried one after the other, whoever asks: nobody gains by asking often at once.
ONE_BY_ONE = threading.Lock()
STYLE = (
    "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:34rem;padding:1rem;"
    "color:#1B2A41;background:#FBFAF7}h1{font-size:1.35rem}h2{font-size:1.125rem;margin:0}"
    "section{border:1px solid #E3E0D8;padding:1rem;margin:1rem 0;background:#FFF}"
    "input{font:inherit;display:block;width:100%;box-sizing:border-box;padding:.6rem;"
    "margin:.25rem 0 .75rem;"
    "border:1px solid #55617A;text-transform:uppercase;letter-spacing:.08em}"
    "button{font:inherit;font-weight:700;width:100%;min-height:3.25rem;border:0;color:#FFF;"
    "background:#B0305C}button.quiet{background:#1B2A41}p{margin:.4rem 0}"
    "[role=alert]{border-left:4px solid #9A4A06;padding:.5rem .75rem;background:#FBF0E4}"
)


def page(desk: Desk, *, name: str, said: str = "") -> str:
    """The whole page, HTML."""
    rows = "".join(_section(desk, alert) for alert in shelf(desk.store).sealed.alerts)
    empty = "<p>Chưa có cảnh báo nào được duyệt sẵn cho bộ thu này.</p>"
    words = f'<p role="alert">{escape(said)}</p>' if said else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Cảnh báo tại cụm loa {escape(name)}</title><style>{STYLE}</style></head><body>"
        f"<h1>Cảnh báo tại cụm loa {escape(name)}</h1>{words}"
        "<p>Chỉ dùng khi mất mạng và không gọi được về xã. Cần mã trên phiếu niêm phong; "
        "mỗi mã phát được một lần. Việc phát được ghi lại và báo về xã.</p>"
        f"{rows or empty}</body></html>"
    )


def _section(desk: Desk, alert: SealedAlert) -> str:
    items = running(desk.store, alert.alert)
    is_here = desk.sounds.has(alert.call.sha256)
    if items:
        coming = [item.starts_at for item in items if item.starts_at > desk.clock()]
        following = f"; lần tới lúc {moment(min(coming)):%H:%M}" if coming else ""
        state = f"Đang phát{following}."
        button = '<button class="quiet" name="viec" value="dung">Dừng, nói lời kết thúc</button>'
    elif not is_here:
        return _card(alert, "<p>Âm thanh chưa tải về bộ thu nên chưa phát được.</p>")
    else:
        every = f", nhắc lại mỗi {alert.repeat_minutes} phút" if alert.repeat_minutes else ""
        state = f"Phát trong {alert.lasts_minutes} phút{every}, rồi nói lời kết thúc."
        button = f'<button name="viec" value="phat">Phát ngay: {escape(alert.title)}</button>'
    key = escape(alert.alert, quote=True)
    form = (
        f'<p>{state}</p><form method="post"><input type="hidden" name="alert" value="{key}">'
        f'<label for="ma-{key}">Mã trên phiếu niêm phong</label>'
        f'<input id="ma-{key}" name="ma" autocomplete="off" spellcheck="false" required '
        f'maxlength="40">{button}</form>'
    )
    return _card(alert, form)


def _card(alert: SealedAlert, inner: str) -> str:
    return (
        f"<section><h2>{escape(alert.title)}</h2>"
        f"<p>Dùng được đến ngày {alert.until:%d/%m/%Y}.</p>{inner}</section>"
    )


def act(desk: Desk, form: dict[str, list[str]]) -> str:
    """Does what a form asks; answers what to say about it."""
    told = {name: values[0] for name, values in form.items() if values}
    alert, code = told.get("alert", ""), told.get("ma", "")
    wants_stop = told.get("viec") == "dung"
    do = stop if wants_stop else start
    try:
        with ONE_BY_ONE:
            counted(desk, lambda: do(desk, alert=alert, code=code))
    except NotStarted as words:
        return str(words)
    return "Đã dừng; loa nói lời kết thúc." if wants_stop else "Loa đang phát cảnh báo này."


class Door(threading.Thread):
    """Serves the page until `leave`. Raises Refused where the port cannot be had."""

    def __init__(self, desk: Desk, *, name: str, address: str) -> None:
        super().__init__(name="door", daemon=True)
        host, _, port = address.rpartition(":")
        try:
            self._server = _Server((host or "0.0.0.0", int(port)), _handler(desk, name))  # noqa: S104 - the local network is who it is for
        except (OSError, ValueError, OverflowError) as error:
            raise Refused(
                f"Không mở được trang khởi động cảnh báo ở «{address}» ({error}). Bộ thu chưa "
                "chạy. Chọn ĐỊA_CHỈ:CỔNG khác cho --listen, hoặc bỏ tùy chọn này."
            ) from error

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def run(self) -> None:
        self._server.serve_forever(0.5)

    def leave(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(http.server.ThreadingHTTPServer):
    """A few callers at once; who comes beyond them is hung up on."""

    daemon_threads = True
    request_queue_size = 16

    def __init__(self, *args: Any) -> None:
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.info("trang khởi động cảnh báo: một kết nối bị bỏ dở")


def _handler(desk: Desk, name: str) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        timeout = PATIENCE_SECONDS
        server_version, sys_version = "lantoa", ""

        def do_GET(self) -> None:
            if self.path != "/":
                self.send_error(404)
                return
            self._answer(page(desk, name=name))

        def do_POST(self) -> None:
            origin = self.headers.get("Origin")
            if origin and urlsplit(origin).netloc != self.headers.get("Host"):
                self.send_error(403)  # a page of somebody else, open in a browser nearby
                return
            length = self.headers.get("Content-Length", "")
            if not (length.isascii() and length.isdigit() and int(length) <= LARGEST_FORM):
                self.send_error(413)
                return
            form = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
            self._answer(page(desk, name=name, said=act(desk, form)))

        def _answer(self, text: str) -> None:
            data = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Frame-Options", "DENY")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
