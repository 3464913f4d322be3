"""Enrolment as a person does it: the command, its words, and what lies on the disk after it."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ports import free_port
from tests.receiver.rooms import command, enrol
from tests.receiver.station_side import StationServer, StationSide

from lantoa.core.errors import Refused
from lantoa.core.keys import read_signing_key
from lantoa.receiver.enrol import read_sheet
from lantoa.receiver.home import Home


@pytest.fixture
def server() -> Iterator[StationServer]:
    server = StationServer(StationSide(), broker=("127.0.0.1", free_port()))
    yield server
    server.close()


def attempt(url: str, home: Path, code: str = "ABCDEFGH") -> tuple[int, str, str]:
    done = subprocess.run(
        command("enrol", code, "--home", str(home), "--server", url),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_receiver_enrols_with_a_key_of_its_own(server: StationServer, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    enrol(server, home.folder)
    key, settings = home.load()
    assert key.public == server.keys[server.receiver]
    assert (settings.answer.receiver, settings.answer.commune) == (
        server.receiver,
        server.station.commune,
    )
    assert settings.answer.station_keys == (server.station.key.public.text,)
    for path in (home.key_file, home.settings_file):
        assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in home.folder.iterdir()) == [
        "key.pem",
        "receiver.json",
        "state.sqlite",
    ]
    assert read_signing_key(home.key_file).public == key.public
    assert "PRIVATE" not in home.settings_file.read_text()


def test_code_works_once(server: StationServer, tmp_path: Path) -> None:
    enrol(server, tmp_path / "first")
    code, out, error = attempt(server.url, tmp_path / "second")
    assert (code, out) == (2, "")
    assert error == (
        "Mã ghi danh không đúng, đã dùng hoặc đã hết hạn. "
        "Bộ thu chưa ghi danh và không lưu gì. Hãy xin đài cấp mã mới.\n"
    )
    assert not (tmp_path / "second").exists()


def test_enrolled_receiver_is_not_enrolled_again(server: StationServer, tmp_path: Path) -> None:
    enrol(server, tmp_path)
    server.codes["ZZZZ"] = "bt-02"
    before = (tmp_path / "key.pem").read_bytes()
    code, _, error = attempt(server.url, tmp_path, "ZZZZ")
    assert (code, "đã ghi danh rồi" in error) == (2, True)
    assert (tmp_path / "key.pem").read_bytes() == before
    assert server.codes == {"ZZZZ": "bt-02"}


def test_enrolment_names_what_is_wrong_with_the_server(tmp_path: Path) -> None:
    for url, words in (
        (f"http://127.0.0.1:{free_port()}", "Không nối được"),
        ("ftp://dai.example", "không đúng dạng"),
        ("http://", "không đúng dạng"),
    ):
        code, out, error = attempt(url, tmp_path / "home")
        assert (code, out, words in error) == (2, "", True)
        assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"k":"a","p":"","s":""}', b"x" * 300_000])
def test_answer_that_is_not_the_stations_is_not_kept(tmp_path: Path, body: bytes) -> None:
    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    code, out, error = attempt(f"http://127.0.0.1:{server.server_port}", tmp_path / "home")
    server.shutdown()
    server.server_close()
    assert (code, out) == (2, "")
    assert error.startswith("Câu trả lời của máy chủ không đúng")
    assert not (tmp_path / "home").exists()


def test_receiver_that_is_not_enrolled_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        command("run", "--home", str(tmp_path)), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "chưa ghi danh" in done.stderr


def test_unknown_output_is_refused(server: StationServer, tmp_path: Path) -> None:
    enrol(server, tmp_path)
    done = subprocess.run(
        command("run", "--home", str(tmp_path), "--sink", "loa"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Không hiểu ngõ ra" in done.stderr) == (2, True)


def test_damaged_settings_are_named(server: StationServer, tmp_path: Path) -> None:
    enrol(server, tmp_path)
    settings = tmp_path / "receiver.json"
    value = json.loads(settings.read_text())
    value["answer"]["receiver"] = "../x"
    settings.write_text(json.dumps(value))
    done = subprocess.run(
        command("run", "--home", str(tmp_path)), capture_output=True, text=True, check=False
    )
    assert (done.returncode, "bị hỏng" in done.stderr) == (2, True)


BLOCKER = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
"""
SERVER_ONLY = ("django", "wagtail", "av", "httpx", "numpy", "typst", "amqtt")


def test_receiver_works_where_django_is_not_installed(
    server: StationServer, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BLOCKER.format(names=SERVER_ONLY))
    place = os.environ | {"PYTHONPATH": str(tmp_path)}
    check = "import sys\ntry: import django\nexcept ModuleNotFoundError: print('absent')\n"
    check += "import pkgutil, importlib, lantoa.receiver as r\n"
    check += "for m in pkgutil.walk_packages(r.__path__, 'lantoa.receiver.'):\n"
    check += "    importlib.import_module(m.name)\n"
    check += f"print([n for n in sys.modules if n.partition('.')[0] in {SERVER_ONLY!r}])"
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True, env=place
    )
    assert done.stdout.splitlines() == ["absent", "[]"]
    home = tmp_path / "home"
    done = subprocess.run(
        command("enrol", "ABCDEFGH", "--home", str(home), "--server", server.url),
        capture_output=True,
        text=True,
        check=False,
        env=place,
    )
    assert (done.returncode, done.stderr) == (0, "")
    child = subprocess.Popen(
        command("run", "--home", str(home)), stderr=subprocess.PIPE, text=True, env=place
    )
    assert child.stderr is not None
    assert "đã chạy" in child.stderr.readline()
    child.terminate()
    child.communicate(timeout=300)
    assert child.returncode == 0


def test_only_one_program_speaks_for_a_receiver(server: StationServer, tmp_path: Path) -> None:
    enrol(server, tmp_path)
    words = command("run", "--home", str(tmp_path))
    child = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    assert "đã chạy" in child.stderr.readline()
    second = subprocess.run(words, capture_output=True, text=True, check=False)
    child.terminate()
    child.communicate(timeout=300)
    assert (second.returncode, "đang chạy rồi" in second.stderr) == (2, True)


def test_sheet_says_code_and_server_in_one_line() -> None:
    sheet = "https://xa.vn/bo-thu/ghi-danh/#ABCD-EFGH"
    assert read_sheet(sheet, "") == ("ABCD-EFGH", "https://xa.vn")
    assert read_sheet(sheet, "https://10.0.0.2") == ("ABCD-EFGH", "https://10.0.0.2")
    assert read_sheet("ABCD-EFGH", "https://xa.vn") == ("ABCD-EFGH", "https://xa.vn")
    with pytest.raises(Refused, match="--server"):
        read_sheet("ABCD-EFGH", "")
