"""What was reduced still has its pages, and nobody writes on it any more."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.volglink import keep_link
from initiatieven.models import BewaardeVolglink
from initiatieven.queries.volglink import by_token, token_of
from opbouw.lib.writing.transitions import Refused
from opbouw.queries.bewaren import RULES
from signalen.actions.contact import change_contact
from signalen.actions.signaal import change_signaal, interpret, keep_off_agenda
from signalen.actions.verhaal import proofread
from tests import keten
from tests.keten import words
from tests.opbouw.bewaren.gevuld import Gevuld, after, fill
from tests.wereld import Wereld
from wijken.actions.bewaarregels import carry_out

WEG = "De woorden zijn weg"


@pytest.fixture
def ingekort(wereld: Wereld, settings: Settings, tmp_path: Any) -> Gevuld:
    """Everything of De Brink, five years later: the note that was sent still stands."""
    settings.MEDIA_ROOT = tmp_path
    made = fill(wereld)
    assert made.initiatief.pk
    carry_out(RULES, after(5))
    for row in (made.contact, made.signaal, made.initiatief, made.verhaal):
        row.refresh_from_db()
    return made


def test_every_page_of_it_says_that_the_words_are_gone(wereld: Wereld, ingekort: Gevuld) -> None:
    client = wereld.client(wereld.marijke)
    for soort, row in (
        ("contacten", ingekort.contact),
        ("signalen", ingekort.signaal),
        ("verhalen", ingekort.verhaal),
        ("initiatieven", ingekort.initiatief),
    ):
        page = client.get(f"/{soort}/{row.pk}/")
        assert (soort, page.status_code, WEG in page.text) == (soort, 200, True)
        links = [step for step in ("wijzig/", "duiding/", "bereiken/") if step in page.text]
        assert (soort, links) == (soort, [])
    assert client.get(f"/notities/{ingekort.verzonden.pk}/").status_code == 200


def test_lists_and_threads_still_tell_it(wereld: Wereld, ingekort: Gevuld) -> None:
    client = wereld.client(wereld.marijke)
    this = timezone.localdate()
    lists = {
        path: words(client.get(path).text)
        for path in ("/contacten/?alles=1", "/signalen/", "/initiatieven/?alles=1", "/vandaag/")
    }
    assert "De woorden zijn weggehaald." in lists["/contacten/?alles=1"]
    assert "Signaal uit" in lists["/signalen/"]
    assert "Initiatief uit" in lists["/initiatieven/?alles=1"]
    for soort, row in (
        ("contact", ingekort.contact),
        ("signaal", ingekort.signaal),
        ("notitie", ingekort.verzonden),
        ("initiatief", ingekort.initiatief),
    ):
        thread = words(client.get(f"/draad/{soort}/{row.pk}/").text)
        assert str(this.year) in thread
        assert ", ." not in thread
    received = wereld.client(wereld.anneke)
    assert received.get(f"/ontvangen/{ingekort.verzonden.pk}/").status_code == 200
    thread = words(received.get(f"/draad/notitie/{ingekort.verzonden.pk}/").text)
    # That people were told still counts, though to whom is gone.
    assert "nog niet" not in thread


def test_nothing_is_written_on_it_any_more(wereld: Wereld, ingekort: Gevuld) -> None:
    contact, signaal, initiatief = ingekort.contact, ingekort.signaal, ingekort.initiatief
    by, key = wereld.marijke, uuid.uuid4()
    attempts: list[Callable[[], object]] = [
        lambda: change_contact(contact=contact, by=by, stand="", content={"tekst": "x"}),
        lambda: change_signaal(signaal=signaal, by=by, stand="", content={"tekst": "x"}),
        lambda: interpret(signaal=signaal, by=by, sleutel=key, content={"tekst": "x"}),
        lambda: keep_off_agenda(signaal=signaal, by=by, want="x"),
        lambda: proofread(verhaal=ingekort.verhaal, by=by),
        lambda: reply(initiatief=initiatief, by=by, sleutel=key, tekst="x"),
        lambda: write_back(initiatief=initiatief, sleutel=key, tekst="x"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="zo oud"):
            attempt()


def test_the_secret_link_of_a_plan_leads_nowhere(
    wereld: Wereld, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = fill(wereld)
    token = token_of(made.initiatief)
    assert token is not None
    keep_link(made.initiatief)
    assert by_token(token) is not None
    assert BewaardeVolglink.objects.count() == 1
    carry_out(RULES, after(5))
    assert by_token(token) is None
    assert BewaardeVolglink.objects.count() == 0
    made.initiatief.refresh_from_db()
    assert token_of(made.initiatief) is None


def test_an_old_debt_no_longer_asks_to_be_paid(wereld: Wereld) -> None:
    keten.make_signaal(wereld.samira, wereld.klaverveld)
    client = wereld.client(wereld.samira)
    assert "Dichte gordijnen" in client.get("/vandaag/").text
    carry_out(RULES, after(5))
    assert "Signaal uit" not in client.get("/vandaag/").text
