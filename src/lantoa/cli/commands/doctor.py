"""`lantoa doctor`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.operation.doctor.terms import Finding

HELP = "Khám chương trình: cơ sở dữ liệu, sổ minh chứng, ổ đĩa, đài, bộ thu, khóa và thư viện."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    folder = start_django()
    from lantoa.core.clock import now
    from lantoa.operation.doctor.examination import examine
    from lantoa.operation.doctor.terms import Level

    found = examine(folder, now=now())
    for finding in found:
        print(as_line(finding))
    reds = sum(finding.level == Level.RED for finding in found)
    doubts = sum(finding.level == Level.DOUBT for finding in found)
    print(f"\nĐã khám {len(found)} mục: {reds} hỏng, {doubts} cần lưu ý.")
    return 1 if reds else 0


def as_line(finding: Finding) -> str:
    """One finding; what to do stands under it."""
    line = f"{finding.level.upper():<8}{finding.what}."
    return f"{line}\n{'':<8}→ {finding.todo}." if finding.todo else line
