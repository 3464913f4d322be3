"""Nudges on the desk: by unit, in words to paste, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.core import clock
from lantoa.notices.services import remind_unit
from lantoa.registry.models import Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def said(text: str, *, unit: Unit, subject: str, days_ago: int = 0) -> None:
    now = clock.now() - timedelta(days=days_ago)
    remind_unit(
        unit=unit, text=text, subject=subject, link="", by="system",
        today=clock.local(now).date(), now=now,
    )  # fmt: skip


def test_the_message_holds_each_matter_once_in_its_newest_words(client: Client) -> None:
    make.commune()
    unit = make.unit()
    said("Nhiệm vụ 1.5: còn 7 ngày.", unit=unit, subject="task:a", days_ago=4)
    said("Nhiệm vụ 1.5: còn 3 ngày.", unit=unit, subject="task:a")
    said("Số liệu <b>loa</b>: còn 3 ngày.", unit=unit, subject="request:b")
    said("Việc năm ngoái.", unit=unit, subject="task:c", days_ago=300)
    client.force_login(make.account(Role.PLAN_OFFICER))
    page = client.get(reverse("nudges")).content.decode()
    message = page.split('class="lt-message"')[1].split("</pre>")[0]
    assert message.count("Nhiệm vụ 1.5") == 1 and "còn 3 ngày" in message
    assert "còn 7 ngày" in page and "năm ngoái" not in page
    assert "&lt;b&gt;loa" in page and "<b>loa" not in page
    assert "năm ngoái" in client.get(reverse("nudges"), {"so-ngay": "366"}).content.decode()


def test_one_unit_alone_goes_on_paper(client: Client) -> None:
    make.commune()
    first = make.unit()
    second = Unit.objects.create(name="Hội Phụ nữ", kind="front")
    said("Việc thứ nhất.", unit=first, subject="task:a")
    said("Việc thứ hai.", unit=second, subject="task:b")
    client.force_login(make.account(Role.LEADER))
    printed = client.get(reverse("nudges-printed"), {"don-vi": second.pk}).content.decode()
    assert "Việc thứ hai." in printed and "Việc thứ nhất." not in printed
    assert "1 lần, 1 đơn vị" in printed


@pytest.mark.parametrize("asked", [{"so-ngay": "-3"}, {"so-ngay": "x"}, {"don-vi": "9" * 40}])
def test_strange_filters_show_the_usual_week(client: Client, asked: dict[str, str]) -> None:
    make.commune()
    client.force_login(make.account(Role.PLAN_OFFICER))
    page = client.get(reverse("nudges"), asked)
    assert page.status_code == 200
    assert "chưa đôn đốc đơn vị nào" in page.content.decode()
