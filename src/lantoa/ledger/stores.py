"""Where entries and attachments are read from: the live ledger, or an export."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from lantoa.core.errors import Refused, Unreadable
from lantoa.ledger import attachments
from lantoa.ledger.entries import Finding
from lantoa.ledger.mirror import check_mirror
from lantoa.ledger.queries import all_entries

LINES = "so-minh-chung.jsonl"
FOLDER = "tep-kem"
LONGEST_LINE = 1024 * 1024
NOT_AN_EXPORT = (
    "Tệp này không phải bản xuất sổ minh chứng. Chưa kiểm tra được gì. "
    "Chọn tệp .tar do «lantoa ledger export» tạo ra."
)


class Store(Protocol):
    """Entries in order, and attachments by hash."""

    def entries(self) -> Iterator[dict[str, Any]]: ...

    def read(self, sha256: str) -> bytes | None: ...

    def more_findings(self, entries: Sequence[Mapping[str, Any]]) -> Iterable[Finding]:
        """What only this store can check beyond chain and attachments."""
        ...


class LiveStore:
    """The commune's own ledger."""

    def entries(self) -> Iterator[dict[str, Any]]:
        return all_entries()

    def read(self, sha256: str) -> bytes | None:
        return attachments.read(sha256)

    def more_findings(self, entries: Sequence[Mapping[str, Any]]) -> Iterable[Finding]:
        return check_mirror(entries)


class ExportStore:
    """A .tar made by `export`, or the folder that it was unpacked to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive: tarfile.TarFile | None = None
        if not path.exists():
            raise Refused(f"Không tìm thấy tệp {path}. Chưa kiểm tra gì. Xem lại đường dẫn.")

    def entries(self) -> Iterator[dict[str, Any]]:
        lines = self._bytes(LINES)
        if lines is None:
            raise Unreadable(NOT_AN_EXPORT)
        for number, line in enumerate(lines.splitlines(), 1):
            if len(line) > LONGEST_LINE:
                raise Unreadable(f"Dòng {number} của bản xuất dài bất thường. Đã dừng kiểm tra.")
            yield _entry(line, number)

    def read(self, sha256: str) -> bytes | None:
        return self._bytes(f"{FOLDER}/{sha256}")

    def more_findings(self, entries: Sequence[Mapping[str, Any]]) -> Iterable[Finding]:
        return ()

    def _bytes(self, name: str) -> bytes | None:
        if self.path.is_dir():
            file = self.path / name
            return file.read_bytes() if file.is_file() else None
        try:
            if self._archive is None:  # read to the end of the check
                self._archive = tarfile.open(self.path, "r:")  # noqa: SIM115
            member = self._archive.extractfile(name)
            return member.read() if member else None
        except KeyError:
            return None
        except (tarfile.TarError, OSError) as error:
            raise Unreadable(NOT_AN_EXPORT) from error


def _entry(line: bytes, number: int) -> dict[str, Any]:
    """One line as an entry; a damaged line becomes an entry that cannot verify."""
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {"seq": number, "attachments": []}
