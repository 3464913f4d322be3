"""The rich text of a paragraph block as runs: bold, italic, links, lists. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from lantoa.vietnamese.holding import held
from lantoa.vietnamese.text import nfc

BOLD, ITALIC = ("b", "strong"), ("i", "em")
PARAGRAPHS = ("p", "h2", "h3", "h4", "h5", "h6", "div", "blockquote")
SAFE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Run:
    """Words of one look; `href` leads somewhere outside, empty for plain words."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`kind`: text, bullet or number."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraphs(rich: str) -> list[Paragraph]:
    """The paragraphs and list items of rich text, blank ones left out."""
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    reader.end()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self._runs: list[Run] = []
        self._lists: list[str] = []
        self._bold = self._italic = 0
        self._href = ""
        self._kind = "text"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BOLD:
            self._bold += 1
        elif tag in ITALIC:
            self._italic += 1
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._href = href if href.startswith(SAFE) else ""
        elif tag in ("ul", "ol"):
            self.end()
            self._lists.append("number" if tag == "ol" else "bullet")
        elif tag == "li":
            self.end()
            self._kind = self._lists[-1] if self._lists else "bullet"
        elif tag in PARAGRAPHS or tag == "br":
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if tag in BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in ITALIC:
            self._italic = max(0, self._italic - 1)
        elif tag == "a":
            self._href = ""
        elif tag in ("ul", "ol"):
            self.end()
            self._lists[-1:] = []
        elif tag == "li" or tag in PARAGRAPHS:
            self.end()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        text = (" " if data[:1].isspace() else "") + words + (" " if data[-1:].isspace() else "")
        if words or (data and self._runs):
            self._runs.append(Run(nfc(text if words else " "), self._bold > 0, self._italic > 0,
                                  self._href))  # fmt: skip

    def end(self) -> None:
        """The paragraph is over."""
        runs = [run for run in self._runs if run.text]
        if runs and "".join(run.text for run in runs).strip():
            first, last = runs[0], runs[-1]
            runs[0] = Run(first.text.lstrip(), first.bold, first.italic, first.href)
            last = runs[-1]
            runs[-1] = Run(last.text.rstrip(), last.bold, last.italic, last.href)
            kept = tuple(Run(held(run.text), run.bold, run.italic, run.href) for run in runs)
            self.found.append(Paragraph(self._kind, kept))
        self._runs, self._kind = [], "text"
