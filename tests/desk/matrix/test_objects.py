"""An id of somebody else's object opens nothing, and a script in a field stays text."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from tests.desk.matrix import world
from tests.desk.matrix.reading import client_of, rows
from tests.make import NOW, TODAY, account, task

from lantoa.approval.models import ApprovalLink
from lantoa.channels.outreach.models import Meeting
from lantoa.channels.outreach.services import record_meeting
from lantoa.notices.models import Notice
from lantoa.notices.services import tell_account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
SCRIPT = "<script>x1()</script>"
# Set by the program alone, or shaped: a script cannot be typed there.
SHAPED = ("hash", "sha256", "slug", "mime", "code", "password", "username", "content", "subject",
          "token", "nonce", "device", "prev", "accent", "via", "source_sha256")  # fmt: skip
OURS = ("plan", "registry", "newsroom", "approval", "reports", "social", "station", "outreach",
        "boards", "printed", "notices", "library")  # fmt: skip


def typed_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Text that a person types: no choices, not unique, not shaped by the program."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.EmailField | models.URLField)
        and not field.choices
        and field.name not in SHAPED
        and (field.max_length or 999) >= len(SCRIPT)
    ]


def type_scripts() -> int:
    """Writes a script into every typed field of every row there is; answers how many fields."""
    count = 0
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for field in typed_fields(model):
                for row in model._base_manager.all():
                    own = f"{SCRIPT}{row.pk}" if field.unique else SCRIPT
                    same = model._base_manager.filter(pk=row.pk)
                    count += same.update(**{field.name: own[: field.max_length]})
    return count


@pytest.mark.parametrize("role", [Role.PLAN_OFFICER, Role.EDITOR, Role.LEADER])
def test_script_in_any_field_comes_out_as_text(role: Role) -> None:
    things = world.build()
    assert type_scripts() > 40
    client, seen = client_of(account(role)), 0
    found = []
    for row in rows():
        if not row.allows("GET", role) or not row.is_method("GET"):
            continue
        answer = client.get(row.address(things))
        kind = answer.get("Content-Type", "")
        if answer.streaming or not kind.startswith("text/html"):
            continue
        text = answer.content.decode()
        seen += "&lt;script&gt;x1" in text
        found += [row.name] if SCRIPT in text else []
    assert found == []
    assert seen > 8


def test_links_of_a_request_are_for_who_submitted_it() -> None:
    things = world.build()
    address = reverse("approval-links", args=[things["request"]])
    stranger = client_of(account(Role.EDITOR))
    assert stranger.get(address).status_code == 403
    made = stranger.post(f"{address}tao/", {"approver": account(Role.LEADER).pk})
    assert made.status_code == 422
    assert ApprovalLink.objects.count() == 0


def test_notice_of_another_is_not_there() -> None:
    owner = account(Role.EDITOR)
    tell_account(
        account=owner, subject="request:1", text="Bài được trả lại.", link="/ban-lam-viec/",
        by="system", today=TODAY, now=NOW,
    )  # fmt: skip
    address = reverse("note-notice", args=[Notice.objects.get().pk])
    assert client_of(account(Role.EDITOR)).post(address).status_code in (403, 404, 422)
    assert client_of(owner).post(address).status_code == 302


def test_deed_of_another_is_corrected_only_by_who_answers_for_the_plan() -> None:
    row = Meeting(title="Họp thôn", place="Nhà văn hóa", happened_at=NOW, attendee_count=40)
    row = record_meeting(
        meeting=row, tasks=[task()], proof="unit", by=account(Role.UNIT_CONTACT), now=NOW
    )
    address = reverse("outreach-correct", args=[row.evidence_seq])
    assert client_of(account(Role.UNIT_CONTACT)).get(address).status_code == 403
    assert client_of(account(Role.PLAN_OFFICER)).get(address).status_code == 200
