"""`lantoa run`: the production program under one supervisor."""

from __future__ import annotations

import argparse

HELP = "Chạy toàn bộ chương trình: trang web, công việc nền, đài truyền thanh, máy chủ MQTT."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, metavar="CỔNG", help="cổng của trang web (mặc định: PORT hoặc 8000)"
    )
    parser.add_argument(
        "--prepare-only", action="store_true", help="chỉ chuẩn bị thư mục và cơ sở dữ liệu"
    )

    parser.add_argument("--first-code", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    import os

    if arguments.port:
        os.environ["PORT"] = str(arguments.port)
    if arguments.prepare_only:
        return _prepare()
    if arguments.first_code:
        return _print_first_code()
    from lantoa.core.home import home
    from lantoa.core.options import option
    from lantoa.operation.first_code import first_lines
    from lantoa.operation.parts import production_parts
    from lantoa.operation.preparing import prepare_apart
    from lantoa.operation.supervisor import Supervisor

    os.environ["LANTOA_HOME"] = str(home())
    if not prepare_apart(home(), ["run", "--prepare-only"]):
        return 2
    first = first_lines(home())
    address, port = option("LANTOA_ADDRESS"), int(option("PORT"))
    parts = production_parts(
        address=address,
        port=port,
        workers=int(option("LANTOA_WORKERS")),
        own_broker=not option("LANTOA_BROKER"),
    )
    supervisor = Supervisor(parts, home() / "logs", _say)
    supervisor.install_signals()
    supervisor.run(lambda: _announce(f"http://{address}:{port}", first))
    return 0


def _announce(site: str, first: list[str]) -> None:
    _say(f"Đang chạy. Mở {site}")
    for line in first:
        _say(line.replace("{site}", site))


def _print_first_code() -> int:
    from lantoa.cli.django import start_django

    folder = start_django()
    from lantoa.core import clock
    from lantoa.operation.first_code import print_first_code

    return print_first_code(folder, _say, now=clock.now())


def _prepare() -> int:
    from lantoa.cli.django import start_django

    start_django(fresh=True)
    from lantoa.operation.first_start import prepare

    prepare(_say)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)
