"""Boards and leaflets of the demo commune: put up and handed out by hand, as in life not all."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from lantoa.channels.boards.queries import file_for, waiting_postings
from lantoa.channels.boards.services import note_posted
from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.queries import printable_products
from lantoa.channels.printed.services import record_handout
from lantoa.core.clock import local
from lantoa.ledger.terms import Proof
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Account, Hamlet, Unit

PUT_UP = 0.7
COPIES = 200


def put_up(*, by: Account, now: datetime, chance: random.Random) -> None:
    """Most of what waits is put up, for a few days or two weeks; the rest waits on."""
    for posting in list(waiting_postings().filter(made_at__lte=now).order_by("pk")):
        days = chance.choice((3, 14))
        if file_for(posting.product, posting.board) and chance.random() < PUT_UP:
            note_posted(
                posting=posting, happened_at=now,
                hangs_until=local(now).date() + timedelta(days=days), by=by, now=now,
            )  # fmt: skip


def hand_out(*, by: Account, now: datetime) -> None:
    """One run of the newest leaflet, in the first two hamlets."""
    sheets = printable_products(today=local(now).date())
    sheet = next((one for one in sheets if one.form == Form.LEAFLET), None)
    unit = Unit.objects.order_by("pk").first()
    if sheet is None or unit is None:
        return
    row = Handout(article=sheet.article, product=sheet, copies=COPIES, unit=unit, happened_at=now)
    record_handout(
        handout=row, hamlets=list(Hamlet.objects.order_by("position")[:2]), proof=Proof.UNIT,
        by=by, now=now,
    )  # fmt: skip
