"""Every write of the boards."""

from lantoa.channels.boards.services.correcting import (
    correct_posting,
    may_correct,
    may_withdraw_past,
    withdraw_entry,
    withdraw_past,
)
from lantoa.channels.boards.services.noting import (
    drop_posting,
    note_posted,
    note_removed,
    take_up_posting,
)
from lantoa.channels.boards.services.preparing import (
    CHANNEL,
    keep_standing,
    prepare_posting,
    targets,
    withdraw_gone,
    withdraw_posting,
)

__all__ = [
    "CHANNEL",
    "correct_posting",
    "drop_posting",
    "keep_standing",
    "may_correct",
    "may_withdraw_past",
    "note_posted",
    "note_removed",
    "prepare_posting",
    "take_up_posting",
    "targets",
    "withdraw_entry",
    "withdraw_gone",
    "withdraw_past",
    "withdraw_posting",
]
