"""Praise on the desk: proposed from a candidate, its papers, its draft, its decision."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.plan.models import Commendation
from lantoa.registry.models import Showcase
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def test_an_example_is_proposed_and_given(client: Client) -> None:
    make.commune()
    task = make.task()
    model = Showcase.objects.create(name="Chợ không tiền mặt", summary="")
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert "Chợ không tiền mặt" in client.get(reverse("commendations")).content.decode()
    key = f"showcase-{model.pk}"
    form = client.get(reverse("nominate"), {"ung-vien": key}).content.decode()
    assert 'value="Chợ không tiền mặt"' in form
    fields = {"whom": "Chợ không tiền mặt", "kind": "model", "for_what": "Làm đều",
              "tasks": [task.pk]}  # fmt: skip
    wrong = client.post(reverse("nominate"), {**fields, "evidence": "mười"})
    assert wrong.status_code == 422
    client.post(reverse("nominate"), fields)
    row = Commendation.objects.get()
    client.post(reverse("commendation-papers", args=[row.pk]), {"meeting": "BB 2"})
    draft = client.get(reverse("commendation-draft", args=[row.pk]))
    text = zipfile.ZipFile(io.BytesIO(draft.content)).read("word/document.xml").decode()
    assert "Chợ không tiền mặt" in text
    client.post(
        reverse("decide-commendation", args=[row.pk]),
        {"number": "67/QĐ-UBND", "decided_on": "2026-01-05"},
    )
    page = client.get(reverse("commendation", args=[row.pk])).content.decode()
    assert "67/QĐ-UBND</strong>, ngày 05/01/2026" in page
    assert "BB 2" in page
