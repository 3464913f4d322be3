"""The same plan in another form of letters, lines, numbering, tables or file reads the same."""

from __future__ import annotations

import pytest
from tests.plan.reading.disguises import DISGUISES, Disguise, renumbered
from tests.plan.reading.examples import example
from tests.plan.reading.scoring import differences

from lantoa.documents.readers import read_file
from lantoa.plan.reading import read_plan


@pytest.mark.parametrize("name", ["song-lam", "dong-kinh"])
@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda each: each.__name__)
def test_plan_in_disguise_reads_the_same(name: str, disguise: Disguise) -> None:
    text, answer = example(name)
    document = read_file(disguise(text), f"{name}.dat")
    assert differences(read_plan(document.text).as_json(), renumbered(disguise, answer)) == []
