"""The one module that talks SMTP (RFC 5321). It hands over one letter and says what is known.

Before the reply to the final dot nothing is known; before the first byte after DATA it is known
that nothing was delivered. The caller is told right before that byte.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from html import escape
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.keys import read_private
from lantoa.core.options import option
from lantoa.notices.smtp_line import Line, Watch

TIMEOUT_SECONDS = 20
LIMIT_SECONDS = 90
"""The longest that one whole conversation may take, however busily the server dribbles."""
TOO_SLOW = "máy chủ thư trả lời quá chậm nên đã ngắt"
DOT = re.compile(rb"(?m)^\.")
ADDRESS = re.compile(r"(https?://[^\s<>]+)")


@dataclass(frozen=True)
class Server:
    """Where letters are handed over. `tls`: starttls, tls or none."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    tls: str
    timeout: float = TIMEOUT_SECONDS
    limit: float = LIMIT_SECONDS


@dataclass(frozen=True)
class Outcome:
    """What is known: sent; later (try again); never; unsure (it may have been delivered)."""

    word: str
    why: str = ""


def is_mail_ready() -> bool:
    """Has the commune named a mail server?"""
    return bool(option("LANTOA_MAIL_HOST"))


def server() -> Server:
    """The server named by the options. Raises Refused where an option is wrong."""
    user, file = option("LANTOA_MAIL_USER"), option("LANTOA_MAIL_PASSWORD_FILE")
    port, tls = option("LANTOA_MAIL_PORT"), option("LANTOA_MAIL_TLS")
    if not port.isdigit() or tls not in ("starttls", "tls", "none"):
        raise Refused("Cài đặt thư điện tử chưa đúng (cổng hoặc kiểu mã hóa). Thư vẫn được giữ.")
    password = read_private(Path(file)).decode("utf-8").strip() if file else ""
    sender = option("LANTOA_MAIL_FROM") or user
    if not sender:
        raise Refused("Chưa khai báo địa chỉ gửi thư. Thư vẫn được giữ.")
    return Server(option("LANTOA_MAIL_HOST"), int(port), user, password, sender, tls)


def make_message(
    *, sender: str, to: str, headline: str, text: str, message_id: str
) -> EmailMessage:
    """Plain text, and the same as simple HTML. The id stays the same in every attempt."""
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"], message["To"] = sender, to
    message["Subject"] = " ".join(headline.split())
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(_html(text), subtype="html")
    return message


def _html(text: str) -> str:
    lines = (ADDRESS.sub(r'<a href="\1">\1</a>', escape(line)) for line in text.splitlines())
    body = "".join(f"<p>{line}</p>" for line in lines if line.strip())
    return f'<!doctype html><html lang="vi"><body>{body}</body></html>'


def hand_over(
    *, to_server: Server, message: EmailMessage, before_content: Callable[[], None]
) -> Outcome:
    """One attempt. `before_content` is called right before the letter leaves this machine."""
    begun, known = False, None

    def begin() -> None:
        nonlocal begun
        before_content()
        begun = True

    with Watch(to_server.limit) as watch:
        try:
            with _connected(to_server, watch) as line:
                known = _send(line, to_server, message, begin)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            # What goes wrong after the answer, while hanging up, changes nothing.
            return known or _ended(error, begun, watch)
    return known


def _ended(error: Exception, begun: bool, watch: Watch) -> Outcome:
    if begun:
        why = TOO_SLOW if watch.is_over else "đường truyền đứt khi đang gửi thư"
        return Outcome("unsure", why)
    return Outcome("later", TOO_SLOW) if watch.is_over else _before(error)


def _connected(to: Server, watch: Watch) -> smtplib.SMTP:
    context = ssl.create_default_context()
    line = Line(watch, tls=context if to.tls == "tls" else None, timeout=to.timeout)
    try:
        code, reply = line.connect(to.host, to.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, reply)
        if to.tls == "starttls":
            line.starttls(context=context)
        line.ehlo_or_helo_if_needed()
        if to.user:
            line.login(to.user, to.password)
    except BaseException:
        line.close()
        raise
    return line


def _send(
    line: smtplib.SMTP, to: Server, message: EmailMessage, begin: Callable[[], None]
) -> Outcome:
    steps: tuple[tuple[Callable[[], tuple[int, bytes]], int], ...] = (
        (lambda: line.mail(to.sender), 250),
        (lambda: line.rcpt(str(message["To"])), 250),
        (lambda: line.docmd("DATA"), 354),
    )
    for step, wanted in steps:
        code, reply = step()
        if code != wanted and code not in (251, 252):
            return _refused(code, reply)
    begin()
    content = DOT.sub(b"..", message.as_bytes(policy=SMTP_POLICY))
    line.send(content + (b"" if content.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    code, reply = line.getreply()
    return Outcome("sent") if 200 <= code < 300 else _refused(code, reply)


def _refused(code: int, reply: bytes) -> Outcome:
    words = " ".join(reply.decode("utf-8", "replace").split())[:160]
    return Outcome("later" if code < 500 else "never", f"máy chủ thư trả lời {code} {words}")


def _before(error: Exception) -> Outcome:
    """An attempt that ended before any of the letter left: it may be made again."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Outcome("later", "máy chủ thư không nhận tên đăng nhập hoặc mật khẩu")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("later", "máy chủ thư không có kiểu mã hóa hoặc đăng nhập đã khai báo")
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        raw = reply if isinstance(reply, bytes) else str(reply).encode()
        return Outcome("later", _refused(error.smtp_code, raw).why)
    if isinstance(error, TimeoutError):
        return Outcome("later", "máy chủ thư không trả lời kịp")
    if isinstance(error, ssl.SSLError):
        return Outcome("later", "không lập được kết nối mã hóa với máy chủ thư")
    return Outcome("later", "không kết nối được với máy chủ thư")
