"""The gate under any order of events: what stands in public was approved by somebody else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Revision

from lantoa.approval.authority import FINAL
from lantoa.approval.delegating import give_delegation
from lantoa.approval.models import Approval, Delegation, Request
from lantoa.approval.routing import set_routes
from lantoa.approval.terms import Decision, Route
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import (
    approve_article,
    return_article,
    save_draft,
    submit_article,
    withdraw_article,
)
from lantoa.newsroom.week.approval import Choice, approve_all
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

PEOPLE = st.integers(0, 5)
WORDS = st.sampled_from(["Lời thứ nhất.", "Lời thứ hai.", "Lời thứ ba."])


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

    @rule(who=PEOPLE)
    def submit(self, who: int) -> None:
        submit_article(article=self.row(), by=self.people[who], now=self.now())

    @rule(who=PEOPLE, at=st.integers(0, 5))
    def approve(self, who: int, at: int) -> None:
        request = self.some_request(at)
        if request:
            with contextlib.suppress(Refused):
                approve_article(
                    request=request, expected_hash=request.hash, seen=[], by=self.people[who],
                    now=self.now(),
                )  # fmt: skip

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
        Gate, settings=settings(max_examples=25, stateful_step_count=14, deadline=None)
    )
