"""The marks that the supervisor leaves beside its logs: one `NAME.pid` a running part."""

from __future__ import annotations

import os
from pathlib import Path


def marks(folder: Path) -> list[Path]:
    """Those of a data folder; none after an orderly end."""
    return sorted((folder / "logs").glob("*.pid"))


def is_alive(mark: Path) -> bool:
    """Does the process still run that is written there?"""
    try:
        os.kill(int(mark.read_text()), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
