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
from signalen.actions.weghalen import take_out
from signalen.models import Agendanotitie
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    HUGE,
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    queries,
    telling,
    vraag,
)
from tests.wereld import Wereld
from wijken.models import Contactmoment


@pytest.fixture
def contact(wereld: Wereld) -> Contactmoment:
    """Where it began."""
    return make_contact(wereld.samira, wereld.klaverveld, tekst="Kou")


@pytest.fixture
def notitie(wereld: Wereld, contact: Contactmoment) -> Agendanotitie:
    """A sent note about one signal."""
    concept = make_concept(
        wereld.samira,
        wereld.gemeente,
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact]),
    )
    return make_sent_notitie(make_complete_concept(concept, wereld.samira), wereld.marijke)


def today() -> str:
    return date_format(timezone.localdate(), "j F Y")


def test_the_whole_thread_from_the_corner_and_back(
    wereld: Wereld, contact: Contactmoment, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.get()
    here, note = f"/signalen/{signaal.pk}/", f"/notities/{notitie.pk}/"
    before = [
        Stap("Lindeplein", today(), f"/contacten/{contact.pk}/"),
        Stap("Dichte gordijnen", today(), hier=True),
        Stap("Duiding", f"{today()}, zes bewoners"),
        Stap("Kou in de wijk", f"verzonden {today()}", note),
    ]
    assert thread(wereld.samira, "signaal", signaal.pk) == [
        *before,
        Stap("Antwoord van de gemeente", "0 van 1, sinds vandaag", klaar=False),
        Stap("Teruggekoppeld", "nog niet aan de ouders bij de speeltuin", klaar=False),
    ]
    make_antwoorden(notitie, wereld.anneke)
    steps = thread(wereld.samira, "signaal", signaal.pk)
    assert steps is not None
    assert steps[-1].url == f"{here}terugkoppeling/"
    assert steps[-1].klaar is False
    tell_back(
        signaal=signaal,
        by=wereld.samira,
        sleutel=signaal.sleutel,
        content=telling(kring="iedereen"),
    )
    after = [
        Stap("Antwoord van de gemeente", "overgenomen"),
        Stap("Teruggekoppeld", f"{today()}, iedereen"),
    ]
    assert thread(wereld.samira, "signaal", signaal.pk) == [*before, *after]
    # Elsewhere these lead to the signal.
    after[1] = replace(after[1], url=here)
    assert thread(wereld.samira, "contact", contact.pk) == [
        Stap("Lindeplein", today(), hier=True),
        Stap("Dichte gordijnen", today(), here),
        replace(before[2], url=here),
        before[3],
        *after,
    ]
    assert thread(wereld.samira, "notitie", notitie.pk) == [
        before[0],
        Stap("Dichte gordijnen", "teruggekoppeld", here),
        Stap("Kou in de wijk", f"verzonden {today()}", hier=True),
        *after,
    ]


def test_what_is_still_to_come_is_said(wereld: Wereld, contact: Contactmoment) -> None:
    assert thread(wereld.samira, "contact", contact.pk) == [
        Stap("Lindeplein", today(), hier=True),
        Stap(
            "Signaal of initiatief",
            "nog niet, en dat hoeft ook niet",
            f"/contacten/{contact.pk}/signaal/",
            klaar=False,
        ),
    ]
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    here = f"/signalen/{signaal.pk}/"
    end = Stap("Teruggekoppeld", "nog niet aan de ouders bij de speeltuin", klaar=False)
    begin = [
        Stap("Contacten", "nog geen contact verzameld", klaar=False),
        Stap("Dichte gordijnen", today(), hier=True),
    ]
    assert thread(wereld.samira, "signaal", signaal.pk) == [
        *begin,
        Stap("Duiding", "nog niet", f"{here}duiding/", klaar=False),
        Stap("Agendanotitie", "nog niet", klaar=False),
        end,
    ]
    skip_interpreting(signaal=signaal, by=wereld.samira, want="Haast.")
    assert thread(wereld.samira, "signaal", signaal.pk) == [
        *begin,
        Stap("Zonder duiding", "Haast."),
        Stap("Agendanotitie", "nog niet", f"/notities/nieuw/?signaal={signaal.pk}", klaar=False),
        end,
    ]
    keep_off_agenda(signaal=signaal, by=wereld.samira, want="Al geregeld.")
    assert thread(wereld.samira, "signaal", signaal.pk) == [
        *begin,
        Stap("Zonder duiding", "Haast."),
        Stap("Niet op de agenda", "Al geregeld."),
        replace(end, url=f"{here}terugkoppeling/"),
    ]


def test_a_circle_that_was_taken_out_is_not_called_by_the_words_for_that(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    take_out(rows=[signaal], by=wereld.marijke)
    steps = thread(wereld.samira, "signaal", signaal.pk) or []
    assert steps[-1] == Stap(
        "Teruggekoppeld", "nog niet; wie erop wacht, is op verzoek weggehaald", klaar=False
    )


def test_many_contacts_are_one_step(wereld: Wereld) -> None:
    contacten = [
        make_contact(wereld.samira, wereld.klaverveld, plek=plek)
        for plek in ("Plein", "Plein", "Hal")
    ]
    signaal = make_signaal(wereld.samira, wereld.klaverveld, contacten)
    month = date_format(timezone.localdate(), "F Y")
    steps = thread(wereld.samira, "signaal", signaal.pk)
    assert steps is not None
    assert steps[0] == Stap(
        "3 contacten", f"{month}, op 2 plekken", f"/contacten/{contacten[-1].pk}/"
    )


def test_an_initiative_shows_where_it_came_from(wereld: Wereld, contact: Contactmoment) -> None:
    initiatief = make_initiatief(wereld.samira.organisatie, wereld.klaverveld, contact=contact)
    here = f"/initiatieven/{initiatief.pk}/"
    end = Stap("Teruggekoppeld", "nog niet", klaar=False)
    assert thread(wereld.samira, "initiatief", initiatief.pk) == [
        Stap("Lindeplein", today(), f"/contacten/{contact.pk}/"),
        Stap("Samen eten in de Kade", today(), hier=True),
        Stap("In gesprek", "nog niet", klaar=False),
        end,
    ]
    assert thread(wereld.samira, "contact", contact.pk) == [
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
    wereld: Wereld, staat: str, words: str, form: str
) -> None:
    initiatief = make_initiatief(wereld.samira.organisatie, wereld.klaverveld, staat=staat)
    url = f"/initiatieven/{initiatief.pk}/{form}" if form else ""
    assert thread(wereld.samira, "initiatief", initiatief.pk) == [
        Stap("Samen eten in de Kade", today(), hier=True),
        Stap(words, ""),
        Stap("Teruggekoppeld", "nog niet", url, klaar=False),
    ]


# --- Who sees what ---
def test_the_municipality_sees_only_what_was_sent(
    wereld: Wereld, contact: Contactmoment, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.get()
    assert thread(wereld.anneke, "notitie", notitie.pk) == [
        Stap("Agendanotitie ontvangen", today(), hier=True),
        Stap("Antwoord van de gemeente", "0 van 1, sinds vandaag", klaar=False),
        Stap("Teruggekoppeld aan bewoners", "nog niet", klaar=False),
    ]
    for soort, pk in (("signaal", signaal.pk), ("contact", contact.pk), ("initiatief", 1)):
        assert thread(wereld.anneke, soort, pk) is None
    Agendanotitie.objects.update(staat="vastgesteld", verzonden_op=None)
    assert thread(wereld.anneke, "notitie", notitie.pk) is None


def test_the_municipality_sees_how_many_circles_were_told(wereld: Wereld) -> None:
    signalen = [make_interpreted_signaal(wereld.samira, wereld.klaverveld) for _ in range(2)]
    concept = make_concept(wereld.samira, wereld.gemeente, *signalen)
    notitie = make_sent_notitie(make_complete_concept(concept, wereld.samira), wereld.marijke)
    make_antwoorden(notitie, wereld.anneke)

    def last() -> Stap:
        steps = thread(wereld.anneke, "notitie", notitie.pk)
        assert steps is not None
        return steps[-1]

    assert last() == Stap("Teruggekoppeld aan bewoners", "nog niet", klaar=False)
    for told, signaal in enumerate(signalen, start=1):
        content = telling(op=date(2026, 11, 12 + told))
        tell_back(signaal=signaal, by=wereld.samira, sleutel=signaal.sleutel, content=content)
        text = f"{told} van 2 kringen, {12 + told} november 2026"
        assert last() == Stap("Teruggekoppeld aan bewoners", text, klaar=told == 2)


def test_another_organisation_and_another_municipality_find_nothing(
    wereld: Wereld, contact: Contactmoment, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.get()
    for lid in (wereld.ruben, wereld.fatima):
        client = wereld.client(lid)
        for soort, pk in (
            ("signaal", signaal.pk),
            ("contact", contact.pk),
            ("notitie", notitie.pk),
        ):
            assert client.get(f"/draad/{soort}/{pk}/").status_code == 404


@pytest.mark.parametrize("path", ["onzin/1", f"signaal/{HUGE}", "signaal/0", "%00/1", "contact/-1"])
def test_a_thread_of_nothing_is_not_found(wereld: Wereld, path: str) -> None:
    assert wereld.client(wereld.samira).get(f"/draad/{path}/").status_code == 404


def test_htmx_gets_the_part_and_without_it_a_whole_page(
    wereld: Wereld, contact: Contactmoment
) -> None:
    client, path = wereld.client(wereld.samira), f"/draad/contact/{contact.pk}/"
    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    page = client.get(path).content.decode()
    assert [("<html" in one, '<ol class="draad">' in one) for one in (part, page)] == [
        (False, True),
        (True, True),
    ]


def test_a_long_thread_asks_as_much_as_a_short_one(wereld: Wereld, contact: Contactmoment) -> None:
    first = make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact])
    concept = make_concept(wereld.samira, wereld.gemeente, first)

    def grow(number: int) -> None:
        signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact])
        gather_contacts(
            signaal=first,
            by=wereld.samira,
            contacten=[make_contact(wereld.samira, wereld.klaverveld)],
        )
        make_initiatief(wereld.samira.organisatie, wereld.klaverveld, contact=contact)
        signalen = [*concept.signalen.all(), signaal]
        vragen = [vraag()] * min(number, 3)
        make_complete_concept(concept, wereld.samira, signalen=signalen, vragen=vragen)
        concept.refresh_from_db()
        make_concept(wereld.samira, wereld.gemeente, first)
        own = make_complete_concept(
            make_concept(wereld.samira, wereld.gemeente, signaal), wereld.samira, vragen=vragen
        )
        if number % 9 == 3:
            make_antwoorden(make_sent_notitie(own, wereld.marijke), wereld.anneke)

    client = wereld.client(wereld.samira)
    paths = [f"/draad/contact/{contact.pk}/", f"/draad/signaal/{first.pk}/"]
    paths += [f"/draad/notitie/{concept.pk}/"]
    grow(3)
    before = {path: queries(client, path) for path in paths}
    for number in range(4, 33):
        grow(number)
    assert {path: queries(client, path) for path in paths} == before
