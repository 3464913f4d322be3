"""The MQTT topics of a commune. An order's address (`r/bt-01`, `g/toan-xa`) is in its topic."""

from __future__ import annotations


def to_receiver(receiver: str) -> str:
    """The address of one receiver."""
    return f"r/{receiver}"


def to_group(group: str) -> str:
    """The address of a group."""
    return f"g/{group}"


def orders(commune: str, to: str) -> str:
    """Station → receivers: orders for an address."""
    return f"lantoa/{commune}/{to}/orders"


def receipts(commune: str, receiver: str) -> str:
    """Station → receiver: signed receipts for proofs."""
    return f"lantoa/{commune}/r/{receiver}/receipts"


def proofs(commune: str, receiver: str) -> str:
    """Receiver → station. With receiver "+" what the station subscribes to."""
    return f"lantoa/{commune}/r/{receiver}/proofs"


def beat(commune: str, receiver: str) -> str:
    """Receiver → station: signs of life and the last will."""
    return f"lantoa/{commune}/r/{receiver}/beat"


def receiver_of(topic: str) -> str | None:
    """The receiver that a topic belongs to, None for any other topic."""
    parts = topic.split("/")
    return parts[3] if len(parts) == 5 and parts[0] == "lantoa" and parts[2] == "r" else None


def may_publish(commune: str, receiver: str, topic: str) -> bool:
    """May this receiver write here? The last will is held to the same rule."""
    return topic in (proofs(commune, receiver), beat(commune, receiver))


def may_read(commune: str, receiver: str, topic: str) -> bool:
    """May this receiver subscribe here? Group orders lie open: they are signed, not secret."""
    own = (orders(commune, to_receiver(receiver)), receipts(commune, receiver))
    parts = topic.split("/")
    is_group = len(parts) == 5 and parts[:3] == ["lantoa", commune, "g"] and parts[4] == "orders"
    return topic in own or (is_group and parts[3] not in ("", "+", "#"))
