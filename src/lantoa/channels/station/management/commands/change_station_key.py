"""`lantoa manage change_station_key FILE`: where the station's key may have been copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.channels.station.services.rekeying import change_key
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.keys import read_signing_key


class Command(BaseCommand):
    help = "Đổi khóa của đài bằng khóa dự phòng đã cất riêng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reserve", type=Path, metavar="TỆP", help="tệp station-reserve.pem")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = change_key(reserve=read_signing_key(options["reserve"]), now=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Đã đổi khóa của đài và báo {told} bộ thu. Khởi động lại chương trình, cất lại tệp "
            "khóa dự phòng, rồi ghi danh lại bộ thu nào vẫn từ chối lệnh."
        )
