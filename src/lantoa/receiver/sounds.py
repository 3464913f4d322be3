"""The folder of sounds, each named by its SHA-256; `.part` while it is being fetched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{64}(\.part)?")


class Sounds:
    """Whole files were checked against their name when they came in."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / (sha256 or "tone")

    def part(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.part"

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def discard(self, sha256: str) -> None:
        """Throws away a sound that is not what its name says."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, wanted: set[str]) -> None:
        """Deletes every sound that nothing in the plan or in the last days uses."""
        for path in self.folder.iterdir():
            if NAME.fullmatch(path.name) and path.name.removesuffix(".part") not in wanted:
                path.unlink(missing_ok=True)

    def free_bytes(self) -> int:
        return shutil.disk_usage(self.folder).free
