"""The demo commune's station has its kit on the air, as a leader approved it."""

from __future__ import annotations

import pytest

from lantoa.channels.station.kit_queries import kit_in_use
from lantoa.operation.demo.station import give_kit
from lantoa.registry.terms import Role
from tests import make
from tests.station.make import operator

pytestmark = pytest.mark.django_db


def test_demo_airs_the_kit_of_the_programs_own_making() -> None:
    make.commune()
    give_kit(by=operator(), leader=make.account(Role.LEADER), now=make.NOW)
    kit = kit_in_use()
    assert kit is not None
    assert sorted(kit.parts) == ["bed", "closing", "goodbye", "hello", "opening"]
    assert kit.announces
