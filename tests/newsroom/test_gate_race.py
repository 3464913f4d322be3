"""An autosave beside an approval: what goes live is what was approved."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction

from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, save_draft, submit_article
from lantoa.registry.terms import Role
from tests.make import NOW, account, article


@pytest.mark.django_db(transaction=True)
def test_an_autosave_beside_an_approval_waits_and_leaves_the_live_row_alone() -> None:
    made = article(for_loudspeaker=False)
    request = submit_article(article=made, by=made.created_by, now=NOW)
    leader = account(Role.LEADER)
    opened = Article.objects.get().newest
    opened.lead = "Lời chưa ai duyệt."
    trouble: list[str] = []

    def autosave() -> None:
        try:
            save_draft(article=opened, by=made.created_by, now=NOW)
        except Exception as error:
            trouble.append(repr(error))
        finally:
            connection.close()

    saving = Thread(target=autosave)
    with transaction.atomic():
        approve_article(request=request, expected_hash=request.hash, seen=[], by=leader, now=NOW)
        saving.start()
        saving.join(timeout=1)
        assert saving.is_alive()
    saving.join()
    row = Article.objects.get()
    assert trouble == []
    assert row.live
    assert row.live_content == row.content == row.live_revision.as_object().content
    assert row.newest.lead == "Lời chưa ai duyệt."
