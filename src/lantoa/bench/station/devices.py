"""Real receivers as processes of their own, judged by what they recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lantoa.bench.memory import family
from lantoa.core.errors import Refused

PATIENCE = 60


@dataclass
class Device:
    """`before`: words that stand before the command (another namespace); `sink`: as `lantoa
    receiver run` takes it, "" for a WAV file; `recorded`: the folder of its recording, if it has
    to lie elsewhere."""

    folder: Path
    before: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    sink: str = ""
    recorded: Path | None = None
    child: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def wav(self) -> Path:
        return self.recorded or self.folder / "wav"

    @property
    def log(self) -> str:
        """What it said."""
        path = self.folder / "log"
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def enrols(self, url: str, code: str = "ABCDEFGH") -> None:
        """Raises Refused where the station takes no receiver."""
        self.folder.mkdir(parents=True, exist_ok=True)
        words = self._words("enrol", code, "--home", str(self.home), "--server", url)
        done = subprocess.run(words, capture_output=True, text=True, env=self._environment())
        if done.returncode != 0:
            raise Refused(
                f"Bộ thu của phép đo chưa ghi danh được ({done.stderr.strip()}). Chưa đo gì. "
                "Đo lại khi máy rảnh hơn."
            )

    def starts(self) -> None:
        """Runs it; the log goes on where it was."""
        sink = self.sink or f"file:{self.wav}"
        words = self._words("run", "--home", str(self.home), "--sink", sink)
        with (self.folder / "log").open("ab") as log:
            self.child = subprocess.Popen(words, stdout=log, stderr=log, env=self._environment())

    def kills(self) -> None:
        """SIGKILL; a decoder that it had ends with its pipe."""
        if self.child is not None:
            self.child.kill()
            self.child.wait(PATIENCE)

    @property
    def pid(self) -> int:
        """Of the receiver itself, also behind `before`: `ip netns exec` becomes its command."""
        assert self.child is not None
        return self.child.pid

    def children(self) -> list[int]:
        """Decoders and player commands that run for it."""
        return [pid for pid in family(self.pid) if pid != self.pid]

    def resident_kilobytes(self) -> int:
        """As the kernel counts it."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0

    def _words(self, *words: str) -> list[str]:
        return [*self.before, sys.executable, "-m", "lantoa.cli", "receiver", *words]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self.environment}
