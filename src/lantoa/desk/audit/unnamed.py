"""Takes people's names out of what the audit keeps.

The audit cannot be changed and outlives the erasure of a person. So it names people by code, as
the ledger does, and screens put the name beside the code for as long as the register has it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Length

from lantoa.newsroom.models import Idea
from lantoa.registry.models import Account, Communicator, Officer, PrivacyRequest

# Where a sentence of a screen, or of a refusal, may have a person from.
NAMED: tuple[tuple[type[models.Model], str, str], ...] = (
    (Account, "name", "account"),
    (Account, "username", "account"),
    (Officer, "name", "officer"),
    (Communicator, "name", "communicator"),
    (PrivacyRequest, "person", "request"),
    (Idea, "from_whom", "idea"),
)
# Shorter ones are words of the language as well.
SHORTEST = 3


def without_names(words: str) -> str:
    """The same sentence with every person that the registers know as their code. Whole words
    only: an account «anh» is not in «danh mục»."""
    if not words:
        return ""
    found = {name: code for name, code in _named_in(words) if name in words}
    for name in sorted(found, key=len, reverse=True):
        alone = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        words = alone.sub(partial(_code, found[name]), words)
    return words


def _code(code: str, _: re.Match[str]) -> str:
    return code


def _named_in(words: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for model, field, kind in NAMED:
        rows: models.QuerySet[Any] = model._default_manager.alias(
            told=Value(words, output_field=TextField()), letters=Length(field)
        )
        rows = rows.filter(told__contains=F(field), letters__gte=SHORTEST).order_by()
        pairs += [(name, f"{kind}:{pk}") for pk, name in rows.values_list("pk", field)[:50]]
    return pairs
