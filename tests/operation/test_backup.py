"""Backup and restore with real folders and real processes."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from lantoa.core.encryption import SecretKey
from lantoa.operation.backup.restoring import KNOWN_BY_ID
from tests.operation.commune_folder import environment, lantoa, make, snapshot


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A commune's folder, its backup and the key as it was printed; tests work on copies."""
    place = tmp_path_factory.mktemp("backup")
    folder, key, backup = place / "xa", place / "khoa.txt", place / "xa.sao-luu"
    printed = make(folder)
    found = re.search(r"(?:[A-Z2-7]{4}-){13}[A-Z2-7]{4}", printed)
    assert found, printed
    key.write_text(found.group())
    done = lantoa("backup", str(backup), folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "xã Sông Lam" in done.stdout
    assert "3 mục sổ minh chứng" in done.stdout
    return {"folder": folder, "key": key, "backup": backup}


def test_backup_says_nothing_of_what_is_inside(source: dict[str, Path]) -> None:
    content = source["backup"].read_bytes()
    for secret in (
        b"SQLite format",
        b"bien ban",
        (source["folder"] / "keys/web-secret").read_bytes(),
    ):
        assert secret not in content
    assert source["backup"].stat().st_mode & 0o777 == 0o600


def test_key_is_printed_at_first_start_only(source: dict[str, Path]) -> None:
    again = lantoa("run", "--prepare-only", folder=source["folder"])
    assert "Khóa sao lưu" not in again.stdout
    kept = source["folder"] / "keys" / "backup-key"
    assert kept.read_text() == source["key"].read_text()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_restored_commune_is_the_same_and_its_ledger_holds(
    source: dict[str, Path], tmp_path: Path
) -> None:
    fresh = tmp_path / "may-moi" / "xa"
    done = lantoa("restore", str(source["backup"]), "--key", str(source["key"]), folder=fresh)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    checked = lantoa("ledger", "verify", folder=fresh)
    assert (checked.returncode, checked.stdout[:34]) == (0, "Sổ nguyên vẹn: 3 mục, 3 tệp kèm. M")
    before, after = snapshot(source["folder"]), snapshot(fresh)
    own = [name for name in before if name.startswith(("keys/", "media/"))]
    assert len(own) >= 5
    assert {name: after[name] for name in own} == {name: before[name] for name in own}
    with sqlite3.connect(fresh / "lantoa.sqlite3") as live:
        (number,) = live.execute("SELECT last_number FROM station_stationkey").fetchone()
    assert number == 1_000_010


def ids_given(folder: Path) -> dict[str, int]:
    with sqlite3.connect(folder / "lantoa.sqlite3") as live:
        return dict(live.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def test_no_id_that_receivers_know_is_given_again_after_a_restore(
    source: dict[str, Path], tmp_path: Path
) -> None:
    times = []
    for name in ("mot", "hai"):
        fresh = tmp_path / name
        done = lantoa("restore", str(source["backup"]), "--key", str(source["key"]), folder=fresh)
        assert done.returncode == 0, done.stderr
        times.append({table: ids_given(fresh)[table] for table in KNOWN_BY_ID})
    first, second = times
    assert [table for table in KNOWN_BY_ID if not first[table] > 1_700_000_000_000] == []
    assert [table for table in KNOWN_BY_ID if not first[table] < second[table]] == []


def test_every_thing_with_a_name_on_the_line_is_known_by_id() -> None:
    named = {
        model._meta.db_table
        for model in apps.get_app_config("station").get_models()
        if hasattr(model, "wire_id")
    }
    assert named == set(KNOWN_BY_ID)


def test_restore_keeps_the_folder_that_was_there(source: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "xa"
    (folder / "keys").mkdir(parents=True)
    (folder / "cu.txt").write_text("dữ liệu cũ")
    done = lantoa("restore", str(source["backup"]), "--key", str(source["key"]), folder=folder)
    assert done.returncode == 0, done.stderr
    (aside,) = tmp_path.glob("xa.truoc-*")
    assert (aside / "cu.txt").read_text() == "dữ liệu cũ"
    assert str(aside) in done.stdout
    assert not (folder / "cu.txt").exists()


def refused(file: Path, key: Path, folder: Path) -> str:
    """Restores where it must be refused; nothing may have been touched."""
    folder.mkdir(exist_ok=True)
    (folder / "cu.txt").write_text("dữ liệu cũ")
    done = lantoa("restore", str(file), "--key", str(key), folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert snapshot(folder) == {"cu.txt": "dữ liệu cũ".encode()}
    assert [path.name for path in folder.parent.glob(".*")] == []
    return done.stderr


def test_damaged_backups_are_refused(source: dict[str, Path], tmp_path: Path) -> None:
    good = source["backup"].read_bytes()
    middle = len(good) // 2
    cases = {
        "flipped": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
        "truncated": good[:-100],
        "foreign": b"PK\x03\x04" + good,
        "empty": b"",
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        words = refused(tmp_path / name, source["key"], tmp_path / "xa")
        assert ("sao lưu" in words, words.count("\n")) == (True, 1), (name, words)


def test_wrong_key_is_refused(source: dict[str, Path], tmp_path: Path) -> None:
    other = tmp_path / "khac.txt"
    other.write_text(SecretKey.new().text)
    assert "khóa không đúng" in refused(source["backup"], other, tmp_path / "xa")
    other.write_text("ABCD-EFGH")
    assert "14 nhóm" in refused(source["backup"], other, tmp_path / "xa")


def test_folder_in_use_is_refused(source: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "xa"
    shutil.copytree(source["folder"], folder)
    with (folder / "lantoa.sqlite3").open("rb"):
        done = lantoa("restore", str(source["backup"]), folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "đang được dùng" in done.stderr
    (folder / "logs" / "web.pid").write_text(str(os.getpid()))
    assert "«web»" in lantoa("restore", str(source["backup"]), folder=folder).stderr


# A limit on the size of files makes every write beyond it fail, as a full disk does.
FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from lantoa.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_full_disk_is_told_and_leaves_nothing(
    source: dict[str, Path], tmp_path: Path, command: str
) -> None:
    folder, target = tmp_path / "xa", tmp_path / "ra.sao-luu"
    shutil.copytree(source["folder"], folder)
    before = snapshot(folder)
    named = str(target if command == "backup" else source["backup"])
    done = subprocess.run(
        [sys.executable, "-c", FULL, "300000", command, named], env=environment(folder),
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "vẫn nguyên" in done.stderr
    assert snapshot(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["xa"]


def test_backup_never_goes_into_the_folder_itself(source: dict[str, Path]) -> None:
    done = lantoa("backup", str(source["folder"] / "media" / "a"), folder=source["folder"])
    assert (done.returncode, done.stdout) == (2, "")
    assert "ổ đĩa khác" in done.stderr
