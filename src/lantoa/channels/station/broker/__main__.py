"""`python -m lantoa.channels.station.broker --home FOLDER [--bind 127.0.0.1:18830]`.

Without them: LANTOA_HOME and LANTOA_BROKER_PORT. No Django: it stays small.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from lantoa.core.home import home
from lantoa.core.options import option


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, default=home())
    port = option("LANTOA_BROKER_PORT")
    parser.add_argument("--bind", default=f"127.0.0.1:{port}")
    words = parser.parse_args()
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )
    logging.getLogger("lantoa.broker").setLevel(logging.INFO)
    # A client that goes away in mid-sentence is no fault of ours.
    logging.getLogger("amqtt").setLevel(logging.ERROR)
    logging.getLogger("transitions").setLevel(logging.ERROR)
    from lantoa.channels.station.broker.service import serve

    asyncio.run(serve(words.home, words.bind))


if __name__ == "__main__":
    main()
