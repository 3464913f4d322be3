"""`lantoa manage …`: Django's own commands, for developers."""

from __future__ import annotations

import argparse
import os

HELP = "lệnh quản trị của Django (cho người phát triển)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="THAM_SỐ")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lantoa manage", *arguments.words])
    return 0
