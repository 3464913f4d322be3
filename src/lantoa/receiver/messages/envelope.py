"""The signed wrapper of every message: `{"k": key id, "p": base64 payload, "s": base64 signature}`.

The payload is canonical JSON (core.canonical). What is signed is `PREFIX + payload`, so that a
signature under a message can never pass for a signature under anything else.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from lantoa.core import canonical
from lantoa.core.keys import PublicKey, SigningKey
from lantoa.receiver.messages.faults import Fault, Rejected

PREFIX = b"lantoa-message-1\n"
LARGEST = 128 * 1024


class Message(Protocol):
    """A value that travels signed."""

    def payload(self) -> dict[str, Any]: ...

    @classmethod
    def read(cls, payload: object) -> Self: ...


M = TypeVar("M", bound=Message)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope whose signature holds. `digest` is the SHA-256 of the payload bytes."""

    payload: bytes
    key_id: str

    @property
    def digest(self) -> str:
        return canonical.digest(self.payload)


@dataclass(frozen=True, slots=True)
class Opened(Generic[M]):
    """A message whose signature and fields hold."""

    message: M
    key_id: str
    digest: str


def seal(message: Message, key: SigningKey) -> bytes:
    """The envelope of a message, signed."""
    return seal_payload(canonical.encode(message.payload()), key)


def seal_payload(payload: bytes, key: SigningKey) -> bytes:
    """The envelope of payload bytes that were made before."""
    return canonical.encode(
        {
            "k": key.public.id,
            "p": base64.b64encode(payload).decode("ascii"),
            "s": base64.b64encode(key.sign(PREFIX + payload)).decode("ascii"),
        }
    )


def unseal(data: bytes, keys: Mapping[str, PublicKey]) -> Sealed:
    """Checks size, shape, key and signature; reads nothing of the payload. Raises Rejected."""
    if len(data) > LARGEST:
        raise Rejected(Fault.TOO_LARGE)
    payload, key_id, signature = _parts(data)
    key = keys.get(key_id)
    if key is None:
        raise Rejected(Fault.UNKNOWN_KEY)
    if not key.verifies(PREFIX + payload, signature):
        raise Rejected(Fault.BAD_SIGNATURE)
    return Sealed(payload, key_id)


def open_message(data: bytes, keys: Mapping[str, PublicKey], kind: type[M]) -> Opened[M]:
    """The message of an envelope, only if its signature and every field hold. `keys` maps key
    ids to the keys that may sign it. Raises Rejected."""
    sealed = unseal(data, keys)
    return Opened(read_payload(sealed.payload, kind), sealed.key_id, sealed.digest)


def open_with(data: bytes, keys: Mapping[str, PublicKey], read: Callable[[object], T]) -> T:
    """The same where several kinds of message may come: `read` tells them apart."""
    return read(_decoded(unseal(data, keys).payload))


def read_payload(payload: bytes, kind: type[M]) -> M:
    """The message of payload bytes whose signature was checked. Raises Rejected."""
    return kind.read(_decoded(payload))


def _decoded(payload: bytes) -> object:
    try:
        return canonical.decode(payload)
    except canonical.NotCanonical as error:
        raise Rejected(Fault.MALFORMED) from error


def unseal_unknown(data: bytes) -> Any:
    """The payload of an envelope whose signer is still to be found inside it. Nothing is
    proven: only for the first answer of a station. Raises Rejected."""
    if len(data) > LARGEST:
        raise Rejected(Fault.TOO_LARGE)
    try:
        return canonical.decode(_parts(data)[0])
    except canonical.NotCanonical as error:
        raise Rejected(Fault.MALFORMED) from error


def ring(*keys: PublicKey) -> dict[str, PublicKey]:
    """Keys by their id, as `open_message` takes them."""
    return {key.id: key for key in keys}


def _parts(data: bytes) -> tuple[bytes, str, bytes]:
    try:
        value = json.loads(data)
        if not isinstance(value, dict) or set(value) != {"k", "p", "s"}:
            raise Rejected(Fault.MALFORMED)
        payload = base64.b64decode(value["p"], validate=True)
        signature = base64.b64decode(value["s"], validate=True)
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise Rejected(Fault.MALFORMED) from error
    if not isinstance(value["k"], str):
        raise Rejected(Fault.MALFORMED)
    return payload, value["k"], signature
