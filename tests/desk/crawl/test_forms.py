"""Every form of the desk is sent what people and attackers send: refused in words, never broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.desk.crawl.forms import MARKED, Form, FormReader
from tests.desk.crawl.hook import listening
from tests.desk.crawl.walking import Walk, accounts, kind_of, readable, signed_in
from tests.desk.crawl.words import Reader, foreign

from lantoa.registry.models import Account
from lantoa.registry.terms import Role


@dataclass(frozen=True)
class Answer:
    """What came back for one attempt at one form."""

    address: str
    attempt: str
    status: int
    text: str


def found_forms(walk: Walk) -> dict[str, tuple[Role | None, Form]]:
    """One of every kind of form, with somebody who sees it."""
    forms: dict[str, tuple[Role | None, Form]] = {}
    for page in walk.pages:
        if page.is_html and page.status == 200:
            for form in FormReader.of(page.path, page.text):
                forms.setdefault(f"{kind_of(form.action)} {form.key()}", (page.role, form))
    return forms


def sent(client: Client, form: Form, data: dict[str, Any]) -> tuple[int, str]:
    """The answer; what it changed is undone."""
    with transaction.atomic():
        answer: Any = client.post(form.action, data)
        mime = answer.headers.get("Content-Type", "")
        text = "" if answer.streaming else readable(mime, answer.content)[1]
        transaction.set_rollback(True)
    return answer.status_code, text


def all_sent(walk: Walk) -> Iterator[Answer]:
    people: dict[Role | None, Account] = {Role(one.role): one for one in accounts()}
    clients = {role: signed_in(people.get(role)) for role in (*people, None)}
    for turn, (name, (role, form)) in enumerate(found_forms(walk).items()):
        for attempt, data in form.attempts(turn):
            status, text = sent(clients[role], form, data)
            yield Answer(name, attempt, status, text)


@pytest.fixture(scope="module")
def answers(walk: Walk) -> tuple[list[Answer], set[str]]:
    with listening() as missing:
        return list(all_sent(walk)), missing


def test_forms_of_every_area_are_found(walk: Walk) -> None:
    areas = {name.split("-")[0].split(" ")[0] for name in found_forms(walk)}
    assert {"sign", "article", "approve", "return", "plan", "registry", "report"} - areas <= {
        "article", "report",
    }  # fmt: skip
    assert len(found_forms(walk)) > 30


def test_no_form_breaks(answers: tuple[list[Answer], set[str]]) -> None:
    assert [(one.address, one.attempt) for one in answers[0] if one.status >= 500] == []


def test_nothing_sent_comes_back_as_a_script(answers: tuple[list[Answer], set[str]]) -> None:
    assert [(one.address, one.attempt) for one in answers[0] if MARKED in one.text] == []


def test_every_answer_is_in_vietnamese(answers: tuple[list[Answer], set[str]]) -> None:
    sent_words = {"ab", "script", "alert", "lan", "toa", "add", "drop", "table", "auth", "user"}
    known = sent_words | set(Account.objects.values_list("username", flat=True))
    english = {
        (one.address, word, text[:60])
        for one in answers[0]
        if one.status != 405
        for text in Reader.of(one.text).texts
        if "đđđ" not in text and "\u200d" not in text  # what was sent, as it was sent
        for word in foreign(text)
        if word.lower() not in known
    }
    assert english == set()
    assert answers[1] == set()
