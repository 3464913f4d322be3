"""The backup key of an installation: made once, printed once, kept with mode 0600."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lantoa.core.encryption import SecretKey
from lantoa.core.errors import Refused
from lantoa.core.keys import read_private, write_private

KEY = "backup-key"


def key_path(folder: Path) -> Path:
    """Where the key of this data folder lies."""
    return folder / "keys" / KEY


def make_key(folder: Path, say: Callable[[str], None]) -> None:
    """Makes the key where there is none and says it, this one time."""
    if key_path(folder).exists():
        return
    key = SecretKey.new()
    write_private(key_path(folder), key.text.encode("ascii"))
    for line in key_lines(key):
        say(line)


def key_lines(key: SecretKey) -> list[str]:
    """What is said once about a new key."""
    return [
        "Khóa sao lưu, chỉ in một lần này:",
        f"  {key.text}",
        "Chép khóa ra giấy, cất ở nơi khác máy này. Mất khóa thì không mở được bản sao lưu.",
    ]


def key_of(folder: Path) -> SecretKey:
    """The key of this installation. Raises Refused where it is missing, open or damaged."""
    return SecretKey.from_text(read_private(key_path(folder)).decode("ascii", "replace"))


def key_for_restoring(file: Path | None, folder: Path) -> SecretKey:
    """The key that was typed into a file, else the one that still lies in the folder."""
    if file is None:
        if not key_path(folder).exists():
            raise Refused(
                "Thư mục dữ liệu không còn khóa sao lưu; chưa phục hồi gì. Gõ khóa đã in vào một "
                "tệp rồi chạy lại với «--key TỆP»."
            )
        return key_of(folder)
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Refused(
            f"Không đọc được tệp khóa «{file}»; chưa phục hồi gì. Xem lại đường dẫn."
        ) from error
    return SecretKey.from_text(text)
