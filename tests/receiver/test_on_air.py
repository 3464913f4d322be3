"""The receiver as a process: real broker, real HTTP, its recorded output as the judge."""

from __future__ import annotations

import array
import importlib.util
import urllib.request
import wave
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.ports import free_port
from tests.receiver.rooms import RATE, count_heard, heard, need, need_broker, sound
from tests.receiver.scene import Scene, scene_at, tidy
from tests.receiver.station_side import PATIENCE, StationSide

from lantoa.core.canonical import digest
from lantoa.core.clock import now
from lantoa.receiver import messages as m
from lantoa.receiver.messages.start_codes import draw_code, in_groups

# Until then a busy machine has fetched a sound and made it ready.
READY = timedelta(seconds=10)


def test_receiver_plays_at_the_second_and_proves_it(scene: Scene) -> None:
    scene.start()
    pcm = scene.server.add(sound(1.5))
    play = scene.station.play(pcm, starts_at=now() + READY)
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


def test_receiver_stops_at_the_hard_end(scene: Scene) -> None:
    scene.start()
    start = now() + READY
    play = scene.station.play(scene.server.add(sound(5)), starts_at=start, seconds=1)
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.PARTIAL, m.Fault.HARD_END)
    last = heard(scene.wav)[-1][0]
    assert play.hard_end_at.timestamp() - 0.1 < last <= play.hard_end_at.timestamp() + 0.001


def test_emergency_interrupts_and_the_rest_follows(scene: Scene) -> None:
    scene.start()
    long = scene.station.play(scene.server.add(sound(8, 1000)), starts_at=now())
    scene.order(long)
    scene.line.wait_for(lambda: count_heard(scene.wav))
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
    assert len(values) - (last - first) == pytest.approx(8 * RATE, abs=0.05 * RATE)


def test_group_emergency_sounds_in_closed_hours_and_nothing_else_does(tmp_path: Path) -> None:
    need_broker()
    hour = timedelta(hours=1)
    scene = scene_at(tmp_path, quiet=(f"{now() - hour:%H:%M}", f"{now() + hour:%H:%M}"))
    try:
        scene.start()
        scene.order(m.Members("all", (scene.server.receiver,)))
        scene.line.wait_for(lambda: scene.line.beats[-1].groups == ("all",))
        held = m.Members("all", (scene.server.receiver,)).digest
        assert scene.line.beats[-1].lists == m.lists_digest([held])
        plain = scene.station.play(scene.server.add(sound(0.4, 1000)), starts_at=now())
        scene.order(plain, to="g/all")
        alarm = scene.station.play(
            scene.server.add(sound(0.3, 2000)), starts_at=now(), priority=m.Priority.EMERGENCY
        )
        scene.order(alarm, to="g/all")
        assert scene.line.proof_of(alarm.broadcast).result == m.Result.PLAYED
        assert scene.line.proof_of(plain.broadcast).detail == m.Fault.QUIET_HOURS
        assert {value for _, value in heard(scene.wav)} == {2000}
        scene.order(m.Members("all", ("bt-02",)))  # a list without us: we have left
        scene.line.wait_for(lambda: scene.line.beats[-1].groups == ())
    finally:
        tidy(scene)


def test_stop_order_silences_at_once(scene: Scene) -> None:
    scene.start()
    play = scene.station.play(scene.server.add(sound(30)), starts_at=now())
    scene.order(play)
    scene.line.wait_for(lambda: count_heard(scene.wav))
    scene.order(m.Stop())
    given = now().timestamp()  # the broker has it: what this side took to send it is not the point
    proof = scene.line.proof_of(play.broadcast)
    assert (proof.result, proof.detail) == (m.Result.STOPPED, m.Fault.STOP_ORDER)
    assert heard(scene.wav)[-1][0] - given < 1


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
    assert running.child.wait(PATIENCE) == 0


def test_command_sink_gets_every_sample(scene: Scene, tmp_path: Path) -> None:
    out = tmp_path / "heard.raw"
    scene.start(sink=f"command:sh -c 'cat >> {out}'")
    pcm = scene.server.add(sound(1))
    play = scene.station.play(pcm, starts_at=now())
    scene.order(play)
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    assert out.read_bytes() == pcm


def test_receiver_plays_a_real_sound_file(scene: Scene, tmp_path: Path) -> None:
    need(importlib.util.find_spec("av") is not None, "PyAV")
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(array.array("h", [8000] * 44_100 * 2).tobytes())
    scene.start(decoder="")
    play = scene.station.play(scene.server.add(path.read_bytes()), starts_at=now() + READY)
    scene.order(play)
    assert scene.line.proof_of(play.broadcast).result == m.Result.PLAYED
    samples = heard(scene.wav)
    assert abs(samples[0][0] - play.starts_at.timestamp()) < 0.2
    assert len(samples) == pytest.approx(2 * RATE, abs=0.05 * RATE)


def test_two_broadcasts_follow_each_other_to_the_second(scene: Scene) -> None:
    scene.start()
    start = now() + READY
    first = scene.station.play(scene.server.add(sound(5, 1)), starts_at=start, seconds=1)
    second = scene.station.play(
        scene.server.add(sound(0.5, 2)), starts_at=start + timedelta(seconds=1)
    )
    scene.order(first)
    scene.order(second)
    assert scene.line.proof_of(second.broadcast).result == m.Result.PLAYED
    begin = next(at for at, value in heard(scene.wav) if value == 2)
    assert abs(begin - second.starts_at.timestamp()) < 0.2


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
    start = now() + READY
    first = scene.station.play(scene.server.add(sound(0.2, 1)), starts_at=start)
    scene.order(first)
    scene.line.wait_for(lambda: any((scene.home / "sounds").glob(first.sha256)))
    second = scene.station.play(
        scene.server.add(sound(0.3, 2)), starts_at=start, broadcast=first.broadcast
    )
    scene.order(second)
    assert scene.line.proof_of(first.broadcast).sha256 == second.sha256
    assert [value for _, value in heard(scene.wav)] == [2] * round(0.3 * RATE)


def test_sealed_alert_sounds_by_its_code_when_line_and_server_are_gone(scene: Scene) -> None:
    port = free_port()
    scene.start(listen=f"127.0.0.1:{port}")
    code, salt, check = draw_code()
    call, end = scene.server.add(sound(1.0)), scene.server.add(sound(0.5, 2000))
    told = [
        m.SealedSound(digest(pcm), len(pcm), "audio/mpeg", seconds)
        for pcm, seconds in ((call, 1), (end, 1))
    ]
    sealed = m.Sealed(
        (m.SealedAlert("7", "Lũ", now() + timedelta(days=9), 60, 10, *told, salt, check),)
    )
    scene.order(sealed)
    line = scene.line
    line.wait_for(lambda: line.beats[-1].sealed == sealed.digest)
    folder = scene.home / "sounds"
    line.wait_for(lambda: all((folder / one.sha256).is_file() for one in told))
    scene.server.close()
    scene.line.close()
    page = f"http://127.0.0.1:{port}/"
    form = urlencode({"viec": "phat", "alert": "7", "ma": in_groups(code)}).encode()
    asked = now()
    with urllib.request.urlopen(page, form, timeout=PATIENCE) as answer:
        assert "Loa đang phát cảnh báo này." in answer.read().decode()
    line.wait_for(lambda: count_heard(scene.wav) >= RATE)
    samples = heard(scene.wav)
    assert {value for _, value in samples} == {1000}
    assert samples[0][0] - asked.timestamp() < 5
