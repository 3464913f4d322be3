"""What the settings promise to browsers, with HTTPS and without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = (
    "from lantoa.config import settings as s;"
    "print(s.SECURE_HSTS_SECONDS > 0, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
)


@pytest.mark.parametrize(("https", "told"), [("1", "True True True"), ("", "False False False")])
def test_browsers_are_bound_to_https_only_where_there_is_some(
    https: str, told: str, tmp_path: Path
) -> None:
    around = {**os.environ, "LANTOA_HTTPS": https, "LANTOA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, env=around
    )
    assert done.stdout.strip() == told
