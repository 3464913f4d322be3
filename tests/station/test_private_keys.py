"""No code outside `lantoa.receiver` ever holds a receiver's private key."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lantoa

SOURCE = Path(lantoa.__file__).parent
# What the rest of the program may know of the receiver: messages, names of topics, the rule of
# the closed hours. The command line starts it as a program; the demo lets it live through its
# past, keys inside, and so does what measures it.
OPEN = ("lantoa.receiver.messages", "lantoa.receiver.topics", "lantoa.receiver.quiet")
START_IT = (
    "bench/station/commune.py",
    "bench/station/day.py",
    "bench/station/listeners.py",
    "bench/station/offline.py",
    "cli/commands/receiver.py",
    "operation/demo/station.py",
)
# Makes or reads a private Ed25519 key, and which one.
HOLDERS = {
    "bench/station/side.py": "a station of the measuring's own, thrown away after",
    "channels/station/names.py": "the station's own",
    "channels/station/services/issuing.py": "signs with it, or with the reserve key it is handed",
    "channels/station/services/rekeying.py": "changes it by the reserve key it is handed",
    "channels/station/management/commands/change_station_key.py": "reads the reserve key's file",
}
MAKERS = {"SigningKey", "read_signing_key", "signing_key_at", "write_signing_key"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("receiver/") and name != "core/keys.py":
            yield name, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(module, name) of every import; a module that is imported by name counts as itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "lantoa.receiver":
            yield from ((f"lantoa.receiver.{alias.name}", "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_rest_of_the_program_knows_only_the_receivers_messages() -> None:
    foreign = {
        (name, module)
        for name, tree in modules()
        if name not in START_IT
        for module, _ in imported(tree)
        if module.startswith("lantoa.receiver") and not module.startswith(OPEN)
    }
    assert foreign == set()


def test_private_keys_are_made_by_the_station_for_itself_alone() -> None:
    holders = {
        name
        for name, tree in modules()
        for module, what in imported(tree)
        if module == "lantoa.core.keys" and what in MAKERS
    }
    assert holders == set(HOLDERS)


@pytest.mark.django_db
def test_database_has_no_room_for_a_private_key() -> None:
    from lantoa.registry.models import Receiver

    names = {field.name for field in Receiver._meta.get_fields()}
    assert {name for name in names if "key" in name} == {"public_key"}
