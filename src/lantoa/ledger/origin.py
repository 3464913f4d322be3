"""Is this the demo commune? Its mark is a file in the commune's folder, so that no service and
no person can forget it: every entry of such a folder carries `origin: demo`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

MARK = "demo-commune"


def mark_as_demo(folder: Path) -> None:
    """Marks a fresh folder as the demo commune's."""
    (folder / MARK).write_text("Xã minh họa: số liệu không phải của một xã có thật.\n", "utf-8")
    is_demo.cache_clear()


@cache
def is_demo() -> bool:
    """Read once a process; the mark is made before anything is recorded."""
    return (Path(settings.HOME) / MARK).exists()
