"""What lies beside a sound from above: {"id", "title", "level", "from", "text", "file",
"valid_until"} as JSON. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused
from lantoa.newsroom.terms import Priority
from lantoa.vietnamese import fold, nfc

LARGEST = 64 * 1024
SOUNDS = (".mp3", ".wav", ".ogg", ".opus", ".m4a", ".aac", ".flac")
# The three levels as programs and people write them, folded; a folder of such a name gives the
# level of what lies in it.
LEVELS = {
    "ordinary": Priority.ORDINARY, "thuong": Priority.ORDINARY, "thong thuong": Priority.ORDINARY,
    "priority": Priority.PRIORITY, "uu tien": Priority.PRIORITY, "uu-tien": Priority.PRIORITY,
    "emergency": Priority.EMERGENCY, "khan cap": Priority.EMERGENCY,
    "khan-cap": Priority.EMERGENCY, "1": Priority.ORDINARY, "2": Priority.PRIORITY,
    "3": Priority.EMERGENCY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is said of a sound."""

    ident: str
    title: str
    level: Priority
    file: str
    body: str = ""
    text: str = ""
    valid_until: datetime | None = None


def read_sidecar(content: bytes) -> Sidecar:
    """Raises Refused in words; a level that is not known is refused, never guessed."""
    if len(content) > LARGEST:
        raise Refused("tệp mô tả lớn hơn 64 KB")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("tệp mô tả không phải JSON (UTF-8)") from error
    if not isinstance(data, dict):
        raise Refused("tệp mô tả không phải một đối tượng JSON")
    found = Sidecar(
        ident=_text(data, "id", 120), title=_text(data, "title", 200),
        level=level_of(_text(data, "level", 40)), file=_text(data, "file", 200),
        body=_text(data, "from", 160), text=_text(data, "text", 20_000),
        valid_until=_moment(_text(data, "valid_until", 40)),
    )  # fmt: skip
    for name, value in (("id", found.ident), ("title", found.title), ("file", found.file)):
        if not value:
            raise Refused(f"tệp mô tả thiếu «{name}»")
    if not is_plain_name(found.file):
        raise Refused("tên tệp âm thanh trong tệp mô tả không hợp lệ")
    return found


def file_named(content: bytes) -> str | None:
    """The sound that a description names, however its letters are escaped, even where the rest of
    it would be refused; None where that cannot be read."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, UnicodeDecodeError, RecursionError):
        return None
    name = data.get("file") if isinstance(data, dict) else None
    return nfc(name).strip() if isinstance(name, str) else None


def level_of(text: str) -> Priority:
    """One of the three."""
    level = LEVELS.get(fold(text).strip())
    if level is None:
        raise Refused(f"mức «{text[:40]}» không phải thông thường, ưu tiên, khẩn cấp")
    return level


def is_plain_name(name: str) -> bool:
    """A name beside the description: no way out of the folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.name == name and not name.startswith(".") and path.suffix.lower() in SOUNDS


def title_of(name: str) -> str:
    """A title from the name of a file: «thong_bao-cat_dien.mp3» → «thong bao cat dien»."""
    stem = nfc(PurePosixPath(name).stem)
    return " ".join(stem.replace("_", " ").replace("-", " ").split())[:200] or "Bản tin cấp trên"


def _text(data: dict[str, object], name: str, most: int) -> str:
    value = data.get(name, "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Refused(f"«{name}» trong tệp mô tả không phải chữ")
    clean = "".join(sign for sign in nfc(value) if sign.isprintable() or sign in "\n\t").strip()
    if len(clean) > most:
        raise Refused(f"«{name}» trong tệp mô tả dài quá {most} ký tự")
    return clean


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("«valid_until» không phải ngày giờ ISO 8601") from error
    return found if found.tzinfo else found.replace(tzinfo=ZONE)
