import hashlib

import pytest

from lantoa.core import canonical


def test_canonical_bytes_are_sorted_compact_and_utf8() -> None:
    value = {"b": [1, True, None], "a": "Lễ «20/7»\n\u0001\x7f", "c": {"z": -3, "y": ""}}
    assert canonical.encode(value) == (
        '{"a":"Lễ «20/7»\\n\\u0001\x7f","b":[1,true,null],"c":{"y":"","z":-3}}'.encode()
    )


def test_canonical_value_comes_back() -> None:
    value = {"a": "đ", "b": [1, {"c": False}], "n": 2**53 - 1}
    assert canonical.decode(canonical.encode(value)) == value


@pytest.mark.parametrize(
    "value",
    [1.0, {"a": 0.5}, {1: "a"}, {"đ": 1}, 2**53, "\ud800", b"x", {"a": {1, 2}}, float("nan")],
)
def test_canonical_refuses_what_has_no_single_form(value: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(value)


def test_canonical_refuses_endless_nesting() -> None:
    value: list[object] = []
    for _ in range(100):
        value = [value]
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b"\xff",
        b"",
        b'"\\u0111"',
        b"[" * 100_000,
    ],
)
def test_canonical_reader_takes_one_way_of_writing_only(data: bytes) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(data)


def test_canonical_digest_is_sha256_of_the_bytes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a"
    path.write_bytes(b'{"a":1}')
    expected = hashlib.sha256(b'{"a":1}').hexdigest()
    assert canonical.digest_of({"a": 1}) == expected
    assert canonical.file_digest(path) == expected
