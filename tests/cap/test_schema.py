"""Our rules of structure against the published schema, element by element."""

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.cap.sample import ALERT

from lantoa.cap import check
from lantoa.cap.reading import read_node
from lantoa.cap.structure import structure_findings

SHARED = Path(__file__).parents[2].parent / "shared" / "cap"
WORDS = ("", " ", "x", "Alert", "Public", "2026-02-30T00:00:00+07:00", "2026-02-28T24:00:00+07:00")
WORDS += ("2026-10-02T15:00:00,07:00", "2026-10-02T15:00:00-15:00", "-1", "1.5", "vi", " 12 ")
WORDS += (
    "+7",
    ".5",
    "5.",
    "1e3",
    "a b",
    "a:b",
    "://x",
    "https://x.example/đ?a=%C3#b",
    "%zz",
    "a#b#c",
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    file = SHARED / "CAP-v1.2.xsd"
    if not file.exists():
        pytest.skip("needs the schema published by OASIS beside the repository")
    return etree.XMLSchema(etree.parse(file))


def _variants() -> Iterator[etree._Element]:
    """The sample with every element left out, doubled, moved up, or saying something else."""
    root = etree.fromstring(ALERT.encode())
    for place in range(1, len(list(root.iter()))):
        for change in ("leave out", "double", "move up", "attribute", *WORDS):
            made = copy.deepcopy(root)
            node = list(made.iter())[place]
            parent = node.getparent()
            assert parent is not None
            if change == "leave out":
                parent.remove(node)
            elif change == "double":
                parent.insert(parent.index(node), copy.deepcopy(node))
            elif change == "move up":
                parent.insert(max(parent.index(node) - 1, 0), node)
            elif change == "attribute":
                node.set("kieu", "1")
            else:
                node.text = change
            yield made


def test_structure_agrees_with_the_schema_on_every_variant(schema: etree.XMLSchema) -> None:
    differing = []
    for made in _variants():
        content = etree.tostring(made, encoding="UTF-8")
        ours = list(structure_findings(read_node(content)))
        if schema.validate(made) == bool(ours):
            differing.append((content.decode(), ours))
    assert differing == []


@pytest.mark.parametrize("name", ["01-flood.xml", "02-update.xml"])
def test_good_example_is_valid(name: str) -> None:
    if not SHARED.exists():
        pytest.skip("needs the examples beside the repository")
    assert check((SHARED / name).read_bytes()) == []


@pytest.mark.parametrize(
    ("name", "said"), [("x03-bad-severity.xml", "severity"), ("x05-open-polygon.xml", "polygon")]
)
def test_bad_example_has_one_finding(name: str, said: str) -> None:
    if not SHARED.exists():
        pytest.skip("needs the examples beside the repository")
    (finding,) = check((SHARED / name).read_bytes())
    assert finding.text.startswith(said)
