"""The station's kit: made part by part, joined as it airs, aired only as a leader approved it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.approval.queries import open_request
from lantoa.approval.terms import Decision
from lantoa.channels.station.jobs import make_kit_sound
from lantoa.channels.station.kit_making import is_stale, make_sound
from lantoa.channels.station.kit_queries import chosen_sounds, kit_in_use, manifest_of
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.services.kit import (
    NO_OPENING,
    SILENT_MACHINE,
    decide_kit,
    join_kit,
    retire_kits,
    submit_kit,
)
from lantoa.channels.station.services.kit_sounds import (
    NO_RIGHTS,
    NO_TONE,
    Origin,
    choose_sound,
    cut_sound,
    leave_out,
    make_tone,
    say_words,
    take_upload,
    use_defaults,
)
from lantoa.channels.station.terms import KitPart
from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording
from lantoa.media.mastering import CHAIN
from lantoa.media.programme import SAID_ONCE
from lantoa.media.reading import synthetic_engine
from lantoa.newsroom.making.jobs import cancel, requeue_stuck
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState
from lantoa.notices.models import Notice
from lantoa.registry.spoken import keep_spoken_word
from lantoa.registry.terms import Role
from tests import make
from tests.media.make import heard_by_others, recording
from tests.station.kits import approved, joined, quick_join, quick_kit, quick_part, real_kit
from tests.station.make import operator

pytestmark = pytest.mark.django_db
NOW = make.NOW
OWN = Origin(right="own", speaker="Chị Lan")


def made(row: KitSound) -> KitSound:
    """What the job does."""
    make_sound(row.pk)
    row.refresh_from_db()
    return row


def person(folder: Path, part: str = "hello", *, seconds: float = 2) -> KitSound:
    data = recording(folder / f"{part}.wav", seconds=seconds).read_bytes()
    upload = SimpleUploadedFile("thu.wav", data)
    return made(take_upload(part=part, upload=upload, origin=OWN, by=operator(), now=NOW))


def test_default_kit_is_whole_lawful_and_announced_once() -> None:
    kit = real_kit()
    assert sorted(kit.parts) == sorted(KitPart.values)
    opening = sound_path(kit.opening_sha256)
    for path in (opening, sound_path(kit.closing_sha256)):
        heard = heard_by_others(path)
        assert abs(heard.lufs + 16) <= 1
        assert heard.true_peak <= -1.5
    assert (kit.announces, synthetic_engine(opening)) == (True, "espeak-ng")
    hello = chosen_sounds()["hello"]
    assert hello.text == "Đây là Đài truyền thanh xã Sông Lam."
    assert SAID_ONCE not in hello.text  # the machine adds it where it speaks
    parts = sum(chosen_sounds()[name].seconds for name in ("opening", "hello"))
    assert kit.opening_ms / 1000 == pytest.approx(parts + 0.4, abs=0.2)


def test_nothing_airs_before_a_leader_approved_exactly_these_bytes() -> None:
    kit = quick_kit()
    assert kit_in_use() is None
    request = submit_kit(kit=kit, by=operator(), now=NOW)
    assert request.manifest["forms"] == dict(sorted(kit.files.items()))
    assert kit_in_use() is None
    with pytest.raises(Refused, match="Nội dung đã đổi"):
        decide_kit(kit=kit, decision=Decision.APPROVED, reason="", expected_hash="0" * 64,
                   seen=[], by=make.account(Role.LEADER), now=NOW)  # fmt: skip
    decide_kit(kit=kit, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
               seen=["opening-air"], by=make.account(Role.LEADER), now=NOW)  # fmt: skip
    assert kit_in_use() == kit
    StationKit.objects.filter(pk=kit.pk).update(closing_sha256=kit.opening_sha256)
    assert kit_in_use() is None


def test_whoever_made_a_part_does_not_approve_the_kit() -> None:
    leader = make.account(Role.LEADER)
    quick_part(KitPart.OPENING)
    KitSound.objects.update(made_by=leader)
    kit = quick_join()
    request = submit_kit(kit=kit, by=operator(), now=NOW)
    with pytest.raises(Refused, match="Không ai tự duyệt"):
        decide_kit(kit=kit, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
                   seen=[], by=leader, now=NOW)  # fmt: skip


def test_whoever_handed_in_what_another_cut_does_not_approve_the_kit(tmp_path: Path) -> None:
    leader = make.account(Role.LEADER)
    whole = person(tmp_path, seconds=3)
    KitSound.objects.update(made_by=leader)
    cut = made(cut_sound(sound=whole, from_seconds=0.5, to_seconds=2, by=operator(), now=NOW))
    choose_sound(sound=cut, by=operator())
    kit = quick_join()
    assert [row.pk for row in kit.sounds.all()] == [cut.pk]
    request = submit_kit(kit=kit, by=operator(), now=NOW)
    with pytest.raises(Refused, match="Không ai tự duyệt"):
        decide_kit(kit=kit, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
                   seen=[], by=leader, now=NOW)  # fmt: skip


def test_what_was_approved_stays_while_another_is_made_and_after_a_file_is_lost() -> None:
    first = approved(quick_kit())
    quick_part(KitPart.HELLO, "Đài xã Sông Lam xin chào.")
    second = quick_join()
    assert (first.pk != second.pk, kit_in_use()) == (True, first)
    approved(second)
    assert kit_in_use() == second
    sound_path(second.opening_sha256).unlink()
    assert kit_in_use() == first


def test_retired_kit_does_not_come_back() -> None:
    approved(quick_kit())
    assert retire_kits(by=operator(), now=NOW) == 1
    assert kit_in_use() is None


def test_returned_kit_names_the_reason_to_its_maker() -> None:
    kit = quick_kit()
    request = submit_kit(kit=kit, by=operator(), now=NOW)
    decide_kit(kit=kit, decision=Decision.RETURNED, reason="Giọng đọc nhanh quá",
               expected_hash=request.hash, seen=[], by=make.account(Role.LEADER),
               now=NOW)  # fmt: skip
    assert "Giọng đọc nhanh quá" in Notice.objects.get().text
    assert (open_request(subject=kit.code), kit_in_use()) == (None, None)


def test_same_parts_are_joined_once_and_a_missing_opening_is_refused() -> None:
    with pytest.raises(Refused, match=NO_OPENING[:30]):
        join_kit(by=operator(), now=NOW)
    kit = quick_kit()
    assert quick_join() == kit
    leave_out(part="bed", by=operator())
    assert "bed" not in quick_join().parts


def test_machine_may_not_say_goodbye_where_no_machine_was_announced(tmp_path: Path) -> None:
    quick_part(KitPart.GOODBYE)
    person(tmp_path)
    with pytest.raises(Refused, match=SILENT_MACHINE[:30]):
        join_kit(by=operator(), now=NOW)
    leave_out(part="goodbye", by=operator())
    kit = joined()
    assert (kit.announces, synthetic_engine(sound_path(kit.opening_sha256))) == (False, "")


def test_upload_keeps_its_rights_and_is_trimmed(tmp_path: Path) -> None:
    row = person(tmp_path, seconds=3)
    kept = Recording.objects.get()
    assert (kept.right, kept.speaker, row.state) == ("own", "Chị Lan", "ready")
    cut = made(cut_sound(sound=row, from_seconds=0.5, to_seconds=1.5, by=operator(), now=NOW))
    assert cut.seconds == pytest.approx(1.0, abs=0.1)
    assert KitSound.objects.get(pk=row.pk).sha256 == row.sha256


@pytest.mark.parametrize(
    "origin", [Origin(right=""), Origin(right="licence"), Origin(right="trộm", source="ai đó")]
)
def test_sound_without_rights_is_not_kept(tmp_path: Path, origin: Origin) -> None:
    data = recording(tmp_path / "n.wav", seconds=1).read_bytes()
    with pytest.raises(Refused, match=NO_RIGHTS[:30]):
        take_upload(part="bed", upload=SimpleUploadedFile("n.wav", data), origin=origin,
                    by=operator(), now=NOW)  # fmt: skip
    assert (Recording.objects.count(), KitSound.objects.count()) == (0, 0)


def test_no_sound_is_refused_and_too_long_is_not_chosen(tmp_path: Path) -> None:
    broken = SimpleUploadedFile("hong.mp3", b"hong")
    with pytest.raises(Unreadable):
        take_upload(part="bed", upload=broken, origin=OWN, by=operator(), now=NOW)
    long = person(tmp_path, "opening", seconds=61)
    assert (long.state, long.is_chosen) == ("ready", False)
    with pytest.raises(Refused, match="dài 61 giây, dài nhất là 60 giây"):
        choose_sound(sound=long, by=operator())


def test_same_tone_is_made_once_and_spoken_parts_have_none() -> None:
    first = made(make_tone(part="opening", by=operator(), now=NOW))
    assert make_tone(part="opening", by=operator(), now=NOW) == first
    with pytest.raises(Refused, match=NO_TONE[:20]):
        make_tone(part="hello", by=operator(), now=NOW)


def test_stopped_part_is_let_go_and_a_dead_job_is_begun_anew() -> None:
    row = make_tone(part="bed", by=operator(), now=NOW)
    assert requeue_stuck(KitSound.objects.all(), make_kit_sound, now=NOW) == 0
    assert cancel(row) is True
    assert made(row).state == RenditionState.CANCELLED
    KitSound.objects.update(state=RenditionState.MAKING)
    later = NOW.replace(hour=NOW.hour + 1)
    assert requeue_stuck(KitSound.objects.all(), make_kit_sound, now=later) == 1


def test_lost_file_of_a_part_fails_in_words() -> None:
    quick_kit()
    leave_out(part="bed", by=operator())
    sound_path(chosen_sounds()["hello"].sha256).unlink()
    kit = joined()
    assert (kit.state, kit.problem.split(".")[0]) == (
        "failed", "Tệp của lời xướng không còn trên máy chủ",
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER, Role.ADMINISTRATOR])
def test_only_the_station_changes_its_kit(role: Role) -> None:
    by = make.account(role)
    with pytest.raises(Refused, match="không được giao bộ nhận diện đài"):
        use_defaults(by=by, now=NOW)
    with pytest.raises(Refused, match="không được giao bộ nhận diện đài"):
        join_kit(by=by, now=NOW)


def test_manifest_covers_every_file_of_the_kit() -> None:
    kit = quick_kit()
    before = manifest_of(kit)["content"]
    kit.parts = {**kit.parts, "bed": "0" * 64}
    assert manifest_of(kit)["content"] != before


def test_spoken_part_is_old_after_a_correction_and_said_anew_in_its_place() -> None:
    kit = quick_kit(words="Đài xã VHXX")
    hello, by = KitSound.objects.get(part="hello"), operator()
    assert not is_stale(hello)
    keep_spoken_word(word="VHXX", reading="văn hóa xã", by=make.account())
    assert is_stale(hello) and not is_stale(KitSound.objects.get(part="opening"))
    with pytest.raises(Refused, match="Lời xướng và lời kết đọc theo từ điển đọc trước"):
        join_kit(by=by, now=NOW)
    with pytest.raises(Refused, match="bộ đang dùng vẫn phát"):
        submit_kit(kit=kit, by=by, now=NOW)
    anew = made(say_words(part="hello", words=hello.text, voice="vi", by=by, now=NOW))
    hello.refresh_from_db()
    assert (anew.is_chosen, hello.is_chosen, is_stale(anew)) == (True, False, False)
    other = made(say_words(part="hello", words="Lời khác", voice="vi", by=by, now=NOW))
    assert other.is_chosen is False


def test_kit_that_a_leader_approved_airs_though_a_word_was_corrected() -> None:
    kit = approved(quick_kit(words="Đài xã VHXX"))
    keep_spoken_word(word="VHXX", reading="văn hóa xã", by=make.account())
    assert kit_in_use() == kit


def test_new_version_of_the_mastering_chain_makes_no_part_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hello = quick_part(KitPart.HELLO, "Đài xã")
    monkeypatch.setattr("lantoa.media.mastering.CHAIN", CHAIN + 1)
    assert not is_stale(hello)
