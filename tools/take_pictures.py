"""Takes the pictures of the README and the handbook from a running demo, so that they never age.

    make demo                                  (in another window)
    python tools/take_pictures.py [--port 8000]

Needs Chromium with its Vietnamese words (Debian: chromium-l10n) and Playwright (`make test`
installs the latter). Writes docs/gallery/*.png and
docs/handbook/hinh/*.png, each of few colours and of at most LARGEST bytes; says which is larger.
"""

import argparse
import io
import json
import os
import shutil
import sys
from pathlib import Path

from handbook_pictures import HANDBOOK, Row
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
HANDBOOK_FOLDER = ROOT / "docs" / "handbook" / "hinh"
LARGEST, COLOURS = 120_000, 96
DESK = "/ban-lam-viec"
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
# Some first screens differ on a phone by what the browser says of itself.
MOBILE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
# Rows as in `handbook_pictures`.
PICTURES: tuple[Row, ...] = (
    ("trang-chu", "", "/", "", DESKTOP),
    ("trang-chu-dien-thoai", "", "/", "", PHONE),
    ("hom-nay", "kehoach", f"{DESK}/", "", DESKTOP),
    ("ke-hoach", "kehoach", f"{DESK}/ke-hoach/", "", DESKTOP),
    ("chi-tieu", "kehoach", f"{DESK}/chi-tieu/", "", DESKTOP),
    ("tin-bai", "bientap", f"{DESK}/tin-bai/", "", DESKTOP),
    ("truyen-thanh", "truyenthanh", f"{DESK}/truyen-thanh/", "", DESKTOP),
    ("hom-nay-lanh-dao", "lanhdao", f"{DESK}/", "", PHONE),
)


def password(home: Path) -> str:
    """The password of the demo's accounts."""
    kept = json.loads((home / "keys" / "demo-accounts.json").read_text("utf-8"))
    return str(kept["password"])


def sign_in(page: Page, base: str, account: str, secret: str) -> None:
    """Signs in to the desk."""
    page.goto(f"{base}{DESK}/dang-nhap/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", secret)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".lt-main", timeout=60_000)


def keep(shot: bytes, path: Path) -> None:
    """Few colours, and so few bytes: screens are drawn, not photographed."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    few = picture.quantize(
        colors=COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)} {size}" + (" too large" if size > LARGEST else ""))


def opened(browser: Browser, size: dict[str, int]) -> BrowserContext:
    """A window of a given size, in Vietnamese, without motion; a narrow one is a phone's."""
    return browser.new_context(
        viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce",
        user_agent=MOBILE if size["width"] <= PHONE["width"] else None,
    )  # fmt: skip


def take(browser: Browser, base: str, secret: str, rows: tuple[Row, ...], folder: Path) -> None:
    """All pictures of one folder; each account signs in once a size."""
    folder.mkdir(parents=True, exist_ok=True)
    windows: dict[tuple[str, int], Page] = {}
    for name, account, address, link, size in rows:
        key = (account, size["width"])
        if key not in windows:
            windows[key] = opened(browser, size).new_page()
            if account:
                sign_in(windows[key], base, account, secret)
        page = windows[key]
        page.goto(base + address, wait_until="networkidle")
        if link:
            page.goto(base + str(page.locator(link).first.get_attribute("href")))
            page.wait_for_load_state("networkidle")
        keep(page.screenshot(), folder / f"{name}.png")


def main() -> int:
    """Takes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, default=ROOT / ".demo")
    parser.add_argument("--only", nargs="*", help="names of pictures; all when left out")
    words = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--lang=vi"],
            env={**os.environ, "LANGUAGE": "vi"},
        )  # fmt: skip
        base, secret = f"http://127.0.0.1:{words.port}", password(words.home)
        for rows, folder in ((PICTURES, GALLERY), (HANDBOOK, HANDBOOK_FOLDER)):
            wanted = tuple(row for row in rows if words.only is None or row[0] in words.only)
            take(browser, base, secret, wanted, folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
