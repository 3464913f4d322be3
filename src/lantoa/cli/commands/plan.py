"""`lantoa plan`: reads an administrative plan, or brings it in as a draft."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "Đọc một kế hoạch hành chính (.txt, .docx, .pdf có chữ), hoặc đưa vào bàn làm việc."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fills the parser of this command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    read = actions.add_parser("read", help="đọc và in nội dung dạng JSON, không lưu")
    read.add_argument("file", type=Path, metavar="TỆP", help="tệp kế hoạch")
    read.add_argument(
        "--text", action="store_true", help="in chữ đọc được từ tệp, đánh số từng dòng"
    )
    bring = actions.add_parser("import", help="đưa kế hoạch vào thành bản nháp")
    bring.add_argument("file", type=Path, metavar="TỆP", help="tệp kế hoạch")
    bring.add_argument("--yes", action="store_true", help="đưa luôn vào thực hiện")


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked for; 0 also where something stays doubtful."""
    if arguments.action == "import":
        from lantoa.cli.django import start_django

        start_django()
        from lantoa.plan.importing import import_file

        return int(import_file(arguments.file, yes=arguments.yes))
    from lantoa.documents.readers import read_file

    document = read_file(arguments.file)
    if arguments.text:
        for number, line in enumerate(document.lines, 1):
            print(f"{number:>5}  {line}".rstrip())
        return 0
    from lantoa.plan.reading import read_plan

    print(json.dumps(read_plan(document.text).as_json(), ensure_ascii=False, indent=2))
    return 0
