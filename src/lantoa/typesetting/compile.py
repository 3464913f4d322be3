"""The one door to typst.

A template is typst source of ours and reads what it shows from the value `data`; words of other
people come in through `data` alone and are never pasted into the source, so that `#` or `$` in a
headline stays a character. Only the vendored fonts exist: the same input gives the same bytes on
every machine. Templates may name the families "Be Vietnam Pro" (400, 500, 700, italic 400) and
"Tinos" (Times New Roman's measures).
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FONTS = Path(__file__).with_name("fonts")
WEB_FONTS = Path(__file__).with_name("web-fonts")
PRELUDE = "#let data = json(bytes(sys.inputs.data))\n"
# A file without a date of its own carries this one: same input, same bytes.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

_compiling = threading.Lock()
NO_FIT = re.compile(r"does-not-fit: ([a-z-]+)")


class DoesNotFit(ValueError):
    """A template found no room for a part, and called `panic("does-not-fit: PART")`."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@functools.cache
def _compiler() -> Any:
    """One compiler for the process: reading the fonts costs more than setting a page."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _compile(
    template: str, data: Mapping[str, object], files: Mapping[str, bytes], **options: Any
) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="lantoa-typst-") as folder, _compiling:
        for name, content in files.items():
            if Path(name).name != name:
                raise ValueError(f"a file beside a template has a plain name, not {name!r}")
            Path(folder, name).write_bytes(content)
        made = _made(
            input=(PRELUDE + template).encode(),
            root=folder,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **options,
        )
    return made if isinstance(made, list) else [made]


def _made(**options: Any) -> Any:
    import typst

    try:
        return _compiler().compile(**options)
    except typst.TypstError as error:
        told = NO_FIT.search(str(error))
        if told:
            raise DoesNotFit(told[1]) from error
        raise


def _one_page(pages: list[bytes]) -> bytes:
    if len(pages) != 1:
        raise ValueError(f"one page was asked for, the template made {len(pages)}")
    return pages[0]


def pdf(
    template: str,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    standard: str | tuple[str, ...] = "a-2b",
    created: datetime = EPOCH,
) -> bytes:
    """A tagged PDF of any number of pages. `standard`: PDF/A level, such as "a-2a" or "a-2b",
    with "ua-1" (PDF/UA) beside it where every picture has words.

    `files` are pictures that the template opens by name: `image("/name.png")`. `created` is
    written into the file; give it only where the date belongs to the content.
    """
    standards = [standard] if isinstance(standard, str) else list(standard)
    return _compile(
        template, data, files or {}, format="pdf", pdf_standards=standards, timestamp=created
    )[0]


def png(
    template: str,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    ppi: float = 144.0,
) -> bytes:
    """A picture of a template of one page. A page of W typst points is W * ppi / 72 pixels."""
    return _one_page(slides(template, data, files=files, ppi=ppi))


def slides(
    template: str,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    ppi: float = 144.0,
) -> list[bytes]:
    """Every page of a template as a PNG."""
    return _compile(template, data, files or {}, format="png", ppi=ppi)


def svg(
    template: str, data: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
) -> bytes:
    """A template of one page as SVG, letters drawn as outlines."""
    return _one_page(_compile(template, data, files or {}, format="svg"))
