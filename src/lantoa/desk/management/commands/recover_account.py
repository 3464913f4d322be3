"""`lantoa manage recover_account TÊN`: lets an account in where no other administrator can."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.services import recover_on_the_machine
from lantoa.desk.audit.services import record_audit
from lantoa.registry.models import Account


class Command(BaseCommand):
    """Prints a one-time password; the second factor is taken off, the lock lifted."""

    help = "cấp mật khẩu dùng một lần cho một tài khoản, gỡ lớp xác thực thứ hai, mở khóa"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="TÊN_ĐĂNG_NHẬP")

    def handle(self, *args: Any, **options: Any) -> None:
        now, username = clock.now(), str(options["username"])
        try:
            password = recover_on_the_machine(username=username, now=now)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        record_audit(
            request=None, action="account-recovered", now=now,
            subject=Account.objects.get(username=username).code,
            words="Cấp mật khẩu dùng một lần bằng lệnh trên máy chủ.",
        )  # fmt: skip
        self.stdout.write(f"Mật khẩu dùng một lần của «{username}»: {password}")
        self.stdout.write("Hết hạn sau ba ngày. Đăng nhập, đổi mật khẩu, bật lớp xác thực thứ hai.")
