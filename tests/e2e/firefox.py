"""Debian's own Firefox, driven by Playwright over WebDriver BiDi."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

RELAY = Path(__file__).with_name("relay.py")
PREFERENCES: dict[str, Any] = {
    # What Playwright sets for each context in other browsers (see relay.py).
    "ui.prefersReducedMotion": 1,
    "layout.css.prefers-color-scheme.content-override": 1,
    # Offline is offline, although the server is on this machine.
    "network.disable-localhost-when-offline": True,
}


@contextmanager
def firefox(folder: Path) -> Iterator[Browser]:
    """Run Firefox with its home and the profile that Playwright throws away in this folder."""
    program = folder / "firefox"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{RELAY}" "$@"\n')
    program.chmod(0o700)
    # As root it refuses a home of somebody else.
    environment: dict[str, str | float | bool] = {**os.environ, "HOME": str(folder)}
    with sync_playwright() as playwright:
        browser = playwright.firefox.launch(
            executable_path=program,
            channel="moz-firefox",
            env=environment,
            firefox_user_prefs=PREFERENCES,
        )
        yield browser
        browser.close()
