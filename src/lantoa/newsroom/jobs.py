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
def make_alert_sound(pk: int) -> None:
    """One sound of an alert; safe to run twice."""
    from lantoa.newsroom.alerts.sounds import make_sound

    make_sound(pk)


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


def follow_alerts(now: datetime) -> None:
    """What has reached its hour is over; a sound whose job died is begun anew at once."""
    from lantoa.newsroom.alerts.running import expire_alerts
    from lantoa.newsroom.making.jobs import requeue_stuck
    from lantoa.newsroom.models import AlertSound

    expire_alerts(now=now)
    requeue_stuck(AlertSound.objects.all(), make_alert_sound, now=now, after=ALERT_STUCK_AFTER)


def erase_ideas(now: datetime) -> None:
    """What came from phones is kept twelve months, as the page of sending says; so are plans.
    Missing persons are forgotten sooner."""
    from lantoa.core.clock import local
    from lantoa.newsroom.alerts.running import erase_missing
    from lantoa.newsroom.editing.beginning import forget_keys
    from lantoa.newsroom.ideas.taking import erase_old_ideas
    from lantoa.newsroom.week.planning import erase_old_items
    from lantoa.newsroom.writing_help.services import erase_old_asks

    erase_missing(before=now - MISSING_KEPT)
    erase_old_ideas(before=now - IDEAS_KEPT)
    erase_old_items(before=local(now - IDEAS_KEPT).date())
    erase_old_asks(before=now - ASKS_KEPT)
    forget_keys(before=now - KEYS_KEPT)


def sweep_files(now: datetime) -> None:
    """What was replaced and never approved leaves the disk after a week."""
    from lantoa.newsroom.making.sweeping import sweep

    sweep(now=now)


def propose(now: datetime) -> None:
    """What rules find worth a story stands among the ideas."""
    from lantoa.newsroom.ideas.proposing import keep_proposals

    keep_proposals(now=now)


def fill_products(now: datetime) -> None:
    """What products of an older version of the program lack."""
    from lantoa.newsroom import upgrading

    upgrading.fill_products()


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
KEYS_KEPT = timedelta(days=30)
MISSING_KEPT = timedelta(days=30)
ALERT_STUCK_AFTER = timedelta(seconds=30)
register_tick("alerts", timedelta(seconds=5), follow_alerts)
register_tick("appointments", timedelta(seconds=5), run_appointments)
register_tick("policies", timedelta(hours=6), tell_of_lapses)
register_tick("ideas", timedelta(hours=12), erase_ideas)
register_tick("proposals", timedelta(hours=1), propose)
register_tick("older-products", timedelta(minutes=1), fill_products)
register_tick("sweep", timedelta(hours=24), sweep_files)
register_tick("forms", timedelta(minutes=1), take_up_again)
