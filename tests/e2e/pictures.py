"""Takes the pictures of README.md from the example data: `make pictures`."""

import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from opbouw.machine.embedded import services
from tests.services import ROOT
from tests.stack import Stack

TARGET = ROOT / "docs" / "beeld"
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BACKGROUND = (207, 201, 190)
GAP = 36


def main() -> None:
    """Run the demo's data on a database of its own and photograph it."""
    with (
        tempfile.TemporaryDirectory() as name,
        services(ROOT / "var" / "pictures", fast=True) as found,
    ):
        os.environ.update(DATABASE_URL=found.database_url, REDIS_URL=found.redis_url)
        folder = Path(name)
        stack = Stack(folder, with_worker=False)
        stack.manage("voorbeeld")
        with stack, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS
            )
            _app(browser, stack.url, folder)
            _note(browser, stack.url, folder)


def _app(browser: Browser, url: str, folder: Path) -> None:
    phone = _logged_in(browser, url, "samira", width=390, height=844)
    day = _shot(phone, f"{url}/vandaag/", folder / "day.png")
    write = _shot(phone, f"{url}/contacten/nieuw/", folder / "write.png")
    desk = _logged_in(browser, url, "samira", width=1280, height=844)
    desk.goto(f"{url}/signalen/?staat=beantwoord")
    address = desk.locator(".kaart__titel a").first.get_attribute("href")
    signal = _shot(desk, f"{url}{address}", folder / "signal.png")
    _beside(TARGET / "app.png", [day, write, signal])


def _note(browser: Browser, url: str, folder: Path) -> None:
    desk = _logged_in(browser, url, "anneke", width=1280, height=844)
    desk.goto(f"{url}/ontvangen/")
    address = desk.locator(".kaart__titel a").last.get_attribute("href") or ""
    number = address.strip("/").split("/")[-1]
    response = desk.request.get(f"{url}/notities/{number}/pdf/")
    (folder / "note.pdf").write_bytes(response.body())
    subprocess.run(
        ["pdftoppm", "-png", "-r", "96", "-singlefile", folder / "note.pdf", folder / "note"],
        check=True,
    )
    _beside(TARGET / "notitie.png", [folder / "note.png"])


def _logged_in(browser: Browser, url: str, who: str, *, width: int, height: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="nl-NL", color_scheme="light"
    )
    page = context.new_page()
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", f"{who}@voorbeeld.nl")
    page.fill("input[name=password]", "opbouw-demo")
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")
    return page


def _shot(page: Page, url: str, path: Path) -> Path:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    return path


def _beside(target: Path, paths: list[Path]) -> None:
    pictures = [Image.open(path).convert("RGB") for path in paths]
    width = sum(picture.width + GAP for picture in pictures) + GAP
    height = max(picture.height for picture in pictures) + 2 * GAP
    sheet = Image.new("RGB", (width, height), BACKGROUND)
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target, optimize=True)


if __name__ == "__main__":
    main()
