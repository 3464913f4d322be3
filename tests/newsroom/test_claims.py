"""What one process makes no other begins, until it ends or dies. Played with two processes."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from lantoa.newsroom.jobs import render_sound
from lantoa.newsroom.making.claims import claim, claim_file
from lantoa.newsroom.making.jobs import requeue_stuck
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.sounds.asking import make_sound
from lantoa.newsroom.sounds.files import sound_folder
from lantoa.newsroom.sounds.rendering import render
from lantoa.newsroom.terms import RenditionState
from tests.make import NOW, account, article

LATER = NOW + timedelta(minutes=31)
HOLD = """
import sys, time
from pathlib import Path
from lantoa.newsroom.making.claims import claim_file
with claim_file(Path(sys.argv[1])) as is_mine:
    print(is_mine, flush=True)
    time.sleep(60)
"""


def held_elsewhere(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the claim."""
    path.parent.mkdir(exist_ok=True)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    return other


def path_of(made: Rendition) -> Path:
    return sound_folder() / ".dang-lam" / f"newsroom.rendition-{made.pk}"


@pytest.mark.django_db
def test_sound_that_another_process_makes_is_not_begun_until_that_process_dies() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    other = held_elsewhere(path_of(made))
    try:
        assert requeue_stuck(Rendition.objects, render_sound, now=LATER) == 0
        render(made.pk)
        made.refresh_from_db()
        assert (made.state, made.percent) == (RenditionState.MAKING, 0)
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert requeue_stuck(Rendition.objects, render_sound, now=LATER) == 1
    render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.READY
    assert not path_of(made).exists()


@pytest.mark.django_db
def test_two_jobs_of_one_process_do_not_share_a_claim() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    with claim(made) as first, claim(made) as second:
        assert (first, second) == (True, False)
    with claim(made) as again:
        assert again


def test_file_of_a_claim_that_was_removed_by_its_holder_is_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with claim_file(path) as first:
        assert first
        path.unlink()
        with claim_file(path) as second:
            assert second
    assert not path.exists()
