"""`lantoa ledger verify|export`."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "Kiểm tra hoặc xuất sổ minh chứng."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    check = actions.add_parser("verify", help="tính lại toàn bộ chuỗi và nêu mục sai đầu tiên")
    check.add_argument("file", nargs="?", metavar="TỆP", help="bản xuất; trống: sổ đang dùng")
    check.add_argument("--signatures", action="store_true", help="kiểm tra cả chữ ký của bộ thu")
    check.add_argument("--head", default="", metavar="MÃ", help="mã đối chiếu in trong báo cáo")
    out = actions.add_parser("export", help="xuất toàn bộ sổ và tệp kèm ra một tệp .tar")
    out.add_argument("out", metavar="TỆP_RA")


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    needs_data = arguments.action == "export" or not arguments.file
    start_django(fresh=not needs_data)
    return _export(arguments) if arguments.action == "export" else _verify(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from lantoa.ledger.exporting import export
    from lantoa.vietnamese import number

    count = export(Path(arguments.out))
    print(f"Đã xuất {number(count)} mục vào {arguments.out}.")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from lantoa.ledger.queries import head, sent_heads
    from lantoa.ledger.stores import ExportStore, LiveStore, Store
    from lantoa.ledger.verifying import verify
    from lantoa.vietnamese import number

    store: Store = ExportStore(Path(arguments.file)) if arguments.file else LiveStore()
    result = verify(
        store,
        heads=[] if arguments.file else [*sent_heads(), head()],
        typed_head=arguments.head,
        signatures=arguments.signatures,
    )
    for finding in result.findings:
        place = f"Mục {finding.seq}" if finding.seq else "Sổ"
        print(f"{place}: {finding.what}.")
    if result.findings:
        return 1
    print(
        f"Sổ nguyên vẹn: {number(result.entry_count)} mục, {number(result.attachment_count)} tệp "
        f"kèm. Mã đối chiếu cuối: {result.head[:16]}."
    )
    if arguments.signatures:
        print(f"Đã kiểm tra {number(result.signature_count)} chữ ký của bộ thu, đều đúng.")
    return 0
