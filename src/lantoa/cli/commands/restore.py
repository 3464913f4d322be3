"""`lantoa restore FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "Phục hồi toàn bộ dữ liệu từ một tệp sao lưu; dữ liệu đang có được giữ lại bên cạnh."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp do «lantoa backup» tạo ra")
    parser.add_argument(
        "--key", metavar="TỆP_KHÓA", help="tệp chứa khóa đã in; trống: khóa còn trong thư mục"
    )


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.commands.backup import progress
    from lantoa.core.clock import now
    from lantoa.core.home import home
    from lantoa.operation.backup.key import key_for_restoring
    from lantoa.operation.backup.restoring import restore_backup
    from lantoa.vietnamese import moment_long, number

    folder = home()
    key = key_for_restoring(Path(arguments.key) if arguments.key else None, folder)
    done = restore_backup(Path(arguments.file), folder=folder, key=key, now=now(), say=progress)
    kept = f"; dữ liệu trước đó được giữ ở {done.aside}" if done.aside else ""
    print(
        f"Đã phục hồi {done.contents.commune or 'dữ liệu'} vào {folder} như lúc "
        f"{moment_long(done.contents.moment)}: {number(done.contents.entry_count)} mục sổ minh "
        f"chứng, {number(done.file_count)} tệp{kept}. Chạy «lantoa ledger verify» để đối chiếu."
    )
    return 0
