"""The receiver as a process: real broker, real HTTP, its recorded output as the judge."""

from __future__ import annotations

import array
import importlib.util
import re
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from tests.receiver.rooms import (
    RATE,
    OwnBroker,
    RunningReceiver,
    enrol,
    heard,
    need,
    need_broker,
    sound,
)
from tests.receiver.station_side import StationLine, StationServer, StationSide

from lantoa.core.clock import now
from lantoa.receiver import messages as m


@dataclass
class Scene:
    """One station, one enrolled receiver."""

    station: StationSide
    server: StationServer
    line: StationLine
    home: Path
    wav: Path
    running: RunningReceiver | None = None

    def start(self, **options: str) -> RunningReceiver:
        self.running = RunningReceiver(self.home, self.wav, **options)
        count = len(self.line.beats)
        self.line.wait_for(lambda: len(self.line.beats) > count)
        return self.running

    @property
    def to(self) -> str:
        return f"r/{self.server.receiver}"

    def order(self, body: m.Body, to: str = "") -> bytes:
        to = to or self.to
        envelope = self.station.order(to, body)
        self.line.send(to, envelope)
        return envelope


def scene_at(folder: Path, **options: object) -> Scene:
    station = StationSide()
    server = StationServer(station, **options)  # type: ignore[arg-type]
    home = folder / "home"
    enrol(server, home)
    return Scene(station, server, StationLine(server), home, folder / "wav")


def tidy(scene: Scene) -> None:
    if scene.running is not None:
        scene.running.kill()
        print(scene.running.log.read_text())
    scene.line.close()
    scene.server.close()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    need_broker()
    scene = scene_at(tmp_path)
    yield scene
    tidy(scene)


def test_receiver_plays_at_the_second_and_proves_it(scene: Scene) -> None:
    scene.start()
    pcm = scene.server.add(sound(1.5))
    play = scene.station.play(pcm, starts_at=now() + timedelta(seconds=3))
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    samples = heard(scene.wav)
    error = samples[0][0] - play.starts_at.timestamp()
    print(f"start error {error * 1000:.1f} ms")
    assert abs(error) < 0.2
    assert len(samples) == 1.5 * RATE
    assert samples[-1][0] - samples[0][0] < 1.55
    assert (proof.result, proof.detail, proof.seconds_played) == (m.Result.PLAYED, "", 1)
    assert (proof.seq, proof.prev, proof.receiver) == (1, m.FIRST_PREV, scene.server.receiver)
    assert (proof.sha256, proof.order_n) == (play.sha256, 1)
    assert abs((proof.started_at - play.starts_at).total_seconds()) < 0.2


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


def test_receiver_refuses_what_is_not_its_stations_order(scene: Scene) -> None:
    scene.start()
    station, server = scene.station, scene.server
    play = station.play(server.add(sound(0.2)), starts_at=now() + timedelta(seconds=1))
    good = station.order(scene.to, play)
    later = now() + timedelta(seconds=2)
    foreign = StationSide().key
    bad = [
        (station.order(scene.to, play, key=foreign), m.Fault.UNKNOWN_KEY),
        (station.order("r/bt-02", play), m.Fault.WRONG_ADDRESSEE),
        (station.order("g/toan-xa", play), m.Fault.NOT_A_MEMBER),
        (station.order(scene.to, play, at=now() - timedelta(hours=2)), m.Fault.EXPIRED),
        (station.order(scene.to, play, at=now() + timedelta(hours=2)), m.Fault.NOT_YET_VALID),
        (good[:-9] + b"AAAAAAAA" + good[-1:], m.Fault.MALFORMED),
        (good.replace(b'"p":"ey', b'"p":"fy'), m.Fault.BAD_SIGNATURE),
        (b"\x00", m.Fault.MALFORMED),
        (station.order(scene.to, play, n=2), m.Fault.OUT_OF_ORDER),
    ]
    for envelope, _ in bad:
        scene.line.send(scene.to, envelope)
    scene.line.wait_for(lambda: len(scene.line.proofs) == len(bad))
    assert [proof.detail for proof in scene.line.proofs] == [fault for _, fault in bad]
    assert {proof.result for proof in scene.line.proofs} == {m.Result.REFUSED}
    scene.line.wait_for(lambda: now() > later)
    assert heard(scene.wav) == []


def test_receiver_takes_a_repeated_order_once(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now() + timedelta(seconds=1))
    envelope = scene.order(play)
    scene.line.send(scene.to, envelope)
    scene.order(play)  # the same broadcast again, under a new number
    scene.line.proof_of(play.broadcast)
    other = scene.station.play(scene.server.add(sound(0.1, 7)), starts_at=now())
    scene.order(other)
    scene.line.proof_of(other.broadcast)
    assert [proof.broadcast for proof in scene.line.proofs] == [play.broadcast, other.broadcast]
    assert len(heard(scene.wav)) == 0.3 * RATE


def test_receiver_obeys_a_group_that_it_belongs_to(scene: Scene) -> None:
    scene.start()
    scene.order(m.Members("toan-xa", (scene.server.receiver, "bt-02")))
    play = scene.station.play(scene.server.add(sound(0.2)), starts_at=now())
    scene.line.wait_for(lambda: scene.line.beats[-1].groups == ("toan-xa",))
    scene.order(play, to="g/toan-xa")
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED


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
    play = scene.station.play(sound(0.2), starts_at=now(), seconds=3)
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


def test_receiver_stops_at_the_hard_end(scene: Scene) -> None:
    scene.start()
    start = now() + timedelta(seconds=2)
    play = scene.station.play(scene.server.add(sound(5)), starts_at=start, seconds=1)
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PARTIAL, m.Fault.HARD_END)
    last = heard(scene.wav)[-1][0]
    assert play.hard_end_at.timestamp() - 0.1 < last <= play.hard_end_at.timestamp() + 0.001


def test_emergency_interrupts_and_the_rest_follows(scene: Scene) -> None:
    scene.start()
    long = scene.station.play(scene.server.add(sound(3, 1000)), starts_at=now())
    scene.order(long)
    scene.line.wait_for(lambda: heard(scene.wav))
    alarm = scene.station.play(
        scene.server.add(sound(0.5, 2000)), starts_at=now(), priority=m.Priority.EMERGENCY
    )
    scene.order(alarm)
    assert scene.line.proof_of(alarm.broadcast).result == m.Result.PLAYED
    proof = scene.line.proof_of(long.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.INTERRUPTED)
    values = [value for _, value in heard(scene.wav)]
    first, last = values.index(2000), len(values) - values[::-1].index(2000)
    assert set(values[first:last]) == {2000}
    assert last - first == 0.5 * RATE
    assert len(values) - (last - first) == pytest.approx(3 * RATE, abs=0.05 * RATE)


def test_stop_order_silences_at_once(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(30)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: heard(scene.wav))
    asked = now().timestamp()
    scene.order(m.Stop())
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.STOPPED, m.Fault.STOP_ORDER)
    assert heard(scene.wav)[-1][0] - asked < 1


def test_withdrawn_broadcast_never_sounds(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(1)), starts_at=now() + timedelta(hours=1))
    scene.order(play)
    scene.order(m.Withdraw(play.broadcast))
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.STOPPED, m.Fault.WITHDRAWN)
    assert (proof.seconds_played, heard(scene.wav)) == (0, [])


def test_volume_test_tone_and_restart_are_obeyed(scene: Scene) -> None:
    running = scene.start()
    scene.order(m.Test("thu-1", 1))
    assert scene.line.proof_of("thu-1").seconds_played == 1
    loud = max(value for _, value in heard(scene.wav))
    scene.order(m.Volume(-20))
    scene.order(m.Test("thu-2", 1))
    done = scene.line.proof_of("thu-2")
    quiet = max(v for at, v in heard(scene.wav) if at >= done.started_at.timestamp() - 0.05)
    assert (loud, quiet) == (3277, 328)
    scene.order(m.Restart())
    assert running.child.wait(10) == 0


def test_killed_receiver_plays_the_rest_and_says_so(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(scene.server.add(sound(5)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: len(heard(scene.wav)) > 2.2 * RATE)
    running.kill()
    before = len(heard(scene.wav))
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    samples = heard(scene.wav)
    # At most the second since the last saved position sounds twice; nothing is left out.
    assert 5 * RATE <= len(samples) <= 6.2 * RATE
    assert len(samples) > before
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.RESTARTED)
    assert proof.seconds_played == 5
    assert len([p for p in scene.line.proofs if p.broadcast == play.broadcast]) == 1


def test_receiver_plays_without_a_line_and_reports_later(tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path)
    scene = scene_at(tmp_path, broker=broker.address)
    try:
        running = scene.start()
        play = scene.station.play(
            scene.server.add(sound(0.5)), starts_at=now() + timedelta(seconds=5)
        )
        scene.order(play)
        scene.line.wait_for(lambda: len(scene.server.requests) == 1)
        scene.line.wait_for(lambda: any((scene.home / "sounds").glob("*")))
        broker.stop()
        running.kill()
        scene.server.is_down = True
        scene.running = RunningReceiver(scene.home, scene.wav)
        scene.line.wait_for(lambda: len(heard(scene.wav)) == 0.5 * RATE)
        error = heard(scene.wav)[0][0] - play.starts_at.timestamp()
        assert abs(error) < 0.2
        assert scene.line.proofs == []
        broker.start()
        assert scene.line.proof_of(play.broadcast, 30).result == m.Result.PLAYED
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


def test_command_sink_gets_every_sample(scene: Scene, tmp_path: Path) -> None:
    out = tmp_path / "heard.raw"
    scene.start(sink=f"command:sh -c 'cat >> {out}'")
    pcm = scene.server.add(sound(1))
    play = scene.station.play(pcm, starts_at=now())
    scene.order(play)
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    assert out.read_bytes() == pcm


@pytest.mark.parametrize("words", ["/khong/co", "false"])
def test_broken_output_is_reported(scene: Scene, words: str) -> None:
    scene.start(sink=f"command:{words}")
    play = scene.station.play(scene.server.add(sound(2)), starts_at=now())
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert proof.detail == m.Fault.SINK_FAILED
    assert proof.result in (m.Result.FAILED, m.Result.PARTIAL)


def test_receiver_plays_a_real_sound_file(scene: Scene, tmp_path: Path) -> None:
    need(importlib.util.find_spec("av") is not None, "PyAV")
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(array.array("h", [8000] * 44_100 * 2).tobytes())
    scene.start(decoder="")
    play = scene.station.play(
        scene.server.add(path.read_bytes()), starts_at=now() + timedelta(seconds=4)
    )
    scene.order(play)
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    samples = heard(scene.wav)
    assert abs(samples[0][0] - play.starts_at.timestamp()) < 0.2
    assert len(samples) == pytest.approx(2 * RATE, abs=0.05 * RATE)


def test_broker_that_was_down_is_found_again(tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path)
    scene = scene_at(tmp_path, broker=broker.address)
    try:
        scene.start()
        broker.stop()
        broker.start()
        before = len(scene.line.beats)
        scene.line.wait_for(lambda: len(scene.line.beats) > before, 20)
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
    play = scene.station.play(scene.server.add(sound(3)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: len(heard(scene.wav)) > RATE)
    assert running.stop() == 0
    scene.start()
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PLAYED, m.Fault.RESTARTED)
    assert len(heard(scene.wav)) == pytest.approx(3 * RATE, abs=0.01 * RATE)


def test_broadcast_that_passed_while_the_power_was_out_is_reported(scene: Scene) -> None:
    running = scene.start()
    play = scene.station.play(
        scene.server.add(sound(1)), starts_at=now() + timedelta(seconds=3), seconds=1
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


def test_two_broadcasts_follow_each_other_to_the_second(scene: Scene) -> None:
    scene.start()
    start = now() + timedelta(seconds=2)
    first = scene.station.play(scene.server.add(sound(5, 1)), starts_at=start, seconds=1)
    second = scene.station.play(
        scene.server.add(sound(0.5, 2)), starts_at=start + timedelta(seconds=1)
    )
    scene.order(first)
    scene.order(second)
    assert scene.line.proof_of(second.broadcast).result == m.Result.PLAYED
    begin = next(at for at, value in heard(scene.wav) if value == 2)
    assert abs(begin - second.starts_at.timestamp()) < 0.2


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


def test_withdrawn_broadcast_may_be_ordered_anew(scene: Scene) -> None:
    scene.start()
    later = scene.station.play(scene.server.add(sound(0.2)), starts_at=now() + timedelta(hours=1))
    scene.order(later)
    scene.order(m.Withdraw(later.broadcast))
    scene.line.proof_of(later.broadcast)
    scene.order(scene.station.play(sound(0.2), starts_at=now(), broadcast=later.broadcast))
    scene.line.wait_for(lambda: len(scene.line.proofs) == 2)
    assert [p.result for p in scene.line.proofs] == [m.Result.STOPPED, m.Result.PLAYED]


def test_order_given_anew_replaces_the_one_made_ready(scene: Scene) -> None:
    scene.start()
    start = now() + timedelta(seconds=3)
    first = scene.station.play(scene.server.add(sound(0.2, 1)), starts_at=start)
    scene.order(first)
    scene.line.wait_for(lambda: any((scene.home / "sounds").glob(first.sha256)))
    second = scene.station.play(
        scene.server.add(sound(0.3, 2)), starts_at=start, broadcast=first.broadcast
    )
    scene.order(second)
    assert scene.line.proof_of(first.broadcast).sha256 == second.sha256
    assert [value for _, value in heard(scene.wav)] == [2] * round(0.3 * RATE)


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
