"""A folder is prepared once, and again only when the program changed."""

from __future__ import annotations

from pathlib import Path

from lantoa.operation.demo.running import broker_port
from lantoa.operation.preparing import STAMP, fingerprint, prepare_apart


def test_prepared_folder_needs_nothing(tmp_path: Path) -> None:
    words = ["khong-co-lenh-nay"]
    (tmp_path / STAMP).write_text(fingerprint(words), "ascii")
    assert prepare_apart(tmp_path, words)


def test_failed_preparation_leaves_no_stamp(tmp_path: Path) -> None:
    (tmp_path / STAMP).write_text("của bản cũ", "utf-8")
    assert not prepare_apart(tmp_path, ["khong-co-lenh-nay"])
    assert not (tmp_path / STAMP).exists()


def test_broker_of_the_demo_has_a_port_of_its_own() -> None:
    assert [broker_port(port) for port in (8000, 8001, 60000)] == [18830, 18831, 49170]
