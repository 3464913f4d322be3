"""`python -m lantoa.channels.station.broker --home FOLDER [--bind B] [--tls-bind B]`.

B is ADDRESS:PORT. Without them: LANTOA_HOME; LANTOA_BROKER_PORT on this machine;
LANTOA_BROKER_TLS_PORT at LANTOA_BROKER_ADDRESS. No Django: it stays small.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from lantoa.core.home import home
from lantoa.core.options import broker_tls_port, option


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, default=home())
    port = option("LANTOA_BROKER_PORT")
    parser.add_argument("--bind", default=f"127.0.0.1:{port}")
    host = option("LANTOA_BROKER_ADDRESS") or option("LANTOA_ADDRESS")
    parser.add_argument("--tls-bind", default=f"{host}:{broker_tls_port()}")
    words = parser.parse_args()
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )
    logging.getLogger("lantoa.broker").setLevel(logging.INFO)
    # A client that goes away in mid-sentence is no fault of ours.
    logging.getLogger("amqtt").setLevel(logging.ERROR)
    logging.getLogger("transitions").setLevel(logging.ERROR)
    from lantoa.channels.station.broker.service import serve

    asyncio.run(serve(words.home, words.bind, words.tls_bind))


if __name__ == "__main__":
    main()
