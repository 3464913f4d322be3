"""`lantoa demo`: builds the demo commune once, then runs it in the foreground."""

from __future__ import annotations

import argparse

HELP = "Dựng xã minh họa (lần đầu) rồi chạy: trang công khai, bàn làm việc, đài và một bộ thu."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG", help="cổng (8000)")
    parser.add_argument("--build-only", action="store_true", help="chỉ dựng, không chạy")


def run(arguments: argparse.Namespace) -> int:
    import os

    from lantoa.core.home import home

    os.environ["PORT"] = str(arguments.port)
    os.environ.setdefault("LANTOA_HOME", str(home()))
    from lantoa.cli.django import start_django

    folder = start_django(fresh=True)
    from lantoa.operation.demo.running import refuse_busy_port, run_demo

    refuse_busy_port(arguments.port)
    from lantoa.operation.demo.building import build_if_missing

    build_if_missing(folder, say=_say)
    if arguments.build_only:
        return 0
    return run_demo(folder, port=arguments.port, say=_say)


def _say(line: str) -> None:
    print(line, flush=True)
