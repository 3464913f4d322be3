"""Where the broker is: the one that this program runs, or the one that is named."""

from __future__ import annotations

from lantoa.channels.station.line import Address
from lantoa.core.options import option
from lantoa.receiver.messages import Broker


def broker_address() -> Address:
    """For the station itself, on this machine unless a broker is named."""
    return Address.read(
        option("LANTOA_BROKER") or f"mqtt://127.0.0.1:{option('LANTOA_BROKER_PORT')}"
    )


def broker_for(*, username: str, password: str) -> Broker:
    """As a receiver is told. The host "" means the host of the server's own address."""
    address = broker_address()
    return Broker(
        host=address.host if option("LANTOA_BROKER") else "", port=address.port, tls=address.tls,
        username=username, password=password,
    )  # fmt: skip
