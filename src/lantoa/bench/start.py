"""How long a command takes to begin, beside bare Django and bare Wagtail."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from lantoa.bench.rows import RUNS, Row, measured, seconds

DJANGO = ("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions")
WAGTAIL = (
    "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search",
    "wagtail.admin", "wagtail", "taggit", "django.contrib.staticfiles", *DJANGO,
)  # fmt: skip
BARE = """
import django
from django.conf import settings
settings.configure(
    INSTALLED_APPS={apps!r}, USE_TZ=True, SECRET_KEY="bench", STATIC_URL="/static/",
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
"""
OURS = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
import django
django.setup()
"""


def measure(runs: int = RUNS) -> list[Row]:
    """A command without data, and the whole program loaded."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as folder:
        environment = {**os.environ, "LANTOA_HOME": folder}

        def took(*words: str) -> float:
            return seconds(
                lambda: subprocess.run(
                    [sys.executable, *words], env=environment, input=b"", check=True,
                    capture_output=True,
                )
            )  # fmt: skip

        command = measured(
            "khởi động một lệnh (lantoa speech read), bên cạnh Django trống",
            "giây",
            lambda: took("-m", "lantoa.cli", "speech", "read"),
            lambda: took("-c", BARE.format(apps=DJANGO)),
            runs=runs,
        )
        program = measured(
            "nạp toàn bộ chương trình, bên cạnh Wagtail trống",
            "giây",
            lambda: took("-c", OURS),
            lambda: took("-c", BARE.format(apps=WAGTAIL)),
            runs=runs,
        )
    return [command, program]
