"""Enrolment: a one-time code in, a key pair and the station's settings in the home folder."""

from __future__ import annotations

import time
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.keys import SigningKey
from lantoa.receiver.home import Home, Settings
from lantoa.receiver.messages import (
    WORDS,
    EnrolmentAnswer,
    EnrolmentRequest,
    Rejected,
    open_answer,
)
from lantoa.receiver.messages.enrolment import PATH
from lantoa.receiver.server import Server, Unreachable
from lantoa.receiver.store import Store
from lantoa.receiver.timekeeping import first_anchor

LARGEST_ANSWER = 128 * 1024
NOTHING_KEPT = "Bộ thu chưa ghi danh và không lưu gì."


def read_sheet(text: str, server: str) -> tuple[str, str]:
    """The code and the server's URL: typed one by one, or both as the sheet's QR says them,
    `https://server/bo-thu/ghi-danh/#CODE`. Raises Refused."""
    address, mark, code = text.strip().partition("#")
    if not mark:
        if not server:
            raise Refused(
                f"Cần thêm địa chỉ máy chủ của xã (--server). {NOTHING_KEPT} "
                "Hãy xem dòng lệnh trên phiếu ghi danh."
            )
        return text, server
    return code, server or address.removesuffix(PATH)


def enrol(code: str, *, folder: Path, url: str, name: str, version: str) -> EnrolmentAnswer:
    """Makes this receiver's own key, shows the station its public half and keeps the answer.
    Raises Refused; then nothing was stored."""
    home = Home(folder)
    if home.is_enrolled:
        raise Refused(
            f"Bộ thu ở «{folder}» đã ghi danh rồi; mọi thứ được giữ nguyên. "
            "Muốn ghi danh lại, hãy chọn một thư mục mới."
        )
    server = Server.read(url)
    key = SigningKey.new()
    request = EnrolmentRequest(code, key.public.text, name, version)
    asked = time.monotonic()
    answer = _opened(_ask(server, request), key)
    trip = time.monotonic() - asked
    home.store(key, Settings(server.url, answer))
    store = Store(home.state_file)
    first_anchor(store, answer.at.timestamp(), trip=trip)
    store.close()
    return answer


def _ask(server: Server, request: EnrolmentRequest) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    try:
        with server.ask("POST", PATH, headers=headers, body=request.encode()) as answer:
            status, data = answer.status, answer.read(LARGEST_ANSWER + 1)
    except Unreachable as error:
        raise Refused(
            f"Không nối được với máy chủ {server.url}. {NOTHING_KEPT} "
            "Hãy kiểm tra mạng và địa chỉ máy chủ rồi thử lại với mã này."
        ) from error
    if status != 200:
        raise Refused(_words(status))
    return data


def _words(status: int) -> str:
    if status == 429:
        return f"Đã thử quá nhiều lần. {NOTHING_KEPT} Hãy chờ 15 phút rồi thử lại."
    if 400 <= status < 500 and status != 404:
        return (
            "Mã ghi danh không đúng, đã dùng hoặc đã hết hạn. "
            f"{NOTHING_KEPT} Hãy xin đài cấp mã mới."
        )
    if status == 404 or 300 <= status < 400:
        return (
            f"Địa chỉ máy chủ không phải của đài truyền thanh (mã {status}). "
            f"{NOTHING_KEPT} Hãy kiểm tra địa chỉ rồi thử lại."
        )
    return f"Máy chủ đang có lỗi (mã {status}). {NOTHING_KEPT} Hãy thử lại sau ít phút."


def _opened(data: bytes, key: SigningKey) -> EnrolmentAnswer:
    try:
        return open_answer(data, receiver_key=key.public.id).message
    except Rejected as rejected:
        raise Refused(
            "Câu trả lời của máy chủ không đúng hoặc không mang chữ ký của đài "
            f"({WORDS[rejected.fault]}). "
            f"{NOTHING_KEPT} Hãy kiểm tra địa chỉ máy chủ rồi xin mã mới."
        ) from rejected
