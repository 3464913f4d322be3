"""Compile the Vietnamese catalogues: each .po becomes the .mo that Django reads.

    python tools/compile_catalogues.py [--check]

The bytes depend on the .po alone (no date, no tool version), so that the test can
recompile in memory and compare.
"""

import struct
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent.parent / "src/lantoa/desk/locale/vi/LC_MESSAGES"

# gettext reads these from the entry of the empty msgid: encoding, one form for all counts.
HEADER = (
    "Language: vi\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)

MAGIC, REVISION, START = 0x950412DE, 0, 28


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file of GNU gettext: header, two tables of (length, offset), the strings."""
    entries = sorted(_entries(catalogue).items())
    size = len(entries)
    originals, translations = START, START + 8 * size
    offset = START + 16 * size
    tables: list[bytes] = []
    strings: list[bytes] = []
    for column in (0, 1):
        for entry in entries:
            tables.append(struct.pack("<II", len(entry[column]), offset))
            strings.append(entry[column] + b"\0")
            offset += len(entry[column]) + 1
    header = struct.pack("<7I", MAGIC, REVISION, size, originals, translations, 0, 0)
    return header + b"".join(tables) + b"".join(strings)


def _entries(catalogue: Catalog) -> dict[bytes, bytes]:
    """Keys and values as gettext joins them: context by EOT, plural forms by NUL."""
    entries = {"": HEADER}
    for message in catalogue:
        if not message.id:
            continue
        key = "\0".join(_forms(message.id))
        if message.context:
            key = f"{message.context}\x04{key}"
        entries[key] = "\0".join(_forms(message.string))
    return {key.encode(): value.encode() for key, value in entries.items()}


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def is_up_to_date() -> bool:
    """Is every .mo what its .po compiles to?"""
    return all(
        source.with_suffix(".mo").read_bytes() == compiled(read_catalogue(source))
        for source in CATALOGUES.glob("*.po")
    )


def main() -> int:
    if "--check" in sys.argv[1:]:
        return 0 if is_up_to_date() else 1
    for source in sorted(CATALOGUES.glob("*.po")):
        catalogue = read_catalogue(source)
        source.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{source.stem}: {len(catalogue)} câu")
    return 0


if __name__ == "__main__":
    sys.exit(main())
