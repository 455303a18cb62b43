"""What the municipality sees: what was sent, and nothing of what lies under it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from signalen.actions.verhaal import withdraw
from signalen.models import Agendanotitie
from tests.conftest import ClientFor
from tests.keten import (
    HUGE,
    begun,
    interpreted,
    noted,
    queries,
    recorded,
    send,
    sent,
    settled,
    usable,
    vraag,
    written,
)
from wijken.models import Gebied, Lidmaatschap, Organisatie

# Planted where no municipality may look.
MARKERS = (
    "MERK-CONTACT", "MERK-PLEK", "MERK-SIGNAAL-TEKST", "MERK-KRING-ELDERS", "MERK-ONGELEZEN",
    "MERK-NIET-GEKOZEN", "MERK-ANDERE-NOTITIE", "MERK-CONCEPT", "MERK-AFSPRAAK",
)  # fmt: skip


@pytest.fixture
def notitie(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    vreemde: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> Agendanotitie:
    """A sent note, in the middle of much that was not sent."""
    contact = noted(opbouwwerker, buurt, tekst="MERK-CONTACT", plek="MERK-PLEK")
    noted(opbouwwerker, buurt, tekst="MERK-CONTACT", afspraak="MERK-AFSPRAAK")
    signaal = interpreted(opbouwwerker, buurt, [contact], tekst="MERK-SIGNAAL-TEKST")
    interpreted(opbouwwerker, buurt, kring="MERK-KRING-ELDERS")
    recorded(opbouwwerker, buurt, tekst="MERK-ONGELEZEN", signaal=signaal)
    usable(opbouwwerker, collega, buurt, tekst="MERK-NIET-GEKOZEN", signaal=signaal)
    chosen = usable(opbouwwerker, collega, buurt, tekst="Een verhaal dat mee mag.")
    strange = begun(vreemde, gemeente, interpreted(vreemde, buurt, titel="MERK-ANDERE-NOTITIE"))
    settled(written(strange, vreemde, titel="MERK-ANDERE-NOTITIE"), coordinator)
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
    written(concept, opbouwwerker, titel="MERK-CONCEPT", in_het_kort="MERK-CONCEPT")
    own = begun(opbouwwerker, gemeente, signaal)
    return sent(written(own, opbouwwerker, verhalen=[chosen]), coordinator)


@pytest.fixture
def client(client_for: ClientFor, gemeentelid: Lidmaatschap) -> Client:
    """Anneke's browser."""
    return client_for(gemeentelid)


def pages(client: Client, notitie: Agendanotitie) -> dict[str, str]:
    paths = ["/vandaag/", "/ontvangen/", "/meer/", f"/ontvangen/{notitie.pk}/"]
    paths += [f"/ontvangen/{notitie.pk}/vraag/1/", f"/draad/notitie/{notitie.pk}/"]
    found = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200
        found[path] = response.content.decode()
    return found


def test_no_page_of_the_municipality_holds_what_was_not_sent(
    client: Client, notitie: Agendanotitie
) -> None:
    found = pages(client, notitie)
    leaks = [(path, marker) for path, page in found.items() for marker in MARKERS if marker in page]
    assert leaks == []
    versie = notitie.versies.get()
    assert [marker for marker in MARKERS if marker in str(versie.inhoud)] == []
    assert "Een verhaal dat mee mag." in found[f"/ontvangen/{notitie.pk}/"]


def test_the_reader_reads_the_same_and_answers_nothing(
    client_for: ClientFor, lezer: Lidmaatschap, notitie: Agendanotitie
) -> None:
    page = client_for(lezer).get(f"/ontvangen/{notitie.pk}/")
    assert page.status_code == 200
    assert page.context["mag_antwoorden"] is False
    assert f"/ontvangen/{notitie.pk}/vraag/1/" not in page.content.decode()


def test_another_municipality_and_the_writers_find_nothing(
    client_for: ClientFor,
    andere_gemeente: Lidmaatschap,
    opbouwwerker: Lidmaatschap,
    vreemde: Lidmaatschap,
    notitie: Agendanotitie,
) -> None:
    for lid in (andere_gemeente, opbouwwerker, vreemde):
        assert client_for(lid).get(f"/ontvangen/{notitie.pk}/").status_code == 404
    assert client_for(andere_gemeente).get("/ontvangen/").context["page"].items == []


def test_a_note_appears_when_it_is_sent_and_not_before(
    client: Client,
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    later = written(begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt)), opbouwwerker)
    # Begun first and sent last: the municipality goes by the day on which it received a note.
    Agendanotitie.objects.filter(pk=later.pk).update(op=notitie.op - timedelta(days=90))
    for step in (lambda: None, lambda: settled(later, coordinator)):
        step()
        assert client.get(f"/ontvangen/{later.pk}/").status_code == 404
        assert client.get("/ontvangen/").context["page"].items == [notitie]
    send(notitie=later, by=coordinator)
    assert client.get("/ontvangen/").context["page"].items == [later, notitie]


def test_a_story_withdrawn_after_sending_stays_in_what_was_sent(
    client: Client, notitie: Agendanotitie, opbouwwerker: Lidmaatschap
) -> None:
    withdraw(verhaal=notitie.verhalen.get(), by=opbouwwerker)
    assert "Een verhaal dat mee mag." in client.get(f"/ontvangen/{notitie.pk}/").content.decode()


def test_a_day_that_passed_without_an_answer_is_said(
    client: Client, notitie: Agendanotitie
) -> None:
    Agendanotitie.objects.update(reactie_voor=timezone.localdate() - timedelta(days=1))
    assert "Die dag is voorbij." in client.get(f"/ontvangen/{notitie.pk}/").text


def test_the_name_of_a_very_small_buurt_stays_inside(
    client: Client,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    zonderwater: Gebied,
) -> None:
    klein = Gebied.objects.get(code="BU99990002")
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, klein))
    sent(written(concept, opbouwwerker), coordinator)
    found = pages(client, concept)
    assert [path for path, page in found.items() if "Havenhoofd" in page] == []
    assert "Oude Haven" in found["/ontvangen/"]


@pytest.mark.parametrize("query", ["?na=onzin", "?na=%FF", f"?na={HUGE}"])
def test_a_broken_query_string_is_no_error(query: str, client: Client) -> None:
    assert client.get(f"/ontvangen/{query}").status_code == 200


def test_pages_ask_as_much_for_thirty_as_for_one(
    client: Client,
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    paths = ("/ontvangen/", "/vandaag/", f"/ontvangen/{notitie.pk}/")
    before = {path: queries(client, path) for path in paths}
    for _ in range(29):
        concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
        sent(written(concept, opbouwwerker, vragen=[vraag()] * 3), coordinator)
    assert {path: queries(client, path) for path in paths} == before
