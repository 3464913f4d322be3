"""The forms of a story that are files: made on the desk, looked at, found again in public."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

from tests.browsing import follow, open_page, until
from tests.journeys.browser import PHONE, Person

# Name in the panel → code of the form.
MADE = {"Đồ họa thông tin": "graphic", "Video ngắn": "clip", "Tờ rơi": "leaflet"}
NEWEST = ".lt-files:not(.lt-files--old)"
# What a frame in the middle of a film shows: its size, and how far its darkest and lightest
# points lie apart, 0 to 255.
FRAME = """film => new Promise((done, fail) => {
  film.onerror = () => fail(new Error(film.error && film.error.message));
  film.onseeked = () => {
    const small = document.createElement('canvas');
    small.width = 90; small.height = 160;
    const brush = small.getContext('2d');
    brush.drawImage(film, 0, 0, 90, 160);
    const points = brush.getImageData(0, 0, 90, 160).data.filter((_, at) => at % 4 === 1);
    done({width: film.videoWidth, height: film.videoHeight, seconds: film.duration,
          contrast: Math.max(...points) - Math.min(...points)});
  };
  const seek = () => { film.currentTime = film.duration / 2; };
  if (film.readyState >= 1) seek(); else { film.onloadedmetadata = seek; film.load(); }
})"""


def make_forms(editor: Person, pk: str) -> dict[str, str]:
    """Picture, film and leaflet, each seen; the hash of what stands in public of it."""
    return {"graphic": draw(editor, pk), "clip": film(editor, pk), "leaflet": leaflet(editor, pk)}


def draw(editor: Person, pk: str) -> str:
    """The infographic; the hash of its first picture's bytes."""
    page = editor.go(f"tin-bai/{pk}/san-pham/graphic/")
    editor.follow(re.compile("^Làm (lại )?đồ họa thông tin"))
    picture = page.locator(f"{NEWEST} img").first
    picture.wait_for()
    wide = picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert wide >= 1080
    return sha256_of(editor, str(picture.get_attribute("src")))


def film(editor: Person, pk: str) -> str:
    """The clip with the article's own sound: a tall picture that shows something and is heard."""
    page = editor.go(f"tin-bai/{pk}/san-pham/clip/")
    assert page.get_by_label("âm thanh của bài").is_checked()
    editor.follow(re.compile("^Làm (lại )?video ngắn"))
    shown = page.locator(f"{NEWEST} video").first
    shown.wait_for()
    is_film(shown.evaluate(FRAME))
    source = str(shown.get_attribute("src"))
    assert loudest(editor.page.request.get(source).body()) > 0.05
    return sha256_of(editor, source)


def is_film(seen: dict[str, float]) -> None:
    assert (seen["width"], seen["height"]) == (1080, 1920)
    assert 10 <= seen["seconds"] <= 90
    assert seen["contrast"] > 100


def leaflet(editor: Person, pk: str) -> str:
    """The leaflet; the hash of the PDF that is printed."""
    page = editor.go(f"tin-bai/{pk}/san-pham/leaflet/")
    editor.follow(re.compile("^Làm (lại )?tờ rơi"))
    printed = page.locator(".lt-downloads a[href$='.pdf']").first
    page.locator(f"{NEWEST} img").first.wait_for()
    source = str(printed.get_attribute("href"))
    is_leaflet(editor.page.request.get(source).body())
    return sha256_of(editor, source)


def is_leaflet(data: bytes) -> None:
    """Paper of a known size on both sides."""
    from pypdfium2 import PdfDocument

    pages = PdfDocument(data)
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pages}
    assert len(pages) == 2 and len(sizes) == 1
    assert sizes <= {(148, 210), (210, 297), (210, 148), (297, 210)}


def loudest(data: bytes) -> float:
    """The highest sample of a film's sound, 0 to 1."""
    import av
    import numpy

    with av.open(io.BytesIO(data)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return float(max(numpy.abs(frame).max() for frame in frames))


def sha256_of(person: Person, source: str) -> str:
    found = re.search(r"([0-9a-f]{64})\.", source)
    assert found, source
    body = person.page.request.get(source).body()
    assert hashlib.sha256(body).hexdigest() == found[1]
    return found[1]


def stale_forms(editor: Person, pk: str) -> set[str]:
    """What the panel calls old, by the names that it gives the forms."""
    editor.go(f"tin-bai/{pk}/")
    rows = [row.inner_text().strip() for row in editor.page.locator(".lt-products li").all()]
    names = ("Âm thanh", *MADE)
    return {name for name in names for row in rows if row.startswith(name) and "cũ" in row}


def read_forms(browser: Any, url: str, title: str) -> dict[str, str]:
    """What anybody finds on a phone: the picture, the film that plays, the sheet to print."""
    page = open_page(browser, url, viewport=PHONE)
    page.goto("/tin-bai/")
    follow(page, page.get_by_role("link", name=title).first.click)
    page.get_by_text("Đọc chữ trong hình").first.wait_for()
    picture = page.locator("section.graphic img").first.get_attribute("src")
    shown = page.locator("section.film video").first
    box = shown.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert box["height"] > box["width"], "a tall film stands tall before it plays"
    is_film(shown.evaluate(FRAME))
    played = "film => { film.muted = true; return film.play().then(() => film.textTracks.length); }"
    assert shown.evaluate(played) == 1
    player = "document.querySelector('section.film video')"
    until(page, f"{player}.currentTime > {player}.duration / 2 + 0.2")
    page.get_by_text("Giọng đọc trong video: giọng tổng hợp do máy tạo.").wait_for()
    sheet = page.locator("section.papers a[href$='.pdf']").first.get_attribute("href")
    is_leaflet(page.request.get(sheet).body())
    found = {"graphic": picture, "clip": shown.get_attribute("src"), "leaflet": sheet}
    page.context.close()
    named = {form: re.search(r"([0-9a-f]{64})\.", str(source)) for form, source in found.items()}
    return {form: one[1] for form, one in named.items() if one}
