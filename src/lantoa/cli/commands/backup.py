"""`lantoa backup OUT`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Sao lưu toàn bộ dữ liệu của xã (cơ sở dữ liệu, tệp, khóa) vào một tệp mã hóa."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="TỆP_RA", help="ví dụ /media/usb/song-lam.sao-luu")


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    folder = start_django()
    from lantoa.core.clock import now
    from lantoa.operation.backup.key import key_of, key_path, make_key
    from lantoa.operation.backup.making import make_backup
    from lantoa.vietnamese import byte_size, number

    # The demo has no key yet: nothing is printed before the file stands.
    new_key: list[str] = []
    make_key(folder, new_key.append)
    out = Path(arguments.out)
    try:
        made = make_backup(out, folder=folder, key=key_of(folder), now=now(), say=progress)
    except BaseException:
        if new_key:
            key_path(folder).unlink()
        raise
    print(
        f"Đã sao lưu {made.contents.commune or 'dữ liệu'} vào {out}: "
        f"{number(made.contents.entry_count)} mục sổ minh chứng, {number(made.file_count)} tệp, "
        f"{byte_size(made.size)}, đã mã hóa."
    )
    for line in new_key:
        print(line)
    return 0


def progress(line: str) -> None:
    """Long work shows itself to a person; a script gets its one sentence and nothing else."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)
