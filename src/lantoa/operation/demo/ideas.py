"""What hamlets of the demo commune sent by phone, and what its editor planned for the week."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from lantoa.newsroom.ideas.invites import make_invite
from lantoa.newsroom.ideas.taking import Story, take_story
from lantoa.newsroom.week.planning import plan_item
from lantoa.plan.models import Plan
from lantoa.registry.models import Account, Hamlet

INVITE_DAYS, INVITE_USES = 90, 50
NAMESPACE = uuid.UUID("5b1c0f57-0000-4000-8000-000000000057")


def send_idea(row: dict[str, Any], *, by: Account, now: datetime) -> None:
    """One story of `trao-doi.toml`, by a link that `by` gave to its team."""
    invite = make_invite(
        name=row["from"], hamlet=Hamlet.objects.get(name=row["hamlet"]), days=INVITE_DAYS,
        most_uses=INVITE_USES, by=by, now=now,
    )  # fmt: skip
    story = Story(
        client_id=str(uuid.uuid5(NAMESPACE, row["headline"])), headline=row["headline"],
        place=row["place"], text=row["text"], people_informed=True,
    )  # fmt: skip
    take_story(story=story, invite=invite, now=now)


def plan_story(row: dict[str, Any], *, plan: Plan, by: Account, now: datetime) -> None:
    """One item of the week of `trao-doi.toml`, so many days ahead."""
    plan_item(
        day=now.date() + timedelta(days=row["days_ahead"]), headline=row["headline"],
        genre=row["genre"], task=plan.tasks.filter(number=row["task"]).first(), writer=by, by=by,
        now=now, today=now.date(),
    )  # fmt: skip
