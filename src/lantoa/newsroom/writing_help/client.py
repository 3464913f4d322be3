"""One question to an OpenAI-compatible address (POST …/chat/completions), in time and bounded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lantoa.core.errors import Refused
from lantoa.core.fetch import Fetched, fetch

SECONDS = 40.0
LARGEST = 200_000
LONGEST_ANSWER = 12_000
MOST_TOKENS = 1200
KEPT = "Bài giữ nguyên; viết tay như thường."
WHY = {
    400: "máy chủ trợ giúp không hiểu câu hỏi. Kiểm tra tên mô hình ở Hệ thống",
    401: "máy chủ trợ giúp không nhận mã khóa. Người quản trị ghi lại mã khóa ở Hệ thống",
    403: "mã khóa không được dùng mô hình này. Người quản trị kiểm tra ở Hệ thống",
    404: "địa chỉ hoặc tên mô hình không có. Người quản trị kiểm tra ở Hệ thống",
    413: "bài quá dài với máy chủ trợ giúp",
    429: "máy chủ trợ giúp đang quá tải hoặc đã hết hạn mức. Thử lại sau ít phút",
}


@dataclass(frozen=True)
class Door:
    """Where to ask: base address (…/v1), name of the model, key (may be empty), and whether it is
    a machine of the commune's own network, which alone may be asked without encryption."""

    address: str
    model: str
    key: str
    is_local: bool = False

    def __repr__(self) -> str:  # a key never stands in a log or a traceback
        return f"Door({self.address!r}, {self.model!r})"


def ask(door: Door, *, system: str, user: str, seconds: float = SECONDS) -> str:
    """The words of the first answer. Raises Refused (FetchFailed too) with what to do.

    What an administrator called a machine of the own network is never asked out in the internet,
    wherever its name points by then; and the other way round.
    """
    body = {
        "model": door.model, "temperature": 0.3, "max_tokens": MOST_TOKENS, "stream": False,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
    }  # fmt: skip
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if door.key:
        headers["Authorization"] = f"Bearer {door.key}"
    answer = fetch(
        f"{door.address.rstrip('/')}/chat/completions", method="POST", headers=headers,
        body=json.dumps(body, ensure_ascii=False).encode(), largest=LARGEST, seconds=seconds,
        private=door.is_local, public=not door.is_local,
    )  # fmt: skip
    return _words(answer)


def _words(answer: Fetched) -> str:
    if answer.status != 200:
        why = WHY.get(answer.status, f"máy chủ trợ giúp báo lỗi {answer.status}. Thử lại sau")
        raise Refused(f"Chưa có gợi ý: {why}. {KEPT}")
    try:
        told: Any = json.loads(answer.body)
        words = told["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        words = None
    if not isinstance(words, str) or not words.strip():
        raise Refused(f"Chưa có gợi ý: máy chủ trợ giúp trả lời không đúng dạng. {KEPT}")
    return words[:LONGEST_ANSWER]
