"""`lantoa alert check`: is this CAP 1.2 alert valid?"""

from __future__ import annotations

import argparse
from pathlib import Path

from lantoa.core.errors import Refused

HELP = "Kiểm tra một cảnh báo CAP 1.2."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    check = actions.add_parser(
        "check",
        help="cấu trúc, rồi các quy tắc mà cấu trúc không giữ được; mỗi lỗi một dòng",
        description="In «hợp lệ», hoặc mỗi lỗi một dòng kèm số dòng trong tệp (mã thoát 1).",
    )
    check.add_argument("file", metavar="TỆP.xml", help="tệp cảnh báo")


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cap import check

    findings = check(_content(arguments.file))
    for finding in findings:
        print(" ".join(str(finding).split()))
    if not findings:
        print("hợp lệ")
    return 1 if findings else 0


def _content(path: str) -> bytes:
    from lantoa.cap.reading import SIZE_LIMIT

    try:
        with Path(path).open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise Refused(
            f"Không mở được tệp {path} ({error.strerror}). Chưa kiểm tra gì. "
            "Kiểm tra lại đường dẫn."
        ) from error
