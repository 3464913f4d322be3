"""Groups of receivers: who is in one, and that every receiver holds the signed list of it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model

from lantoa.channels.station.models import Order, ReceiverGroup, Zone
from lantoa.channels.station.names import commune_code, name_in
from lantoa.channels.station.services.issuing import issue, issue_to_group
from lantoa.receiver import messages
from lantoa.receiver.messages import Beat
from lantoa.registry.models import Hamlet, Receiver, SpeakerCluster
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
    kept = {group.name: group for group in ReceiverGroup.objects.all()}
    members = _sets(ReceiverGroup.members.through, "receivergroup_id", "receiver_id")
    changed = 0
    for wanted in _wanted(kept):
        group = kept.get(wanted.name)
        try:
            changed += _follow(wanted, group, members[group.pk] if group else set(), now)
        except Exception:
            LOG.exception("group %s does not follow", wanted.name)
    return changed


def _sets(through: type[Model], by: str, of: str) -> dict[int, set[int]]:
    """A relation as sets of keys: an emergency must not wait for a thousand objects."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in through._default_manager.values_list(by, of):
        found[one].add(other)
    return found


def missing_lists(*, receiver: Receiver, beat: Beat, now: datetime) -> list[Order]:
    """Signs anew what this receiver does not hold, or holds of a group that it has left."""
    own = {group.name: group for group in receiver.groups.all()}
    if _holds(own.values(), beat):
        return []
    left = ReceiverGroup.objects.filter(name__in=set(beat.groups) - set(own))
    return [_say_list(receiver, members_of(group), now) for group in (*own.values(), *left)]


def holding_lists(receivers: Iterable[Receiver]) -> set[int]:
    """Which of them said with their last beat that they hold the lists as they are now."""
    of = _sets(ReceiverGroup.members.through, "receiver_id", "receivergroup_id")
    digests = dict(ReceiverGroup.objects.values_list("pk", "digest"))
    known: dict[frozenset[int], str] = {}
    holding = set()
    for one in receivers:
        own = frozenset(of[one.pk])
        if own not in known:
            known[own] = messages.lists_digest(digests[pk] for pk in own)
        said = one.last_beat.get("lists")
        if said and said == known[own]:
            holding.add(one.pk)
    return holding


def _holds(groups: Iterable[ReceiverGroup], beat: Beat) -> bool:
    rows = list(groups)
    if beat.lists or not beat.groups:
        return beat.lists == messages.lists_digest(group.digest for group in rows)
    # A program that does not say its lists yet: their names must do.
    return set(beat.groups) == {group.name for group in rows}


def _wanted(kept: Iterable[str]) -> Iterator[Wanted]:
    enrolled = Receiver.objects.filter(state=ReceiverState.ENROLLED, cluster__is_active=True)
    at = dict(enrolled.values_list("cluster", "pk"))
    yield Wanted(ALL, frozenset(at.values()))
    in_zone = _sets(Zone.clusters.through, "zone_id", "speakercluster_id")
    for zone in Zone.objects.all():
        own = frozenset(at[one] for one in in_zone[zone.pk] if zone.is_active and one in at)
        if own or f"zone-{zone.pk}" in kept:
            yield Wanted(f"zone-{zone.pk}", own, zone=zone)
    heard = _sets(SpeakerCluster.hears.through, "hamlet_id", "speakercluster_id")
    for cluster, stands_in in SpeakerCluster.objects.values_list("pk", "hamlet"):
        heard[stands_in].add(cluster)
    for hamlet in Hamlet.objects.filter(pk__in=list(heard)):
        own = frozenset(at[one] for one in heard[hamlet.pk] if one in at)
        if own or f"hamlet-{hamlet.pk}" in kept:
            yield Wanted(f"hamlet-{hamlet.pk}", own, hamlet=hamlet)


def _follow(
    wanted: Wanted, group: ReceiverGroup | None, before: set[int], now: datetime
) -> bool:  # fmt: skip
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
            _say_list(row, body, now)
    return True


def _say_list(receiver: Receiver, body: messages.Members, now: datetime) -> Order:
    return issue(receiver=receiver, body=body, valid_until=now + LIST_LIFE, now=now)


def members_of(group: ReceiverGroup) -> messages.Members:
    """The list as it is signed."""
    commune = commune_code()
    rows = group.members.order_by("pk")
    return messages.Members(group.name, tuple(name_in(commune, row) for row in rows))
