import base64
import contextlib
import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core import canonical
from lantoa.core.clock import ZONE
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver import topics
from lantoa.receiver.messages.fields import Fields

NOW = datetime(2026, 11, 23, 5, 0, 0, 250_000, ZONE)
STATION = SigningKey.new()
PLAY = m.Play(
    broadcast="pb-2026-11-23-001",
    starts_at=NOW,
    seconds=90,
    sha256="ab" * 32,
    size=720_000,
    mime="audio/mpeg",
    path=m.SOUND_PATH + "ab" * 32,
    priority=m.Priority.ORDINARY,
    gain_db=-3,
    hard_end_at=NOW + timedelta(seconds=120),
)
PROOF = m.Proof(
    receiver="bt-01",
    seq=1,
    prev=m.FIRST_PREV,
    broadcast=PLAY.broadcast,
    sha256=PLAY.sha256,
    started_at=NOW,
    ended_at=NOW + timedelta(seconds=90),
    result=m.Result.PLAYED,
    seconds_played=90,
    detail=m.Fault.NONE,
    order_n=7,
    order_signer=STATION.public.id,
)


def order(body: m.Body = PLAY) -> m.Order:
    return m.Order(
        station=STATION.public.id,
        to="r/bt-01",
        n=7,
        issued_at=NOW,
        valid_from=NOW,
        valid_until=NOW + timedelta(hours=1),
        body=body,
    )


def answer(**changes: object) -> m.EnrolmentAnswer:
    value = m.EnrolmentAnswer(
        receiver="bt-01",
        receiver_key="cd" * 32,
        commune="xa-mau",
        name="Cụm loa thôn Đông",
        station_keys=(STATION.public.text,),
        broker=m.Broker("", 1883, False, "bt-01", "secret"),
        quiet_from="21:00",
        quiet_until="05:00",
        at=NOW,
    )
    return replace(value, **changes)  # type: ignore[arg-type]


ALL_MESSAGES = [
    order(),
    order(m.Stop()),
    order(m.Withdraw("pb-1")),
    order(m.Volume(-6)),
    order(m.Test("thu-1", 3)),
    order(m.Restart()),
    order(m.Members("toan-xa", ("bt-01", "bt-02"))),
    PROOF,
    replace(PROOF, seq=2, prev=PROOF.digest, result=m.Result.REFUSED, clock_offset_ms=-12),
    m.Beat("bt-01", "b1", 1, NOW, m.State.ALIVE, "0.1.0", "pb-1", "", 10**9, 2, ("toan-xa",)),
    m.Beat(
        "bt-01", "b1", 2, NOW, m.State.ALIVE, "0.1.0", "", "", 10**9, 0, (),
        "ab" * 32, "cd" * 32, is_unsure=True, asks_time=True,
    ),
    order(m.Settings("21:00", "05:00", -6, (m.VolumeLimit("06:00", "06:30", m.SILENT, "12345"),))),
    m.Time(STATION.public.id, "bt-01", "b1", 2, NOW),
    m.Receipt(STATION.public.id, "bt-01", "cd" * 32, ((1, 5), (7, 7)), NOW),
    answer(),
]  # fmt: skip


@pytest.mark.parametrize("message", ALL_MESSAGES, ids=lambda value: type(value).__name__)
def test_message_comes_back_as_it_was_sent(message: m.Order) -> None:
    opened = m.open_message(m.seal(message, STATION), m.ring(STATION.public), type(message))
    assert opened.message == message
    assert opened.key_id == STATION.public.id
    assert opened.digest == canonical.digest_of(message.payload())


def test_order_v1_stays_frozen() -> None:
    station = replace(order(), station="0" * 64)
    assert canonical.encode(station.payload()).decode() == (
        '{"body":{"broadcast":"pb-2026-11-23-001","gain_db":-3,'
        '"hard_end_at":"2026-11-23T05:02:00.250+07:00","mime":"audio/mpeg",'
        '"path":"/bo-thu/am-thanh/' + "ab" * 32 + '","priority":"ordinary","seconds":90,'
        '"sha256":"' + "ab" * 32 + '","size":720000,"starts_at":"2026-11-23T05:00:00.250+07:00"},'
        '"class":"play","issued_at":"2026-11-23T05:00:00.250+07:00","kind":"order","n":7,'
        '"station":"' + "0" * 64 + '","to":"r/bt-01","v":1,'
        '"valid_from":"2026-11-23T05:00:00.250+07:00",'
        '"valid_until":"2026-11-23T06:00:00.250+07:00"}'
    )


def test_proof_v1_stays_frozen() -> None:
    proof = replace(PROOF, order_signer="0" * 64)
    assert canonical.encode(proof.payload()).decode() == (
        '{"broadcast":"pb-2026-11-23-001","clock_offset_ms":null,"detail":"",'
        '"ended_at":"2026-11-23T05:01:30.250+07:00","kind":"proof","order_n":7,'
        '"order_signer":"' + "0" * 64 + '","prev":"' + "0" * 64 + '","receiver":"bt-01",'
        '"result":"played","seconds_played":90,"seq":1,"sha256":"' + "ab" * 32 + '",'
        '"started_at":"2026-11-23T05:00:00.250+07:00","v":1}'
    )


def test_foreign_signer_is_refused() -> None:
    foreign = SigningKey.new()
    data = m.seal(order(), foreign)
    assert fault(data) == m.Fault.UNKNOWN_KEY
    envelope = json.loads(data) | {"k": STATION.public.id}
    assert fault(json.dumps(envelope).encode()) == m.Fault.BAD_SIGNATURE


def test_every_changed_byte_of_an_order_is_refused() -> None:
    data = m.seal(order(), STATION)
    for place in range(0, len(data), 7):
        damaged = bytearray(data)
        damaged[place] ^= 1
        assert fault(bytes(damaged)) in (
            m.Fault.MALFORMED,
            m.Fault.BAD_SIGNATURE,
            m.Fault.UNKNOWN_KEY,
        )


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"k":1,"p":2,"s":3}', b"\xff", b"1"])
def test_rubbish_is_malformed(data: bytes) -> None:
    assert fault(data) == m.Fault.MALFORMED


def test_huge_message_is_refused_unread() -> None:
    assert fault(b" " * 200_000) == m.Fault.TOO_LARGE


def fault(data: bytes, keys: SigningKey = STATION) -> m.Fault:
    with pytest.raises(m.Rejected) as caught:
        m.open_message(data, m.ring(keys.public), m.Order)
    return caught.value.fault


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"v": 2}, m.Fault.UNKNOWN_VERSION),
        ({"kind": "proof"}, m.Fault.MALFORMED),
        ({"class": "explode"}, m.Fault.UNKNOWN_CLASS),
        ({"n": 0}, m.Fault.MALFORMED),
        ({"n": True}, m.Fault.MALFORMED),
        ({"n": "7"}, m.Fault.MALFORMED),
        ({"to": "r/#"}, m.Fault.MALFORMED),
        ({"to": "bt-01"}, m.Fault.MALFORMED),
        ({"extra": 1}, m.Fault.MALFORMED),
        ({"issued_at": "2026-11-23T05:00:00"}, m.Fault.MALFORMED),
        ({"body": {}}, m.Fault.MALFORMED),
        ({"body": PLAY.payload() | {"path": "//other.example/x"}}, m.Fault.MALFORMED),
        ({"body": PLAY.payload() | {"path": "/../../etc/passwd"}}, m.Fault.MALFORMED),
        ({"body": PLAY.payload() | {"size": 10**10}}, m.Fault.MALFORMED),
        ({"body": PLAY.payload() | {"priority": "loud"}}, m.Fault.MALFORMED),
        (
            {"body": PLAY.payload() | {"hard_end_at": PLAY.payload()["starts_at"]}},
            m.Fault.MALFORMED,
        ),
    ],
)
def test_strange_field_is_refused(changes: dict[str, object], expected: m.Fault) -> None:
    payload = canonical.encode(order().payload() | changes)
    with pytest.raises(m.Rejected) as caught:
        m.Order.read(canonical.decode(payload))
    assert caught.value.fault == expected


def test_signature_is_bound_to_messages() -> None:
    payload = canonical.encode(order().payload())
    envelope = json.loads(m.seal(order(), STATION))
    assert base64.b64decode(envelope["p"]) == payload
    envelope["s"] = base64.b64encode(STATION.sign(payload)).decode()
    assert fault(json.dumps(envelope).encode()) == m.Fault.BAD_SIGNATURE


def test_every_fault_has_words() -> None:
    assert set(m.WORDS) == set(m.Fault)
    assert len(set(m.WORDS.values())) == len(m.Fault)


def test_enrolment_request_comes_back_with_a_clean_code() -> None:
    request = m.EnrolmentRequest("abcd-efgh 23", STATION.public.text, "Thôn Đông", "0.1.0")
    assert m.EnrolmentRequest.decode(request.encode()) == replace(request, code="ABCDEFGH23")


def test_enrolment_request_with_a_bad_key_is_refused() -> None:
    request = m.EnrolmentRequest("ABCD", "AAAA", "", "0.1.0")
    with pytest.raises(m.Rejected):
        m.EnrolmentRequest.decode(request.encode())


def test_enrolment_answer_must_be_for_us_and_signed_by_its_station() -> None:
    data = m.seal(answer(), STATION)
    assert m.open_answer(data, receiver_key="cd" * 32).message == answer()
    with pytest.raises(m.Rejected) as caught:
        m.open_answer(data, receiver_key="ee" * 32)
    assert caught.value.fault == m.Fault.WRONG_ADDRESSEE
    with pytest.raises(m.Rejected) as caught:
        m.open_answer(m.seal(answer(), SigningKey.new()), receiver_key="cd" * 32)
    assert caught.value.fault == m.Fault.UNKNOWN_KEY


def test_request_is_bound_to_method_path_receiver_and_time() -> None:
    header = m.authorization(STATION, receiver="bt-01", method="GET", path="/a", now=NOW)
    claim = m.RequestClaim.read(header)
    assert claim.receiver == "bt-01"
    claim.check(STATION.public, method="GET", path="/a", now=NOW)
    for method, path, now, expected in (
        ("PUT", "/a", NOW, m.Fault.BAD_SIGNATURE),
        ("GET", "/b", NOW, m.Fault.BAD_SIGNATURE),
        ("GET", "/a", NOW + timedelta(hours=1), m.Fault.EXPIRED),
    ):
        with pytest.raises(m.Rejected) as caught:
            claim.check(STATION.public, method=method, path=path, now=now)
        assert caught.value.fault == expected
    with pytest.raises(m.Rejected):
        m.RequestClaim.read("Basic abc")


def test_receiver_may_use_its_own_topics_only() -> None:
    assert topics.may_publish("xa", "bt-01", "lantoa/xa/r/bt-01/proofs")
    assert topics.may_publish("xa", "bt-01", "lantoa/xa/r/bt-01/beat")
    assert not topics.may_publish("xa", "bt-01", "lantoa/xa/r/bt-02/beat")
    assert not topics.may_publish("xa", "bt-01", "lantoa/xa/r/bt-01/orders")
    assert topics.may_read("xa", "bt-01", "lantoa/xa/r/bt-01/orders")
    assert topics.may_read("xa", "bt-01", "lantoa/xa/g/toan-xa/orders")
    for topic in (
        "#",
        "lantoa/#",
        "lantoa/xa/r/bt-02/orders",
        "lantoa/xa/g/+/orders",
        "lantoa/xa/r/bt-01/proofs",
    ):
        assert not topics.may_read("xa", "bt-01", topic)
    assert topics.receiver_of("lantoa/xa/r/bt-01/proofs") == "bt-01"
    assert topics.receiver_of("lantoa/xa/g/toan-xa/orders") is None


@given(st.binary(max_size=400))
def test_no_bytes_at_all_get_past_the_reader(data: bytes) -> None:
    with pytest.raises(m.Rejected):
        m.open_message(data, m.ring(STATION.public), m.Order)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abv"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(order().payload())), json_values)
def test_no_value_of_a_field_breaks_the_reader(name: str, value: object) -> None:
    payload = order().payload() | {name: value}
    with contextlib.suppress(m.Rejected):
        m.Order.read(payload)


def test_beat_without_later_fields_is_as_it_always_was() -> None:
    beat = m.Beat("bt-01", "b1", 1, NOW, m.State.ALIVE, "0.1.0", "", "", 10**9, 0, ("toan-xa",))
    assert not {"lists", "settings", "unsure", "asks_time"} & set(beat.payload())


def test_station_answers_are_told_apart() -> None:
    receipt = m.Receipt(STATION.public.id, "bt-01", "cd" * 32, ((1, 5),), NOW)
    time = m.Time(STATION.public.id, "bt-01", "b1", 2, NOW)
    ring = m.ring(STATION.public)
    assert m.open_with(m.seal(receipt, STATION), ring, m.read_answer) == receipt
    assert m.open_with(m.seal(time, STATION), ring, m.read_answer) == time


@pytest.mark.parametrize(
    "change",
    [
        {"quiet_from": "21:00", "quiet_until": ""}, {"gain_db": 1}, {"gain_db": -61},
        {"limits": [{"from": "06:00", "until": "07:00", "most_db": 1, "weekdays": "1"}]},
        {"limits": [{"from": "06:00", "until": "07:00", "most_db": 0, "weekdays": "21"}]},
        {"limits": [{"from": "06:00", "until": "07:00", "most_db": 0, "weekdays": ""}]},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_malformed(change: dict[str, object]) -> None:
    good = m.Settings("21:00", "05:00").payload()
    with pytest.raises(m.Rejected) as rejected:
        m.Settings.read(Fields({**good, **change}))
    assert rejected.value.fault == m.Fault.MALFORMED
