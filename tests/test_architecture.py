"""The house keeps its shape: rules that a test can hold are held here."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import EmailField, GenericIPAddressField
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import settings

from lantoa.core.options import OPTIONS
from lantoa.desk.privacy.inventory import CLOSED, FOREIGN, declared, looks_personal
from lantoa.ledger.kinds import KINDS
from lantoa.registry.models import Account

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lantoa"
WAITERS = (Path(__file__).name, "browsing.py", "ports.py")
# What, and what to do instead.
UNSTEADY = {
    r"sync_playwright|new_context\(|\.new_page\(viewport":
        "`tests.browsing.open_page`: patient everywhere",
    r"wait_for_(load_state|url|timeout|function)|expect_navigation|networkidle":
        "`tests.browsing.follow` to another document, `until` for what a script brings",
    r"default_timeout|wait_for\(timeout=|, timeout=\d+_000": "the one patience of `tests.browsing`",
    r"bind\(\(\"127\.0\.0\.1\", 0\)\)": "`tests.ports.free_port`, held till the end",
    r"deadline=\d": "no limit of time on an example: the machine may be busy",
    r"perf_counter|monotonic\(\) - \w+ <":
        "what happened, or `process_time`: others use the machine too",
    r"steps=-1": "a code whose step is over before it is looked at",
}  # fmt: skip


def layers() -> list[str]:
    """The order of rooms, read from the one place where it is written."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return list(contracts["contracts"][0]["layers"])


def rank(module: str) -> int:
    room = module.split(".")[1]
    return next(
        number
        for number, layer in enumerate(layers())
        if room in [n.strip() for n in layer.split("|")]
    )


def own_models() -> Iterator[type]:
    for model in apps.get_models():
        if model.__module__.startswith("lantoa."):
            yield model


def test_every_field_that_may_name_a_person_is_declared() -> None:
    """A new name, phone, address, photo or free text enters desk/privacy/inventory.py: in PERSONAL
    with its purpose and end date, or in NOT_PERSONAL after somebody looked at it."""
    fields = {f"{m._meta.label}.{f.name}": f for m in own_models() for f in m._meta.concrete_fields}  # type: ignore[attr-defined]
    undeclared = [code for code, field in fields.items() if looks_personal(field)]
    assert sorted(set(undeclared) - declared()) == []
    assert sorted(declared() - set(fields)) == []


def test_every_foreign_table_that_knows_people_is_declared() -> None:
    def knows_people(model: type) -> bool:
        fields = model._meta.concrete_fields  # type: ignore[attr-defined]
        return any(
            isinstance(field, EmailField | GenericIPAddressField)
            or (field.is_relation and field.related_model is Account)
            for field in fields
        )

    foreign = [m for m in apps.get_models() if not m.__module__.startswith("lantoa.")]
    known = {*FOREIGN, *CLOSED}
    assert [m._meta.label for m in foreign if knows_people(m) and m._meta.label not in known] == []


def python_files() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def test_foreign_keys_go_down() -> None:
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("lantoa.")
        and rank(field.related_model.__module__) < rank(model.__module__)
    ]
    assert wrong == []


def written_kinds(path: Path) -> Iterator[str]:
    """Kinds of evidence that a file writes: constants passed to `record_evidence(kind=…)`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record_evidence"
        ):
            for keyword in node.keywords:
                if keyword.arg == "kind":
                    for value in ast.walk(keyword.value):
                        if isinstance(value, ast.Constant) and isinstance(value.value, str):
                            yield value.value


def owner_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:2]) if parts[0] == "channels" else parts[0]


def test_every_kind_of_evidence_has_one_owner() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} writes {kind}"
        for path in python_files()
        for kind in written_kinds(path)
        if kind in KINDS and KINDS[kind].owner != owner_of(path)
    ]
    assert wrong == []


def test_reports_write_one_kind_and_screens_none() -> None:
    owners = {kind.code: kind.owner for kind in KINDS.values()}
    assert [code for code, owner in owners.items() if owner == "reports"] == ["report.issued"]
    assert not {"indicators", "desk"} & set(owners.values())


def test_no_migration_has_an_automatic_name() -> None:
    automatic = re.compile(r"^\d{4}_(auto_|alter_|remove_.*_and_more|.*_and_more|rename_)")
    names = [path.stem for path in SOURCE.rglob("migrations/0*.py")]
    assert [name for name in names if automatic.match(name)] == []


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    missing = [model.__name__ for model in own_models() if f"`{model.__name__}`" not in glossary]
    assert missing == []


def test_every_model_docstring_begins_with_its_vietnamese_term() -> None:
    pattern = re.compile(
        r"^[A-ZĐẢÝỨỦ][\w\s\-,;()ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ&ÝÂÊÔƯƠẢẤ«»]+\."
    )
    wrong = [m.__name__ for m in own_models() if not pattern.match((m.__doc__ or "").strip())]
    assert wrong == []


def test_every_setting_is_in_the_handbook() -> None:
    handbook = (ROOT / "docs" / "handbook" / "cai-dat.md").read_text("utf-8")
    assert [name for name in OPTIONS if f"`{name}`" not in handbook] == []


def desk_views() -> Iterator[tuple[str, object]]:
    """Every view of ours under the desk, with its address."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, object]]:
        for item in patterns:
            if isinstance(item, URLResolver):
                yield from walk(item.url_patterns, before + str(item.pattern))
            elif item.callback.__module__.startswith("lantoa."):
                yield before + str(item.pattern), item.callback

    for address, view in walk(get_resolver().url_patterns, "/"):
        if address.startswith("/ban-lam-viec/"):
            yield address, view


def test_every_desk_view_is_guarded() -> None:
    views = list(desk_views())
    # The CMS's own views, subclassed by us, are guarded by the CMS's wrapper.
    unguarded = [
        address
        for address, view in views
        if not hasattr(view, "needs") and not hasattr(view, "view_class")
    ]
    assert unguarded == []
    assert len(views) > 5


RECEIVER_ALONE = """
import sys
for name in ("django", "wagtail", "av", "scipy", "typst", "amqtt"):
    sys.modules[name] = None
import pkgutil, importlib, lantoa.receiver
for module in pkgutil.walk_packages(lantoa.receiver.__path__, "lantoa.receiver."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(sorted({name.split(".")[1] for name in sys.modules if name.startswith("lantoa.")}))
"""


def test_receiver_lives_without_django() -> None:
    done = subprocess.run([sys.executable, "-c", RECEIVER_ALONE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "['core', 'receiver']"


# Only the demo's generator and the measurements play by the rehearsal.
REHEARSES = ("operation/demo/", "bench/station/")


# What other rooms may know of the receiver: its messages, topics and the rule of quiet hours; the
# rehearsal, which plays at given times and hands out signed proofs, never the key.
OPEN_TO_OTHERS = {"messages", "topics", "quiet", "rehearsal"}
RUNS_IT = {"cli/commands/receiver.py"}


def test_no_code_outside_the_receiver_holds_its_private_key() -> None:
    inside = SOURCE / "receiver"
    imports = re.compile(r"(?:from|import) lantoa\.receiver(?:\.(\w+)|\s+import\s+(\w+))")
    key_file = re.compile(r"\"key\.pem\"")
    wrong = []
    for path in python_files():
        name, text = str(path.relative_to(SOURCE)), path.read_text("utf-8")
        if inside in path.parents or name in RUNS_IT:
            continue
        known = {a or b for a, b in imports.findall(text)}
        if "rehearsal" in known and not name.startswith(REHEARSES):
            wrong.append(name)
        if known - OPEN_TO_OTHERS or key_file.search(text):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize(
    "room", ["core", "vietnamese", "documents", "media", "statistics", "cap", "receiver"]
)
def test_low_rooms_read_no_clock(room: str) -> None:
    clock = re.compile(r"datetime\.now\(|date\.today\(|timezone\.now\(|time\.time\(")
    # The edges: they hand `now` inwards.
    allowed = {"core/clock.py", "receiver/machine.py", "receiver/program.py"}
    found = [
        str(path.relative_to(SOURCE))
        for path in sorted((SOURCE / room).rglob("*.py"))
        if clock.search(path.read_text("utf-8"))
    ]
    assert [name for name in found if name not in allowed] == []


def test_services_take_their_clock_as_an_argument() -> None:
    clock = re.compile(r"datetime\.now\(|date\.today\(|timezone\.now\(|clock\.now\(|clock\.today\(")
    wrong = [
        str(path.relative_to(SOURCE))
        for path in python_files()
        if path.stem in ("services", "queries", "models") and clock.search(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    forbidden = re.compile(r"/work/(main|shared)|files\.pythonhosted|pypi\.org|registry\.npmjs")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    wrong = []
    for name in listed:
        path = ROOT / name
        if (
            path.suffix in {".ttf", ".woff2", ".mo", ".png"}
            or path == Path(__file__)
            or not path.is_file()
        ):
            continue
        if forbidden.search(path.read_text("utf-8", errors="ignore")):
            wrong.append(name)
    assert wrong == []


def test_no_file_of_a_running_commune_is_kept() -> None:
    """A commune's folder holds keys, a database and logs, under whatever name it was tried out."""
    state, hidden = {".sqlite3", ".pem", ".log", ".pid"}, {".ci", ".gitattributes", ".gitignore"}
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split("\0")
    paths = [Path(name) for name in listed if name]
    assert [
        str(path)
        for path in paths
        if path.suffix in state or (path.parts[0].startswith(".") and path.parts[0] not in hidden)
    ] == []


@pytest.mark.parametrize("pattern", sorted(UNSTEADY))
def test_what_fails_by_chance_on_a_busy_machine_stands_in_no_test(pattern: str) -> None:
    found = [
        (path.name, line)
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path.name not in WAITERS and "node_modules" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if re.search(pattern, line)
    ]
    assert found == [], UNSTEADY[pattern]


def test_examples_are_the_same_in_every_run_and_have_all_the_time() -> None:
    is_exploring = os.environ.get("LANTOA_EXPLORE") == "1"
    assert (settings().deadline, settings().derandomize) == (None, not is_exploring)
