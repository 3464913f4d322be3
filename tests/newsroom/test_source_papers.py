"""Papers that an article was written from: kept beside it, their numbers compared with it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lantoa.core.errors import Refused, Unreadable
from lantoa.newsroom.checking.looking import findings_of
from lantoa.newsroom.checks import checks_of
from lantoa.newsroom.editing.dropping import drop_draft
from lantoa.newsroom.models import Article, SourcePaper
from lantoa.newsroom.source_papers import add_source_paper, drop_source_paper
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, article

pytestmark = pytest.mark.django_db
BODY = [("paragraph", "<p>Có 1.260 hộ nộp qua mạng, bằng 82,8% số hộ. Mở cửa lúc 18 giờ.</p>")]


def sheet(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def attach(story: Article, content: bytes, name: str = "bao-cao.txt") -> SourcePaper:
    return add_source_paper(article=story, name=name, content=content, by=story.created_by, now=NOW)


def missing(story: Article) -> list[str]:
    found = findings_of(story.newest, today=TODAY)
    return [one.quote for one in found if one.code == "source-number"]


def test_numbers_are_compared_with_what_was_attached_and_with_nothing_else() -> None:
    story = article(lead="", body=BODY)
    assert missing(story) == []
    paper = attach(story, "Năm nay 1.206 hộ nộp qua mạng, đạt 82,8%.".encode())
    assert missing(story) == ["1.260 hộ"]
    drop_source_paper(paper=paper, by=story.created_by)
    assert missing(story) == []


@pytest.mark.parametrize("share", [0.828, 82.8, "82,8%"])
def test_cells_of_a_sheet_are_numbers_as_people_write_them(share: object) -> None:
    story = article(lead="", body=BODY)
    paper = attach(story, sheet(("Số hộ", "Tỷ lệ"), (1260, share)), "../Báo cáo/quý 3.xlsx")
    assert (paper.name, paper.is_read, missing(story)) == ("quý 3.xlsx", True, [])
    told = [check.text for check in checks_of(story.newest, None, today=TODAY) if check.is_well]
    assert "Số liệu có trong tài liệu nguồn đã kèm: «quý 3.xlsx»" in told


def test_two_papers_together_hold_the_numbers() -> None:
    story = article(lead="", body=BODY)
    attach(story, "Có 1.260 hộ.".encode(), "a.txt")
    assert missing(story) == ["82,8%"]
    attach(story, "Đạt 82,8%.".encode(), "b.txt")
    assert missing(story) == []


def test_scan_is_kept_and_nothing_is_compared_with_it() -> None:
    story = article(lead="", body=BODY)
    paper = attach(story, b"%PDF-1.4\n%%EOF", "quet.pdf")
    assert (paper.is_read, paper.values, missing(story)) == (False, [], [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "trống"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "ảnh chụp"),
        (b"x" * (20 * 2**20 + 1), "20 MB"),
    ],
)
def test_other_files_are_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises((Refused, Unreadable), match=words):
        attach(article(), content, "x.pdf")
    assert not SourcePaper.objects.exists()


def test_the_same_paper_twice_and_the_eleventh_are_refused() -> None:
    story = article()
    attach(story, b"1")
    with pytest.raises(Refused, match="đã kèm từ trước"):
        attach(story, b"1", "khac.txt")
    for number in range(2, 11):
        attach(story, str(number).encode())
    with pytest.raises(Refused, match="nhiều nhất 10"):
        attach(story, b"11")
    with pytest.raises(Refused, match="không sửa được"):
        add_source_paper(
            article=story, name="a.txt", content=b"12", by=account(Role.LEADER), now=NOW
        )


def test_papers_leave_the_disk_with_their_draft(django_capture_on_commit_callbacks: Any) -> None:
    story = article()
    kept = [Path(attach(story, one).file.path) for one in (b"1", b"2")]
    with django_capture_on_commit_callbacks(execute=True):
        drop_source_paper(paper=story.source_papers.first(), by=story.created_by)
    assert [path.exists() for path in kept] == [False, True]
    with django_capture_on_commit_callbacks(execute=True):
        drop_draft(article=story)
    assert [path.exists() for path in kept] == [False, False]


def test_desk_takes_a_paper_and_gives_it_to_who_reads_the_draft() -> None:
    story, client = article(body=BODY), Client()
    client.force_login(story.created_by)
    address = reverse("source-papers", args=[story.pk])
    assert address in client.get(reverse("edit-article", args=[story.pk])).content.decode()
    assert client.post(address).status_code == 422
    bad = SimpleUploadedFile("a.exe", b"MZ\x00\x01" * 40)
    assert client.post(address, {"file": bad}).status_code == 422
    good = SimpleUploadedFile("bao cao.txt", "Có 1.206 hộ.".encode())
    page = client.post(address, {"file": good}, follow=True).content.decode()
    assert "Đã kèm «bao cao.txt»" in page and "1 con số để đối chiếu" in page
    paper = story.source_papers.get()
    given = client.get(reverse("source-paper", args=[story.pk, paper.pk]))
    assert b"".join(given.streaming_content).decode() == "Có 1.206 hộ."
    assert "attachment" in given["Content-Disposition"]
    other = Client()
    other.force_login(account(Role.UNIT_CONTACT))
    assert other.get(address).status_code == 403
    assert other.get(reverse("source-paper", args=[story.pk, paper.pk])).status_code == 403
    client.post(reverse("drop-source-paper", args=[story.pk, paper.pk]))
    assert not SourcePaper.objects.exists()
