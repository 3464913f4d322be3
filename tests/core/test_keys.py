from pathlib import Path

import pytest

from lantoa.core.errors import Refused
from lantoa.core.keys import (
    PublicKey,
    SigningKey,
    read_signing_key,
    signing_key_at,
    write_signing_key,
)

# RFC 8032, 7.1, TEST 3.
RFC_PUBLIC = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
RFC_SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)


def test_public_key_verifies_the_rfc_example_and_nothing_else() -> None:
    key = PublicKey(RFC_PUBLIC)
    assert key.verifies(bytes.fromhex("af82"), RFC_SIGNATURE)
    assert not key.verifies(bytes.fromhex("af83"), RFC_SIGNATURE)
    assert not key.verifies(bytes.fromhex("af82"), RFC_SIGNATURE[:-1] + b"\0")
    assert not key.verifies(bytes.fromhex("af82"), b"")


def test_signature_of_a_new_key_holds_for_its_public_half_only() -> None:
    key, other = SigningKey.new(), SigningKey.new()
    signature = key.sign(b"x")
    assert key.public.verifies(b"x", signature)
    assert not other.public.verifies(b"x", signature)


def test_public_key_travels_as_text() -> None:
    key = PublicKey(RFC_PUBLIC)
    assert PublicKey.from_text(key.text) == key
    for text in ("", "AAAA", "đ" * 44, key.text + "AAAA"):
        with pytest.raises(ValueError, match="Ed25519"):
            PublicKey.from_text(text)


def test_key_file_is_private_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "key.pem"
    key = SigningKey.new()
    write_signing_key(path, key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_signing_key(path).public == key.public
    with pytest.raises(Refused):
        write_signing_key(path, SigningKey.new())
    assert signing_key_at(path).public == key.public


def test_key_file_that_others_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    write_signing_key(path, SigningKey.new())
    path.chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        read_signing_key(path)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"-----BEGIN PRIVATE KEY-----\n"])
def test_damaged_key_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(Refused, match="bị hỏng"):
        read_signing_key(path)


def test_missing_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_signing_key(tmp_path / "none.pem")


def test_private_key_is_not_printed() -> None:
    assert repr(SigningKey.new()) == "SigningKey()"


def test_key_file_is_the_pem_of_other_programs(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_pem_private_key,
    )

    key = SigningKey.new()
    theirs = load_pem_private_key(key.pem(), password=None)
    assert theirs.public_key().public_bytes_raw() == key.public.raw  # type: ignore[union-attr]
    pem = theirs.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert pem == key.pem()
    path = tmp_path / "key.pem"
    path.write_bytes(pem)
    path.chmod(0o600)
    assert read_signing_key(path).public == key.public
