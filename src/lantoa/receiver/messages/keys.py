"""Keys v1, the body of an order: whose orders are obeyed from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from lantoa.core.keys import PublicKey
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import Fields

MOST_KEYS = 8


@dataclass(frozen=True, slots=True)
class Keys:
    """The station's keys in base64, as at enrolment: the first signs every day, the others lie
    apart and may do nothing but this. Only one of the others may sign this order, so that who
    steals the first cannot keep it."""

    CLASS: ClassVar[str] = "keys"
    keys: tuple[str, ...]

    def payload(self) -> dict[str, Any]:
        return {"keys": list(self.keys)}

    @classmethod
    def read(cls, fields: Fields) -> Keys:
        texts = fields.items("keys", most=MOST_KEYS)
        try:
            keys = tuple(PublicKey.from_text(text).text for text in texts)
        except (ValueError, TypeError) as error:
            raise Rejected(Fault.MALFORMED) from error
        if len(keys) < 2 or len(set(keys)) != len(keys):
            raise Rejected(Fault.MALFORMED)
        return cls(keys)
