"""Measures how long pages of the desk take on a cheap phone: Chromium slowed as by DevTools.

    lantoa demo --year --port 8100              (in another window; a year of a large commune)
    python tools/measure_phone.py --port 8100 --home FOLDER

Each page is opened anew RUNS times at 360x740, the processor slowed CPU times, the line as slow as
--line says; once with an empty cache («lần đầu») and once with what the phone kept («mở lại»).
Prints medians in milliseconds: first byte, DOMContentLoaded, largest contentful paint; and the
kilobytes that came over the line. Needs Chromium and Playwright (`make test` installs the latter).
"""

import argparse
import os
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright
from take_pictures import DESK, PHONE, ROOT, opened, password, sign_in

CPU, RUNS = 4, 5
# Kilobits a second down and up, milliseconds of latency: Chromium's own presets.
LINES = {"fast-3g": (1440, 675, 563), "slow-4g": (1440, 675, 150), "slow-3g": (400, 400, 2000)}
PAGES = (
    ("Hôm nay của lãnh đạo", "lanhdao", f"{DESK}/"),
    ("Hôm nay, bàn làm việc đầy đủ", "lanhdao", f"{DESK}/?day-du=1"),
    ("Duyệt", "lanhdao", f"{DESK}/duyet/"),
    ("Bảng kế hoạch của lãnh đạo", "lanhdao", f"{DESK}/ke-hoach/"),
    ("Việc của đơn vị", "mattran", f"{DESK}/viec-cua-don-vi/"),
    ("Gửi tin", "mattran", f"{DESK}/gui-tin/"),
)
WATCH = """
window.__lcp = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.__lcp = one.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true});
"""
READ = """() => {
  const nav = performance.getEntriesByType('navigation')[0];
  return [nav.responseStart, nav.domContentLoadedEventEnd, window.__lcp];
}"""


def slowed(page: Page, cpu: int, line: str) -> CDPSession:
    """The page as on a slow phone with a slow line."""
    down, up, latency = LINES[line]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": latency, "downloadThroughput": down * 1024 / 8,
        "uploadThroughput": up * 1024 / 8,
    })  # fmt: skip
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    return session


def opening(page: Page, session: CDPSession, address: str, *, is_first: bool) -> list[float]:
    """One opening: first byte, DOMContentLoaded, LCP, kilobytes."""
    if is_first:
        session.send("Network.clearBrowserCache")
    came = [0]

    def count(event: dict[str, Any]) -> None:
        came[0] += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", count)
    page.goto("about:blank")
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_timeout(1500)
    found = page.evaluate(READ)
    session.remove_listener("Network.loadingFinished", count)
    return [*found, came[0] / 1024]


def main() -> int:
    """Measures every page and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--home", type=Path, default=ROOT / ".demo")
    parser.add_argument("--line", choices=LINES, default="fast-3g")
    parser.add_argument("--cpu", type=int, default=CPU)
    parser.add_argument("--runs", type=int, default=RUNS)
    words = parser.parse_args()
    base, secret = f"http://127.0.0.1:{words.port}", password(words.home)
    print(f"360x740, bộ xử lý chậm {words.cpu} lần, đường truyền {words.line}, {words.runs} lần")
    print("trang | lần | byte đầu | DOMContentLoaded | LCP (ms) | KB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
            args=["--no-sandbox", "--lang=vi"], env={**os.environ, "LANGUAGE": "vi"},
        )  # fmt: skip
        windows: dict[str, Page] = {}
        for name, account, path in PAGES:
            if account not in windows:
                windows[account] = opened(browser, PHONE).new_page()
                sign_in(windows[account], base, account, secret)
                windows[account].add_init_script(WATCH)
            page = windows[account]
            session = slowed(page, words.cpu, words.line)
            for is_first in (True, False):
                rows = [
                    opening(page, session, base + path, is_first=is_first)
                    for _ in range(words.runs)
                ]
                middle = [round(median(column)) for column in zip(*rows, strict=True)]
                when = "lần đầu" if is_first else "mở lại"
                print(f"{name} | {when} | {' | '.join(map(str, middle))}", flush=True)
            session.detach()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
