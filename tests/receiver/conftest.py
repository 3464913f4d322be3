"""The scene that the tests on the air share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.receiver.rooms import need_broker
from tests.receiver.scene import Scene, scene_at, tidy


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    need_broker()
    scene = scene_at(tmp_path)
    yield scene
    tidy(scene)
