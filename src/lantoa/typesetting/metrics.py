"""How wide a text is, and which letters a font has, read from the vendored TrueType files.

Only what that needs of the format is read: the tables `cmap` (subtable 3/1, format 4), `head`,
`hhea` and `hmtx` (OpenType 1.9).
"""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass
from pathlib import Path

from lantoa.typesetting.compile import FONTS

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the glyph of each character and the advance of each glyph."""

    units_per_em: int
    glyphs: dict[int, int]
    advances: tuple[int, ...]

    def covers(self, text: str) -> bool:
        """Has every character of the text a glyph of its own?"""
        return all(self.glyphs.get(ord(letter), 0) for letter in text)

    def width(self, text: str, size: float) -> float:
        """Points that the text takes at `size` points, without kerning."""
        total = 0
        for letter in text:
            glyph = self.glyphs.get(ord(letter), 0)
            total += self.advances[min(glyph, len(self.advances) - 1)]
        return total * size / self.units_per_em


def _tables(content: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", content, 4)
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", content, place)
        found[tag.decode("ascii")] = content[offset : offset + length]
    return found


def _windows_unicode(cmap: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", cmap, 2)
    for place in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, place)
        if (platform, encoding) == (3, 1):
            return cmap[offset:]
    raise ValueError("no Unicode character map in this font")


def _glyphs(cmap: bytes) -> dict[int, int]:
    table = _windows_unicode(cmap)
    form, _, _, doubled = struct.unpack_from(">HHHH", table)
    if form != 4:
        raise ValueError(f"character map of format {form}, not 4")
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * doubled)
    ranges_at = 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", table, ranges_at)
    glyphs = {}
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                place = ranges_at + 2 * segment + offsets[segment] + 2 * (code - starts[segment])
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph:
                glyphs[code] = (glyph + deltas[segment]) & 0xFFFF
    return glyphs


@functools.cache
def face(path: Path) -> Face:
    """Reads one TrueType file."""
    tables = _tables(path.read_bytes())
    (units_per_em,) = struct.unpack_from(">H", tables["head"], 18)
    (count,) = struct.unpack_from(">H", tables["hhea"], 34)
    pairs = struct.unpack_from(">" + "Hh" * count, tables["hmtx"])
    return Face(units_per_em, _glyphs(tables["cmap"]), tuple(pairs[::2]))


def width_mm(text: str, *, size: float, bold: bool = False, italic: bool = False) -> float:
    """Millimetres that a line takes in Tinos, and so in Times New Roman, at `size` points."""
    style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    return face(FONTS / f"Tinos-{style}.ttf").width(text, size) * MM_PER_POINT
