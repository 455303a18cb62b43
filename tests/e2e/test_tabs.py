"""Two tabs, two memberships: what is typed in one is not saved in the organisation of the other."""

import os
import re

import pytest
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from signalen.models import Verhaal
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.personas import JOOST, WACHTWOORD
from tests.wereld import Wereld
from wijken.models import Lidmaatschap, Rol

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEKST = "Op dinsdag koken we om de beurt.\nWie niets heeft, dekt de tafel."


def send(page: Page, name: str) -> None:
    """Press the button of this name in the page itself."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).click()


@pytest.mark.parametrize("script", [True, False])
def test_one_press_saves_it_where_it_was_meant_for(
    wereld: Wereld, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, script: bool
) -> None:
    # Playwright runs its own loop in this thread; the database calls here are ours alone.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    Lidmaatschap.objects.create(
        gebruiker=wereld.joost.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    base = live_server.url
    # Started here and not by the fixture, so that the database is torn down without its loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=script
        )
        page = context.new_page()
        page.goto(f"{base}/accounts/login/?next=/verhalen/nieuw/")
        page.locator("[name=login]").fill(JOOST.email)
        page.locator("[name=password]").fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/verhalen/nieuw/")
        page.locator("[name=tekst]").fill(TEKST)
        page.locator("[name=kring]").fill("buren aan tafel")
        page.locator("[name=gebied]").select_option(label="Kade")
        for name in ("toestemming_hoe", "toestemming_waarvoor"):
            page.locator("label").filter(has=page.locator(f"[name={name}]")).first.click()

        other = context.new_page()
        other.goto(f"{base}/vandaag/")
        other.locator(".wissel summary").click()
        with other.expect_navigation():
            other.locator(".wissel button").click()

        page.locator("main form button[type=submit]").last.click()
        page.get_by_role("heading", name="Je werkt nu voor Stichting Overkant").wait_for()
        assert page.get_by_label("Tekst").input_value() == TEKST
        send(page, "Verstuur als Welzijn De Brink")
        page.wait_for_url(re.compile(r"/verhalen/\d+/$"))
        browser.close()
    saved = Verhaal.objects.get()
    assert saved.organisatie == wereld.joost.organisatie
    assert saved.tekst == TEKST
