"""Sealed alerts at the receiver: who can start one, and why a passer-by cannot."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.receiver.station_side import StationSide
from tests.receiver.test_rules import NOON

from lantoa.core.keys import SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver.messages.fields import Fields
from lantoa.receiver.messages.start_codes import check_of, clean, draw_code, in_groups, is_code
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules
from lantoa.receiver.sealed.page import Door, act, page
from lantoa.receiver.sealed.shelf import LOCK_SECONDS, sealed_sounds, shelf, wanted_items
from lantoa.receiver.sealed.starting import Desk, NotStarted, counted, running, start, stop
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import open_items
from lantoa.receiver.store.proofs import Author, pending

CODE = "ABCDEFGHJKMN"
SALT = "5a" * 32
CALL = m.SealedSound("ca" * 32, 4, "audio/mpeg", 30)
END = m.SealedSound("ed" * 32, 3, "audio/mpeg", 10)
FLOOD = m.SealedAlert(
    "7", "Lũ <quét>", NOON + timedelta(days=90), 30, 10, CALL, END, SALT, check_of(CODE, SALT)
)


@dataclass
class Room:
    """A receiver without a line: what it holds, and the clock that its page goes by."""

    ears: Ears
    side: StationSide
    desk: Desk
    now: float

    def obey(self, body: m.Body, key: SigningKey | None = None) -> m.Body | None:
        data = self.side.order("r/bt-01", body, at=NOON, key=key)
        return take_order(self.ears, data, now=NOON)

    def says(self, what: str, code: str, alert: str = "7") -> str:
        return act(self.desk, {"viec": [what], "ma": [code], "alert": [alert]})


@pytest.fixture
def room(tmp_path: Path) -> Room:
    side, key = StationSide(), SigningKey.new()
    answer = m.EnrolmentAnswer(
        "bt-01", key.public.id, side.commune, "Bến Đò", (side.key.public.text,),
        m.Broker("", 1883, False, "bt-01", "x"), "21:00", "05:00", NOON,
    )  # fmt: skip
    store, author = Store(tmp_path / "state.sqlite"), Author("bt-01", key)
    ears = Ears(store, author, Ring.of(store, answer), Rules(store, answer), Limiter())
    sounds = Sounds(tmp_path / "sounds")
    made = Room(ears, side, None, NOON.timestamp())  # type: ignore[arg-type]
    made.desk = Desk(store, sounds, author, lambda: made.now, lambda: None)
    assert made.obey(m.Sealed((FLOOD,))) is not None
    for one in (CALL, END):
        sounds.path(one.sha256).write_bytes(b"x" * one.size)
    return made


def begins(room: Room) -> list[tuple[str, float]]:
    """What is to sound, in seconds from now."""
    return [
        (item.sha256[:2], item.starts_at - room.now)
        for item in sorted(open_items(room.desk.store), key=lambda item: item.starts_at)
        if not item.ending
    ]


def test_code_as_printed_opens_and_nothing_else_does() -> None:
    code, salt, check = draw_code()
    assert is_code(in_groups(code), salt=salt, check=check)
    assert is_code(f" {in_groups(code).lower()} ", salt=salt, check=check)
    assert not is_code(code[:-1], salt=salt, check=check)
    assert not is_code("", salt=salt, check=check)
    assert in_groups(CODE) == "ABCD-EFGH-JKMN"
    assert clean("abcd efgh-jkmn") == CODE


def test_body_goes_over_the_wire_and_back() -> None:
    sealed = m.Sealed((FLOOD,))
    assert m.Sealed.read(Fields(sealed.payload())) == sealed
    assert m.Sealed().digest == ""
    other = m.Sealed((replace(FLOOD, check="00" * 32),))
    assert sealed.digest != other.digest


def test_what_lies_ready_is_fetched_beforehand_and_named_by_its_digest(room: Room) -> None:
    assert shelf(room.desk.store).sealed == m.Sealed((FLOOD,))
    assert set(sealed_sounds(room.desk.store)) == {CALL.sha256, END.sha256}
    assert {item.path for item in wanted_items(room.desk.store)} == {
        m.SOUND_PATH + CALL.sha256, m.SOUND_PATH + END.sha256,
    }  # fmt: skip
    room.obey(m.Sealed())
    assert sealed_sounds(room.desk.store) == {}


def test_one_person_with_the_code_has_it_sound_again_and_again_and_then_its_end(
    room: Room,
) -> None:
    assert room.says("phat", "abcd-efgh-jkmn") == "Loa đang phát cảnh báo này."
    assert begins(room) == [("ca", 0.0), ("ca", 600.0), ("ca", 1200.0), ("ed", 1800.0)]
    assert all(item.is_emergency for item in open_items(room.desk.store))
    first = open_items(room.desk.store)[0]
    assert first.broadcast == f"z/7/{int(room.now)}/1"
    # What sounds is the station's: a change of its key ends it like everything else.
    assert first.order_signer == room.side.key.public.id


def test_code_starts_once_and_still_stops_with_the_spoken_end(room: Room) -> None:
    start(room.desk, alert="7", code=CODE)
    with pytest.raises(NotStarted, match="đang phát"):
        start(room.desk, alert="7", code=CODE)
    room.now += 60
    stop(room.desk, alert="7", code=CODE)
    assert begins(room) == [("ed", 0.0)]
    for item in running(room.desk.store):
        room.desk.store.rows("DELETE FROM plan WHERE broadcast = ?", item.broadcast)
    assert "đã dùng" in room.says("phat", CODE)
    # Told the same again, for whatever reason, the used code stays used.
    room.obey(m.Sealed((FLOOD,)))
    assert "đã dùng" in room.says("phat", CODE)
    room.obey(m.Sealed(()))
    room.obey(m.Sealed((FLOOD,)))
    assert "đã dùng" in room.says("phat", CODE)
    fresh = replace(FLOOD, check=check_of("ZZZZZZZZZZZZ", SALT))
    room.obey(m.Sealed((fresh,)))
    assert room.says("phat", "ZZZZ-ZZZZ-ZZZZ") == "Loa đang phát cảnh báo này."


def test_passer_by_who_guesses_is_locked_out_and_reported(room: Room) -> None:
    for _ in range(5):
        assert room.says("phat", "AAAA-AAAA-AAAA") == "Mã không đúng. Loa không phát gì thêm."
    assert "Thử lại sau 10 phút" in room.says("phat", "BBBB-BBBB-BBBB")
    assert open_items(room.desk.store) == []
    [(_, envelope)] = pending(room.desk.store, most=9)
    told = m.open_message(envelope, m.ring(room.desk.author.key.public), m.Proof).message
    assert (told.result, told.detail) == (m.Result.REFUSED, m.Fault.WRONG_CODE)
    # A restart of the program does not open it, nor does a clock that is set back lock it for ever.
    room.now -= 86_400
    assert "Thử lại sau 10 phút" in room.says("phat", "BBBB-BBBB-BBBB")
    room.now += 86_400 + LOCK_SECONDS + 1
    assert "Mã không đúng" in room.says("phat", "BBBB-BBBB-BBBB")


def test_person_with_the_paper_is_never_locked_out_by_a_stranger(room: Room) -> None:
    for _ in range(5):
        room.says("phat", "AAAA-AAAA-AAAA")
    assert room.says("phat", CODE) == "Loa đang phát cảnh báo này."
    for _ in range(5):
        room.says("dung", "AAAA-AAAA-AAAA")
    assert "Thử lại sau" in room.says("dung", "AAAA-AAAA-AAAA")
    assert room.says("dung", CODE) == "Đã dừng; loa nói lời kết thúc."


def test_seal_that_is_over_a_missing_sound_and_another_alert_start_nothing(room: Room) -> None:
    assert room.says("phat", CODE, alert="8") == "Mã không đúng. Loa không phát gì thêm."
    room.desk.sounds.path(CALL.sha256).unlink()
    assert "Mã vẫn còn dùng" in room.says("phat", CODE)
    room.now += 91 * 86_400
    assert "quá hạn" in room.says("phat", CODE)
    assert open_items(room.desk.store) == []


def test_stolen_key_cannot_plant_one_that_outlives_it(room: Room) -> None:
    reserve, fresh = SigningKey.new(), SigningKey.new()
    room.ears.keys.change(room.desk.store, m.Keys((room.side.key.public.text, reserve.public.text)))
    room.obey(m.Keys((fresh.public.text, reserve.public.text)), key=reserve)
    assert shelf(room.desk.store).sealed.alerts == ()
    assert room.obey(m.Sealed((FLOOD,))) is None  # signed by the key that went
    assert room.obey(m.Sealed((FLOOD,)), key=fresh) is not None


def test_page_says_no_code_loads_nothing_and_escapes(room: Room) -> None:
    text = page(room.desk, name="Bến & Đò")
    assert "Lũ &lt;quét&gt;" in text
    assert "Bến &amp; Đò" in text
    assert "http" not in text.replace("http-equiv", "")
    assert FLOOD.check not in text
    assert SALT not in text
    start(room.desk, alert="7", code=CODE)
    assert "Dừng, nói lời kết thúc" in page(room.desk, name="x")


def test_page_over_http_starts_it_and_refuses_what_is_no_form(room: Room) -> None:
    door = Door(room.desk, name="Bến Đò", address="127.0.0.1:0")
    door.start()
    try:
        line = http.client.HTTPConnection("127.0.0.1", door.port, timeout=10)

        def ask(method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
            line.close()
            line.request(method, path, body.encode(), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()

        assert ask("GET", "/")[0] == 200
        assert ask("GET", "/../state.sqlite")[0] == 404
        assert ask("POST", "/", "x" * 3000)[0] == 413
        form = urlencode({"viec": "phat", "alert": "7", "ma": in_groups(CODE)})
        assert ask("POST", "/", form, Origin="http://trang-khac.example")[0] == 403
        own = f"http://127.0.0.1:{door.port}"
        status, text = ask("POST", "/", form, Origin=own)
        assert (status, "Loa đang phát cảnh báo này." in text) == (200, True)
        assert len(begins(room)) == 4
    finally:
        door.leave()


def test_wrong_code_inside_a_lock_is_not_counted_again(room: Room) -> None:
    for _ in range(4):
        with pytest.raises(NotStarted):
            counted(room.desk, lambda: start(room.desk, alert="7", code="AAAA"))
    start(room.desk, alert="7", code=CODE)  # the right one wipes the slate
    for _ in range(4):
        with pytest.raises(NotStarted):
            counted(room.desk, lambda: stop(room.desk, alert="7", code="AAAA"))
    stop(room.desk, alert="7", code=CODE)
