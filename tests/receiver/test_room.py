"""What the rest of the program may know of the receiver."""

import ast
from pathlib import Path

import lantoa

SOURCE = Path(lantoa.__file__).parent
# Messages and topics are shared; everything that touches the key, the plan and the sound is not.
SHARED = ("lantoa.receiver.messages", "lantoa.receiver.topics", "lantoa.receiver.quiet")
COMMAND = SOURCE / "cli" / "commands" / "receiver.py"


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith("lantoa.receiver")}


def test_only_the_receiver_can_reach_a_receivers_private_key() -> None:
    strangers = [
        (str(path.relative_to(SOURCE)), name)
        for path in SOURCE.rglob("*.py")
        if not path.is_relative_to(SOURCE / "receiver") and path != COMMAND
        for name in imported(path)
        if not name.startswith(SHARED)
    ]
    assert strangers == []


def test_the_receiver_knows_core_and_itself_only() -> None:
    for path in (SOURCE / "receiver").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lantoa."):
                assert (node.module or "").startswith(("lantoa.core", "lantoa.receiver")), path
