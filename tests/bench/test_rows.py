"""Rows of `lantoa bench`, and what the command prints of them."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lantoa.bench import memory, pages, speech
from lantoa.bench.rows import as_row, measured
from lantoa.cli.commands.bench import as_table
from lantoa.core.errors import Refused

FIELDS = ["name", "ours", "peer", "unit", "ratio", "runs"]


def test_runs_take_turns_and_the_medians_are_told() -> None:
    order: list[str] = []
    own, beside = iter([3.0, 1.0, 2.0, 9.0, 4.0]), iter([6.0, 6.0, 7.0, 5.0, 8.0])

    def ours() -> float:
        order.append("ours")
        return next(own)

    def peer() -> float:
        order.append("peer")
        return next(beside)

    row = measured("việc", "giây", ours, peer)
    assert order == ["ours", "peer"] * 5
    assert list(row) == FIELDS
    assert (row["ours"], row["peer"], row["ratio"]) == (3.0, 6.0, 0.5)
    assert row["runs"] == {"ours": [3.0, 1.0, 2.0, 9.0, 4.0], "peer": [6.0, 6.0, 7.0, 5.0, 8.0]}


def test_absent_peer_leaves_no_number() -> None:
    row = as_row("việc", "giây", [1.0, 2.0, 3.0], [])
    assert (row["ours"], row["peer"], row["ratio"]) == (2.0, None, None)


def test_table_shows_every_run_in_vietnamese_figures() -> None:
    table = as_table([as_row("trang chủ", "lượt/giây", [1234.0, 1235.5, 1236.0], [0.5, 1.5, 2.0])])
    assert table.splitlines()[2:] == [
        "Trang chủ",
        "  Lan Tỏa 1.236 lượt/giây; bên cạnh: 1,5 lượt/giây; tỉ lệ 823,7",
        "  Lan Tỏa: 1.234; 1.236; 1.236",
        "  bên cạnh: 0,5; 1,5; 2",
    ]


class _Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        body = b"<p>trang</p>" * 20_000
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def page_server() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_client_asks_as_often_as_it_says() -> None:
    _Page.asked = 0
    with page_server() as port:
        assert pages.rate(port, "/", 40) > 0
        assert _Page.asked == 40
        with pytest.raises(ValueError, match="404"):
            pages.rate(port, "/khac", 4)


def test_family_holds_a_process_and_its_children() -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    with subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE) as process:
        found: list[int] = []
        while process.poll() is None and len(found) < 2:
            found = memory.family(process.pid)
        assert (found[0], len(found)) == (process.pid, 2)
        assert all(memory.pss(pid) > 0 for pid in found)
        process.communicate(b"\n")


def test_sentences_of_the_bench_are_those_of_the_samples() -> None:
    found = speech.sentences()
    assert len(found) > 300
    assert not any("<" in one or not one.strip() for one in found)


def test_nemo_cases_are_counted_without_case_and_punctuation(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "test_cases_cardinal.txt").write_text(
        "12 người~Mười hai người\n21~hai mươi mốt\n\n21~hai mươi một\n", "utf-8"
    )
    every, by_file = speech.measure_cases(tmp_path)
    assert (every["ours"], every["peer"], every["unit"]) == (66.67, None, "%")
    assert (every["name"], by_file["name"]) == (
        "ca NeMo công khai đọc đúng (2/3)",
        "cardinal (2/3)",
    )
    with pytest.raises(Refused):
        speech.measure_cases(tmp_path / "vi" / "trong")


def test_command_prints_rows_of_the_contract() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lantoa.cli", "bench", "speech", "--json"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = json.loads(done.stdout)
    assert list(row) == FIELDS
    assert len(row["runs"]["ours"]) == 5


def test_unknown_measurement_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lantoa.cli", "bench", "khong-co"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "speech" in done.stderr
