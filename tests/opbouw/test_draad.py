"""The thread: from the corner to the answer and back, as far as somebody may see it."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from opbouw.lib.web.pieces import Stap
from opbouw.queries.draad import thread
from signalen.actions.signaal import gather_contacts, keep_off_agenda, skip_interpreting
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Agendanotitie
from tests.conftest import ClientFor
from tests.initiatieven.voorbeeld import brought_in
from tests.keten import (
    HUGE,
    answered,
    begun,
    interpreted,
    noted,
    noticed,
    queries,
    sent,
    telling,
    vraag,
    written,
)
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Organisatie


@pytest.fixture
def contact(opbouwwerker: Lidmaatschap, buurt: Gebied) -> Contactmoment:
    """Where it began."""
    return noted(opbouwwerker, buurt, tekst="Kou")


@pytest.fixture
def notitie(
    contact: Contactmoment,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> Agendanotitie:
    """A sent note about one signal."""
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt, [contact]))
    return sent(written(concept, opbouwwerker), coordinator)


def today() -> str:
    return date_format(timezone.localdate(), "j F Y")


def test_the_whole_thread_from_the_corner_and_back(
    opbouwwerker: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    contact: Contactmoment,
    notitie: Agendanotitie,
) -> None:
    signaal = notitie.signalen.get()
    here, note = f"/signalen/{signaal.pk}/", f"/notities/{notitie.pk}/"
    before = [
        Stap("Lindeplein", today(), f"/contacten/{contact.pk}/"),
        Stap("Dichte gordijnen", today(), hier=True),
        Stap("Duiding", f"{today()}, zes bewoners"),
        Stap("Kou in de wijk", f"verzonden {today()}", note),
    ]
    assert thread(opbouwwerker, "signaal", signaal.pk) == [
        *before,
        Stap("Antwoord van de gemeente", "0 van 1, sinds vandaag", klaar=False),
        Stap("Teruggekoppeld", "de ouders bij de speeltuin wachten nog", klaar=False),
    ]
    answered(notitie, gemeentelid)
    steps = thread(opbouwwerker, "signaal", signaal.pk)
    assert steps is not None
    assert steps[-1].url == f"{here}terugkoppeling/"
    assert steps[-1].klaar is False
    tell_back(
        signaal=signaal, by=opbouwwerker, sleutel=signaal.sleutel, content=telling(kring="iedereen")
    )
    after = [
        Stap("Antwoord van de gemeente", "overgenomen"),
        Stap("Teruggekoppeld", f"{today()}, iedereen"),
    ]
    assert thread(opbouwwerker, "signaal", signaal.pk) == [*before, *after]
    # Elsewhere these lead to the signal.
    after[1] = replace(after[1], url=here)
    assert thread(opbouwwerker, "contact", contact.pk) == [
        Stap("Lindeplein", today(), hier=True),
        Stap("Dichte gordijnen", today(), here),
        replace(before[2], url=here),
        before[3],
        *after,
    ]
    assert thread(opbouwwerker, "notitie", notitie.pk) == [
        before[0],
        Stap("Dichte gordijnen", "teruggekoppeld", here),
        Stap("Kou in de wijk", f"verzonden {today()}", hier=True),
        *after,
    ]


def test_what_is_still_to_come_is_said(
    opbouwwerker: Lidmaatschap, contact: Contactmoment, buurt: Gebied
) -> None:
    assert thread(opbouwwerker, "contact", contact.pk) == [
        Stap("Lindeplein", today(), hier=True),
        Stap(
            "Signaal of initiatief",
            "nog niet, en dat hoeft ook niet",
            f"/contacten/{contact.pk}/signaal/",
            klaar=False,
        ),
    ]
    signaal = noticed(opbouwwerker, buurt)
    here = f"/signalen/{signaal.pk}/"
    end = Stap("Teruggekoppeld", "de ouders bij de speeltuin wachten nog", klaar=False)
    begin = [
        Stap("Contacten", "nog geen contact verzameld", klaar=False),
        Stap("Dichte gordijnen", today(), hier=True),
    ]
    assert thread(opbouwwerker, "signaal", signaal.pk) == [
        *begin,
        Stap("Duiding", "nog niet", f"{here}duiding/", klaar=False),
        Stap("Agendanotitie", "nog niet", klaar=False),
        end,
    ]
    skip_interpreting(signaal=signaal, by=opbouwwerker, want="Haast.")
    assert thread(opbouwwerker, "signaal", signaal.pk) == [
        *begin,
        Stap("Zonder duiding", "Haast."),
        Stap("Agendanotitie", "nog niet", f"/notities/nieuw/?signaal={signaal.pk}", klaar=False),
        end,
    ]
    keep_off_agenda(signaal=signaal, by=opbouwwerker, want="Al geregeld.")
    assert thread(opbouwwerker, "signaal", signaal.pk) == [
        *begin,
        Stap("Zonder duiding", "Haast."),
        Stap("Niet op de agenda", "Al geregeld."),
        replace(end, url=f"{here}terugkoppeling/"),
    ]


def test_many_contacts_are_one_step(opbouwwerker: Lidmaatschap, buurt: Gebied) -> None:
    contacten = [noted(opbouwwerker, buurt, plek=plek) for plek in ("Plein", "Plein", "Hal")]
    signaal = noticed(opbouwwerker, buurt, contacten)
    month = date_format(timezone.localdate(), "F Y")
    steps = thread(opbouwwerker, "signaal", signaal.pk)
    assert steps is not None
    assert steps[0] == Stap(
        "3 contacten", f"{month}, op 2 plekken", f"/contacten/{contacten[-1].pk}/"
    )


def test_an_initiative_shows_where_it_came_from(
    opbouwwerker: Lidmaatschap, contact: Contactmoment, buurt: Gebied
) -> None:
    initiatief = brought_in(opbouwwerker.organisatie, buurt, contact=contact)
    here = f"/initiatieven/{initiatief.pk}/"
    end = Stap("Teruggekoppeld", "nog niet", klaar=False)
    assert thread(opbouwwerker, "initiatief", initiatief.pk) == [
        Stap("Lindeplein", today(), f"/contacten/{contact.pk}/"),
        Stap("Samen eten in de Kade", today(), hier=True),
        Stap("In gesprek", "nog niet", klaar=False),
        end,
    ]
    assert thread(opbouwwerker, "contact", contact.pk) == [
        Stap("Lindeplein", today(), hier=True),
        Stap("Samen eten in de Kade", today(), here),
        Stap("In gesprek", "nog niet", here, klaar=False),
        end,
    ]


@pytest.mark.parametrize(
    ("staat", "words", "form"),
    [
        ("in_gesprek", "In gesprek", ""),
        ("loopt", "Loopt", ""),
        ("gestopt", "Gestopt", "terugkoppeling/"),
    ],
)
def test_the_present_state_has_been_reached(
    staat: str, words: str, form: str, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    initiatief = brought_in(opbouwwerker.organisatie, buurt, staat=staat)
    url = f"/initiatieven/{initiatief.pk}/{form}" if form else ""
    assert thread(opbouwwerker, "initiatief", initiatief.pk) == [
        Stap("Samen eten in de Kade", today(), hier=True),
        Stap(words, ""),
        Stap("Teruggekoppeld", "nog niet", url, klaar=False),
    ]


# --- Who sees what ---
def test_the_municipality_sees_only_what_was_sent(
    gemeentelid: Lidmaatschap, contact: Contactmoment, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.get()
    assert thread(gemeentelid, "notitie", notitie.pk) == [
        Stap("Agendanotitie ontvangen", today(), hier=True),
        Stap("Antwoord van de gemeente", "0 van 1, sinds vandaag", klaar=False),
        Stap("Teruggekoppeld aan bewoners", "nog niet", klaar=False),
    ]
    for soort, pk in (("signaal", signaal.pk), ("contact", contact.pk), ("initiatief", 1)):
        assert thread(gemeentelid, soort, pk) is None
    Agendanotitie.objects.update(staat="vastgesteld", verzonden_op=None)
    assert thread(gemeentelid, "notitie", notitie.pk) is None


def test_the_municipality_sees_how_many_circles_were_told(
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    signalen = [interpreted(opbouwwerker, buurt) for _ in range(2)]
    concept = begun(opbouwwerker, gemeente, *signalen)
    notitie = sent(written(concept, opbouwwerker), coordinator)
    answered(notitie, gemeentelid)

    def last() -> Stap:
        steps = thread(gemeentelid, "notitie", notitie.pk)
        assert steps is not None
        return steps[-1]

    assert last() == Stap("Teruggekoppeld aan bewoners", "nog niet", klaar=False)
    for told, signaal in enumerate(signalen, start=1):
        content = telling(op=date(2026, 11, 12 + told))
        tell_back(signaal=signaal, by=opbouwwerker, sleutel=signaal.sleutel, content=content)
        text = f"{told} van 2 kringen, {12 + told} november 2026"
        assert last() == Stap("Teruggekoppeld aan bewoners", text, klaar=told == 2)


def test_another_organisation_and_another_municipality_find_nothing(
    client_for: ClientFor,
    vreemde: Lidmaatschap,
    andere_gemeente: Lidmaatschap,
    contact: Contactmoment,
    notitie: Agendanotitie,
) -> None:
    signaal = notitie.signalen.get()
    for lid in (vreemde, andere_gemeente):
        client = client_for(lid)
        for soort, pk in (
            ("signaal", signaal.pk),
            ("contact", contact.pk),
            ("notitie", notitie.pk),
        ):
            assert client.get(f"/draad/{soort}/{pk}/").status_code == 404


@pytest.mark.parametrize("path", ["onzin/1", f"signaal/{HUGE}", "signaal/0", "%00/1", "contact/-1"])
def test_a_thread_of_nothing_is_not_found(
    path: str, client_for: ClientFor, opbouwwerker: Lidmaatschap
) -> None:
    assert client_for(opbouwwerker).get(f"/draad/{path}/").status_code == 404


def test_htmx_gets_the_part_and_without_it_a_whole_page(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, contact: Contactmoment
) -> None:
    client, path = client_for(opbouwwerker), f"/draad/contact/{contact.pk}/"
    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    page = client.get(path).content.decode()
    assert [("<html" in one, '<ol class="draad">' in one) for one in (part, page)] == [
        (False, True),
        (True, True),
    ]


def test_a_long_thread_asks_as_much_as_a_short_one(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    contact: Contactmoment,
) -> None:
    first = interpreted(opbouwwerker, buurt, [contact])
    concept = begun(opbouwwerker, gemeente, first)

    def grow(number: int) -> None:
        signaal = interpreted(opbouwwerker, buurt, [contact])
        gather_contacts(signaal=first, by=opbouwwerker, contacten=[noted(opbouwwerker, buurt)])
        brought_in(opbouwwerker.organisatie, buurt, contact=contact)
        signalen = [*concept.signalen.all(), signaal]
        vragen = [vraag()] * min(number, 3)
        written(concept, opbouwwerker, signalen=signalen, vragen=vragen)
        concept.refresh_from_db()
        begun(opbouwwerker, gemeente, first)
        own = written(begun(opbouwwerker, gemeente, signaal), opbouwwerker, vragen=vragen)
        if number % 9 == 3:
            answered(sent(own, coordinator), gemeentelid)

    client = client_for(opbouwwerker)
    paths = [f"/draad/contact/{contact.pk}/", f"/draad/signaal/{first.pk}/"]
    paths += [f"/draad/notitie/{concept.pk}/"]
    grow(3)
    before = {path: queries(client, path) for path in paths}
    for number in range(4, 33):
        grow(number)
    assert {path: queries(client, path) for path in paths} == before
