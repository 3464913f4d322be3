"""What the public sees, and what it never sees."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from lantoa.channels.base.addresses import article_path, short_path
from lantoa.channels.website.queries import Coming, coming_days
from lantoa.newsroom.models import Article, Section
from lantoa.newsroom.services import save_draft, withdraw_article
from lantoa.plan.models import Observance
from lantoa.plan.terms import PlanState
from lantoa.registry.models import ScienceProject
from tests import make
from tests.website.world import approve, live_article

pytestmark = pytest.mark.django_db

LISTS = ("/", "/tin-bai/", "/nghi-quyet-57/", "/chuyen-muc/nghi-quyet-57/", "/nghe-lai/")
PLAIN = ("/gioi-thieu/", "/tro-nang/", "/thon/", "/thon/ben-do/", "/tim/", "/tim/?q=ho+so")
MACHINE = ("/rss.xml", "/sitemap.xml", "/robots.txt")


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture(autouse=True)
def a_commune() -> None:
    make.commune()
    make.hamlet()


def test_every_page_stands_on_an_empty_commune(client: Client) -> None:
    make.section()
    for path in (*LISTS, *PLAIN, *MACHINE):
        assert client.get(path).status_code == 200, path


def test_a_live_article_stands_on_its_page_and_in_the_lists(client: Client) -> None:
    article = live_article(source="Trung tâm Dịch vụ tổng hợp")
    for path in (*LISTS, article_path(article)):
        assert "Nộp hồ sơ tại nhà" in page(client, path), path
    text = page(client, article_path(article))
    assert "Xã bố trí 8 Tổ công nghệ số cộng đồng." in text
    assert "Nguồn: Trung tâm Dịch vụ tổng hợp" in text
    assert "Duyệt: Lãnh đạo Ủy ban nhân dân, 09:10 ngày 23/11/2026." in text
    assert "giọng tổng hợp do máy tạo" in text
    assert "KH-2026-1" not in text
    assert "Nhiệm vụ 1.1" not in text


def test_an_unapproved_article_is_seen_nowhere(client: Client) -> None:
    draft = make.article(title="Chưa ai duyệt bài này")
    make.sound(draft)
    for path in (*LISTS, *MACHINE, "/tim/?q=chua+ai+duyet"):
        assert "Chưa ai duyệt" not in page(client, path).replace("«chua ai duyet»", ""), path
    page(client, article_path(draft), 404)


def test_a_later_draft_does_not_change_what_is_live(client: Client) -> None:
    article = live_article()
    path = article_path(article)
    article.title = "Tên mới chưa duyệt"
    save_draft(article=article, by=make.account(), now=make.NOW)
    assert "Nộp hồ sơ tại nhà" in page(client, path)
    assert "Tên mới chưa duyệt" not in page(client, path) + page(client, "/")


def test_a_withdrawn_article_says_so_and_shows_nothing(client: Client) -> None:
    article = live_article()
    withdraw_article(article=article, by=make.account(), now=make.NOW)
    assert "Nộp hồ sơ" not in page(client, article_path(article), 410)


def test_a_corrected_article_says_when(client: Client) -> None:
    article = live_article()
    assert "Bài đã sửa" not in page(client, article_path(article))
    article.lead = "Từ ngày 05/12, người dân nộp hồ sơ qua mạng."
    article.for_loudspeaker = False
    save_draft(article=article, by=article.created_by, now=make.NOW)
    approve(article, now=make.at(9, 30))
    text = page(client, article_path(article))
    assert "Bài đã sửa, 09:30 ngày 23/11" in text
    assert "05/12" in text


def test_an_old_or_short_address_leads_to_the_article(client: Client) -> None:
    article = live_article()
    for path in (short_path(article), f"/tin-bai/{article.pk}-ten-cu/"):
        answer = client.get(f"{path}?xem=lon")
        assert (answer.status_code, answer["Location"]) == (302, f"{article_path(article)}?xem=lon")


@pytest.mark.parametrize("words", ["nop ho so", "Nộp hồ sơ", "NỘP  so ho", "to cong nghe"])
def test_search_finds_with_and_without_accents(client: Client, words: str) -> None:
    live_article()
    text = page(client, f"/tim/?q={words}")
    assert "1 bài có" in text
    assert "Nộp hồ sơ tại nhà" in text


def test_search_shows_what_was_asked_as_text(client: Client) -> None:
    text = page(client, "/tim/?q=<script>x")
    assert "Chưa có bài nào có «&lt;script&gt;x»" in text
    assert "<script>x" not in text


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/", 11), ("/tin-bai/", 7), ("/nghi-quyet-57/", 7), ("/nghe-lai/", 7), ("/rss.xml", 4)],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_same_for_one_article_and_three(
    client: Client, django_assert_num_queries: Any, path: str, queries: int, count: int,
    registered_blocks_only_of_the_site: None,
) -> None:  # fmt: skip
    for number in range(count):
        live_article(title=f"Bài số {number}")
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.fixture
def registered_blocks_only_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of other channels ask on their own account and are counted there."""
    from lantoa.channels.base import registry

    monkeypatch.setattr(registry, "_BLOCKS", {})


def test_the_leaf_names_the_nearest_yearly_days_of_live_plans(client: Client) -> None:
    plan = make.plan()
    closed = make.plan(code="KH-2025-1", state=PlanState.CLOSED)
    for month, day, name, of in (
        (5, 18, "Ngày Khoa học", plan), (10, 10, "Ngày Chuyển đổi số", plan),
        (11, 23, "Hôm nay", plan), (12, 1, "Ngày của kế hoạch cũ", closed),
    ):  # fmt: skip
        Observance.objects.create(plan=of, month=month, day=day, name=name)
    assert coming_days(make.TODAY) == [
        Coming("Hôm nay", date(2026, 11, 23), 0),
        Coming("Ngày Khoa học", date(2027, 5, 18), 176),
        Coming("Ngày Chuyển đổi số", date(2027, 10, 10), 321),
    ]
    assert "Ngày Chuyển đổi số" in page(client, "/")


def test_the_first_view_weighs_less_than_100_kb(client: Client) -> None:
    make.plan()
    live_article()
    package = Path(settings.PACKAGE)
    own = package / "channels" / "website" / "static" / "website"
    fonts = package / "typesetting" / "web-fonts"
    css = (own / "site.css").read_text()
    named = re.findall(r"fonts/([a-z0-9-]+\.woff2)", css)
    weight = sum((fonts / name).stat().st_size for name in named)
    weight += sum(len(gzip.compress(part)) for part in (css.encode(), client.get("/").content))
    assert len(named) == 4
    assert weight < 100_000


def test_a_secret_project_is_not_shown(client: Client) -> None:
    project = ScienceProject.objects.create(
        name="Nhiệm vụ có văn bản mật", starts_on=make.TODAY, secrecy_document="01/QĐ-UBND"
    )
    article = live_article(project=project)
    assert "Nhiệm vụ có văn bản mật" not in page(client, article_path(article))


def test_a_project_shows_its_money_and_whom_to_ask(client: Client) -> None:
    project = ScienceProject.objects.create(
        name="Đo độ mặn", starts_on=make.TODAY, budget=186_000_000, contact="Phòng Văn hóa - Xã hội"
    )
    text = page(client, article_path(live_article(project=project)))
    assert "186.000.000\u00a0đồng, ngân sách nhà nước" in text
    assert "từ 11/2026" in text
    assert "Phòng Văn hóa - Xã hội" in text


def test_the_elder_view_keeps_itself_in_every_link(client: Client) -> None:
    article = live_article()
    text = page(client, f"{article_path(article)}?xem=lon")
    assert 'class="elder"' in text
    assert "Trang thường" in text
    inner = re.findall(r'<a [^>]*href="(/[^"]*)"', text)
    kept = [path for path in inner if not path.startswith("/am-thanh/") and path != "/rss.xml"]
    assert [path for path in kept if "xem=lon" not in path] == [article_path(article)]


def test_the_footer_names_who_answers_or_says_that_it_is_unknown(client: Client) -> None:
    assert "Người chịu trách nhiệm nội dung: chưa rõ" in page(client, "/")
    commune = make.commune()
    commune.site_responsible = "Phó Chủ tịch Ủy ban nhân dân xã"
    commune.save()
    text = page(client, "/")
    assert "Chịu trách nhiệm nội dung: Phó Chủ tịch Ủy ban nhân dân xã" in text
    assert "Cơ quan chủ quản: Ủy ban nhân dân xã Sông Lam" in text


def test_a_hamlet_is_reached_by_its_name_and_by_the_form(client: Client) -> None:
    assert "Ngày mai thôn Bến Đò nghe gì" in page(client, "/thon/ben-do/")
    page(client, "/thon/khong-co/", 404)
    answer = client.get("/thon/?ten=ben-do")
    assert (answer.status_code, answer["Location"]) == (302, "/thon/ben-do/")


def test_a_long_list_has_pages(client: Client) -> None:
    section = Section.objects.create(name="Khoa học ở xã", slug="khoa-hoc-o-xa")
    for number in range(21):
        approve(make.article(title=f"Bài {number}", section=section, for_loudspeaker=False))
    assert "Trang 1 trên 2" in page(client, "/chuyen-muc/khoa-hoc-o-xa/")
    assert ">Bài 0</a>" in page(client, "/chuyen-muc/khoa-hoc-o-xa/?trang=2")


def test_no_page_names_an_outside_host_or_sets_a_cookie(client: Client) -> None:
    article = live_article()
    for path in (*LISTS, *PLAIN, article_path(article)):
        answer = client.get(path)
        assert not answer.cookies, path
        hosts = re.findall(r'(?:src|href|action)="(?:https?:)?//([^/"]+)', answer.content.decode())
        assert set(hosts) <= {"127.0.0.1:8000"}, path
        assert "<script>" not in answer.content.decode()
        assert " onclick=" not in answer.content.decode()
    own = Path(settings.PACKAGE) / "channels" / "website" / "static" / "website"
    for file in own.iterdir():
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*//.*$", "", text, flags=re.M), file.name


def test_the_feed_is_well_formed_and_carries_the_sound(client: Client) -> None:
    article = live_article()
    root = ElementTree.fromstring(page(client, "/rss.xml"))
    item = root.find("channel/item")
    assert item is not None
    assert item.findtext("title") == "Nộp hồ sơ tại nhà"
    assert item.findtext("link") == f"http://testserver{article_path(article)}"
    enclosure = item.find("enclosure")
    assert enclosure is not None
    sound = article.renditions.get()
    assert enclosure.attrib == {
        "url": f"http://testserver/am-thanh/{sound.sha256}.mp3", "length": "1000",
        "type": "audio/mpeg",
    }  # fmt: skip


def test_the_map_of_the_site_lists_every_page(client: Client) -> None:
    article = live_article()
    root = ElementTree.fromstring(page(client, "/sitemap.xml"))
    found = {node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    expected = ("/", "/nghi-quyet-57/", "/thon/ben-do/", "/nghe-lai/", article_path(article))
    assert {f"http://testserver{path}" for path in expected} <= found


def test_a_missing_page_answers_in_vietnamese(client: Client) -> None:
    text = page(client, "/khong-co-trang-nay/", 404)
    assert "Không có trang này" in text
    assert "/tim/" in text


def test_words_of_the_catalogues_show_only_as_they_were_approved(client: Client) -> None:
    project = ScienceProject.objects.create(
        name="Cống tự động", starts_on=date(2026, 1, 1), result="Kết quả đã duyệt"
    )
    article = live_article(project=project)
    path = article_path(article)
    assert "Kết quả đã duyệt" in page(client, path)
    ScienceProject.objects.update(result="Kết quả chưa duyệt")
    text = page(client, path)
    assert "Xã bố trí 8 Tổ công nghệ số cộng đồng." in text
    assert "Kết quả chưa duyệt" not in text
    assert "Cống tự động" not in text
    approve(Article.objects.get(pk=article.pk))
    assert "Kết quả chưa duyệt" in page(client, path)


def test_a_renamed_section_stands_on_an_article_once_it_is_approved_again(client: Client) -> None:
    article = live_article()
    kicker = '<p class="kicker">'
    assert kicker in page(client, article_path(article))
    Section.objects.update(name="Tên chưa duyệt")
    assert kicker not in page(client, article_path(article))
