#!/usr/bin/env python3
"""Kiểm tra bản xuất sổ minh chứng của Lan Tỏa mà không cần Lan Tỏa.

Chỉ dùng thư viện chuẩn của Python. Cách dùng: python3 verify_ledger.py SO.tar [MÃ_ĐỐI_CHIẾU]

An outsider's check of an exported ledger: numbers, links, hashes, attachments, and one head
typed from a printed report. It does not check signatures, and says so.
"""

import hashlib
import json
import sys
import tarfile
from pathlib import Path

LINES = "so-minh-chung.jsonl"
FOLDER = "tep-kem"
ERASED = "attachment.erased"
FIELDS = (
    "v", "seq", "kind", "occurred_at", "recorded_at", "by",
    "subjects", "payload", "proof", "attachments", "prev",
)  # fmt: skip


def canonical(value):
    """Sorted keys, no blanks, UTF-8: RFC 8785 for entries, which hold no floats."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def reader(path):
    """A function that gives the bytes of one name inside the .tar or folder, or None."""
    if path.is_dir():
        return lambda name: (path / name).read_bytes() if (path / name).is_file() else None
    archive = tarfile.open(path, "r:")  # noqa: SIM115 read to the end of the program
    names = set(archive.getnames())
    return lambda name: archive.extractfile(name).read() if name in names else None


def check_files(read, entry, erased):
    """Yields what is wrong with the attachments of one entry."""
    for item in entry["attachments"]:
        content = read(f"{FOLDER}/{item['sha256']}")
        if content is None and item["sha256"] in erased:
            continue
        if content is None:
            yield entry["seq"], f"thiếu tệp kèm {item['sha256'][:16]}"
        elif hashlib.sha256(content).hexdigest() != item["sha256"]:
            yield entry["seq"], f"tệp kèm {item['sha256'][:16]} đã bị sửa"


def parsed(line):
    """One line as an entry with its computed hash, or None where it lost its shape."""
    try:
        entry = json.loads(line)
        files = [(item["sha256"], item["size"], item["mime"]) for item in entry["attachments"]]
        whole = type(entry["seq"]) is int and all(isinstance(sha, str) for sha, _, _ in files)
        computed = hashlib.sha256(canonical({name: entry[name] for name in FIELDS})).hexdigest()
        return (entry, computed) if whole and isinstance(entry["payload"], dict) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def check(read, typed_head=""):
    """Yields (number of the entry, what is wrong)."""
    lines = [parsed(line) for line in (read(LINES) or b"").splitlines()]
    expected, prev, heads = 1, "0" * 64, []
    erased = {
        item[0]["payload"].get("sha256") for item in lines if item and item[0]["kind"] == ERASED
    }
    for item in lines:
        if item is None:
            yield expected, "không đọc được: mục đã bị sửa"
            expected += 1
            continue
        entry, computed = item
        if entry["seq"] != expected:
            yield entry["seq"], f"số thứ tự đáng lẽ là {expected}"
        if entry["prev"] != prev:
            yield entry["seq"], "không nối với mục liền trước"
        if computed != entry.get("hash"):
            yield entry["seq"], "nội dung không khớp mã băm: mục đã bị sửa"
        yield from check_files(read, entry, erased)
        expected, prev = entry["seq"] + 1, str(entry.get("hash"))
        heads.append(prev)
    if typed_head and not any(head.startswith(typed_head.lower()) for head in heads):
        yield 0, f"không có mục nào mang mã {typed_head}"
    if not heads:
        yield 0, "bản xuất không có mục nào"


def main(words):
    """Prints what is wrong; answers 0 when all is well, 1 when not, 2 when it cannot be read."""
    if not words:
        print(__doc__)
        return 2
    try:
        findings = list(check(reader(Path(words[0])), *words[1:2]))
    except (OSError, tarfile.TarError) as error:
        print(f"Không đọc được {words[0]}: {error}", file=sys.stderr)
        return 2
    for seq, what in findings:
        print(f"Mục {seq}: {what}." if seq else f"Sổ: {what}.")
    if not findings:
        print("Sổ nguyên vẹn. Chương trình này không kiểm tra chữ ký của bộ thu.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
