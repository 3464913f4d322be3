"""`lantoa demo`: builds the demo commune once, then runs it in the foreground."""

from __future__ import annotations

import argparse

HELP = "Dựng xã minh họa (lần đầu) rồi chạy: trang công khai, bàn làm việc, đài và một bộ thu."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG", help="cổng (8000)")
    parser.add_argument(
        "--stories", type=int, metavar="SỐ", help="chỉ dựng bấy nhiêu tin bài, cho nhanh (tất cả)"
    )
    parser.add_argument(
        "--year", action="store_true",
        help="dựng xã lớn: một năm, 20 thôn, 12 cụm loa, 300 cán bộ; mất nhiều phút, để đo",
    )  # fmt: skip
    parser.add_argument("--build-only", action="store_true", help="chỉ dựng, không chạy")


def run(arguments: argparse.Namespace) -> int:
    import os

    from lantoa.core.home import home

    os.environ["PORT"] = str(arguments.port)
    os.environ["LANTOA_HOME"] = str(home())
    if arguments.build_only:
        return _build(stories=arguments.stories, is_year=arguments.year)
    from lantoa.operation.demo.running import broker_port, refuse_busy_port, run_demo
    from lantoa.operation.preparing import prepare_apart

    os.environ.setdefault("LANTOA_BROKER_PORT", str(broker_port(arguments.port)))
    refuse_busy_port(arguments.port)
    # Building loads everything; the supervisor that stays should not.
    build = ["demo", "--build-only", "--port", str(arguments.port)]
    if arguments.stories is not None:
        build += ["--stories", str(arguments.stories)]
    if arguments.year:
        build += ["--year"]
    if not prepare_apart(home(), build):
        return 2
    return run_demo(home(), port=arguments.port, say=_say)


def _build(*, stories: int | None, is_year: bool) -> int:
    from lantoa.cli.django import start_django

    folder = start_django(fresh=True)
    from lantoa.operation.demo.building import build_if_missing, half_a_year, whole_year

    told = whole_year(most=stories) if is_year else half_a_year(most=stories)
    build_if_missing(folder, say=_say, told=told)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)
