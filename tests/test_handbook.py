"""The handbook: a page for each role, every picture and link there, every menu entry named, every
label in quotes on a screen."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory

from lantoa.desk.shell.menu import build_menu
from lantoa.registry.terms import Role
from tests import make

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = ROOT / "docs" / "handbook"
PAGES = {
    Role.ADMINISTRATOR: "quan-tri-he-thong", Role.LEADER: "lanh-dao", Role.HEAD: "truong-phong",
    Role.PLAN_OFFICER: "can-bo-ke-hoach", Role.EDITOR: "bien-tap-vien",
    Role.STATION_OPERATOR: "can-bo-truyen-thanh", Role.CLERK: "van-thu",
    Role.UNIT_CONTACT: "dau-moi-don-vi", Role.INSPECTOR: "nguoi-kiem-tra",
}  # fmt: skip
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
LARGEST = 120_000
SOURCE = ROOT / "src" / "lantoa"
QUOTED = re.compile("«([^»]+)»")
# Words of a commune's own sheet, on no screen.
NOT_OURS = {"I. Phòng Kinh tế"}
# What a screen fills in, as the handbook shows it once: the words around it.
FILLED = {
    "1 bản tin tuần này, nhiệm vụ 1.4": "…, nhiệm vụ …",
    "218 trên 2.000 chữ cái": "… trên … chữ cái",
    "Chép màn hình 1": "Chép màn hình …",
    "Gửi duyệt đồ họa thông tin": "Gửi duyệt …",
    "Sửa thành…": "Sửa thành «…»",
    "giọng nơ-ron TÊN": "giọng nơ-ron …",
}  # fmt: skip


def page(name: str) -> str:
    return (HANDBOOK / f"{name}.md").read_text("utf-8")


def links() -> Iterator[tuple[Path, str]]:
    for path in sorted(HANDBOOK.glob("*.md")):
        for target in LINK.findall(path.read_text("utf-8")):
            if "://" not in target:
                yield path, target


@pytest.fixture
def listed() -> Iterator[set[str]]:
    sys.path.insert(0, str(ROOT / "tools"))
    import handbook_pictures

    yield {row[0] for row in handbook_pictures.HANDBOOK}
    sys.path.remove(str(ROOT / "tools"))


def test_every_link_and_picture_is_there() -> None:
    assert [f"{path.name}: {to}" for path, to in links() if not (path.parent / to).is_file()] == []


def test_every_picture_is_shown_made_by_the_tool_and_small(listed: set[str]) -> None:
    kept = {path.stem: path.stat().st_size for path in (HANDBOOK / "hinh").glob("*.png")}
    shown = {Path(to).stem for _, to in links() if to.startswith("hinh/")}
    assert (set(kept), shown) == (listed, listed)
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}


def test_every_role_has_a_page_of_its_name() -> None:
    assert set(PAGES) == set(Role)
    assert {role: page(name).splitlines()[0] for role, name in PAGES.items()} == {
        role: f"# {role.label}" for role in PAGES
    }


@pytest.mark.django_db
def test_every_page_names_the_whole_menu_of_its_role() -> None:
    missing = []
    for role, name in PAGES.items():
        request = RequestFactory().get("/")
        request.user = make.account(role)
        items: list[object] = []
        build_menu(request, items)  # type: ignore[arg-type]
        words = page(name)
        missing += [f"{name}: {item.label}" for item in items if item.label not in words]  # type: ignore[attr-defined]
    assert missing == []


def test_every_page_is_led_to_from_the_first_one() -> None:
    led = {target for path, target in links() if path.name == "README.md"}
    assert {path.name for path in HANDBOOK.glob("*.md")} - {"README.md"} - led == set()


def test_every_quoted_label_is_said_by_a_screen() -> None:
    said = "\n".join(screen_words())
    missing = [
        f"{path.name}: {label}"
        for path in sorted(HANDBOOK.glob("*.md"))
        for label in sorted(set(QUOTED.findall(path.read_text("utf-8"))) - NOT_OURS)
        if plain(FILLED.get(label, label)) not in said
    ]
    assert missing == []


def screen_words() -> Iterator[str]:
    """What templates, scripts, catalogues and the program's own strings say; no comments, no
    docstrings. What is filled in is «…»."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            yield from strings_of(ast.parse(path.read_text("utf-8")))
        elif path.suffix in (".html", ".txt", ".js", ".css", ".toml", ".json"):
            yield plain(path.read_text("utf-8"))
        elif path.suffix == ".po":
            yield plain(re.sub(r'"\n"', "", path.read_text("utf-8")))


def strings_of(tree: ast.AST) -> Iterator[str]:
    """Strings of a module; those that stand alone, docstrings, are nobody's screen."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield plain("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and id(node) not in alone:
            yield plain(node.value) if isinstance(node.value, str) else ""


def plain(words: str) -> str:
    """Without marks of templates and HTML, in small letters, one space between words."""
    bare = re.sub(r"<[^>]+>", "", re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}", "…", words))
    return re.sub(r"[\s…]*…[\s…]*", " … ", re.sub(r"\s+", " ", bare)).strip().casefold()
