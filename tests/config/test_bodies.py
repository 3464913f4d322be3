"""How much comes in: little from strangers, what its page takes from officers."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.config.bodies import BY_PAGE, INVITE, MB
from lantoa.desk.stories.send_views import MOST_BYTES
from lantoa.newsroom.ideas.invites import invite_token, make_invite
from lantoa.registry.terms import Role
from tests.make import NOW, account

SIGN_IN = "/ban-lam-viec/dang-nhap/"


def sent(client: Client, address: str, size: int, **headers: str) -> int:
    """The status of a body that is announced as so large; of a large one hardly any is sent."""
    kind = "application/x-www-form-urlencoded"
    body = "a=" + "x" * (size - 2) if size <= 3 * MB else "a=1"
    answer = client.post(
        address, body, content_type=kind, CONTENT_LENGTH=str(size), headers=headers
    )
    return int(answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [SIGN_IN, "/", "/khong-co-trang-nay/", "/gui-tin/1_sai.ma/", "/duyet/1_sai.ma/ghi-chu/"],
)
def test_stranger_sends_little(address: str) -> None:
    assert sent(Client(), address, 2 * MB + 1) == 413
    assert sent(Client(), address, 3) != 413
    assert sent(Client(), address, 10**30) == 413
    padded = Client().post(SIGN_IN, "a=1", content_type="application/x-www-form-urlencoded",
                           CONTENT_LENGTH=f"{9 * MB:030}")  # fmt: skip
    assert padded.status_code == 413


@pytest.mark.django_db
def test_answer_is_a_plain_sentence_in_each_form() -> None:
    kind = "application/x-www-form-urlencoded"
    page = Client().post(SIGN_IN, "a=1", content_type=kind, CONTENT_LENGTH=str(9 * MB))
    assert "lớn hơn 2 MB nên chưa nhận" in page.content.decode()
    told = Client().post(SIGN_IN, "a=1", content_type=kind, CONTENT_LENGTH=str(9 * MB),
                         headers={"accept": "application/json"})  # fmt: skip
    assert "lớn hơn 2 MB" in told.json()["sentence"]


@pytest.mark.django_db
def test_field_link_carries_a_story_and_officers_what_their_page_takes() -> None:
    invite = make_invite(name="Tổ Bến Đò", hamlet=None, days=30, most_uses=5, by=account(), now=NOW)
    link = reverse(INVITE, args=[invite_token(invite)])
    assert sent(Client(), link, 71 * MB) == 413
    assert sent(Client(), link, 3 * MB) != 413
    client = Client()
    client.force_login(account(Role.EDITOR))
    story, own = reverse("send-story"), reverse("write-article")
    assert sent(client, own, 26 * MB) == 413
    assert sent(client, own, 3 * MB) != 413
    assert sent(client, story, 71 * MB) == 413
    assert BY_PAGE["send-story"] > MOST_BYTES  # its own sentence comes first


def named() -> Iterator[tuple[str, URLPattern]]:
    def walk(
        patterns: list[URLPattern | URLResolver], space: str
    ) -> Iterator[tuple[str, URLPattern]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                inner = f"{space}{one.namespace}:" if one.namespace else space
                yield from walk(one.url_patterns, inner)
            elif one.name:
                yield f"{space}{one.name}", one

    yield from walk(get_resolver().url_patterns, "")


def test_pages_of_the_table_exist() -> None:
    assert set(BY_PAGE) | {INVITE} <= {name for name, _ in named()}


def test_view_that_takes_several_files_stands_in_the_table() -> None:
    several = {
        name
        for name, one in named()
        if one.callback.__module__.startswith("lantoa.")
        and "getlist(" in inspect.getsource(inspect.unwrap(one.callback))
        and ".FILES" in inspect.getsource(inspect.unwrap(one.callback))
    }
    assert several - set(BY_PAGE) - {INVITE} == set()
