"""`lantoa run`: the production program under one supervisor."""

from __future__ import annotations

import argparse

HELP = "Chạy toàn bộ chương trình: trang web, công việc nền, đài truyền thanh, máy chủ MQTT."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, metavar="CỔNG", help="cổng của trang web (mặc định: PORT hoặc 8000)"
    )


def run(arguments: argparse.Namespace) -> int:
    import os

    if arguments.port:
        os.environ["PORT"] = str(arguments.port)
    from lantoa.cli.django import start_django
    from lantoa.core.options import option

    folder = start_django(fresh=True)
    from lantoa.operation.first_start import prepare
    from lantoa.operation.parts import production_parts
    from lantoa.operation.supervisor import Supervisor

    prepare(print)
    parts = production_parts(
        address=option("LANTOA_ADDRESS"),
        port=int(option("PORT")),
        workers=int(option("LANTOA_WORKERS")),
        own_broker=not option("LANTOA_BROKER"),
    )
    supervisor = Supervisor(parts, folder / "logs", print)
    supervisor.install_signals()
    supervisor.run(
        lambda: print(f"Đang chạy. Mở http://{option('LANTOA_ADDRESS')}:{option('PORT')}")
    )
    return 0
