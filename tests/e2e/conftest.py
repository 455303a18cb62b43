"""One Opbouw and one Chromium for the browser tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.baarn import areas_file
from tests.e2e.phone import new_context, opened
from tests.personas import SAMIRA
from tests.stack import Stack

CHROMIUM = Path("/usr/bin/chromium")
# No screen, and nothing of the browser's own that wants to reach the world.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def baarn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Opbouw with Baarn's areas and the personas, its worker running."""
    folder = tmp_path_factory.mktemp("baarn")
    with Stack(folder) as stack:
        stack.manage("import_gebieden", str(areas_file(folder)))
        stack.manage("shell", "-c", "from tests.e2e.baarn import seed; seed()")
        yield stack


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, with a new user folder that Playwright throws away."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(baarn: Stack, browser: Browser) -> Iterator[Page]:
    """Samira's phone, on which Opbouw was open once."""
    context = new_context(browser, baarn)
    yield opened(context, SAMIRA)
    context.set_offline(False)  # in Firefox the next one would begin without reception
    context.close()
