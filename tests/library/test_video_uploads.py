"""A video in pieces: resumed after a broken line, whole, bounded, checked, without its place."""

from __future__ import annotations

import hashlib
import os
import subprocess
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Video, VideoUpload
from lantoa.library.terms import UploadState
from lantoa.library.video_uploads import (
    PIECE_BYTES,
    _refuse,
    add_piece,
    begin_upload,
    drop_upload,
    expire_uploads,
    finish_upload,
    part_path,
)
from lantoa.media.films import take_film
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account

pytestmark = pytest.mark.django_db
PLACE = b"+18.3400+105.9000/"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two seconds of a phone's film, with the place where it was taken."""
    import av

    path = tmp_path_factory.mktemp("film") / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(20):
            frame = av.VideoFrame(320, 180, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([(number * 9) % 255]) * plane.buffer_size)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return with_place(path.read_bytes())


def with_place(data: bytes) -> bytes:
    """A `udta` box with the place at the end of `moov`, which lies last in the file."""
    place = b"\xa9xyz" + len(PLACE).to_bytes(2, "big") + b"\x15\xc7" + PLACE
    place = (len(place) + 4).to_bytes(4, "big") + place
    udta = (len(place) + 8).to_bytes(4, "big") + b"udta" + place
    at = data.rindex(b"moov") - 4
    size = int.from_bytes(data[at : at + 4], "big")
    assert at + size == len(data)
    return data[:at] + (size + len(udta)).to_bytes(4, "big") + data[at + 4 :] + udta


def begun(data: bytes, by: Account, name: str = "hoi thi.mp4") -> VideoUpload:
    return begin_upload(name=name, size=len(data), fingerprint=sha(data), by=by, now=NOW)


def sent(row: VideoUpload, data: bytes, by: Account, step: int = 4000) -> VideoUpload:
    while row.received < len(data) and row.state == UploadState.RECEIVING:
        part = data[row.received : row.received + step]
        row = add_piece(
            token=row.token, offset=row.received, data=part, sha256=sha(part), by=by, now=NOW
        )
    return row


def test_whole_film_comes_into_the_library_without_its_place(film: bytes) -> None:
    by = account()
    row = sent(begun(film, by), film, by)
    assert row.state == UploadState.CHECKING
    for _ in range(2):
        finish_upload(upload_id=row.pk, now=NOW)
    made = Video.objects.get()
    kept = Path(made.file.path).read_bytes()
    assert PLACE in film and PLACE not in kept and len(kept) == len(film)
    assert (made.title, made.width, made.height, made.milliseconds) == ("hoi thi", 320, 180, 2000)
    assert made.sha256 == sha(kept) and not part_path(row).exists()


def test_after_a_broken_line_the_same_file_goes_on_where_it_was(film: bytes) -> None:
    by = account()
    row = begun(film, by)
    first = film[:1000]
    add_piece(token=row.token, offset=0, data=first, sha256=sha(first), by=by, now=NOW)
    part_path(row).open("ab").write(b"written, but never noted")
    again = begun(film, by)
    assert (again.pk, again.received) == (row.pk, 1000)
    # the answer was lost: the same piece again, and one too early, change nothing
    for offset in (0, 5000):
        told = add_piece(token=row.token, offset=offset, data=first, sha256=sha(first), by=by,
                         now=NOW)  # fmt: skip
        assert told.received == 1000
    sent(again, film, by)
    finish_upload(upload_id=row.pk, now=NOW)
    assert Video.objects.get().size == len(film)


def test_pieces_that_are_gone_from_the_disk_are_asked_for_again(film: bytes) -> None:
    by = account()
    row, first = begun(film, by), film[:1000]
    add_piece(token=row.token, offset=0, data=first, sha256=sha(first), by=by, now=NOW)
    part_path(row).unlink()
    told = add_piece(token=row.token, offset=1000, data=first, sha256=sha(first), by=by, now=NOW)
    assert told.received == 0
    add_piece(token=row.token, offset=0, data=first, sha256=sha(first), by=by, now=NOW)
    part_path(row).write_bytes(first[:100])
    assert begun(film, by).received == 100


def test_damaged_or_oversized_pieces_are_not_taken(film: bytes) -> None:
    by = account()
    row = begun(film, by)
    for data, mark in ((b"abc", sha(b"abd")), (b"", sha(b""))):
        with pytest.raises(Refused, match="không nguyên vẹn"):
            add_piece(token=row.token, offset=0, data=data, sha256=mark, by=by, now=NOW)
    large = bytes(PIECE_BYTES + 1)
    with pytest.raises(Refused):
        add_piece(token=row.token, offset=0, data=large, sha256=sha(large), by=by, now=NOW)
    with pytest.raises(Refused, match="hết hạn hoặc đã bỏ"):
        add_piece(token=row.token, offset=0, data=b"a", sha256=sha(b"a"), by=account(), now=NOW)
    row.refresh_from_db()
    assert row.received == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/Hội thi.mp4", "Hội thi.mp4"), ("C:\\phim\\le hoi.MOV", "le hoi.MOV")],
)
def test_a_name_with_folders_leads_nowhere(film: bytes, name: str, kept: str) -> None:
    by = account()
    row = sent(begun(film, by, unicodedata.normalize("NFD", name)), film, by)
    assert row.name == kept
    finish_upload(upload_id=row.pk, now=NOW)
    video = Video.objects.get()
    assert video.title == kept.rpartition(".")[0]
    assert Path(settings.MEDIA_ROOT).resolve() in Path(video.file.path).resolve().parents


@pytest.mark.parametrize("cut", [40, 2000, -12])
def test_cut_off_film_is_refused_in_words(film: bytes, cut: int) -> None:
    by, data = account(), film[:cut]
    row = sent(begun(data, by), data, by)
    finish_upload(upload_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert (row.state, Video.objects.count()) == (UploadState.REFUSED, 0)
    assert row.problem.startswith("Video bị cắt dở")
    assert not part_path(row).exists()


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"MZ" * 5000, b"\x00\x00\x00\x08ftyp" + bytes(900), b"\x1a\x45\xdf\xa3" * 9):
        path = tmp_path / "a.mp4"
        path.write_bytes(data)
        with pytest.raises(Unreadable):
            take_film(path)


def test_the_same_film_is_named_and_not_kept_twice(film: bytes) -> None:
    by = account()
    for name in ("hoi thi.mp4", "ban sao.mp4"):
        row = sent(begun(film, by, name), film, by)
        finish_upload(upload_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert "đã có trong kho: «hoi thi», tải lên ngày 23/11/2026" in row.problem
    assert Video.objects.count() == 1


def test_a_run_that_fails_beside_one_that_took_the_film_changes_nothing(film: bytes) -> None:
    """The second run had begun before the first one settled it."""
    by = account()
    row = sent(begun(film, by), film, by)
    checking = VideoUpload.objects.filter(pk=row.pk, state=UploadState.CHECKING)
    finish_upload(upload_id=row.pk, now=NOW)
    _refuse(checking, part_path(row), "Phần đã nhận không còn trên máy chủ.")
    row.refresh_from_db()
    assert (row.state, row.problem, Video.objects.count()) == (UploadState.DONE, "", 1)
    assert Path(Video.objects.get().file.path).is_file()


def test_a_run_that_died_when_the_file_lay_in_the_library_is_done_over(film: bytes) -> None:
    by = account()
    row = sent(begun(film, by), film, by)
    take_film(part_path(row))
    kept = sha(part_path(row).read_bytes())
    whole = Path(settings.MEDIA_ROOT) / "video" / kept[:2] / f"{kept}.mp4"
    whole.parent.mkdir(parents=True)
    os.link(part_path(row), whole)
    finish_upload(upload_id=row.pk, now=NOW)
    assert Path(Video.objects.get().file.path) == whole
    assert not part_path(row).exists()


def test_a_film_that_kills_its_process_three_times_is_refused_in_words(film: bytes) -> None:
    by = account()
    row = sent(begun(film, by), film, by)
    VideoUpload.objects.filter(pk=row.pk).update(tries=3)
    finish_upload(upload_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert (row.state, Video.objects.count()) == (UploadState.REFUSED, 0)
    assert row.problem.startswith("Máy chủ dừng giữa chừng ba lần")


def test_number_and_size_are_bounded_and_what_is_left_goes() -> None:
    by = account()
    with pytest.raises(Refused, match="lớn hơn 2 GB"):
        begin_upload(name="a.mp4", size=3 * 1024**3, fingerprint="a" * 64, by=by, now=NOW)
    rows = [begun(bytes([number]) * 9, by) for number in range(5)]
    with pytest.raises(Refused, match="Đang có 5 video tải dở"):
        begun(b"another", by)
    add_piece(token=rows[0].token, offset=0, data=b"\x00", sha256=sha(b"\x00"), by=by, now=NOW)
    drop_upload(token=rows[1].token, by=by)
    assert expire_uploads(now=NOW + timedelta(days=8)) == 4
    assert (VideoUpload.objects.count(), part_path(rows[0]).exists()) == (0, False)


def test_over_http_a_film_goes_in_pieces_and_is_watched(film: bytes) -> None:
    by = account(Role.EDITOR)
    client = Client()
    client.force_login(by)
    asked = {"name": "a.mp4", "size": len(film), "fingerprint": sha(film)}
    told = client.post(reverse("begin-video"), asked).json()
    address = reverse("video-piece", args=[told["token"]])
    wrong = client.post(f"{address}?tu=0", b"abc", "application/octet-stream",
                        headers={"X-Piece-Sha256": "0" * 64})  # fmt: skip
    assert (wrong.status_code, "không nguyên vẹn" in wrong.json()["sentence"]) == (422, True)
    while told["state"] == "receiving":
        at = told["received"]
        part = film[at : at + 5000]
        told = client.post(f"{address}?tu={at}", part, "application/octet-stream",
                           headers={"X-Piece-Sha256": sha(part)}).json()  # fmt: skip
    finish_upload(upload_id=VideoUpload.objects.get().pk, now=NOW)
    done = client.get(reverse("video-upload", args=[told["token"]])).json()
    assert (done["state"], client.get(done["address"]).status_code) == ("done", 200)
    file = client.get(f"{done['address']}tep/", headers={"Range": "bytes=0-9"})
    assert (file.status_code, len(b"".join(file))) == (206, 10)


def test_own_sha256_of_the_page_is_the_standard_one() -> None:
    code = Path("src/lantoa/desk/static/desk/library/sha256.js").read_text("utf-8")
    data = [b"", b"abc", bytes(range(256)) * 5, b"x" * 55, b"x" * 56, b"x" * 64]
    tell = "".join(f"await lanToaSha256(new Uint8Array({list(one)})), " for one in data)
    script = (
        f"const window = {{}}; globalThis.window = window; {code}\n"
        f"const lanToaSha256 = window.lanToaSha256; (async () => console.log([{tell}].join()))()"
    )
    made = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert made.stdout.strip().split(",") == [sha(one) for one in data]
