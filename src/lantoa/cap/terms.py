"""A finding, and an element of the alert as the checks see it."""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong, in words, at which line of the file."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Node:
    """An element: name without namespace, its own text, attributes, children, line."""

    name: str
    namespace: str
    text: str
    line: int
    attributes: tuple[str, ...]
    children: tuple[Node, ...]

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def value(self, name: str) -> str:
        """The text of the first child of that name; empty where there is none."""
        found = self.all(name)
        return found[0].text.strip() if found else ""

    def has(self, name: str) -> bool:
        """Is there such a child with words in it?"""
        return bool(self.value(name))
