"""QR drawings. No other module knows segno."""

from __future__ import annotations


def qr_svg(text: str) -> str:
    """An SVG drawing of a text, black on white with its quiet zone, to stand in a page."""
    import segno

    drawn: str = segno.make_qr(text, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True
    )
    return drawn


def qr_drawing(text: str, *, dark: str, light: str) -> bytes:
    """An SVG file of a text with its quiet zone of four modules, to stand in a picture."""
    import io

    import segno

    out = io.BytesIO()
    segno.make_qr(text, error="m").save(
        out, kind="svg", scale=4, border=4, dark=dark, light=light, xmldecl=False
    )
    return out.getvalue()
