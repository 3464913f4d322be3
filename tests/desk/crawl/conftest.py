"""The world and the walk, made once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import browsing
from tests.desk.crawl.playing import Player
from tests.desk.crawl.serving import served
from tests.desk.crawl.walking import Walk, walk_all
from tests.desk.crawl.world import build_world, own_database

from lantoa.registry.terms import Role


@pytest.fixture(scope="package")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def own_media_folder(settings: Any, media: Path) -> None:
    """Over the general one: all tests here see the files of the same world."""
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: Any, media: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:  # fmt: skip
    from django.conf import settings
    from django.test.utils import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with (
        django_db_blocker.unblock(),
        own_database(),
        override_settings(MEDIA_ROOT=media, STORAGES=storages),
    ):
        build_world(tmp_path_factory.mktemp("demo"))
        yield


@pytest.fixture(scope="package")
def walk(world: None) -> Walk:
    return walk_all()


@pytest.fixture(scope="module")
def scene(walk: Walk) -> Iterator[tuple[Any, str]]:
    with served() as url, browsing.open_browser() as browser:
        yield browser, url


@pytest.fixture
def sitting(scene: tuple[Any, str]) -> Iterator[Any]:
    """Seats a role before a screen of a size."""
    players: list[Player] = []

    def seat(role: Role, size: dict[str, int]) -> Player:
        players.append(Player(*scene, role, size))
        return players[-1]

    yield seat
    for player in players:
        player.context.close()
