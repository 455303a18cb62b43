"""What the municipality sees: what was sent, and nothing of what lies under it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from signalen.actions.verhaal import withdraw
from signalen.models import Agendanotitie
from tests.keten import (
    HUGE,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_usable_verhaal,
    make_verhaal,
    make_versie,
    queries,
    send,
    vraag,
)
from tests.wereld import Wereld
from wijken.models import Gebied

# Planted where no municipality may look.
MARKERS = (
    "MERK-CONTACT", "MERK-PLEK", "MERK-SIGNAAL-TEKST", "MERK-KRING-ELDERS", "MERK-ONGELEZEN",
    "MERK-NIET-GEKOZEN", "MERK-ANDERE-NOTITIE", "MERK-CONCEPT", "MERK-AFSPRAAK",
)  # fmt: skip


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A sent note, in the middle of much that was not sent."""
    contact = make_contact(wereld.samira, wereld.klaverveld, tekst="MERK-CONTACT", plek="MERK-PLEK")
    make_contact(
        wereld.samira,
        wereld.klaverveld,
        tekst="MERK-CONTACT",
        afspraak="MERK-AFSPRAAK",
        afspraak_op=timezone.localdate(),
    )
    signaal = make_interpreted_signaal(
        wereld.samira, wereld.klaverveld, [contact], tekst="MERK-SIGNAAL-TEKST"
    )
    make_interpreted_signaal(wereld.samira, wereld.klaverveld, kring="MERK-KRING-ELDERS")
    make_verhaal(wereld.samira, wereld.klaverveld, tekst="MERK-ONGELEZEN", signaal=signaal)
    make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst="MERK-NIET-GEKOZEN", signaal=signaal
    )
    chosen = make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst="Een verhaal dat mee mag."
    )
    strange = make_concept(
        wereld.ruben,
        wereld.gemeente,
        make_interpreted_signaal(wereld.ruben, wereld.klaverveld, titel="MERK-ANDERE-NOTITIE"),
    )
    make_versie(
        make_complete_concept(strange, wereld.ruben, titel="MERK-ANDERE-NOTITIE"), wereld.marijke
    )
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(concept, wereld.samira, titel="MERK-CONCEPT", in_het_kort="MERK-CONCEPT")
    own = make_concept(wereld.samira, wereld.gemeente, signaal)
    return make_sent_notitie(
        make_complete_concept(own, wereld.samira, verhalen=[chosen]), wereld.marijke
    )


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Anneke's browser."""
    return wereld.client(wereld.anneke)


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
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    page = wereld.client(wereld.leo).get(f"/ontvangen/{notitie.pk}/")
    assert page.status_code == 200
    assert page.context["mag_antwoorden"] is False
    assert f"/ontvangen/{notitie.pk}/vraag/1/" not in page.content.decode()


def test_another_municipality_and_the_writers_find_nothing(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    for lid in (wereld.fatima, wereld.samira, wereld.ruben):
        assert wereld.client(lid).get(f"/ontvangen/{notitie.pk}/").status_code == 404
    assert wereld.client(wereld.fatima).get("/ontvangen/").context["page"].items == []


def test_a_note_appears_when_it_is_sent_and_not_before(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    later = make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )
    # Begun first and sent last: the municipality goes by the day on which it received a note.
    Agendanotitie.objects.filter(pk=later.pk).update(op=notitie.op - timedelta(days=90))
    for step in (lambda: None, lambda: make_versie(later, wereld.marijke)):
        step()
        assert client.get(f"/ontvangen/{later.pk}/").status_code == 404
        assert client.get("/ontvangen/").context["page"].items == [notitie]
    send(notitie=later, by=wereld.marijke)
    assert client.get("/ontvangen/").context["page"].items == [later, notitie]


def test_a_story_withdrawn_after_sending_stays_in_what_was_sent(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    withdraw(verhaal=notitie.verhalen.get(), by=wereld.samira)
    assert "Een verhaal dat mee mag." in client.get(f"/ontvangen/{notitie.pk}/").content.decode()


def test_a_day_that_passed_without_an_answer_is_said(
    client: Client, notitie: Agendanotitie
) -> None:
    Agendanotitie.objects.update(reactie_voor=timezone.localdate() - timedelta(days=1))
    assert "Die dag is voorbij." in client.get(f"/ontvangen/{notitie.pk}/").text


def test_the_name_of_a_very_small_buurt_stays_inside(wereld: Wereld, client: Client) -> None:
    wereld.bring("zonderwater")
    klein = Gebied.objects.get(code="BU99990002")
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, klein)
    )
    make_sent_notitie(make_complete_concept(concept, wereld.samira), wereld.marijke)
    found = pages(client, concept)
    assert [path for path, page in found.items() if "Havenhoofd" in page] == []
    assert "Oude Haven" in found["/ontvangen/"]


@pytest.mark.parametrize("query", ["?na=onzin", "?na=%FF", f"?na={HUGE}"])
def test_a_broken_query_string_is_no_error(query: str, client: Client) -> None:
    assert client.get(f"/ontvangen/{query}").status_code == 200


def test_pages_ask_as_much_for_thirty_as_for_one(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    paths = ("/ontvangen/", "/vandaag/", f"/ontvangen/{notitie.pk}/")
    before = {path: queries(client, path) for path in paths}
    for _ in range(29):
        concept = make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        )
        make_sent_notitie(
            make_complete_concept(concept, wereld.samira, vragen=[vraag()] * 3), wereld.marijke
        )
    assert {path: queries(client, path) for path in paths} == before
