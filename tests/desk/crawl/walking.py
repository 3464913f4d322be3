"""Finds every screen of the desk: from the menu along the links, as every role."""

from __future__ import annotations

import itertools
import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import (
    NoReverseMatch,
    ResolverMatch,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
    reverse,
)
from django.urls.exceptions import Resolver404
from tests.desk.crawl.hook import listening
from tests.desk.crawl.words import Reader

from lantoa.desk.closed import OPEN, is_ours
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

DESK = "/ban-lam-viec/"
# Not screens: what signs out, and the CMS's icons and scripts.
LEFT_OUT = ("logout/", "sprite/", "jsi18n/")
OF_ONE_SCREEN, QUERIES, TRIES = 2, 1, 2
UNANSWERED = (403, 404)
# What the CMS's own addresses ask for.
PLAIN: tuple[dict[str, Any], ...] = (
    {}, {"image_id": 1}, {"pk": 1}, {"image_id": 1, "filter_spec": "original"},
    {"app_name": "taggit", "model_name": "tag"},
)  # fmt: skip
# What an address asks for beside the arguments of its neighbour.
MORE: tuple[dict[str, Any], ...] = ({}, {"ending": "vtt"}, {"position": 0})


@dataclass(frozen=True)
class Page:
    """One answer that somebody got. `came_from` is empty for an address that no link carried."""

    role: Role | None
    path: str
    came_from: str
    name: str
    status: int
    mime: str
    text: str

    @property
    def is_html(self) -> bool:
        return self.mime.startswith("text/html") and bool(self.text)

    @property
    def is_whole(self) -> bool:
        """A whole screen, not a part that htmx or a frame fetches."""
        return self.is_html and "<html" in self.text[:600]

    @property
    def reader(self) -> Reader:
        return Reader.of(self.text)


@dataclass
class Walk:
    """All answers, and the words that the catalogue lacked."""

    pages: list[Page] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def screens(self) -> list[Page]:
        """One whole, working page of every kind of screen, seen by whoever sees the most in it."""
        best: dict[str, Page] = {}
        for page in self.pages:
            if page.is_whole and page.status == 200:
                key = kind_of(page.path)
                if key not in best or len(page.text) > len(best[key].text):
                    best[key] = page
        return [best[key] for key in sorted(best)]

    def unreached(self) -> list[str]:
        """Names of desk addresses from which nobody got more than a refusal."""
        answered = {route_of(page.path) for page in self.pages if page.status not in UNANSWERED}
        return [name for name, address in patterns().items() if address not in answered]


def match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(path).path)
    except Resolver404:
        return None


def route_of(path: str) -> str:
    """The pattern that answers an address, as `patterns` writes it."""
    match = match_of(path)
    return bare(f"/{match.route}") if match else ""


def bare(pattern: str) -> str:
    return pattern.replace("^", "").replace("$", "")


def is_data(value: Any) -> bool:
    """A number, a hash or a number of a document: another object, not another screen."""
    return isinstance(value, int) or bool(re.search(r"\d", str(value)))


def kind_of(path: str) -> str:
    """Name of the screen: the address without what is data in it."""
    match = match_of(path)
    if match is None or not match.view_name:
        return path
    words = [str(value) for value in match.kwargs.values() if not is_data(value)]
    return " ".join([match.view_name, *words])


def walk_all() -> Walk:
    """Every role, then whatever no link led to, then the doors before sign-in."""
    walk = Walk()
    logging.getLogger("django.request").setLevel(logging.ERROR)
    with listening() as missing:
        for account in accounts():
            _follow(walk, account, [DESK])
        for account in accounts():  # who answers for an address ends the search for it
            _follow(walk, account, list(_guesses(walk)), hops=1)
        _follow(walk, None, [f"{DESK}login/", f"{DESK}khong-co-trang-nay/", DESK])
    walk.missing = missing
    return walk


def accounts() -> list[Account]:
    """One account of every role, as the demo made them."""
    found = {account.role: account for account in Account.objects.order_by("-pk")}
    return [found[role] for role in Role if role in found]


def signed_in(account: Account | None) -> Client:
    client = Client(raise_request_exception=False)
    if account:
        client.force_login(account)
    return client


def _follow(
    walk: Walk, account: Account | None, addresses: Iterable[str], *, hops: int = 99
) -> None:
    client, seen = signed_in(account), set[str]()
    waiting = [(address, "", 0) for address in addresses]
    of_kind: Counter[str] = Counter()
    queries: Counter[str] = Counter()
    while waiting:
        path, came_from, far = waiting.pop(0)
        if path in seen or not _is_wanted(path, of_kind, queries):
            continue
        seen.add(path)
        page = fetch(client, account, path, came_from)
        walk.pages.append(page)
        if page.is_html and far < hops:
            waiting += [(link, path, far + 1) for link in links_of(page)]


def fetch(client: Client, account: Account | None, path: str, came_from: str = "") -> Page:
    """One GET. A redirect is read as a page with one link."""
    answer: Any = client.get(path)
    mime = answer.headers.get("Content-Type", "")
    text = ""
    if answer.status_code in (301, 302):
        mime, text = "text/html", f'<a href="{answer.headers["Location"]}"></a>'
    elif not answer.streaming:
        mime, text = readable(mime, answer.content)
    match = match_of(path)
    answer.close()
    role = Role(account.role) if account else None
    name = match.view_name if match else ""
    return Page(role, path, came_from, name, answer.status_code, mime, text)


def readable(mime: str, content: bytes) -> tuple[str, str]:
    """The page, or the parts of a page that a dialog's JSON carries."""
    if mime.startswith("text/html"):
        return mime, content.decode()
    if mime.startswith("application/json"):
        data = json.loads(content)
        parts = [data[key] for key in ("html", "title", "message") if isinstance(data, dict)
                 and isinstance(data.get(key), str)]  # fmt: skip
        return "text/html", "".join(parts)
    return mime, ""


def _is_wanted(path: str, of_kind: Counter[str], queries: Counter[str]) -> bool:
    address = urlsplit(path)
    if not address.path.startswith(DESK) or address.path[len(DESK) :].startswith(LEFT_OUT):
        return False
    count, most = (queries, QUERIES) if address.query else (of_kind, OF_ONE_SCREEN)
    key = kind_of(path)
    count[key] += 1
    return count[key] <= most


def links_of(page: Page) -> Iterator[str]:
    """Where the page leads by GET: links, parts that load themselves, frames, filters."""
    for address in page.reader.links:
        joined = urlsplit(urljoin(page.path, address))
        if not joined.scheme and not joined.netloc:
            yield joined._replace(fragment="").geturl()


@cache
def patterns() -> dict[str, str]:
    """All open addresses of the desk by name: ours, and what the CMS's parts bring."""

    def walk(items: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Any]:
        for item in items:
            address = before + bare(str(item.pattern))
            if isinstance(item, URLResolver):
                inner = f"{space}{item.namespace}:" if item.namespace else space
                yield from walk(item.url_patterns, address, inner)
            elif item.name and (is_ours(item.callback) or f"{space}{item.name}" in OPEN):
                yield f"{space}{item.name}", address

    found: dict[str, str] = {}
    for name, pattern in walk(get_resolver().url_patterns, "/", ""):
        path = pattern.removeprefix(DESK)
        if path != pattern and not path.startswith(LEFT_OUT):
            found.setdefault(name, pattern)
    return found


def _guesses(walk: Walk) -> Iterator[str]:
    """Addresses for the names that no link led to, made of what the links of others carried."""
    known: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for page in walk.pages:
        match = match_of(page.path)
        if match and match.view_name in patterns() and match.kwargs not in known[match.view_name]:
            known[match.view_name].append(match.kwargs)
    for name in walk.unreached():
        near = sorted(known, key=lambda other: -_common(patterns()[name], patterns()[other]))
        tried = itertools.chain(
            PLAIN, itertools.chain.from_iterable(known[other][:TRIES] for other in near[:8])
        )
        yield from itertools.islice(_reversed(name, tried), TRIES)


def _reversed(name: str, tried: Iterable[dict[str, Any]]) -> Iterator[str]:
    for kwargs in tried:
        for more in MORE:
            try:
                yield reverse(name, kwargs={**kwargs, **more})
            except NoReverseMatch:
                continue


def _common(one: str, other: str) -> int:
    """How many characters two patterns begin with alike."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in alike)
