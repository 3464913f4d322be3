"""Jobs of the station: what it sounds like is made after commit, in a process of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task

from lantoa.core.tick import register_tick


@task()
def make_kit_sound(pk: int) -> None:
    """One part of the kit; safe to run twice."""
    from lantoa.channels.station.kit_making import make_sound

    make_sound(pk)


@task()
def join_kit(pk: int) -> None:
    """The files of one kit as they air; safe to run twice."""
    from lantoa.channels.station.kit_making import join_parts

    join_parts(pk)


@task()
def make_programme_file(pk: int) -> None:
    """A slot's programme as one file; safe to run twice."""
    from lantoa.channels.station.programme_making import make_programme

    make_programme(pk)


def take_up_again(now: datetime) -> None:
    """What a job left unfinished because its process died is begun anew."""
    from lantoa.channels.station.models import KitSound, ProgrammeFile, StationKit
    from lantoa.newsroom.making.jobs import requeue_stuck

    requeue_stuck(KitSound.objects.all(), make_kit_sound, now=now)
    requeue_stuck(StationKit.objects.all(), join_kit, now=now)
    requeue_stuck(ProgrammeFile.objects.all(), make_programme_file, now=now)


def forget_refusals(now: datetime) -> None:
    """Refusals of receivers that have fallen silent since."""
    from lantoa.channels.station.models import RefusedOrder
    from lantoa.channels.station.services.devices import keep_fewer_refusals
    from lantoa.registry.models import Receiver

    told = RefusedOrder.objects.values("receiver")
    for receiver in Receiver.objects.filter(pk__in=told):
        keep_fewer_refusals(receiver=receiver, now=now)


def tell_silence(now: datetime) -> None:
    """Receivers without a sign of life."""
    from lantoa.channels.station.services.silence import tell_silence as tell

    tell(now=now)


register_tick("station-silence", timedelta(seconds=30), tell_silence)
register_tick("station-refusals", timedelta(days=1), forget_refusals)


def take_from_above(now: datetime) -> None:
    """Files that an adapter put into the folder of a higher level."""
    from pathlib import Path

    from django.conf import settings

    from lantoa.channels.station.incoming.folder import folder_of, scan

    folder_of(Path(settings.HOME)).mkdir(exist_ok=True)
    scan(Path(settings.HOME), now=now)


register_tick("station-from-above", timedelta(seconds=15), take_from_above)
register_tick("station-sounds", timedelta(minutes=1), take_up_again)
