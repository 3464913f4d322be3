"""The gate under any order of events: what stands in public was approved by somebody else."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Revision

from lantoa.approval.authority import FINAL
from lantoa.approval.delegating import give_delegation
from lantoa.approval.models import Approval, Delegation, Request
from lantoa.approval.routing import set_routes
from lantoa.approval.terms import Decision, RequestState, Route
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, Timing
from lantoa.newsroom.services import (
    approve_article,
    return_article,
    save_draft,
    submit_article,
    withdraw_article,
)
from lantoa.newsroom.terms import TimedState
from lantoa.newsroom.timing.runs import run_due
from lantoa.newsroom.week.approval import Choice, approve_all
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

EXAMPLES, STEPS = (120, 30) if os.environ.get("LANTOA_CI") == "1" else (25, 16)
PEOPLE = st.integers(0, 5)
ALL_WORDS = ("Lời thứ nhất.", "Lời thứ hai.", "Lời thứ ba.")
WORDS = st.sampled_from(ALL_WORDS)


class Gate(RuleBasedStateMachine):
    """An editor, leaders (one of them superuser) and heads; every one of them tries everything."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        roles = (Role.EDITOR, Role.LEADER, Role.LEADER, Role.LEADER, Role.HEAD, Role.HEAD)
        self.people = [account(role) for role in roles]
        self.people[3].is_superuser = True
        self.people[3].save()
        self.story = article(by=self.people[0], for_loudspeaker=False)
        self.minutes = 0
        self.opened = self.row().newest
        # By content: when its last submission wants it live, and down. By request: who wrote.
        self.asked: dict[str, tuple[datetime | None, datetime | None]] = {}
        self.wrote: dict[int, set[int]] = {}

    @initialize(writers=st.lists(PEOPLE, max_size=2))
    def versions_that_were_published(self, writers: list[int]) -> None:
        """None, one or two versions of different words went live before."""
        for at, who in enumerate(writers):
            self.save(who, ALL_WORDS[at])
            self.submit_and_approve(who, None, None)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def now(self) -> Any:
        self.minutes += 1
        return NOW + timedelta(minutes=self.minutes)

    def row(self) -> Article:
        return Article.objects.get(pk=self.story.pk)

    @rule(who=PEOPLE, words=WORDS)
    def save(self, who: int, words: str) -> None:
        draft = self.row().newest
        draft.lead = words
        save_draft(article=draft, by=self.people[who], now=self.now())

    @rule(who=PEOPLE, at=st.integers(0, 9))
    def restore(self, who: int, at: int) -> None:
        """An older version becomes the newest draft, saved by somebody else."""
        revisions = list(self.row().revisions.order_by("pk"))
        draft = revisions[at % len(revisions)].as_object()
        save_draft(article=draft, by=self.people[who], now=self.now())

    @rule()
    def open_editor(self) -> None:
        self.opened = self.row().newest

    @rule(who=PEOPLE, words=WORDS)
    def autosave_from_a_page_opened_before(self, who: int, words: str) -> None:
        self.opened.lead = words
        save_draft(article=self.opened, by=self.people[who], now=self.now())

    @rule(who=PEOPLE, live=st.none() | st.integers(1, 5), down=st.none() | st.integers(6, 10))
    def submit(self, who: int, live: int | None, down: int | None) -> None:
        now = self.now()
        publish_at = now + timedelta(hours=live) if live else None
        expire_at = now + timedelta(hours=down) if down else None
        request = submit_article(
            article=self.row(), by=self.people[who], now=now, publish_at=publish_at,
            expire_at=expire_at,
        )  # fmt: skip
        self.asked[request.manifest["content"]] = (publish_at, expire_at)
        self.wrote[request.pk] = self.writers_of_what_is_new()

    @rule(who=PEOPLE, live=st.none() | st.integers(1, 5), down=st.none() | st.integers(6, 10))
    def submit_and_approve(self, who: int, live: int | None, down: int | None) -> None:
        """The usual way in one step, so that few steps lead through many versions."""
        self.submit(who, live, down)
        for at in range(len(self.people)):
            self.approve(at, Request.objects.count() - 1)

    def writers_of_what_is_new(self) -> set[int]:
        """Whoever saved the lead that is brought, at any time, where nobody reads it in public."""
        row = self.row()
        lead, saved = row.newest.lead, row.revisions.exclude(user=None)
        is_read = row.live and row.lead == lead
        return set() if is_read else {one.user_id for one in saved if one.content["lead"] == lead}

    @rule(who=PEOPLE, at=st.integers(0, 5))
    def approve(self, who: int, at: int) -> None:
        request = self.some_request(at)
        if request:
            with contextlib.suppress(Refused):
                approve_article(
                    request=request, expected_hash=request.hash, seen=[], by=self.people[who],
                    now=self.now(),
                )  # fmt: skip

    @rule(hours=st.sampled_from([-3, 0, 2, 8]))
    def tick(self, hours: int) -> None:
        """On time, late after a stop, or by a clock that was set back; each once."""
        now, before = self.now() + timedelta(hours=hours), self.row()
        run_due(now=now)
        after = self.row()
        publish_at, expire_at = self.asked.get(after.live_content, (None, None))
        if after.last_published_at != before.last_published_at and after.live:
            assert publish_at is None or publish_at <= now, "live before its hour"
        in_force = Timing.objects.filter(article=after, state=TimedState.LIVE).first()
        if after.live and in_force and in_force.content == after.live_content:
            assert in_force.expire_at == expire_at or self.is_submitted_anew(after)
            assert in_force.expire_at is None or in_force.expire_at > now, "past its hour"
        assert run_due(now=now) == 0
        again = self.row()
        assert (again.live, again.last_published_at) == (after.live, after.last_published_at)

    def is_submitted_anew(self, row: Article) -> bool:
        """With other hours, which nobody approved yet."""
        newest = Request.objects.filter(subject=row.code).order_by("-submitted_at", "-pk").first()
        return newest is not None and newest.state != RequestState.APPROVED

    @rule(who=PEOPLE, is_stale=st.booleans())
    def approve_week(self, who: int, is_stale: bool) -> None:
        """All that ever waited in one act; `is_stale`: a page that was opened too early."""
        choices = [
            Choice(request, "0" * 64 if is_stale else request.hash)
            for request in Request.objects.all()
        ]

        @contextlib.contextmanager
        def acting(request: Request) -> Iterator[Account]:
            yield self.people[who]

        made = approve_all(choices, acting=acting, now=self.now(), via="week")
        assert all((one.approval is None) == bool(one.refusal) for one in made)
        assert not is_stale or not any(one.approval for one in made)

    @rule(who=PEOPLE, words=WORDS, helped=st.booleans())
    def change_one_network(self, who: int, words: str, helped: bool) -> None:
        draft = self.row().newest
        draft.post_zalo, draft.used_help = words, helped or draft.used_help
        save_draft(article=draft, by=self.people[who], now=self.now())

    @rule(who=PEOPLE, at=st.integers(0, 5))
    def send_back(self, who: int, at: int) -> None:
        request = self.some_request(at)
        if request:
            with contextlib.suppress(Refused):
                return_article(
                    request=request, reason="Sửa lại.", expected_hash=request.hash, seen=[],
                    by=self.people[who], now=self.now(),
                )  # fmt: skip

    @rule(route=st.sampled_from(Route))
    def set_route(self, route: Route) -> None:
        set_routes(routes={"article:news": route}, by=self.people[1], now=self.now())

    @rule(giver=PEOPLE, deputy=PEOPLE, start=st.integers(-2, 2), days=st.integers(0, 2))
    def delegate(self, giver: int, deputy: int, start: int, days: int) -> None:
        since = NOW.date() + timedelta(days=start)
        with contextlib.suppress(Refused):
            give_delegation(
                deputy=self.people[deputy], since=since, until=since + timedelta(days=days),
                basis="", by=self.people[giver], now=self.now(),
            )  # fmt: skip

    @rule()
    def next_day(self) -> None:
        self.minutes += 24 * 60

    @rule(at=st.integers(0, 5))
    def superuser_publishes(self, at: int) -> None:
        revisions = list(self.row().revisions.order_by("pk"))
        with contextlib.suppress(Refused):
            revisions[at % len(revisions)].publish(user=self.people[3])

    @rule(days=st.sampled_from([-1, 1]))
    def schedule(self, days: int) -> None:
        draft = self.row().newest
        draft.go_live_at = self.now() + timedelta(days=days)
        revision = draft.save_revision(user=self.people[3], clean=False)
        with contextlib.suppress(Refused):
            revision.publish(user=self.people[3])
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=NOW - timedelta(days=9))

    @rule()
    def scheduled_run(self) -> None:
        with contextlib.suppress(Refused):
            call_command("publish_scheduled")

    @rule(words=WORDS)
    def tamper(self, words: str) -> None:
        revision = self.row().get_latest_revision()
        revision.content["lead"] = f"{words} (sửa thẳng)"
        revision.save(update_fields=["content"])

    @rule()
    def withdraw(self) -> None:
        withdraw_article(article=self.row(), by=self.people[1], now=self.now())

    def some_request(self, at: int) -> Request | None:
        requests = list(Request.objects.order_by("pk"))
        return requests[at % len(requests)] if requests else None

    @invariant()
    def live_content_was_approved_by_somebody_else(self) -> None:
        row = self.row()
        if not row.live:
            return
        approvals = Approval.objects.filter(
            subject=row.code, content=row.content, decision=Decision.APPROVED, is_final=True
        )
        assert approvals, "live without a final approval of exactly this content"
        assert row.live_content == row.content

    @invariant()
    def nobody_decided_on_words_that_they_wrote(self) -> None:
        for approval in Approval.objects.all():
            assert approval.by_id not in self.wrote.get(approval.request_id, set())

    @invariant()
    def one_appointment_waits_and_one_is_in_force(self) -> None:
        rows = Timing.objects.filter(article_id=self.story.pk)
        for state in (TimedState.SET, TimedState.LIVE):
            assert rows.filter(state=state).count() <= 1
        if not self.row().live:
            assert not rows.filter(state=TimedState.LIVE).exists()

    @invariant()
    def every_step_was_taken_by_who_might(self) -> None:
        for approval in Approval.objects.select_related("request", "by", "on_behalf_of"):
            request, giver = approval.request, approval.on_behalf_of
            own = {request.submitted_by_id, *request.authors.values_list("pk", flat=True)}
            assert not own & {approval.by_id, giver.pk if giver else 0}
            assert request.approvals.filter(by=approval.by).count() == 1
            if giver:
                assert giver.has_perm(FINAL)
                day = local(approval.decided_at).date()
                assert Delegation.objects.filter(
                    giver=giver, deputy=approval.by, since__lte=day, until__gte=day
                ).exists()
            elif approval.by.role == Role.HEAD and approval.decision == Decision.APPROVED:
                assert approval.is_final == (request.route == Route.ONE)
                assert request.route != Route.LEADER
            if not approval.is_final:
                assert request.route == Route.TWO


@pytest.mark.django_db
def test_live_content_was_always_approved_by_somebody_else() -> None:
    run_state_machine_as_test(
        Gate, settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
    )
