"""The adapter's folder: whatever brings files of a higher level puts them there. Each is taken in
whole or set aside with the reason beside it; one that fails stops no other."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lantoa.channels.station.incoming.reading import (
    LEVELS,
    SOUNDS,
    file_named,
    level_of,
    title_of,
)
from lantoa.channels.station.services.incoming import FileFromAbove, receive_cap, receive_sound
from lantoa.core.clock import local
from lantoa.core.errors import Refused, Unreadable
from lantoa.newsroom.terms import Priority
from lantoa.vietnamese import fold, nfc

LOG = logging.getLogger("lantoa.station")
NAME = "tu-cap-tren"
TAKEN, ASIDE = "da-nhan", "khong-nhan"
# Still being written: it changed within so many seconds.
SETTLES = 5
# A sound alone has no level of its own: its description may come so many seconds later.
DESCRIBED_WITHIN = 60
# A description whose sound does not come within so many seconds is set aside.
PATIENCE = 600
MOST = 50
LONGEST_DESCRIPTION = 65_536
LARGEST = 200 * 1024 * 1024
PARTIAL = (".part", ".tmp", ".crdownload", ".swp")


def folder_of(home: Path) -> Path:
    """Where an adapter puts files: at the top, or in a folder named by a level."""
    return home / NAME


def scan(home: Path, *, now: datetime) -> int:
    """Takes in what lies there and is whole; answers how many files were dealt with. May run
    twice, in two processes: a file is moved away by whoever took it."""
    root = folder_of(home)
    if not root.is_dir():
        return 0
    done = 0
    for path in sorted(_waiting(root, now))[:MOST]:
        try:
            done += _deal_with(root, path, now)
        except FileNotFoundError:
            continue  # somebody else took it
        except Exception:
            LOG.exception("file %s from above is left where it is", path.name)
    return done


def _waiting(root: Path, now: datetime) -> Iterator[Path]:
    places = [root, *(one for one in root.iterdir() if one.is_dir() and fold(one.name) in LEVELS)]
    for place in places:
        for path in place.iterdir():
            if path.is_symlink() or not path.is_file() or path.name.startswith("."):
                continue
            if path.suffix.lower() in PARTIAL or path.suffix.lower() == ".txt":
                continue
            if now.timestamp() - path.stat().st_mtime >= SETTLES:
                yield path


def _deal_with(root: Path, path: Path, now: datetime) -> int:
    suffix = path.suffix.lower()
    beside = _description_of(path)
    if suffix in SOUNDS and (beside is not None or _is_fresh(path, now)):
        return 0  # its description speaks for it, or may still come
    try:
        moved = _take(root, path, now)
    except (Refused, Unreadable) as refused:
        # What it describes goes with it: without its level a sound would come in as ordinary.
        described = _sounds_of(path) if suffix == ".json" else []
        for one in (path, *described):
            _set_aside(root, one, str(refused), now)
        return 1 + len(described)
    if moved:
        for one in moved:
            _move(one, root / TAKEN / f"{local(now):%Y-%m-%d}")
    return len(moved)


def _is_fresh(path: Path, now: datetime) -> bool:
    return now.timestamp() - path.stat().st_mtime < DESCRIBED_WITHIN


def _take(root: Path, path: Path, now: datetime) -> list[Path]:
    """The files that were taken in; none where something is still to come."""
    suffix = path.suffix.lower()
    if path.stat().st_size > LARGEST:
        raise Refused("tệp lớn hơn 200 MB")
    if suffix == ".xml":
        receive_cap(content=path.read_bytes(), file_name=path.name, now=now)
        return [path]
    if suffix == ".json":
        return _described(path, now)
    if suffix in SOUNDS:
        level = level_of(path.parent.name) if path.parent != root else Priority.ORDINARY
        receive_sound(
            file=FileFromAbove(path.name, path.read_bytes()), title=title_of(path.name),
            level=level, now=now,
        )  # fmt: skip
        return [path]
    raise Refused("không phải âm thanh, tệp mô tả .json hay tệp CAP .xml")


def _described(path: Path, now: datetime) -> list[Path]:
    from lantoa.channels.station.incoming.reading import read_sidecar

    told = read_sidecar(_head(path))
    sound = path.with_name(told.file)
    if sound.is_symlink() or not sound.is_file():
        if now.timestamp() - path.stat().st_mtime > PATIENCE:
            raise Refused(f"không có tệp âm thanh «{told.file}» đi kèm")
        return []
    if now.timestamp() - sound.stat().st_mtime < SETTLES:
        return []
    if sound.stat().st_size > LARGEST:
        raise Refused("tệp âm thanh lớn hơn 200 MB")
    receive_sound(
        file=FileFromAbove(sound.name, sound.read_bytes()), title=told.title, level=told.level,
        ident=told.ident, body=told.body, text=told.text, valid_until=told.valid_until, now=now,
    )  # fmt: skip
    return [path, sound]


def _description_of(path: Path) -> Path | None:
    """The .json of the same name, or one beside it that names this file."""
    own = path.with_suffix(".json")
    if own.is_file() and not own.is_symlink():
        return own
    for other in path.parent.glob("*.json"):
        if other.is_symlink() or not other.is_file():
            continue
        head = _head(other)
        named = file_named(head)
        # What cannot be read is asked for the bare name: its sound goes aside with it.
        if nfc(path.name) == named or (named is None and path.name.encode() in head):
            return other
    return None


def _head(description: Path) -> bytes:
    """One byte more than a description may have, so that a longer one is refused unread."""
    with description.open("rb") as file:
        return file.read(LONGEST_DESCRIPTION + 1)


def _sounds_of(description: Path) -> list[Path]:
    beside = description.parent.iterdir()
    sounds = [one for one in beside if one.suffix.lower() in SOUNDS and not one.is_symlink()]
    return [one for one in sounds if _description_of(one) == description]


def _set_aside(root: Path, path: Path, why: str, now: datetime) -> None:
    moved = _move(path, root / ASIDE)
    note = moved.with_name(f"{moved.name}.ly-do.txt")
    note.write_text(f"{local(now):%d/%m/%Y %H:%M}: chưa nhận vì {why}.\n", "utf-8")


def _move(path: Path, place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    target, number = place / path.name, 1
    while target.exists():
        number += 1
        target = place / f"{path.stem}-{number}{path.suffix}"
    shutil.move(path, target)
    return target
