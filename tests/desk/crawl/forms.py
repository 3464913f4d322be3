"""Finds the forms of a page and fills them with what people and attackers send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile

MARKED = "<script>alert('lan toa')</script>"
NASTY: dict[str, str] = {
    "script": f"\"'>{MARKED}{{{{ 7|add:7 }}}}",
    "overlong": "đ" * 70_000,
    "control": "a\x00b\x01\x1b[31m\r\n\u202e\u200f\ufeff\ud7ff",
    "emoji": "👩‍🌾🇻🇳 Tie\u0302\u0301ng Vie\u0323\u0302t \ufffd",
    "quotes": "'; DROP TABLE auth_user; -- \\ %s %(x)s {0}",
    "number": "999999999999999999999999999999",
    "negative": "-1",
    "date": "0000-99-99T99:99",
    "infinite": "1e309",
    "far": "9999-12-31T23:59",
}
ALWAYS = ("script", "control", "number")
NOT_AN_IMAGE = b"MZ\x90\x00 khong phai tep dung"


@dataclass
class Field:
    """One control: its name, its kind, what stands in it."""

    name: str
    kind: str
    value: str = ""


@dataclass
class Form:
    """Where it is sent and what it asks."""

    action: str
    fields: list[Field] = field(default_factory=list)

    def key(self) -> str:
        return ",".join(sorted({one.name for one in self.fields}))

    def filled(self, value: str) -> dict[str, Any]:
        """Every control that a person could fill carries `value`, hidden ones included."""
        data: dict[str, Any] = {}
        for one in self.fields:
            if one.kind == "file":
                data[one.name] = SimpleUploadedFile("a.png", NOT_AN_IMAGE, "image/png")
            elif one.name != "csrfmiddlewaretoken":
                data[one.name] = value
        return data

    def half_filled(self, value: str) -> dict[str, Any]:
        """What stands in it already, with `value` in the free texts only: gets past more checks."""
        data: dict[str, Any] = {}
        for one in self.fields:
            if one.kind in ("text", "search", "textarea", "email", "tel", "url", "password"):
                data[one.name] = value
            elif one.kind != "file" and one.value:
                data.setdefault(one.name, one.value)
        return data

    def attempts(self, turn: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and data of each attempt; the rarer ones take turns from form to form."""
        rare = sorted(set(NASTY) - set(ALWAYS))
        yield "nothing", {}
        for name in (*ALWAYS, rare[turn % len(rare)]):
            yield name, self.filled(NASTY[name])
        yield "half script", self.half_filled(NASTY["script"])
        yield "half overlong", self.half_filled("đ" * 3000)
        yield "half control", self.half_filled(NASTY["control"])
        yield "as it stands", {**self.half_filled("Chữ thường"), "khong_co": "thừa"}


class FormReader(HTMLParser):
    """All forms of a page that are sent by POST, htmx ones included."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.forms = path, list[Form]()
        self._open: Form | None = None
        self._select = ""

    @classmethod
    def of(cls, path: str, html: str) -> list[Form]:
        reader = cls(path)
        reader.feed(html)
        return reader.forms

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        posted = values.get("hx-post") or (
            tag == "form" and values.get("method", "").lower() == "post" and
            (values.get("action") or self.path)
        )  # fmt: skip
        if posted:
            self._open = Form(urljoin(self.path, posted))
            self.forms.append(self._open)
        if self._open is not None and values.get("name"):
            self._control(tag, values)
        elif tag == "option" and self._open is not None and self._select:
            self._option(values)

    def _control(self, tag: str, values: dict[str, str]) -> None:
        assert self._open is not None
        kind = values.get("type", "text") if tag == "input" else tag
        if tag == "select":
            self._select = values["name"]
        if tag in ("input", "select", "textarea", "button"):
            if kind in ("radio", "checkbox") and "checked" not in values:
                kind = "unchecked"
            value = values.get("value", "on" if kind == "checkbox" else "")
            self._open.fields.append(Field(values["name"], kind, value))

    def _option(self, values: dict[str, str]) -> None:
        assert self._open is not None
        place = next(one for one in reversed(self._open.fields) if one.name == self._select)
        if not place.value or "selected" in values:
            place.value = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._open = None
