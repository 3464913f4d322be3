"""Words and bounds of the station."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

# A bulletin is put into the first slot that begins no sooner than this.
PLACE_AHEAD = timedelta(seconds=20)
# An order that would reach a receiver later than this before its second is not given any more.
ORDER_LEAST = timedelta(seconds=2)
# Orders go out this early, so that receivers fetch the sound and play without a line.
ORDER_AHEAD = timedelta(hours=24)
# How many days ahead a slot with room is looked for.
PLACE_DAYS = 8
# A broadcast without a proof this long after its end is unknown: not played, not failed.
PROOF_GRACE = timedelta(minutes=3)
# A receiver without a beat this long is not in contact (it beats twice a minute).
CONTACT = timedelta(seconds=95)
# Proofs that wait for a missing one go into the ledger after this; the gap stays visible.
GAP_GRACE = timedelta(minutes=5)
ENROL_CODE_LIFE = timedelta(hours=48)
GAP_SECONDS = 1
ATTEMPTS = 2
# A proof may say a start so long before the plan; beyond it the receiver's clock is doubted.
START_SLACK = timedelta(minutes=5)
# The reason of a proof that names other bytes than those ordered.
OTHER_SOUND = "other_sound"
OTHER_SOUND_WORDS = "bộ thu báo đã phát âm thanh khác bản đã duyệt"
CHANNEL = "station"


class BroadcastState(models.TextChoices):
    """Where one airing on one receiver stands. Unknown is neither played nor failed."""

    PLANNED = "planned", "đã xếp lịch"
    ORDERED = "ordered", "đã ra lệnh"
    PLAYED = "played", "đã phát"
    PARTIAL = "partial", "phát dở dang"
    FAILED = "failed", "không phát được"
    UNKNOWN = "unknown", "chưa rõ"
    WITHDRAWN = "withdrawn", "đã rút"


WAITING = (BroadcastState.PLANNED, BroadcastState.ORDERED)
# Still takes up time on its receiver.
STANDING = (*WAITING, BroadcastState.PLAYED, BroadcastState.PARTIAL, BroadcastState.UNKNOWN)


class KitPart(models.TextChoices):
    """A part of the station's kit, in the order in which a programme needs them."""

    OPENING = "opening", "nhạc hiệu mở đầu"
    HELLO = "hello", "lời xướng"
    BED = "bed", "nhạc nền"
    GOODBYE = "goodbye", "lời kết"
    CLOSING = "closing", "nhạc hiệu kết thúc"


class KitSource(models.TextChoices):
    """Where the bytes of a part come from."""

    TONES = "tones", "chương trình tự tạo"
    VOICE = "voice", "giọng máy"
    PERSON = "person", "bản thu, tệp tải lên"


class KitSide(models.TextChoices):
    """Where in a programme the kit sounds."""

    OPENING = "opening", "mở đầu"
    CLOSING = "closing", "kết thúc"


SPOKEN_PARTS = (KitPart.HELLO, KitPart.GOODBYE)
# Longest parts, in seconds: what stands around a programme is not the programme.
KIT_LONGEST = {part: 600 if part == KitPart.BED else 60 for part in KitPart}
KIT_MATTER = "station-kit"
