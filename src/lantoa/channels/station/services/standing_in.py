"""Where the approved sound of a bulletin is gone from the server, the one approved before it."""

from __future__ import annotations

import logging
from datetime import datetime

from lantoa.channels.station.filling import needed_seconds
from lantoa.channels.station.models import Bulletin
from lantoa.channels.station.room import pieces_of
from lantoa.channels.station.services.placing import lay_out_programme
from lantoa.channels.station.sounds import sound_file
from lantoa.newsroom.queries import sound_at_hand

LOG = logging.getLogger("lantoa.station")


def stand_in(*, bulletin: Bulletin, now: datetime) -> bool:
    """Gives the bulletin the sound that was approved last before the one that is gone; answers
    whether it did. Never once any receiver was told to play it, nor where it would push another
    bulletin out of the slot. Run inside a transaction."""
    gone = bulletin.rendition
    if sound_file(bulletin.sha256) is not None:
        return False
    sound = sound_at_hand(bulletin.article)
    if sound is None or sound.pk == gone.pk:
        return False
    if bulletin.broadcasts.exclude(order_number=None).exists():
        return False
    bulletin.rendition = sound
    bulletin.save(update_fields=["rendition"])
    programme = bulletin.programme
    if needed_seconds(pieces_of(programme)) > programme.seconds:
        bulletin.rendition = gone
        bulletin.save(update_fields=["rendition"])
        return False
    lay_out_programme(programme=programme, now=now)
    LOG.warning("bulletin %s: sound %s is gone, %s stands in", bulletin.pk, gone.pk, sound.pk)
    return True
