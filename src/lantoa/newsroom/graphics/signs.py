"""The few drawings inside pictures: the mark, its rings, the signs of hamlets. Pure SVG of ours.

The mark: a dot and three open arcs, as everywhere else (radii 2.3, 3.9, 5.5 of a dot of 1.15).
"""

from __future__ import annotations

ARCS = (
    "M.4 2.27A2.3 2.3 0 1 0-2.27-.4M2.24 3.19A3.9 3.9 0 1 0-3.19-2.24"
    "M4.76 2.75A5.5 5.5 0 0 0-2.75-4.76"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'


def mark(colour: str) -> bytes:
    """The mark with its dot."""
    body = f'<circle r="1.15" fill="{colour}"/>{_arcs(colour, 0.8)}'
    return _svg("-3.75 -6 9.75 9.75", body)


def rings(colour: str) -> bytes:
    """The arcs alone, to stand behind."""
    return _svg("-6 -6 12 12", _arcs(colour, 0.62))


def now(colour: str) -> bytes:
    """The sign of the day that comes: the arcs close around their dot."""
    return _svg("-6 -6 12 12", f'<circle r="1.5" fill="{colour}"/>{_arcs(colour, 0.7)}')


def full(colour: str) -> bytes:
    """Ring with an arc around a dot: all is well."""
    body = f'<circle r="5" fill="{colour}"/><path d="M3 8.6A9.1 9.1 0 1 0-8.6-3" '
    return _svg("-12 -12 24 24", f"{body}{_line(colour, 2.8)}/>")


def part(colour: str) -> bytes:
    """Half filled: something is missing."""
    body = f'<circle r="8" {_line(colour, 2.6)}/><path d="M0-8A8 8 0 0 1 0 8Z" fill="{colour}"/>'
    return _svg("-12 -12 24 24", body)


def unknown(colour: str) -> bytes:
    """A dashed ring with a question: nobody knows."""
    ring = f'<circle r="9.4" stroke-dasharray="3.4 2.5" {_line(colour, 2.2)}/>'
    hook = f'<path d="M-2.6-2A2.7 2.7 0 1 1 .9 .6Q0 1.1 0 2.4" {_line(colour, 2.1)}/>'
    return _svg("-12 -12 24 24", f'{ring}{hook}<circle cy="5.2" r="1.4" fill="{colour}"/>')


def _arcs(colour: str, width: float) -> str:
    return f'<path d="{ARCS}" {_line(colour, width)}/>'


def _line(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'


def _svg(box: str, body: str) -> bytes:
    return SVG.format(box=box, body=body).encode()
