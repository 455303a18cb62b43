"""A passkey from making to logging in, with the browser's own virtual key."""

import os

import pytest
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.personas import WACHTWOORD
from tests.wereld import Wereld

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def add_virtual_key(page: Page) -> None:
    """Plug in a key that checks its owner by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_make_a_passkey_and_log_in_with_it(
    wereld: Wereld, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.bring("samira")
    # Playwright runs its own loop in this thread; the database calls here are ours alone.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    base = live_server.url.replace("127.0.0.1", "localhost")
    wrong: list[str] = []
    # Started here and not by the fixture, so that the database is torn down without its loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        add_virtual_key(page)
        page.goto(f"{base}/accounts/login/")
        page.locator("input[name=login]").fill("samira@voorbeeld.nl")
        page.locator("input[name=password]").fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen").click()
        page.goto(f"{base}/accounts/2fa/webauthn/add/")
        page.locator("input[name=password]").fill(WACHTWOORD)
        page.get_by_role("button", name="Ga verder").click()
        page.locator("input[name=passwordless]").check()
        page.get_by_role("button", name="Maak de sleutel").click()
        page.wait_for_url("**/recovery-codes/")
        page.goto(f"{base}/accounts/2fa/webauthn/")
        assert page.get_by_text("Mijn toestel").count() == 1
        page.context.clear_cookies()

        page.goto(f"{base}/accounts/login/")
        page.get_by_role("button", name="Gebruik een toegangssleutel").click()
        page.wait_for_url("**/vandaag/")
        page.context.clear_cookies()

        # With a password the key is the second step.
        page.goto(f"{base}/accounts/login/")
        page.locator("input[name=login]").fill("samira@voorbeeld.nl")
        page.locator("input[name=password]").fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/2fa/authenticate/")
        page.get_by_role("button", name="Gebruik een toegangssleutel").click()
        page.wait_for_url("**/vandaag/")
        browser.close()
    assert wrong == []
