"""Reads the table `matrix.tsv` and the views of the desk; asks them as a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.desk.closed import DESK, is_ours
from lantoa.registry.models import Account
from lantoa.registry.roles import PERMISSIONS
from lantoa.registry.terms import Role

TABLE = Path(__file__).with_name("matrix.tsv")
LETTERS = {
    "A": Role.ADMINISTRATOR, "L": Role.LEADER, "H": Role.HEAD, "P": Role.PLAN_OFFICER,
    "E": Role.EDITOR, "S": Role.STATION_OPERATOR, "C": Role.CLERK, "U": Role.UNIT_CONTACT,
    "I": Role.INSPECTOR,
}  # fmt: skip
ALL, OPEN, DOOR, NO_SUCH = "*", "open", "door", "405"
WRONG_METHOD, DENIED, LOGIN, ANSWERED = "405", "denied", "login", "answered"


@dataclass(frozen=True)
class Row:
    """One view: its URL name, the arguments of a sample address, and who may GET and POST it."""

    name: str
    arguments: str
    get: str
    post: str

    def address(self, world: dict[str, Any]) -> str:
        pairs = [pair.partition("=") for pair in self.arguments.split(",") if pair]
        kwargs = {
            name: world[value[1:]] if value.startswith("@") else value for name, _, value in pairs
        }
        return reverse(self.name, kwargs=kwargs)

    def allows(self, method: str, role: Role | None) -> bool:
        """Is this role, or nobody signed in, to be answered?"""
        cell = self.get if method == "GET" else self.post
        if cell == OPEN:
            return True
        return role is not None and (cell == ALL or role in {LETTERS.get(sign) for sign in cell})

    def is_door(self, method: str) -> bool:
        return (self.get if method == "GET" else self.post) == DOOR

    def is_method(self, method: str) -> bool:
        return (self.get if method == "GET" else self.post) != NO_SUCH


def rows() -> list[Row]:
    """The table; lines that begin with # are words for readers."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.strip()]
    return [Row(*line.split("\t")) for line in lines if not line.startswith("#")]


def desk_patterns() -> Iterator[URLPattern]:
    """Every view of ours under the desk; views of the CMS are `test_closed`'s."""

    def walk(
        patterns: list[URLPattern | URLResolver], before: str
    ) -> Iterator[tuple[str, URLPattern]]:
        for item in patterns:
            if isinstance(item, URLResolver):
                yield from walk(item.url_patterns, before + str(item.pattern))
            else:
                yield before + str(item.pattern), item

    for address, item in walk(get_resolver().url_patterns, "/"):
        if address.startswith(DESK) and is_ours(item.callback) and item.name:
            yield item


def missing_lines(known: set[str]) -> list[str]:
    """The lines that the table lacks, ready to paste: proposed from what each view `needs`."""
    return [proposed(item) for item in desk_patterns() if item.name not in known]


def proposed(item: URLPattern) -> str:
    needs = getattr(item.callback, "needs", ())
    may = [
        letter
        for letter, role in LETTERS.items()
        if not needs or set(needs) & set(PERMISSIONS[role])
    ]
    cell = ALL if len(may) == len(LETTERS) else "".join(may)
    arguments = ",".join(f"{name}=1" for name in sorted(item.pattern.regex.groupindex))
    return f"{item.name}\t{arguments}\t{cell}\t{cell}"


def client_of(who: Account | None) -> Client:
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(who)
    return client


def verdict(client: Client, method: str, address: str) -> str:
    """What the view did, in one word; what it changed is undone."""
    cookies = client.cookies.copy()  # signing out is undone too
    with transaction.atomic():
        ask = client.get if method == "GET" else client.post
        answer = ask(address)
        for part in answer if answer.streaming else ():
            del part
        transaction.set_rollback(True)
    client.cookies = cookies
    return word_of(answer)


def word_of(answer: HttpResponse) -> str:
    if answer.status_code == 405:
        return WRONG_METHOD
    if answer.status_code == 403:
        return DENIED
    if answer.status_code == 302 and any(
        door in answer["Location"] for door in ("/login/", "/dang-nhap/")
    ):
        return LOGIN
    return f"{ANSWERED} {answer.status_code}"
