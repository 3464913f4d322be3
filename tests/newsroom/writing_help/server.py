"""A server at the far edge that answers as an OpenAI-compatible one is documented to: the key in
`Authorization: Bearer`, errors as {"error": {"message", "type", "code"}}, limits by 429."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KEY, MODEL = "sk-thu-nghiem", "mo-hinh-nho"
MOST_BYTES = 100_000


class Edge(http.server.BaseHTTPRequestHandler):
    """`told` keeps what arrived; `mood` makes it answer as on a bad day."""

    told: list[dict[str, Any]] = []
    mood = ""
    content = '["Câu một.", "Câu hai."]'

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/chat/completions":
            return self._error(404, "Unknown request URL", "invalid_request_error")
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            return self._error(401, "Incorrect API key provided", "invalid_api_key")
        if len(raw) > MOST_BYTES:
            return self._error(413, "Request too large", "request_too_large")
        asked = json.loads(raw)
        if asked.get("model") != MODEL:
            return self._error(404, f"The model `{asked.get('model')}` does not exist", "model")
        if not asked.get("messages"):
            return self._error(400, "messages is required", "invalid_request_error")
        type(self).told.append(asked)
        if self.mood == "busy":
            return self._error(429, "Rate limit reached", "rate_limit_exceeded")
        if self.mood == "broken":
            return self._error(500, "The server had an error", "server_error")
        if self.mood == "slow":
            self.over.wait()
            return None
        content = None if self.mood == "silent" else self.content
        if self.mood == "huge":
            content = "x" * 300_000
        self._send(200, {
            "id": "chatcmpl-1", "object": "chat.completion", "model": MODEL,
            "choices": [{"index": 0, "finish_reason": "stop",
                         "message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        })  # fmt: skip

    def _error(self, status: int, message: str, code: str) -> None:
        self._send(status, {"error": {"message": message, "type": code, "code": code}})

    def _send(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # whoever asked has left

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(mood: str = "", content: str = Edge.content) -> Iterator[tuple[str, type[Edge]]]:
    """The base address and the handler, which keeps what arrived."""
    edge: type[Edge] = type(
        "OneEdge",
        (Edge,),
        {"mood": mood, "content": content, "told": [], "over": threading.Event()},
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), edge)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", edge
    finally:
        edge.over.set()
        server.shutdown()
        server.server_close()
