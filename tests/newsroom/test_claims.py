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
import sys
from pathlib import Path
from lantoa.newsroom.making.claims import claim_file
with claim_file(Path(sys.argv[1])) as is_mine:
    print(is_mine == 0, flush=True)
    sys.stdin.read()
"""


def held_elsewhere(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the claim."""
    path.parent.mkdir(exist_ok=True)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
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
        assert (first, second) == (0, None)
    with claim(made) as again:
        assert again == 0


def test_file_of_a_claim_that_was_removed_by_its_holder_is_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with claim_file(path) as first:
        assert first == 0
        path.unlink()
        with claim_file(path) as second:
            assert second == 0
    assert not path.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from lantoa.newsroom.making.claims import claim
from lantoa.newsroom.models import Rendition
with claim(Rendition(pk=int(sys.argv[1]))) as deaths:
    print(deaths, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db
def test_a_job_that_kills_its_process_three_times_is_given_up_in_words() -> None:
    by = account()
    story = article(by)
    made = make_sound(article=story, voice="vi", by=by, now=NOW)
    died = path_of(made)
    for _ in range(3):
        died.parent.mkdir(exist_ok=True)
        with died.open("ab") as file:  # what `claim` leaves behind when it is killed
            file.write(b".")
        assert requeue_stuck(Rendition.objects, render_sound, now=LATER) == 1
        Rendition.objects.filter(pk=made.pk).update(made_at=NOW)
    render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.FAILED
    assert made.problem.startswith("Máy chủ dừng giữa chừng 3 lần khi làm bản này")
    assert requeue_stuck(Rendition.objects, render_sound, now=LATER) == 0
    again = make_sound(article=story, voice="vi", by=by, now=NOW)
    render(again.pk)
    again.refresh_from_db()
    assert again.state == RenditionState.READY


@pytest.mark.django_db
def test_a_process_that_is_killed_leaves_its_mark_and_one_that_ends_well_none(settings) -> None:  # type: ignore[no-untyped-def]
    made = Rendition(pk=7)
    told = []
    home = settings.MEDIA_ROOT.parent
    for _ in range(2):
        code = f"from django.conf import settings\nfrom pathlib import Path\n{KILLED}".replace(
            "django.setup()",
            f"django.setup()\nsettings.MEDIA_ROOT = Path({str(settings.MEDIA_ROOT)!r})",
        )
        run = subprocess.run(
            [sys.executable, "-c", code, "7"], capture_output=True, text=True, cwd=home, check=False
        )
        told.append((run.returncode, run.stdout.strip(), run.stderr[-300:]))
    assert told == [(-signal.SIGKILL, "0", ""), (-signal.SIGKILL, "1", "")]
    with claim(made) as deaths:
        assert deaths == 2
    with claim(made) as deaths:
        assert deaths == 0
