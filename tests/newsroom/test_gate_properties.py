"""The gate under any order of events: what stands in public was approved by somebody else."""

from __future__ import annotations

import contextlib
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

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import (
    approve_article,
    return_article,
    save_draft,
    submit_article,
    withdraw_article,
)
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

PEOPLE = st.integers(0, 3)
WORDS = st.sampled_from(["Lời thứ nhất.", "Lời thứ hai.", "Lời thứ ba."])


class Gate(RuleBasedStateMachine):
    """Four people, one of them superuser; every one of them tries everything."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.people = [account(), account(Role.LEADER), account(Role.LEADER), account(Role.LEADER)]
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

    @rule(who=PEOPLE, at=st.integers(0, 5))
    def send_back(self, who: int, at: int) -> None:
        request = self.some_request(at)
        if request:
            with contextlib.suppress(Refused):
                return_article(
                    request=request, reason="Sửa lại.", expected_hash=request.hash, seen=[],
                    by=self.people[who], now=self.now(),
                )  # fmt: skip

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
            subject=row.code, content=row.content, decision=Decision.APPROVED
        )
        assert approvals, "live without an approval of exactly this content"
        for approval in approvals:
            assert approval.by_id != approval.request.submitted_by_id
            assert not approval.request.authors.filter(pk=approval.by_id).exists()
        assert row.live_content == row.content


@pytest.mark.django_db
def test_live_content_was_always_approved_by_somebody_else() -> None:
    run_state_machine_as_test(
        Gate, settings=settings(max_examples=25, stateful_step_count=14, deadline=None)
    )
