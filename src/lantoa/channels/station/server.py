"""Where the broker is: the one that this program runs, or the one that is named."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from lantoa.channels.station.broker import mosquitto
from lantoa.channels.station.line import Address
from lantoa.core.certificates import authority_pem
from lantoa.core.options import broker_tls_port, option
from lantoa.receiver.messages import Broker


def broker_address() -> Address:
    """For the station itself, on this machine unless a broker is named."""
    return Address.read(
        option("LANTOA_BROKER") or f"mqtt://127.0.0.1:{option('LANTOA_BROKER_PORT')}"
    )


def is_own_mosquitto() -> bool:
    """Does a mosquitto of this machine run with the settings that we wrote?"""
    is_here = broker_address().host in ("127.0.0.1", "::1", "localhost")
    return is_here and (Path(settings.HOME) / mosquitto.FOLDER / mosquitto.PID).exists()


def broker_for(*, username: str, password: str) -> Broker:
    """As a receiver is told. The host "" means the host of the server's own address."""
    if not option("LANTOA_BROKER") or is_own_mosquitto():
        return Broker(
            host="", port=broker_tls_port(), tls=True, username=username, password=password,
            ca=authority_pem(Path(settings.HOME)),
        )  # fmt: skip
    address = broker_address()
    return Broker(
        host=address.host, port=address.port, tls=address.tls, username=username,
        password=password,
    )  # fmt: skip
