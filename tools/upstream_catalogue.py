"""Writes our Vietnamese of Wagtail as Wagtail keeps it, one catalogue an app, to be offered there.

    python tools/upstream_catalogue.py [--check]

The words stand once, in our own catalogue; this folder is made from it and a test compares them.
"""

import io
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from compile_catalogues import CATALOGUES, read_catalogue

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "upstream" / "wagtail"
DOMAINS = ("django", "djangojs")
HEADER = """\
# Vietnamese translation of Wagtail ({app}).
# Made from the catalogue of Lan Tỏa; distributed under the same licence as Wagtail.
msgid ""
msgstr ""
"Project-Id-Version: Wagtail\\n"
"Report-Msgid-Bugs-To: \\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def installed() -> Path:
    """The folder of the installed Wagtail."""
    spec = find_spec("wagtail")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def catalogues() -> Iterator[tuple[Path, str]]:
    """Every catalogue of Wagtail: its place in the folder, its text in Vietnamese."""
    ours = {domain: _by_key(read_catalogue(CATALOGUES / f"{domain}.po")) for domain in DOMAINS}
    for source in sorted(installed().rglob("locale/en/LC_MESSAGES/*.po")):
        app = source.relative_to(installed()).parents[3]
        place = FOLDER / app / "locale" / "vi" / "LC_MESSAGES" / source.name
        with source.open("rb") as file:
            english = read_po(file)
        yield place, _translated(english, ours[source.stem], str(app))


def _key(message: Message) -> tuple[str | None, str]:
    """As gettext tells words apart: context, and the singular."""
    one = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, one


def _by_key(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    return {_key(message): message for message in catalogue if message.id}


def _translated(english: Catalog, ours: dict[tuple[str | None, str], Message], app: str) -> str:
    catalogue = Catalog(locale="vi")
    for message in english:
        if not message.id:
            continue
        known = ours[_key(message)].string
        one = known if isinstance(known, str) else known[0]
        catalogue.add(
            message.id, one if isinstance(message.id, str) else (one,),
            locations=message.locations, auto_comments=message.auto_comments,
            flags=message.flags - {"fuzzy"}, context=message.context,
        )  # fmt: skip
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, width=79)
    return HEADER.format(app="wagtail" if app == "." else app) + out.getvalue().decode()


def main() -> int:
    """0 when everything is written, or, with --check, when nothing would change."""
    is_check = "--check" in sys.argv[1:]
    for place, text in catalogues():
        if is_check and (not place.is_file() or place.read_text("utf-8") != text):
            print(f"{place.relative_to(ROOT)}: run python tools/upstream_catalogue.py")
            return 1
        if not is_check:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
