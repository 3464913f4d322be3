"""What goes wrong around a receiver, and that it is said. Real processes, real kills."""

from __future__ import annotations

import os
import re
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from tests.receiver.rooms import RATE, OwnBroker, RunningReceiver, count_heard, heard, need, sound
from tests.receiver.scene import Scene, scene_at, tidy

from lantoa.bench.memory import family
from lantoa.core.clock import now
from lantoa.receiver import messages as m
from lantoa.receiver.playing.airing import CHUNK_BYTES


def test_receiver_keeps_a_proof_until_the_receipt(scene: Scene) -> None:
    scene.line.gives_receipts = False
    scene.start()
    play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now())
    scene.order(play)
    scene.line.proof_of(play.broadcast)
    assert scene.running is not None
    scene.running.kill()
    scene.line.proofs.clear()
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    assert proof.seq == 1
    scene.line.give_receipts()
    second = scene.station.play(scene.server.add(sound(0.3)), starts_at=now())
    scene.order(second)
    after = scene.line.proof_of(second.broadcast)
    assert (after.seq, after.prev) == (2, proof.digest)
    assert after.clock_offset_ms is not None
    assert abs(after.clock_offset_ms) < 1000
    assert scene.running.stop() == 0
    last = scene.line.wait_for(
        lambda: next((b for b in scene.line.beats if b.state == m.State.GONE), None)
    )
    assert last.proofs_pending == 0


def test_receiver_resumes_a_broken_download(scene: Scene) -> None:
    pcm = scene.server.add(sound(2))
    scene.server.break_after = 100_000
    scene.start()
    play = scene.station.play(pcm, starts_at=now() + timedelta(seconds=6))
    scene.order(play)
    scene.line.wait_for(lambda: len(scene.server.requests) == 2)
    assert scene.server.requests == ["all", "bytes=100000-"]
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    assert len(heard(scene.wav)) == 2 * RATE


def test_receiver_reports_a_sound_that_never_came(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(sound(0.2), starts_at=now(), seconds=2)
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.FAILED, m.Fault.SOUND_MISSING)
    assert proof.seconds_played == 0


def test_receiver_reports_a_sound_with_other_bytes(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(sound(0.2), starts_at=now(), seconds=8)
    scene.server.sounds[play.sha256] = sound(0.2, 9)
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.FAILED, m.Fault.SOUND_DAMAGED)
    assert heard(scene.wav) == []


def test_receiver_reports_a_sound_that_will_not_decode(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(b"CRASH" * 100), starts_at=now())
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.FAILED, m.Fault.DECODER_FAILED)


def test_killed_receiver_plays_the_rest_and_says_so(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(scene.server.add(sound(9)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: count_heard(scene.wav) > 2.2 * RATE)
    running.kill()
    before = count_heard(scene.wav)
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    samples = heard(scene.wav)
    # At most the second since the last saved position sounds twice; nothing is left out.
    assert 9 * RATE <= len(samples) <= 10.2 * RATE
    assert len(samples) > before
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.RESTARTED)
    assert proof.seconds_played == 9
    assert len([p for p in scene.line.proofs if p.broadcast == play.broadcast]) == 1


def test_receiver_plays_without_a_line_and_reports_later(tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path)
    scene = scene_at(tmp_path, broker=broker.address)
    try:
        running = scene.start()
        play = scene.station.play(
            scene.server.add(sound(0.5)), starts_at=now() + timedelta(seconds=15)
        )
        scene.order(play)
        scene.line.wait_for(lambda: len(scene.server.requests) == 1)
        scene.line.wait_for(lambda: any((scene.home / "sounds").glob("*")))
        broker.stop()
        running.kill()
        scene.server.is_down = True
        scene.running = RunningReceiver(scene.home, scene.wav)
        scene.line.wait_for(lambda: count_heard(scene.wav) == 0.5 * RATE)
        error = heard(scene.wav)[0][0] - play.starts_at.timestamp()
        assert abs(error) < 0.2
        assert scene.line.proofs == []
        broker.start()
        assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
        assert len(scene.line.proofs) == 1
    finally:
        tidy(scene)
        broker.stop()


def test_dead_receiver_is_told_by_its_last_will(scene: Scene) -> None:
    scene.start().kill()
    gone = scene.line.wait_for(
        lambda: next((b for b in scene.line.beats if b.state == m.State.GONE), None)
    )
    assert (gone.receiver, gone.seq) == (scene.server.receiver, 0)


@pytest.mark.parametrize("words", ["/khong/co", "false"])
def test_broken_output_is_reported(scene: Scene, words: str) -> None:
    scene.start(sink=f"command:{words}")
    play = scene.station.play(scene.server.add(sound(2)), starts_at=now())
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert proof.detail == m.Fault.SINK_FAILED
    assert proof.result in (m.Result.FAILED, m.Result.PARTIAL)


def test_broker_that_was_down_is_found_again(tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path)
    scene = scene_at(tmp_path, broker=broker.address)
    try:
        scene.start()
        broker.stop()
        broker.start()
        before = len(scene.line.beats)
        scene.line.wait_for(lambda: len(scene.line.beats) > before)
        play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now())
        scene.order(play)
        assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    finally:
        tidy(scene)
        broker.stop()


def test_order_given_while_the_receiver_was_away_waits_for_it(scene: Scene) -> None:
    running = scene.start()
    assert running.stop() == 0
    play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now() + timedelta(seconds=3))
    scene.order(play)
    scene.start()
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED


def test_stopped_program_goes_on_where_it_was(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(scene.server.add(sound(8)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: count_heard(scene.wav) > RATE)
    assert running.stop() == 0
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.RESTARTED)
    # Nothing is lost; what lay in the sink when the program left may be heard again, at most a
    # second of it (the promise of the player), more on a busy machine than on an idle one.
    assert 7.99 * RATE <= count_heard(scene.wav) <= 9 * RATE


def test_broadcast_that_passed_while_the_power_was_out_is_reported(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(
        scene.server.add(sound(1)), starts_at=now() + timedelta(seconds=12), seconds=1
    )
    scene.order(play)
    scene.line.wait_for(lambda: any((scene.home / "sounds").glob("*")))
    running.kill()
    scene.line.wait_for(lambda: now() > play.hard_end_at)
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.FAILED, m.Fault.TOO_LATE)
    assert heard(scene.wav) == []


def test_sound_that_rotted_on_the_disk_is_fetched_again(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(0.5)), starts_at=now() + timedelta(seconds=9))
    scene.order(play)
    path = scene.home / "sounds" / play.sha256
    scene.line.wait_for(path.exists)
    path.write_bytes(sound(0.5, 9))
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    assert {value for _, value in heard(scene.wav)} == {1000}
    assert len(scene.server.requests) == 2


def test_sound_that_was_deleted_from_the_disk_is_fetched_again(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(0.5)), starts_at=now() + timedelta(seconds=9))
    scene.order(play)
    path = scene.home / "sounds" / play.sha256
    scene.line.wait_for(path.exists)
    path.unlink()
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    assert len(heard(scene.wav)) == 0.5 * RATE
    assert len(scene.server.requests) == 2


def test_killed_decoder_is_started_again_where_it_was(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(scene.server.add(sound(8)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: count_heard(scene.wav) > RATE)
    [decoder] = family(running.child.pid)[1:]
    os.kill(decoder, signal.SIGKILL)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.RESTARTED)
    assert proof.seconds_played == 8
    # What was on its way to the loudspeaker when the decoder died may sound twice: a chunk at most.
    assert len(heard(scene.wav)) == pytest.approx(8 * RATE, abs=CHUNK_BYTES // 2)


def test_receiver_at_rest_stays_small(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now())
    scene.order(play)
    scene.line.proof_of(play.broadcast)
    status = Path(f"/proc/{running.child.pid}/status")
    need(status.exists(), "/proc")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    assert found is not None
    print(f"resident {found[1]} kB")
    assert int(found[1]) <= 40 * 1024


@pytest.mark.parametrize("head", [b"BREAK!", b"HANG!!"])
def test_decoder_that_fails_in_mid_sound_is_reported(scene: Scene, head: bytes) -> None:
    scene.start()
    pcm = scene.server.add(head + sound(1.5))
    play = scene.station.play(pcm, starts_at=now())
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PARTIAL, m.Fault.DECODER_FAILED)
    assert proof.seconds_played == 1


def test_flood_of_bad_orders_is_reported_in_measure(scene: Scene) -> None:
    scene.start()
    for number in range(40):
        scene.line.send(scene.to, b"x%d" % number)
    play = scene.station.play(scene.server.add(sound(0.1)), starts_at=now())
    scene.order(play)
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    refused = [p for p in scene.line.proofs if p.result == m.Result.REFUSED]
    assert len(refused) == 20
    assert [p.seq for p in sorted(scene.line.proofs, key=lambda p: p.seq)] == list(range(1, 22))
