"""A poor line between two network interfaces, by hand, for kernels without netem:
`python -m lantoa.bench.station.weather ONE OTHER DELAY_MS LOSS SEED` carries every frame over, so
many milliseconds later, except for the share that is lost. Stopped (SIGSTOP), it carries nothing:
the line is cut."""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import random
import select
import socket
import struct
import sys
import time

EVERY_PROTOCOL, LARGEST = 0x0003, 65_536
SIOCETHTOOL = 0x8946
CHECKSUMS, SEGMENTS, GENERIC_SEGMENTS = 0x17, 0x1F, 0x24
"""What an interface leaves to the card that it does not have; a frame that is read in between
must be finished."""


def finish_frames(interface: str) -> None:
    """The kernel computes checksums and cuts segments itself before it sends here."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        for feature in (SEGMENTS, GENERIC_SEGMENTS, CHECKSUMS):
            value = ctypes.create_string_buffer(struct.pack("II", feature, 0))
            request = struct.pack("16sP", interface.encode(), ctypes.addressof(value))
            fcntl.ioctl(door, SIOCETHTOOL, request)


def main(one: str, other: str, delay: float, loss: float, seed: int) -> None:
    """Until it is killed."""
    ends = [_door(one), _door(other)]
    over = {ends[0]: ends[1], ends[1]: ends[0]}
    dice, waiting, number = random.Random(seed), list[tuple[float, int, socket.socket, bytes]](), 0
    print("ready", flush=True)
    while True:
        patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 1.0
        for end in select.select(ends, [], [], patience)[0]:
            frame, address = end.recvfrom(LARGEST)
            if address[2] != socket.PACKET_OUTGOING and dice.random() >= loss:
                number += 1
                heapq.heappush(waiting, (time.monotonic() + delay, number, over[end], frame))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, end, frame = heapq.heappop(waiting)
            end.send(frame)


def _door(interface: str) -> socket.socket:
    made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERY_PROTOCOL))
    made.bind((interface, 0))
    return made


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) / 1000, float(sys.argv[4]), int(sys.argv[5]))
