"""Starts Django for a command, on the commune's folder."""

from __future__ import annotations

import os
from pathlib import Path

from lantoa.core.home import existing_home


def start_django(*, fresh: bool = False) -> Path:
    """Loads the settings and the apps; answers the folder. Refuses where there is no data,
    unless `fresh` (the first start makes it)."""
    from lantoa.core.home import home

    folder = home() if fresh else existing_home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    return folder
