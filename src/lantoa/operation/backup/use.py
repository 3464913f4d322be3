"""Does anything still work in a data folder?"""

from __future__ import annotations

import os
from pathlib import Path

from lantoa.operation.marks import is_alive, marks


def user_of(folder: Path) -> str:
    """What uses the folder, in words; empty where nothing does. Looks at the marks of the
    supervisor's parts and, on Linux, at the open files of every process that may be looked at."""
    for mark in marks(folder):
        if is_alive(mark):
            return f"phần «{mark.stem}» đang chạy"
    for process in Path("/proc").glob("[0-9]*"):
        if process.name != str(os.getpid()) and _holds(process, folder):
            return f"tiến trình {process.name} đang mở tệp ở đó"
    return ""


def _holds(process: Path, folder: Path) -> bool:
    try:
        opened = [link.readlink() for link in (process / "fd").iterdir()]
    except OSError:
        return False
    return any(name.is_relative_to(folder) for name in opened)
