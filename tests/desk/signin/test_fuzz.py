"""Whatever is typed into the pages before one is in, they answer in words and nobody gets in."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.signin.world import DESK, enrolled, sign_in

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEXT = st.text(max_size=200) | st.sampled_from(["\x00", "' OR 1=1 --", "<script>", "../" * 30])
ANSWERS = {302, 403, 422, 429}


@FEW
@given(username=TEXT, password=TEXT, back_to=TEXT)
def test_sign_in(username: str, password: str, back_to: str) -> None:
    client = Client()
    sent = {"username": username, "password": password, "next": back_to}
    answer = client.post(f"{DESK}dang-nhap/", sent)
    assert answer.status_code in ANSWERS
    assert "_auth_user_id" not in client.session


def test_no_typed_code_opens() -> None:
    who, _ = enrolled()
    client, _ = sign_in(who)

    @FEW
    @given(code=TEXT, back_to=TEXT)
    def tried(code: str, back_to: str) -> None:
        answer = client.post(f"{DESK}xac-thuc/", {"code": code, "next": back_to})
        assert answer.status_code == 422

    tried()


@FEW
@given(
    body=st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode())
)
def test_passkey_answers(body: bytes) -> None:
    client = Client(headers={"host": "localhost"})
    assert client.post(f"{DESK}khoa-truy-cap/hoi/").status_code == 200
    answer = client.post(f"{DESK}khoa-truy-cap/dung/", body, content_type="application/json")
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
