"""Jobs of the newsroom: forms are made after commit, in a process of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task

from lantoa.core.tick import register_tick


@task()
def render_sound(rendition_id: int) -> None:
    """Makes one sound; safe to run twice."""
    from lantoa.newsroom.sounds.rendering import render

    render(rendition_id)


@task()
def make_product(rendition_id: int) -> None:
    """Makes one product with its files; safe to run twice."""
    from lantoa.newsroom.products.making import make

    make(rendition_id)


@task()
def ask_help(ask_id: int) -> None:
    """Asks the writing help once; safe to run twice."""
    from lantoa.core import clock
    from lantoa.newsroom.writing_help.services import answer_ask

    answer_ask(ask_id, now=clock.now())


def take_up_again(now: datetime) -> None:
    """Forms whose job died with its process are begun anew."""
    from lantoa.newsroom.making.jobs import requeue_stuck
    from lantoa.newsroom.models import Rendition
    from lantoa.newsroom.terms import Form

    sounds = Rendition.objects.filter(form=Form.SOUND)
    requeue_stuck(sounds, render_sound, now=now, after=SOUND_STUCK_AFTER)
    requeue_stuck(Rendition.objects.exclude(form=Form.SOUND), make_product, now=now)


def erase_ideas(now: datetime) -> None:
    """What came from phones is kept twelve months, as the page of sending says; so are plans."""
    from lantoa.core.clock import local
    from lantoa.newsroom.ideas.taking import erase_old_ideas
    from lantoa.newsroom.week.planning import erase_old_items
    from lantoa.newsroom.writing_help.services import erase_old_asks

    erase_old_ideas(before=now - IDEAS_KEPT)
    erase_old_items(before=local(now - IDEAS_KEPT).date())
    erase_old_asks(before=now - ASKS_KEPT)


def propose(now: datetime) -> None:
    """What rules find worth a story stands among the ideas."""
    from lantoa.newsroom.ideas.proposing import keep_proposals

    keep_proposals(now=now)


SOUND_STUCK_AFTER = timedelta(minutes=10)


def tell_of_lapses(now: datetime) -> None:
    """Owners of policy sheets hear of the end before it comes."""
    from lantoa.core.clock import local
    from lantoa.newsroom.policies import tell_owners

    tell_owners(now=now, today=local(now).date())


def run_appointments(now: datetime) -> None:
    """Articles go live and come down at their hours."""
    from lantoa.newsroom.timing.runs import run_due

    run_due(now=now)


IDEAS_KEPT = timedelta(days=365)
ASKS_KEPT = timedelta(days=1)
register_tick("appointments", timedelta(seconds=5), run_appointments)
register_tick("policies", timedelta(hours=6), tell_of_lapses)
register_tick("ideas", timedelta(hours=12), erase_ideas)
register_tick("proposals", timedelta(hours=1), propose)
register_tick("forms", timedelta(minutes=1), take_up_again)
