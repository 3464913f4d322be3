"""The main job, from an office's plan to the official report, as people do it: real processes, a
real browser, a real broker that dies once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys import airing, deeds, evidence, planning, reporting, writing
from tests.journeys.browser import Person, open_browser
from tests.journeys.running import RunningDemo, own_database

from lantoa.core import clock

pytestmark = pytest.mark.journey
STORIES = 4


@pytest.fixture
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def demo(tmp_path: Path, browser: Any) -> Iterator[RunningDemo]:
    with own_database() as database:
        cutoffs = ",".join(reporting.cutoffs_around(clock.today()))
        running = RunningDemo(tmp_path / "xa", database, stories=STORIES, LANTOA_CUTOFFS=cutoffs)
        try:
            yield running
        finally:
            running.end_if_running()


def test_main_job_from_plan_to_report(demo: RunningDemo, browser: Any, tmp_path: Path) -> None:
    password = demo.wait_until_up()
    people = {
        name: Person.signing_in(browser, demo.url, name, password)
        for name in ("kehoach", "bientap", "lanhdao", "truyenthanh")
    }
    officer, editor, leader = people["kehoach"], people["bientap"], people["lanhdao"]

    plan = planning.bring_plan(officer, demo, planning.plan_file(tmp_path))
    number = deeds.issue_plan(officer, plan)
    before = reporting.figures(demo, plan)

    article = writing.write_article(editor, plan)
    writing.look_at_forms(editor)
    sounds = writing.make_sound_and_submit(editor)
    writing.refuse_own_approval(editor, leader)
    writing.look_and_listen(leader, sounds)
    slot = airing.add_slot(people["truyenthanh"])
    writing.approve(leader)

    ordered = evidence.wait_for_entry(demo, tmp_path, "broadcast.ordered", article.code)
    # The opening of the station, by a machine's voice, has said so already.
    sha256 = sounds.announced
    assert ordered["payload"]["sha256"] == sha256
    airing.kill_broker_and_receiver(demo)
    writing.read_on_the_site(browser, demo.url)
    deeds.post_by_hand(editor, writing.TITLE)
    training = deeds.enter_late_training(officer, plan)
    airing.wait_until_heard(demo, slot, ordered["payload"])
    played = evidence.wait_for_entry(demo, tmp_path, "broadcast.played", article.code)
    assert (played["proof"], played["payload"]["sha256"]) == ("P2", sha256)
    assert f"task:{plan.code}/1.4" in played["subjects"]

    airing.see_proof(people["truyenthanh"], writing.TITLE, played["seq"])
    after = reporting.figures(demo, plan)
    assert [before[code]["numerator"] for code in ("A2", "B3")] == [0, 0]
    assert [after[code]["numerator"] for code in ("A2", "B3")] == [1, 1]
    assert after["B3"]["entries"] == [training]
    word, pdf = reporting.make_report(demo, plan, tmp_path)
    reporting.read_report(reporting.report_from_desk(officer, plan, tmp_path), after)
    text = reporting.read_report(word, after)
    assert number in text
    aired = reporting.row_with(text, writing.TITLE, "Phát thanh")
    assert aired[-2:] == ["1 cụm loa", str(played["seq"])]
    posted = reporting.row_with(text, writing.TITLE, deeds.POSTED)
    assert "mạng xã hội" in posted[3]
    trained = reporting.row_with(text, f"{deeds.TRAINING} (nhập bổ sung)")
    assert trained[-2:] == ["42", str(training)]
    assert pdf.read_bytes().startswith(b"%PDF-")

    evidence.verify_and_tell_changes(demo, tmp_path, played)
    assert [person.complaints for person in people.values()] == [[]] * len(people)
    assert sorted(demo.parts()) == ["broker", "jobs", "receiver", "station", "web"]
    assert demo.processes() != []
    assert demo.end() == 0
    assert demo.processes() == []
