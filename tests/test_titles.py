"""The title of a page is the first thing that a screen reader says: it tells of an error."""

import re

import pytest
from django.test import Client

from opbouw.machine.assets import BASE
from tests.wereld import Wereld

TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
FORM = re.compile(r"\{% (?:fouten|formulier) form=([\w.]+)")


def title(client: Client, path: str, data: dict[str, str] | None = None) -> str:
    """The title of a page, asked for or with a form sent to it."""
    response = client.get(path) if data is None else client.post(path, data)
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)
    assert found
    return " ".join(found[1].split())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/contacten/nieuw/", "Noteer"),
        ("/signalen/nieuw/", "Nieuw signaal"),
        ("/verhalen/nieuw/", "Nieuw verhaal"),
        ("/notities/nieuw/", "Nieuwe notitie"),
        ("/initiatieven/nieuw/", "Schrijf een initiatief op"),
        ("/team/uitnodigen/", "Nodig iemand uit"),
        ("/controle/", "Is deze notitie echt?"),
    ],
)
def test_an_error_is_said_first(wereld: Wereld, path: str, said: str) -> None:
    client = wereld.client(wereld.marijke)
    assert title(client, path) == f"{said} · Opbouw"
    assert title(client, path, {}) == f"Fout: {said} · Opbouw"


def test_a_login_that_failed_says_so(wereld: Wereld) -> None:
    client = wereld.anonymous
    assert title(client, "/accounts/login/") == "Inloggen · Opbouw"
    assert title(client, "/accounts/login/", {}) == "Fout: Inloggen · Opbouw"


def test_a_resident_hears_that_nothing_was_sent(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    client = wereld.anonymous
    assert title(client, "/meedoen/de-brink/") == "Vertel je idee · Opbouw"
    sent = title(client, "/meedoen/de-brink/", {})
    assert sent == "Nog niet verstuurd: Vertel je idee · Opbouw"


def test_the_errors_of_every_form_are_those_that_the_title_knows() -> None:
    drawn = {path: FORM.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert sum(map(len, drawn.values())) > 25
    # The title reads `form`; a component hands its own argument on under the same name. Errors of
    # `patroon` are drawn by the script alone, which says so in the title itself.
    known = {"form", "patroon"}
    assert {str(path): names for path, names in drawn.items() if set(names) - known} == {}
