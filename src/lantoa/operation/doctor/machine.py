"""Looks at the machine: room, key files, libraries that speak and print."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lantoa.ledger.origin import is_demo
from lantoa.operation.backup.key import key_path
from lantoa.operation.doctor.terms import Finding, doubt, red, well
from lantoa.vietnamese import byte_size

LEAST_FREE, LITTLE_FREE = 500 * 1024**2, 3 * 1024**3
REINSTALL = "Cài lại chương trình theo đúng danh sách thư viện đi kèm"


def disk(folder: Path, now: datetime) -> Iterator[Finding]:
    """Room where the data lies."""
    free = shutil.disk_usage(folder).free
    what = f"Ổ đĩa chứa dữ liệu còn trống {byte_size(free)}"
    todo = "Chuyển bản sao lưu, tệp lớn không cần sang ổ khác"
    if free < LEAST_FREE:
        yield red(what, todo + " ngay: khi đầy, chương trình không ghi được minh chứng")
    elif free < LITTLE_FREE:
        yield doubt(what, todo)
    else:
        yield well(what)


def keys(folder: Path, now: datetime) -> Iterator[Finding]:
    """Secrets are for their owner's eyes only, and backups can be made."""
    place = folder / "keys"
    files = [path for path in sorted(place.rglob("*")) if path.is_file()]
    open_ones = [path for path in files if path.stat().st_mode & 0o077]
    if place.stat().st_mode & 0o077:
        yield red("Thư mục khóa đang để người khác mở được", f"Chạy «chmod 700 {place}»")
    for path in open_ones:
        yield red(f"Tệp khóa {path.name} đang để người khác đọc được", f"Chạy «chmod 600 {path}»")
    if not open_ones:
        yield well(f"{len(files)} tệp khóa chỉ chủ thư mục đọc được")
    if not key_path(folder).exists() and not is_demo():
        yield doubt(
            "Chưa có khóa sao lưu", "Chạy «lantoa backup TỆP»; khóa được in một lần, chép ra giấy"
        )


def sound(folder: Path, now: datetime) -> Iterator[Finding]:
    """Speaks two words into a broadcast file and throws it away."""
    from lantoa.media.readings import from_words
    from lantoa.media.sound import Tags

    with tempfile.TemporaryDirectory(prefix="lantoa-kham-") as name:
        try:
            from_words("Xin chào.", Path(name) / "thu.mp3", tags=Tags())
        except Exception as error:
            yield red(f"Giọng đọc hoặc bộ nén âm thanh không chạy ({error})", REINSTALL)
        else:
            yield well("Giọng đọc có sẵn và bộ nén âm thanh chạy được")


def typesetting(folder: Path, now: datetime) -> Iterator[Finding]:
    """Sets one line in both type families."""
    from lantoa.typesetting import pdf
    from lantoa.typesetting.compile import FONTS

    source = '#set text(font: "{}", fallback: false)\nỦy ban nhân dân xã'
    try:
        for family in ("Be Vietnam Pro", "Tinos"):
            if not list(FONTS.glob(f"{family.replace(' ', '')}-Regular.ttf")):
                raise FileNotFoundError(f"thiếu phông {family}")
            pdf(source.replace("{}", family), {})
    except Exception as error:
        yield red(f"Bộ dàn trang hoặc phông chữ không chạy ({error})", REINSTALL)
    else:
        yield well("Bộ dàn trang và hai bộ phông chữ tiếng Việt dùng được")
