"""Painting in the encoder's own planes."""

from __future__ import annotations

import numpy as np

from lantoa.media.moving.planes import Planes, Plate
from lantoa.media.moving.scenes import Card, Drift, Move


def plate(colour: tuple[int, int, int, int], width: int, height: int, x: int = 0) -> Plate:
    made = Plate.of(bytes(colour) * (width * height), width, height, x)
    assert made is not None
    return made


def test_colours_are_those_of_bt709() -> None:
    made = Planes.of(bytes((255, 255, 255)) * 4 + bytes((255, 0, 0)) * 4, 2, 4)
    assert made.luma[:, 0].tolist() == [235, 235, 63, 63]
    assert (made.blue[:, 0].tolist(), made.red[:, 0].tolist()) == ([128, 102], [128, 240])


def test_plate_is_cut_to_what_is_seen_and_stands_at_an_even_place() -> None:
    picture = bytearray(16 * 16 * 4)
    picture[(5 * 16 + 7) * 4 : (5 * 16 + 7) * 4 + 4] = b"\xff\xff\xff\xff"
    made = Plate.of(bytes(picture), 16, 16)
    assert made is not None
    assert (made.x, made.y, made.width, made.height) == (6, 4, 2, 2)
    assert Plate.of(bytes(16), 2, 2) is None


def test_half_clear_plate_mixes_and_what_lies_outside_is_left_out() -> None:
    picture = Planes.blank(4, 4)
    plate((255, 255, 255, 128), 4, 4, 2).onto(picture)
    assert picture.luma[0].tolist() == [16, 16, 126, 126]
    plate((255, 255, 255, 255), 4, 4).onto(picture, down=2)
    assert picture.luma[:, 0].tolist() == [16, 16, 235, 235]


def test_window_drifts_by_half_a_pixel_a_frame() -> None:
    ramp = np.tile(np.arange(40, 80, dtype=np.uint8)[:, None], (1, 8))
    photo = Planes(ramp, ramp[::2, ::2] // 2 + 64, ramp[::2, ::2] // 2 + 64)
    onto = Planes.blank(8, 16)
    drift = Drift(photo, 0, 40)
    tops = []
    for at in range(9):
        drift.paint(at, onto)
        tops.append(int(onto.luma[8, 0]))
    assert tops == [48, 49, 49, 50, 50, 51, 51, 52, 52]  # a half is rounded up
    assert drift.state(40) == drift.state(41)


def test_card_brings_its_parts_one_after_the_other() -> None:
    card = Card(Planes.blank(8, 8), [Move((plate((255,) * 4, 4, 4),), 5, 4, "down")])
    onto, filled = Planes.blank(8, 8), []
    for at in range(10):
        card.paint(at, onto)
        filled.append(int((onto.luma == 235).sum()))
    assert filled[:5] == [0] * 5
    assert filled == sorted(filled)
    assert (filled[-1], card.settled) == (16, 9)
    card.paint(0, onto)  # from the beginning again
    assert int((onto.luma == 235).sum()) == 0
