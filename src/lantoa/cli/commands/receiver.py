"""`lantoa receiver`: the program on a loudspeaker cluster."""

from __future__ import annotations

import argparse
import logging
import shlex
import sys
from pathlib import Path

HELP = "Bộ thu đặt tại cụm loa: ghi danh với đài, nhận lệnh, phát đúng giờ, gửi xác nhận phát."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    enrol = actions.add_parser("enrol", help="ghi danh bằng mã dùng một lần")
    enrol.add_argument(
        "code", metavar="MÃ", help="mã do đài cấp, hoặc cả dòng chữ trong mã QR của phiếu ghi danh"
    )
    enrol.add_argument("--home", type=Path, required=True, metavar="THƯ_MỤC", help="nơi lưu")
    enrol.add_argument(
        "--server", default="", metavar="URL", help="địa chỉ máy chủ của xã; trong mã QR đã có"
    )
    enrol.add_argument("--name", default="", metavar="TÊN", help="tên gọi nơi đặt loa")
    move = actions.add_parser("move", help="ghi địa chỉ mới của máy chủ, giữ nguyên ghi danh")
    move.add_argument("--home", type=Path, required=True, metavar="THƯ_MỤC", help="nơi đã ghi danh")
    move.add_argument("--server", required=True, metavar="URL", help="địa chỉ mới của máy chủ")
    move.add_argument("--broker-port", type=int, required=True, metavar="CỔNG", help="cổng MQTT")
    run = actions.add_parser("run", help="chạy bộ thu")
    run.add_argument("--home", type=Path, required=True, metavar="THƯ_MỤC", help="nơi đã ghi danh")
    run.add_argument(
        "--sink",
        default="null",
        metavar="NGÕ_RA",
        help="null; file:THƯ_MỤC (tệp WAV theo giờ đồng hồ); command:LỆNH (chương trình phát PCM); "
        "icecast:URL (mount Icecast); @TỆP: đọc ngõ ra từ tệp",
    )
    run.add_argument(
        "--listen",
        default="",
        metavar="ĐỊA_CHỈ:CỔNG",
        help="mở trang khởi động cảnh báo duyệt sẵn cho mạng tại chỗ, ví dụ 0.0.0.0:8088; "
        "bỏ trống: không mở",
    )
    run.add_argument(
        "--decoder",
        default="",
        metavar="LỆNH",
        help="chương trình giải mã, gọi với TỆP --gain DB --start GIÂY, viết PCM ra stdout",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "enrol":
        return _enrol(arguments)
    if arguments.action == "move":
        return _move(arguments)
    return _run(arguments)


def _enrol(arguments: argparse.Namespace) -> int:
    import lantoa
    from lantoa.receiver.enrol import enrol, read_sheet

    code, url = read_sheet(arguments.code, arguments.server)
    answer = enrol(
        code,
        folder=arguments.home,
        url=url,
        name=arguments.name,
        version=lantoa.__version__,
    )
    print(f"Đã ghi danh: {answer.name}, mã bộ thu {answer.receiver}.")
    print(f"Chạy bộ thu bằng «lantoa receiver run --home {arguments.home}».")
    return 0


def _move(arguments: argparse.Namespace) -> int:
    from lantoa.receiver.home import Home
    from lantoa.receiver.server import Server

    url = Server.read(arguments.server).url
    Home(arguments.home).move(server=url, broker_port=arguments.broker_port)
    print(f"Bộ thu từ nay gọi tới {url}, cổng MQTT {arguments.broker_port}.")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from lantoa.receiver.playing.sources import DECODER
    from lantoa.receiver.program import run as run_receiver

    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s bộ thu: %(message)s"
    )
    command = shlex.split(arguments.decoder) if arguments.decoder else DECODER
    run_receiver(arguments.home, arguments.sink, command=command, listen=arguments.listen)
    return 0
