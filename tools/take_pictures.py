"""Takes the pictures of the README and the handbook from a running demo, so that they never age.

    make demo                                  (in another window)
    python tools/take_pictures.py [--port 8000]

Needs Chromium and Playwright (`make test` installs the latter). Writes docs/gallery/*.png.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
DESK = "/ban-lam-viec"
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
# (file, account or "" for the public, address, size)
PICTURES = (
    ("trang-chu", "", "/", DESKTOP),
    ("trang-chu-dien-thoai", "", "/", PHONE),
    ("hom-nay", "kehoach", f"{DESK}/", DESKTOP),
    ("ke-hoach", "kehoach", f"{DESK}/ke-hoach/", DESKTOP),
    ("chi-tieu", "kehoach", f"{DESK}/chi-tieu/", DESKTOP),
    ("tin-bai", "bientap", f"{DESK}/tin-bai/", DESKTOP),
    ("truyen-thanh", "truyenthanh", f"{DESK}/truyen-thanh/", DESKTOP),
    ("hom-nay-lanh-dao", "lanhdao", f"{DESK}/", PHONE),
)


def password(home: Path) -> str:
    """The password of the demo's accounts."""
    kept = json.loads((home / "keys" / "demo-accounts.json").read_text("utf-8"))
    return str(kept["password"])


def sign_in(page: Page, base: str, account: str, secret: str) -> None:
    """Signs in to the desk."""
    page.goto(f"{base}{DESK}/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", secret)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".lt-main", timeout=60_000)


def take(browser: Browser, base: str, secret: str, picture: tuple[str, str, str, dict]) -> None:
    """One picture."""
    name, account, address, size = picture
    context = browser.new_context(
        viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce"
    )
    page = context.new_page()
    if account:
        sign_in(page, base, account, secret)
    page.goto(base + address, wait_until="networkidle")
    page.screenshot(path=GALLERY / f"{name}.png")
    context.close()
    print(f"docs/gallery/{name}.png")


def main() -> int:
    """Takes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, default=ROOT / ".demo")
    words = parser.parse_args()
    GALLERY.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, f"http://127.0.0.1:{words.port}", password(words.home), picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
