"""The one-time code of an empty commune, printed where the program was started. No Django on top:
the supervisor that stays in memory reads the lines from a process that ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

MARK = "first-account"  # stands in the folder once there is an account


def first_lines(folder: Path) -> list[str]:
    """What to print after the start; nothing once the first account was opened."""
    if (folder / MARK).exists():
        return []
    done = subprocess.run(
        [sys.executable, "-m", "lantoa.cli", "run", "--first-code"],
        stdout=subprocess.PIPE, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    return done.stdout.splitlines() if done.returncode == 0 else []


def print_first_code(folder: Path, say: Callable[[str], None], *, now: datetime) -> int:
    """Draws a new code and says it, or marks the folder as begun."""
    from lantoa.registry.beginning import FIRST_CODE_LIFE, draw_first_code, has_accounts

    if has_accounts():
        (folder / MARK).write_text("1", "ascii")
        return 0
    code = draw_first_code(now=now)
    hours = int(FIRST_CODE_LIFE.total_seconds() // 3600)
    say("")
    say("Xã chưa có tài khoản nào. Mở {site}/ban-lam-viec/lan-dau/ và nhập mã lần đầu:")
    say(f"    {code}")
    say(f"Mã dùng một lần, trong {hours} giờ. Chạy lại chương trình thì có mã mới, mã cũ hết dùng.")
    return 0
