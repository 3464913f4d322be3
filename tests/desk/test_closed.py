"""The CMS brings some two hundred addresses; only the named ones are open, each to named roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.make import account

from lantoa.desk.closed import DESK, OPEN, OPEN_TO_ALL, OPEN_TO_OFFICERS, is_closed, is_ours
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
SAMPLES = {"int": "1", "slug": "a", "str": "a", "path": "a", "uuid": "0" * 32}
PICTURES = {Role.PLAN_OFFICER, Role.EDITOR, Role.STATION_OPERATOR}
FOR_PICTURES = ["images/chooser/", "images/chooser/results/", "kho-tu-lieu/"]


def cms_addresses() -> Iterator[tuple[str, str]]:
    """(full name, an address that it answers to) of every view of the CMS under the desk."""

    def walk(
        patterns: list[URLPattern | URLResolver], before: str, space: str
    ) -> Iterator[tuple[str, str]]:
        for item in patterns:
            if isinstance(item, URLResolver):
                inner = f"{space}{item.namespace}:" if item.namespace else space
                yield from walk(item.url_patterns, before + str(item.pattern), inner)
            elif not is_ours(item.callback):
                yield f"{space}{item.name or ''}", before + sample(item)

    def sample(item: URLPattern) -> str:
        text = str(item.pattern).removeprefix("^").removesuffix("$").replace("\\.", ".")
        text = re.sub(r"\(\?P<\w+>[^)]*\)", "1", text).replace("^", "")
        for name, converter in item.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            kind = {"string": "str"}.get(kind, kind)
            text = text.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", "a")
        return text

    for name, address in walk(get_resolver().url_patterns, "/", ""):
        if address.startswith(DESK):
            yield name, address


def signed_in(who: Account) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def chief() -> Account:
    made = account(Role.ADMINISTRATOR)
    made.is_superuser = True
    made.save()
    return made


def test_nothing_of_the_cms_is_open_but_what_is_named() -> None:
    client, found = signed_in(chief()), list(cms_addresses())
    names = {name for name, _ in found}
    assert len(found) > 150
    assert names >= OPEN_TO_OFFICERS - {"wagtailadmin_account"}
    answered = {
        (name, address)
        for name, address in found
        if is_closed(address[len(DESK) :])  # else a screen of ours stands at this address
        for method in (client.get, client.post)
        if method(address).status_code != 404
    }
    assert answered == set()


@pytest.mark.parametrize("path", [
    "pages/", "choose-page/", "reports/site-history/", "users/", "groups/", "workflows/list/",
    "collections/", "snippets/", "documents/", "documents/chooser/", "password_reset/",
    "images/", "images/add/", "images/multiple/add/", "images/1/delete/",
    "api/main/pages/", "choose-external-link/", "block-preview/", "images/1/generate_url/",
])  # fmt: skip
def test_closed_part_is_closed_to_a_superuser(path: str) -> None:
    assert is_closed(path)
    assert signed_in(chief()).get(f"{DESK}{path}").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_library_of_pictures_is_open_to_who_writes(role: Role) -> None:
    client = signed_in(account(role))
    opened = [path for path in FOR_PICTURES if client.get(f"{DESK}{path}").status_code == 200]
    assert opened == (FOR_PICTURES if role in PICTURES else [])


def test_without_sign_in_only_the_door_and_the_drawing_answer() -> None:
    client = Client(raise_request_exception=False)
    # The CMS leads to its own door; an address that a screen of ours took over, to ours.
    doors = {reverse("wagtailadmin_login"), reverse("sign-in")}
    for name, address in cms_addresses():
        if name not in OPEN or name in OPEN_TO_ALL or is_closed(address[len(DESK) :]):
            continue
        answer = client.get(address)
        door = answer.get("Location", "").partition("?")[0]
        assert (answer.status_code, door in doors) == (302, True), name
