"""Runs all tests; the last line is the test runner's own. Words go on to pytest.

One process more than there are cores, three at least: journeys take minutes of waiting for real
seconds to pass, and everything else runs beside them.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_WORKERS = 4
"""Each holds some 600 MB when it has opened a browser."""


def main() -> int:
    """Exit code of pytest."""
    workers = str(min(MOST_WORKERS, max(3, len(os.sched_getaffinity(0)) + 1)))
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("LANTOA_HOME", None)
    return subprocess.call([*command, *sys.argv[1:]], cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
