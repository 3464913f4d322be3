"""The station's own authority and the certificate of its broker (X.509). The one module that
knows the cryptography library for them.

The authority is made once and never leaves its file; receivers learn its public half at
enrolment and trust nobody else. Both are valid from 1970 on: a receiver whose clock is dead must
still come in to be told the time. What ends a trust here is a new authority, not a date.
"""

from __future__ import annotations

import fcntl
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lantoa.core.errors import Refused
from lantoa.core.keys import read_private, write_private

FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
LAST_DAY = datetime(2120, 1, 1, tzinfo=UTC)
AUTHORITY = "Lan Tỏa, đài truyền thanh"
SERVER = "lantoa-broker"


@dataclass(frozen=True, slots=True)
class Papers:
    """Files of an authority and of the server that it vouches for."""

    authority_key: Path
    authority: Path
    server_key: Path
    server: Path

    @classmethod
    def below(cls, home: Path) -> Papers:
        """Where they lie in a commune's folder."""
        keys = home / "keys"
        return cls(
            keys / "authority.pem", keys / "authority.crt", keys / "broker.pem", keys / "broker.crt"
        )


def papers_of(home: Path) -> Papers:
    """The papers of this folder; made on the first call, by whichever process comes first."""
    papers = Papers.below(home)
    with _alone(papers.authority.parent):
        if not papers.authority.exists():
            for path in (papers.authority_key, papers.server_key, papers.server):
                path.unlink(missing_ok=True)  # the rest of a first time that died
            _make(papers)
    return papers


def authority_pem(home: Path) -> str:
    """The public half of the authority, as receivers are told it."""
    return papers_of(home).authority.read_text("ascii")


def context_for(authority_pem: str) -> ssl.SSLContext:
    """Trusts what this one authority vouches for and nothing else, under whatever name or number
    the server is reached: the authority has one server only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    try:
        context.load_verify_locations(cadata=authority_pem)
    except (ssl.SSLError, ValueError) as error:
        raise Refused(
            "Chứng thư của đài bị hỏng nên chưa nối được. Mọi thứ được giữ nguyên. "
            "Hãy ghi danh lại bộ thu."
        ) from error
    return context


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "papers.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make(papers: Papers) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    authority, server = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    write_private(papers.authority_key, _key_pem(authority))
    write_private(papers.server_key, _key_pem(server))
    _write(papers.server, _certificate(server, SERVER, authority, is_authority=False))
    # Last: where it stands everything else does.
    _write(papers.authority, _certificate(authority, AUTHORITY, authority, is_authority=True))
    read_private(papers.authority_key)


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)


def _key_pem(key: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    data: bytes = key.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    return data


def _certificate(key: Any, name: str, issuer: Any, *, is_authority: bool) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(AUTHORITY))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .add_extension(
            x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), False
        )
    )
    if not is_authority:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(SERVER), x509.DNSName("localhost")]), False
        )
    return builder.sign(issuer, hashes.SHA256()).public_bytes(Encoding.PEM)
