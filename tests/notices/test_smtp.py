"""Handing over one letter: what is known after each way in which a server can behave."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from tests.notices.fake_smtp import mail_server

from lantoa.notices.smtp import Outcome, Server, hand_over, make_message

TEXT = (
    "Xã Sông Lam: có nội dung cần duyệt.\n.dòng bắt đầu bằng dấu chấm\nhttps://xa.example/a?b=1&c"
)


def letter(to: str = "lanhdao@xa.example"):  # type: ignore[no-untyped-def]
    return make_message(
        sender="hop-thu@xa.example", to=to, headline="Có nội dung cần duyệt", text=TEXT,
        message_id="<1@xa.example>",
    )  # fmt: skip


# Long enough that only a server that sits still is given up; shorter where nothing else is tried.
PATIENT, SOON = 120, 5


def attempt(port: int, host: str = "127.0.0.1", *, timeout: float = PATIENT) -> tuple[Outcome, int]:
    told: list[int] = []
    outcome = hand_over(
        to_server=Server(host, port, "", "", "hop-thu@xa.example", "none", timeout=timeout),
        message=letter(), before_content=lambda: told.append(1),
    )  # fmt: skip
    return outcome, len(told)


def test_letter_arrives_whole_in_both_forms() -> None:
    with mail_server() as server:
        assert attempt(server.port) == (Outcome("sent"), 1)
    got = message_from_bytes(server.letters[0], policy=default)
    assert got["Subject"] == "Có nội dung cần duyệt"
    plain, html = got.iter_parts()
    assert plain.get_content().splitlines() == TEXT.splitlines()
    assert '<a href="https://xa.example/a?b=1&amp;c">' in html.get_content()


@pytest.mark.parametrize(
    ("replies", "word", "told"),
    [
        ({"greet": "421 4.3.2 Busy"}, "later", 0),
        ({"greet": "554 5.3.2 No service"}, "later", 0),
        ({"greet": "slow"}, "later", 0),
        ({"greet": "drop"}, "later", 0),
        ({"mail": "451 4.3.0 Try later"}, "later", 0),
        ({"rcpt": "450 4.2.1 Mailbox busy"}, "later", 0),
        ({"rcpt": "550 5.1.1 No such user"}, "never", 0),
        ({"data": "451 4.3.1 Disk full"}, "later", 0),
        ({"dot": "452 4.3.1 Disk full"}, "later", 1),
        ({"dot": "554 5.7.1 Refused"}, "never", 1),
        ({"dot": "drop"}, "unsure", 1),
        ({"dot": "slow"}, "unsure", 1),
    ],
)
def test_what_is_known_after_each_misbehaviour(
    replies: dict[str, str], word: str, told: int
) -> None:
    with mail_server(**replies) as server:
        outcome, count = attempt(
            server.port, timeout=SOON if "slow" in replies.values() else PATIENT
        )
    assert (outcome.word, count) == (word, told)
    assert outcome.why


def test_nobody_listening_is_tried_later() -> None:
    with mail_server() as server:
        port = server.port
    assert attempt(port)[0].word == "later"


def test_headers_cannot_be_smuggled_in() -> None:
    made = make_message(
        sender="a@xa.example", to="b@xa.example", headline="Tin\r\nBcc: c@xa.example", text="x",
        message_id="<1@xa.example>",
    )  # fmt: skip
    assert made["Bcc"] is None


@pytest.mark.skipif(not os.environ.get("LANTOA_TEST_SMTP"), reason="no real server is named")
def test_twin_a_real_server_takes_the_letter() -> None:
    host, _, port = os.environ["LANTOA_TEST_SMTP"].partition(":")
    assert attempt(int(port), host) == (Outcome("sent"), 1)


@contextlib.contextmanager
def dribbling(talk: bytes) -> Iterator[int]:
    """A server that says `talk` at once and from then on a byte every 50 ms, longer than anybody
    may listen; then it hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        with contextlib.suppress(OSError):
            line, _ = listener.accept()
            with line:
                line.sendall(talk)
                for _ in range(PATIENT * 20):
                    if stop.wait(0.05):
                        break
                    line.sendall(b"2")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        listener.close()
        thread.join()


OK = b"220 x ESMTP\r\n250 x\r\n"


@pytest.mark.parametrize(
    ("talk", "tls", "word"),
    [
        (b"", "none", "later"),
        (b"220 x ES", "none", "later"),
        (b"220 x ESMTP\r\n250-x\r\n250-", "none", "later"),
        (OK + b"250 OK\r\n250 OK\r\n354 go\r\n", "none", "unsure"),
        (OK + b"250 OK\r\n250 OK\r\n354 go\r\n250 queued\r\n", "none", "sent"),
        (b"", "tls", "later"),
    ],
)
def test_server_that_dribbles_is_cut_off(talk: bytes, tls: str, word: str) -> None:
    with dribbling(talk) as port:
        outcome = hand_over(
            to_server=Server("127.0.0.1", port, "", "", "hop-thu@xa.example", tls,
                             timeout=PATIENT, limit=0.6 if word == "later" else SOON),
            message=letter(), before_content=lambda: None,
        )  # fmt: skip
    assert outcome.word == word
    if word != "sent" and tls == "none":
        assert outcome.why == "máy chủ thư trả lời quá chậm nên đã ngắt"
