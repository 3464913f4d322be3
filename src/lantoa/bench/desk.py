"""Server times of the desk with a year of a large commune's data, page by page and role by role,
beside Wagtail's own pages over the same rows; and the search among 10,000 items beside FTS5.

The commune is built once into a folder beside the other temporary files and kept for a week."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lantoa.bench.rows import RUNS, Row, as_row
from lantoa.core.errors import Refused

KEPT_SECONDS = 7 * 24 * 3600
BUILT = "demo-built"


def measure(runs: int = RUNS) -> list[Row]:
    """One row a page and role, in milliseconds."""
    folder = year_folder()
    environment = {
        **os.environ, "LANTOA_HOME": str(folder), "DATABASE_URL": "", "LANTOA_BROKER": "",
    }  # fmt: skip
    _build(folder, environment)
    command = [sys.executable, "-m", "lantoa.bench.desk_pages", str(runs)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise Refused(
            f"Chưa đo được bàn làm việc ({done.stderr.strip().splitlines()[-1:]}). Dữ liệu của xã "
            "không đổi. Xóa thư mục đo rồi chạy lại."
        )
    found = json.loads(done.stdout.splitlines()[-1])
    return [as_row(row["name"], "ms", row["ours"], row["peer"]) for row in found]


def year_folder() -> Path:
    """Where the year lies; another user of the machine has another."""
    return Path(tempfile.gettempdir()) / f"lantoa-bench-year-{os.getuid()}"


def _build(folder: Path, environment: dict[str, str]) -> None:
    mark = folder / BUILT
    if mark.exists() and time.time() - mark.stat().st_mtime > KEPT_SECONDS:
        mark.unlink()
    if not mark.exists():
        print(
            "Dựng một năm dữ liệu để đo (20 thôn, 12 cụm loa, 300 cán bộ), một lần, mất khoảng "
            "mười phút.", file=sys.stderr, flush=True,
        )  # fmt: skip
    command = [sys.executable, "-m", "lantoa.cli", "demo", "--year", "--build-only"]
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        raise Refused(
            "Chưa dựng được một năm dữ liệu nên chưa đo. Dữ liệu của xã không đổi. "
            f"Xóa thư mục {folder} rồi chạy lại."
        )
