"""What a job makes: carried to its end, or given up in plain words. A half-written file is never
seen, a stopped one is let go, and every step may run twice."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import Task

from lantoa.core.errors import Refused
from lantoa.newsroom.making.claims import claim, is_claimed
from lantoa.newsroom.making.progress import Progress, Stopped
from lantoa.newsroom.sounds.files import sound_folder
from lantoa.newsroom.terms import RenditionState

LOG = logging.getLogger("lantoa.making")
STUCK_AFTER = timedelta(minutes=30)
MOST_DEATHS = 3
DIED = (
    "Máy chủ dừng giữa chừng {times} lần khi làm bản này, thường vì thiếu bộ nhớ hoặc mất điện, "
    "nên không tự làm nữa. Bài và các bản đang có vẫn giữ nguyên. Làm lại; nếu vẫn dừng thì báo "
    "người quản trị."
)
UNEXPECTED = (
    "Chương trình gặp lỗi ngoài dự kiến nên chưa làm xong. Bài và các bản đang có vẫn giữ nguyên. "
    "Làm lại."
)
NOT_WRITTEN = (
    "Chưa ghi được tệp vào ổ đĩa. Bài và các bản đang có vẫn giữ nguyên. "
    "Kiểm tra ổ đĩa rồi làm lại."
)
FULL_DISK = (
    "Ổ đĩa của máy chủ đã đầy nên chưa làm xong. Bài và các bản đang có vẫn giữ nguyên. "
    "Dọn bớt ổ đĩa; máy sẽ tự làm tiếp."
)


def carry_out(
    model: type[Any], pk: int, *, make: Callable[[Any, Path, Progress], Any],
    finish: Callable[[Any, Any], None], given_up: Callable[[Any, Refused], None] | None = None,
    folder: Callable[[], Path] = sound_folder,
) -> None:  # fmt: skip
    """`make` works in a folder of its own without a lock; `finish` keeps what it answers, with the
    row locked and only while it is still wanted. A full disk only puts it off; what let its
    process die three times is given up, until somebody asks anew. What another job is making right
    now is left alone."""
    making = model.objects.filter(pk=pk, state=RenditionState.MAKING)
    row = making.first()
    if row is None:
        return
    with claim(row) as deaths:
        if deaths is not None and deaths >= MOST_DEATHS:
            LOG.error("%s: its process died %s times; given up", _name_of(row), deaths)
            _fail(making, DIED.format(times=deaths))
        elif deaths is not None:
            _carry_out(making, row, partial(make, row), finish, given_up, folder())


def _carry_out(
    making: QuerySet[Any], row: Any, make: Callable[[Path, Progress], Any],
    finish: Callable[[Any, Any], None], given_up: Callable[[Any, Refused], None] | None,
    folder: Path,
) -> None:  # fmt: skip
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            made = make(Path(place), Progress(making))
            with transaction.atomic():
                held = making.select_for_update().first()
                if held is not None:
                    held.state, held.percent, held.problem = RenditionState.READY, 100, ""
                    finish(held, made)
    except Stopped:
        LOG.info("%s was stopped", _name_of(row))
    except (Refused, OSError) as error:
        _give_up(making, row, error, given_up)
    except Exception:
        LOG.exception(_name_of(row))
        _fail(making, UNEXPECTED)


def ask_for(row: Any, job: Task[Any, Any]) -> None:
    """The job follows after commit."""
    transaction.on_commit(partial(job.enqueue, row.pk))


def cancel(row: Any) -> bool:
    """Dừng: what is being made is let go; answers whether it was still being made."""
    making = type(row).objects.filter(pk=row.pk, state=RenditionState.MAKING)
    return bool(making.update(state=RenditionState.CANCELLED))


def requeue_stuck(
    rows: QuerySet[Any], job: Task[Any, Any], *, now: datetime, after: timedelta = STUCK_AFTER
) -> int:
    """Begins anew what a job left unfinished (it died); answers how many. What is being made
    right now, however long it takes, is left alone."""
    begun = 0
    for row in rows.filter(state=RenditionState.MAKING, made_at__lt=now - after):
        if not is_claimed(row):
            with transaction.atomic():
                rows.filter(pk=row.pk).update(made_at=now)
                ask_for(row, job)
            begun += 1
    return begun


def _give_up(
    making: QuerySet[Any], row: Any, error: Refused | OSError,
    given_up: Callable[[Any, Refused], None] | None,
) -> None:  # fmt: skip
    name = _name_of(row)
    if _is_full(error) or _is_full(error.__cause__):
        LOG.warning("%s waits: the disk is full", name)
        making.update(problem=FULL_DISK)
    elif isinstance(error, OSError):
        LOG.error(name, exc_info=error)
        _fail(making, NOT_WRITTEN)
    else:
        _fail(making, str(error))
        if given_up:
            given_up(row, error)


def _name_of(row: Any) -> str:
    """A row as the log names it."""
    return f"{type(row).__name__} {row.pk}"


def _is_full(error: BaseException | None) -> bool:
    from lantoa.media.encoding import FULL

    return isinstance(error, OSError) and error.errno in FULL


def _fail(making: QuerySet[Any], problem: str) -> None:
    making.update(state=RenditionState.FAILED, problem=problem[:300])
