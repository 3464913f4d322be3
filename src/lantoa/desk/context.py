"""What every desk screen shows: the commune and the demo mark. The on-air light loads itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lantoa.ledger.origin import is_demo
from lantoa.registry.models import Commune


def desk(request: HttpRequest) -> dict[str, Any]:
    """Template context: `commune` (lazy, one query where it is used) and `is_demo`."""
    return {
        "commune": SimpleLazyObject(lambda: Commune.objects.filter(pk=1).first()),
        "is_demo": is_demo(),
    }
