"""Forms that are files, on the desk and on the page of a link: made, seen, approved."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account, approved_article, article, commune, product

from lantoa.approval.links import make_link, token_of
from lantoa.approval.models import Approval, Request
from lantoa.approval.pins import set_pin
from lantoa.channels.base import public_generation
from lantoa.core import clock
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.approval import submit_product
from lantoa.newsroom.products.making import make
from lantoa.newsroom.products.queries import approved_product
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.registry.models import Account, Commune
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PIN = "402917"
FIGURES = ("figures", {
    "title": "Ba việc đã làm",
    "items": [{"value": "74", "unit": "tin bài", "label": "trên trang xã", "note": ""}],
    "as_of": "20/11/2026",
})  # fmt: skip


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def story(by: Account, **fields: object) -> Article:
    commune()
    return article(by, body=[FIGURES], for_loudspeaker=False, **fields)


def address(name: str, of: Article) -> str:
    return reverse(name, args=[of.pk, Form.GRAPHIC])


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def drawn(of: Article, by: Account) -> Rendition:
    """Asked for on the screen and made as the job would."""
    asked = signed_in(by).post(address("make-product", of), {"look": "one", "title": ""})
    assert asked["Location"] == address("article-product", of)
    row = Rendition.objects.get(form=Form.GRAPHIC, state=RenditionState.MAKING)
    make(row.pk)
    row.refresh_from_db()
    return row


def test_infographic_is_made_on_the_screen_and_shown_with_every_size() -> None:
    by = account()
    made = story(by)
    client = signed_in(by)
    before = text(client, address("article-product", made))
    assert "chưa làm" in before
    assert "Bài chưa có khối Theo thôn với ít nhất ba thôn." in before
    assert "Bài chỉ có một con số; kiểu này cần hai hoặc ba." in before
    row = drawn(made, by)
    roles = [file.role for file in row.files.all()]
    assert roles == [
        "png-doc", "png-vuong", "png-dung", "png-ngang", "png-a3", "svg-doc", "pdf-a3",
    ]  # fmt: skip
    after = text(client, address("article-product", made))
    assert "1080 × 1350" in after and "duyệt cùng bài" not in after
    assert "Ba việc đã làm.<br>74 tin bài trên trang xã.<br>" in after
    for file in row.files.all():
        answer = client.get(reverse("desk-product-file", args=[file.sha256, file.ending]))
        assert (answer.status_code, answer["Content-Type"]) == (200, file.mime)
    wrong = reverse("desk-product-file", args=[row.files.first().sha256, "pdf"])
    assert client.get(wrong).status_code == 404


def test_clip_is_played_with_its_cover_and_captions_and_served_in_parts() -> None:
    by = account()
    row = product(story(by), form=Form.CLIP)
    row.files.all().delete()
    files = [
        RenditionFile.objects.create(
            rendition=row, role=role, position=at, sha256=f"{at}a" * 32, mime=mime, size=4,
            width=1080, height=1920, milliseconds=45_000, alt="Video dọc",
        )
        for at, (role, mime) in enumerate(
            [("mp4-doc", "video/mp4"), ("jpg-bia", "image/jpeg"), ("vtt", "text/vtt"),
             ("srt", "application/x-subrip")]
        )
    ]  # fmt: skip
    for file in files:
        path = product_path(file.sha256, file.ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"phim")
    client = signed_in(by)
    page = text(client, reverse("product-preview", args=[row.pk]))
    film, cover, captions, subtitles = (
        reverse("desk-product-file", args=[file.sha256, file.ending]) for file in files
    )
    assert f'<video controls preload="metadata" src="{film}"' in page
    assert f'poster="{cover}"' in page
    assert f'<track kind="captions" srclang="vi" label="Tiếng Việt" src="{captions}">' in page
    assert f'href="{subtitles}" download' in page
    assert f'href="{cover}" download' in page
    part = client.get(film, headers={"Range": "bytes=1-2"})
    assert (part.status_code, b"".join(part)) == (206, b"hi")


def test_article_without_data_says_what_to_add_and_makes_nothing() -> None:
    by = account()
    commune()
    made = article(by)
    client = signed_in(by)
    assert "Bài chưa có khối số liệu nào." in text(client, address("article-product", made))
    client.post(address("make-product", made), {"look": "one"})
    assert not Rendition.objects.filter(form=Form.GRAPHIC).exists()


def test_panel_tells_how_far_it_is_and_that_it_is_stale() -> None:
    by = account()
    made = story(by)
    client, panel = signed_in(by), reverse("article-products", args=[made.pk])
    client.post(address("make-product", made), {"look": "one"})
    Rendition.objects.update(percent=40)
    assert "data-busy" in text(client, panel) and "đang làm 40%" in text(client, panel)
    assert "xong 40%" in text(client, address("product-state", made))
    client.post(address("stop-product", made))
    assert Rendition.objects.get().state == RenditionState.CANCELLED
    drawn(made, by)
    assert "duyệt cùng bài" in text(client, panel)
    draft = made.newest
    draft.lead = "Lời mới."
    save_draft(article=draft, by=by, now=clock.now())
    assert "bài hoặc danh mục đã đổi sau khi làm" in text(client, panel)


def test_leader_sees_the_products_of_an_article_and_approves_them_with_it() -> None:
    by, leader = account(), account(Role.LEADER)
    made = story(by)
    row = drawn(made, by)
    request = submit_article(article=made, by=by, now=NOW)
    client = signed_in(leader)
    shown = text(client, reverse("approval", args=[request.pk]))
    preview = reverse("product-preview", args=[row.pk])
    assert 'data-seen="graphic"><summary><span>Đồ họa thông tin</span>' in shown
    assert f'data-src="{preview}"' in shown
    assert reverse("desk-product-file", args=[row.files.first().sha256, "png"]) in text(
        client, preview
    )
    client.post(
        reverse("approve", args=[request.pk]), {"hash": request.hash, "seen": ["graphic", "khac"]}
    )
    assert Approval.objects.get().seen == ["graphic"]
    assert approved_product(Article.objects.get(), Form.GRAPHIC) == row
    assert "đã duyệt" in text(client, address("article-product", made))


def test_approved_product_stays_approved_when_only_the_catalogue_changed() -> None:
    by, leader = account(), account(Role.LEADER)
    made = story(by)
    row = drawn(made, by)
    request = submit_article(article=made, by=by, now=NOW)
    signed_in(leader).post(reverse("approve", args=[request.pk]), {"hash": request.hash})
    Commune.objects.update(accent="#7A1F1F")
    panel = text(signed_in(by), reverse("article-products", args=[made.pk]))
    assert "màu, huy hiệu, âm thanh hoặc danh mục đã đổi; làm lại nếu cần" in panel
    assert approved_product(Article.objects.get(), Form.GRAPHIC) == row


def test_product_made_later_is_sent_and_decided_by_itself() -> None:
    by, leader = account(), account(Role.LEADER)
    commune()
    live = approved_article(with_sound=False, body=[FIGURES])
    row = drawn(live, by)
    client = signed_in(by)
    assert "chờ gửi duyệt riêng" in text(client, reverse("article-products", args=[live.pk]))
    client.post(address("submit-product", live))
    own = Request.objects.get(subject=row.code)
    assert "chờ duyệt riêng" in text(client, address("article-product", live))
    head = signed_in(leader)
    shown = text(head, reverse("approval", args=[own.pk]))
    assert "Duyệt sản phẩm này" in shown and "Khác bản đang đăng" not in shown
    assert own.title == "Đồ họa thông tin: Nộp hồ sơ tại nhà"
    assert own.title in text(head, reverse("approvals"))
    generation = public_generation.current()
    head.post(reverse("approve", args=[own.pk]), {"hash": own.hash, "seen": ["graphic"]})
    assert approved_product(Article.objects.get(), Form.GRAPHIC) == row
    assert generation == public_generation.current()  # only once this is committed


def test_returned_product_leads_its_maker_back() -> None:
    by, leader = account(), account(Role.LEADER)
    commune()
    live = approved_article(with_sound=False, body=[FIGURES])
    own = submit_product(product=drawn(live, by), by=by, now=NOW)
    signed_in(leader).post(
        reverse("return", args=[own.pk]), {"hash": own.hash, "reason": "Chọn kiểu khác"}
    )
    assert Approval.objects.get(request=own).reason == "Chọn kiểu khác"
    assert approved_product(Article.objects.get(), Form.GRAPHIC) is None


def test_link_shows_the_files_that_were_submitted_and_no_others() -> None:
    now, by, leader = clock.now(), account(), account(Role.LEADER)
    commune()
    live = approved_article(with_sound=False, body=[FIGURES], now=now)
    row = drawn(live, by)
    own = submit_product(product=row, by=by, now=now)
    set_pin(account=leader, pin=PIN, again=PIN, now=now)
    link = make_link(request=own, approver=leader, by=by, now=now)
    token, phone = token_of(link), Client()
    first = row.files.first()
    frame = reverse("link-product", args=[token, row.pk])
    image = reverse("link-product-file", args=[token, first.sha256, "png"])
    assert [phone.get(path).status_code for path in (frame, image)] == [404, 404]
    phone.post(reverse("link", args=[token]))
    assert frame in text(phone, reverse("link-content", args=[token]))
    assert image in text(phone, frame)
    assert phone.get(image)["Content-Type"] == "image/png"
    other = product(article(by))
    assert phone.get(reverse("link-product", args=[token, other.pk])).status_code == 404
    alien = reverse("link-product-file", args=[token, "cd" * 32, "png"])
    assert phone.get(alien).status_code == 404
    phone.post(reverse("link-approve", args=[token]), {"pin": PIN, "seen": ["graphic"]})
    assert approved_product(Article.objects.get(pk=live.pk), Form.GRAPHIC) == row
    assert Approval.objects.get(request=own).via == "link"


def test_links_are_made_for_a_product_as_for_an_article() -> None:
    by = account()
    commune()
    live = approved_article(with_sound=False, body=[FIGURES])
    own = submit_product(product=drawn(live, by), by=by, now=NOW)
    assert "Tạo đường dẫn duyệt" in text(signed_in(by), reverse("approval-links", args=[own.pk]))
