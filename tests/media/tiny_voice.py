"""A neural voice of a few hundred bytes, written by hand: real enough for Piper to load and run.

It hums: every letter gives 0.1 s of one tone, times the length that is asked for. The ONNX file
is protobuf; the few messages that it needs are written here field by field (onnx.proto3)."""

from __future__ import annotations

import json
import struct
from pathlib import Path

FLOAT, INT64 = 1, 7
RATE = 16_000
SAMPLES_A_LETTER = 1600


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def block(field: int, data: bytes | str) -> bytes:
    content = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(content)) + content


def constant(name: str, kind: int, values: list[float], *, scalar: bool = False) -> bytes:
    """TensorProto: dims, data_type, name, raw_data."""
    packed = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
    dims = b"" if scalar else number(1, len(values))
    return dims + number(2, kind) + block(8, name) + block(9, packed)


def node(kind: str, takes: list[str], gives: str, attributes: bytes = b"") -> bytes:
    """NodeProto: input, output, op_type, attribute."""
    ends = b"".join(block(1, name) for name in takes) + block(2, gives)
    return ends + block(4, kind) + attributes


def to_type(kind: int) -> bytes:
    """The attribute of Cast."""
    return block(5, block(1, "to") + number(3, kind) + number(20, 2))


def value(name: str, kind: int, dims: list[str]) -> bytes:
    """ValueInfoProto of a tensor with named dimensions."""
    shape = b"".join(block(1, block(2, dim)) for dim in dims)
    return block(1, name) + block(2, block(1, number(1, kind) + block(2, shape)))


def model() -> bytes:
    """length → letters × samples × scale → a hum of so many samples, as [1, 1, 1, n]."""
    nodes = [
        node("Squeeze", ["input_lengths"], "letters"),
        node("Cast", ["letters"], "count", to_type(FLOAT)),
        node("Gather", ["scales", "one"], "slow"),
        node("Mul", ["count", "each"], "plain"),
        node("Mul", ["plain", "slow"], "long"),
        node("Range", ["zero", "long", "step"], "at"),
        node("Mul", ["at", "pitch"], "angle"),
        node("Sin", ["angle"], "hum"),
        node("Reshape", ["hum", "shape"], "output"),
    ]
    constants = [
        constant("one", INT64, [1], scalar=True),
        constant("each", FLOAT, [SAMPLES_A_LETTER], scalar=True),
        constant("zero", FLOAT, [0.0], scalar=True),
        constant("step", FLOAT, [1.0], scalar=True),
        constant("pitch", FLOAT, [0.2], scalar=True),
        constant("shape", INT64, [1, 1, 1, -1]),
    ]
    graph = b"".join(block(1, one) for one in nodes) + block(2, "hum")
    graph += b"".join(block(5, one) for one in constants)
    graph += block(11, value("input", INT64, ["batch", "letters"]))
    graph += block(11, value("input_lengths", INT64, ["batch"]))
    graph += block(11, value("scales", FLOAT, ["three"]))
    graph += block(12, value("output", FLOAT, ["a", "b", "c", "time"]))
    return number(1, 8) + block(7, graph) + block(8, block(1, "") + number(2, 17))


def write_voice(folder: Path, name: str = "tho") -> Path:
    """`NAME.onnx` with its `NAME.onnx.json`; letters stand for themselves, so no dictionary."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(model())
    letters = {chr(code): [code % 200 + 3] for code in range(32, 0x250)}
    marks = {chr(code): [code % 200 + 3] for code in range(0x300, 0x330)}
    config = {
        "audio": {"sample_rate": RATE}, "espeak": {"voice": "vi"}, "phoneme_type": "text",
        "num_symbols": 256, "num_speakers": 1, "inference": {"length_scale": 1.0},
        "phoneme_id_map": {"_": [0], "^": [1], "$": [2], **letters, **marks},
    }  # fmt: skip
    path.with_suffix(".onnx.json").write_text(json.dumps(config), "utf-8")
    return path
