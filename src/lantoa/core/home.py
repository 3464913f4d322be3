"""The commune's folder: where it is, what lies in it, and the secrets made at first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import lantoa
from lantoa.core.errors import Refused

CLONE = Path(lantoa.__file__).resolve().parents[2]


def home() -> Path:
    """The folder named by LANTOA_HOME, else the demo's folder of this clone."""
    named = os.environ.get("LANTOA_HOME")
    return Path(named).resolve() if named else CLONE / ".demo"


def existing_home() -> Path:
    """The folder, or a refusal that says how to make one."""
    folder = home()
    if not (folder / "keys").is_dir():
        raise Refused(
            f"Chưa có dữ liệu của xã nào trong thư mục {folder}. Chưa làm gì cả. "
            "Chạy «make demo» để dựng xã minh họa, hoặc đặt LANTOA_HOME tới thư mục của xã."
        )
    return folder


def secret(name: str, folder: Path | None = None) -> str:
    """A secret of this installation, made once, readable by its owner only."""
    path = (folder or home()) / "keys" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
