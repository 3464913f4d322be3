"""What every desk screen shows: the commune, the on-air light."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Template context of desk screens; empty elsewhere."""
    return {}
