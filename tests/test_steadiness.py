"""No test fails by chance: what made tests fail on a busy machine is not written again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
OWN = (Path(__file__).name, "browsing.py", "ports.py")
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


@pytest.mark.parametrize("pattern", sorted(UNSTEADY))
def test_what_is_not_steady_stands_in_no_test(pattern: str) -> None:
    found = [
        (str(path.relative_to(TESTS)), line)
        for path in sorted(TESTS.rglob("*.py"))
        if path.name not in OWN and "node_modules" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if re.search(pattern, line)
    ]
    assert found == [], UNSTEADY[pattern]


@pytest.mark.parametrize("name", ["deadline", "derandomize"])
def test_examples_are_the_same_in_every_run_and_have_all_the_time(name: str) -> None:
    from hypothesis import settings

    assert getattr(settings(), name) == {"deadline": None, "derandomize": True}[name]
