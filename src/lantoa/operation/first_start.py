"""From an empty folder to a folder that the program can run on. Safe to run again."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from lantoa.ledger.origin import is_demo
from lantoa.newsroom.models import Section
from lantoa.operation.backup.key import make_key
from lantoa.operation.schema import bring_up_to_date
from lantoa.registry.models import Audience
from lantoa.registry.roles import make_roles
from lantoa.vietnamese.text import slug

SECTIONS = (
    ("Nghị quyết 57", "nghi-quyet-57", True),
    ("Tin trong xã", "tin-trong-xa", False),
    ("Chính sách", "chinh-sach", False),
    ("Hỏi đáp", "hoi-dap", False),
)
AUDIENCES = (
    "Người cao tuổi", "Đồng bào dân tộc thiểu số", "Thanh thiếu niên", "Hộ sản xuất, kinh doanh",
    "Nhà khoa học, nhà nghiên cứu", "Doanh nghiệp, hợp tác xã", "Trường học, đơn vị",
    "Cán bộ, công chức",
)  # fmt: skip


def prepare(say: Callable[[str], None] = lambda line: None) -> None:
    """Brings folder and database up to date and makes what every commune has."""
    folder = Path(settings.HOME)
    for name in ("keys", "media", "logs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "keys").chmod(0o700)
    say("Chuẩn bị cơ sở dữ liệu")
    with redirect_stdout(io.StringIO()):
        bring_up_to_date()
        call_command("collectstatic", interactive=False, verbosity=0)
    make_roles()
    make_usual_rows()
    if not is_demo():
        make_key(folder, say)


def make_usual_rows() -> None:
    """Sections of the site and audiences: changeable, never made twice."""
    for position, (name, path, is_57) in enumerate(SECTIONS):
        Section.objects.get_or_create(
            slug=path, defaults={"name": name, "is_resolution57": is_57, "position": position}
        )
    for position, name in enumerate(AUDIENCES):
        Audience.objects.get_or_create(
            slug=slug(name)[:40], defaults={"name": name, "position": position}
        )
