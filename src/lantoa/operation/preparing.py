"""What has to be done before the parts run is done in a process of its own, which ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence


def prepare_apart(words: Sequence[str]) -> bool:
    """Runs one `lantoa` command to its end, its lines going where ours go. Was it done?"""
    return subprocess.call([sys.executable, "-m", "lantoa.cli", *words]) == 0
