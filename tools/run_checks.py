"""Every rule that a machine can hold: lint, format, types, imports, migrations, translations,
dead code, known holes in dependencies. Runs all of them, then says which failed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NO_NETWORK = (
    "could not be audited",
    "Failed to connect",
    "ConnectionError",
    "Max retries",
    "timed out",
    "NameResolution",
)

CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("import contracts", ["lint-imports"]),
    ("migrations", ["lantoa", "manage", "makemigrations", "--check", "--dry-run"]),
    ("translations", ["python", "tools/compile_catalogues.py", "--check"]),
    ("dead code", ["vulture"]),
)


def run(words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One check, with its output kept."""
    command = [str(BIN / words[0]), *words[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def audit(environment: dict[str, str]) -> tuple[str, str]:
    """Known holes in the locked versions; named as skipped where there is no network."""
    done = run(
        ["pip-audit", "--requirement", "requirements/demo.txt", "--require-hashes",
         "--timeout", "10", "--disable-pip", "--progress-spinner", "off"],
        environment,
    )  # fmt: skip
    output = done.stdout + done.stderr
    if done.returncode == 0 and NO_NETWORK[0] not in output:
        return "passed", ""
    if any(sign in output for sign in NO_NETWORK):
        return "SKIPPED (no network to the list of known holes)", ""
    return "FAILED", output


def main() -> int:
    """0 when nothing failed."""
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LANTOA_HOME": folder, "LANTOA_DEBUG": "1"}
        for name, words in CHECKS:
            done = run(words, environment)
            print(f"{name}: {'passed' if done.returncode == 0 else 'FAILED'}", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout + done.stderr)
        state, output = audit(environment)
        print(f"dependency audit: {state}\n{output}".rstrip())
        if state == "FAILED":
            failed.append("dependency audit")
    print("make check: " + (f"FAILED: {', '.join(failed)}" if failed else "all passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
