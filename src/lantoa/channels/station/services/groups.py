"""Groups of receivers: who is in one, and that every receiver holds the signed list of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.channels.station.models import Order, ReceiverGroup, Zone
from lantoa.channels.station.names import receiver_name
from lantoa.channels.station.services.issuing import issue, issue_to_group
from lantoa.receiver import messages
from lantoa.receiver.messages import Beat
from lantoa.registry.models import Hamlet, Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
ALL = "all"
# A list is said anew at the next beat where it did not arrive.
LIST_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A group as it should be."""

    name: str
    members: frozenset[int]
    zone: Zone | None = None
    hamlet: Hamlet | None = None


def follow_groups(*, now: datetime) -> int:
    """Brings every group in line with the registry and signs the lists that changed: one message
    for those who hold the list, one for each who is new. Each group in its own transaction;
    answers how many changed."""
    kept = {group.name: group for group in ReceiverGroup.objects.prefetch_related("members")}
    changed = 0
    for wanted in _wanted(kept):
        try:
            changed += _follow(wanted, kept.get(wanted.name), now)
        except Exception:
            LOG.exception("group %s does not follow", wanted.name)
    return changed


def missing_lists(*, receiver: Receiver, beat: Beat, now: datetime) -> list[Order]:
    """Signs anew what this receiver does not hold, or holds of a group that it has left."""
    own = {group.name: group for group in receiver.groups.all()}
    if _holds(own.values(), beat):
        return []
    left = ReceiverGroup.objects.filter(name__in=set(beat.groups) - set(own))
    return [_say_list(receiver, group, now) for group in (*own.values(), *left)]


def holds_lists(receiver: Receiver) -> bool:
    """Did its last beat say that it holds the lists as they are now?"""
    digests = (group.digest for group in receiver.groups.all())
    return bool(receiver.last_beat.get("lists")) and (
        receiver.last_beat["lists"] == messages.lists_digest(digests)
    )


def _holds(groups: Iterable[ReceiverGroup], beat: Beat) -> bool:
    rows = list(groups)
    if beat.lists or not beat.groups:
        return beat.lists == messages.lists_digest(group.digest for group in rows)
    # A program that does not say its lists yet: their names must do.
    return set(beat.groups) == {group.name for group in rows}


def _wanted(kept: Iterable[str]) -> Iterator[Wanted]:
    rows = list(
        Receiver.objects.filter(state=ReceiverState.ENROLLED, cluster__is_active=True)
        .select_related("cluster")
        .prefetch_related("cluster__zones", "cluster__hears")
    )
    yield Wanted(ALL, frozenset(row.pk for row in rows))
    for zone in Zone.objects.all():
        own = {row.pk for row in rows if zone.is_active and zone in row.cluster.zones.all()}
        if own or f"zone-{zone.pk}" in kept:
            yield Wanted(f"zone-{zone.pk}", frozenset(own), zone=zone)
    near = Q(clusters__isnull=False) | Q(heard_from__isnull=False)
    for hamlet in Hamlet.objects.filter(near).distinct():
        own = {row.pk for row in rows if _hears(row, hamlet)}
        if own or f"hamlet-{hamlet.pk}" in kept:
            yield Wanted(f"hamlet-{hamlet.pk}", frozenset(own), hamlet=hamlet)


def _hears(receiver: Receiver, hamlet: Hamlet) -> bool:
    return receiver.cluster.hamlet_id == hamlet.pk or hamlet in receiver.cluster.hears.all()


def _follow(wanted: Wanted, group: ReceiverGroup | None, now: datetime) -> bool:
    before = {row.pk for row in group.members.all()} if group else set()
    if (group is None and not wanted.members) or (group is not None and before == wanted.members):
        return False
    with transaction.atomic():
        if group is None:
            group = ReceiverGroup.objects.create(
                name=wanted.name, zone=wanted.zone, hamlet=wanted.hamlet, changed_at=now
            )
        group.members.set(wanted.members)
        body = members_of(group)
        group.digest, group.changed_at = body.digest, now
        group.save(update_fields=["digest", "changed_at"])
        issue_to_group(group=group, body=body, valid_until=now + LIST_LIFE, now=now)
        fresh = Receiver.objects.filter(pk__in=wanted.members - before).select_related("cluster")
        for row in fresh:
            _say_list(row, group, now)
    return True


def _say_list(receiver: Receiver, group: ReceiverGroup, now: datetime) -> Order:
    body = members_of(group)
    return issue(receiver=receiver, body=body, valid_until=now + LIST_LIFE, now=now)


def members_of(group: ReceiverGroup) -> messages.Members:
    """The list as it is signed."""
    rows = group.members.select_related("cluster").order_by("pk")
    return messages.Members(group.name, tuple(receiver_name(row) for row in rows))
