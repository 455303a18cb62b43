"""Mijn dag: both debts, what was promised, what waits; each of them once and with a way on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from opbouw.lib.web.pieces import Punt
from opbouw.queries.vandaag import Dag, day_of
from signalen.actions.signaal import keep_off_agenda
from signalen.models import Agendanotitie, NotitieVersie, Signaal
from signalen.queries.dag import deadline
from tests.conftest import ClientFor
from tests.initiatieven.voorbeeld import brought_in
from tests.keten import (
    answered,
    begun,
    interpreted,
    noted,
    noticed,
    queries,
    recorded,
    sent,
    settled,
    written,
)
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Organisatie


def test_a_day_without_anything_is_empty(
    opbouwwerker: Lidmaatschap, gemeentelid: Lidmaatschap, client_for: ClientFor
) -> None:
    for lid, words in ((opbouwwerker, "Niets staat open"), (gemeentelid, "Er wacht niets")):
        assert day_of(lid) == Dag()
        assert day_of(lid).leeg is True
        assert words in client_for(lid).get("/vandaag/").content.decode()


def test_the_debt_of_telling_back_names_the_circle_and_the_place(
    opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    keep_off_agenda(signaal=signaal, by=opbouwwerker, want="Al geregeld.")
    initiatief = brought_in(opbouwwerker.organisatie, buurt, plek="de hal", staat="gestopt")
    assert day_of(opbouwwerker) == Dag(
        te_vertellen=[
            Punt(
                "De ouders bij de speeltuin",
                "weten nog niet wat er kwam van “Dichte gordijnen”.",
                "dinsdag",
                f"/signalen/{signaal.pk}/terugkoppeling/",
                "Vertel het terug",
            ),
            Punt(
                "De mensen rond “Samen eten in de Kade”",
                "weten nog niet hoe het afliep.",
                "de hal",
                f"/initiatieven/{initiatief.pk}/terugkoppeling/",
                "Vertel het terug",
            ),
        ]
    )


def test_silence_of_the_municipality_is_shown_as_silence(
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    notitie = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
    sent(written(notitie, opbouwwerker), coordinator)
    late = timezone.localdate() - timedelta(days=3)
    Agendanotitie.objects.update(reactie_voor=late)
    onder = deadline(late)
    assert onder.endswith(", 3 dagen over tijd.")
    assert day_of(opbouwwerker) == Dag(
        wacht_op_antwoord=[
            Punt(
                "Gemeente Zonderwater",
                "Kou in de wijk",
                onder,
                f"/notities/{notitie.pk}/",
                "Bekijk de notitie",
            )
        ]
    )
    assert day_of(gemeentelid) == Dag(
        wacht=[
            Punt(
                "Vraag van Welzijn De Brink",
                "Kou in de wijk",
                onder,
                f"/ontvangen/{notitie.pk}/",
                "Lees en antwoord",
            )
        ]
    )
    notitie.refresh_from_db()
    answered(notitie, gemeentelid)
    assert day_of(gemeentelid) == Dag()
    assert [p.titel for p in day_of(opbouwwerker).te_vertellen] == [
        "weten nog niet wat er kwam van “Dichte gordijnen”."
    ]


def test_own_work_is_never_elsewhere(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    andere_buurt: Gebied,
) -> None:
    mine = noticed(opbouwwerker, andere_buurt)
    theirs = noticed(collega, andere_buurt)
    # About two wijken, so about the whole municipality.
    both = begun(collega, gemeente, interpreted(collega, andere_buurt), interpreted(collega, buurt))
    led = brought_in(opbouwwerker.organisatie, andere_buurt, begeleider=opbouwwerker)
    dag = day_of(opbouwwerker)
    assert [p.url for p in dag.wacht] == [
        f"/initiatieven/{led.pk}/",
        f"/signalen/{mine.pk}/",
        f"/notities/{both.pk}/",
    ]
    assert dag.elders is not None
    assert [p.url for p in dag.elders.wacht] == [f"/signalen/{theirs.pk}/"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("opbouwwerker", "Wat bewoners je vertellen, verdient een tweede slot."),
        ("gemeentelid", "Dit account geeft antwoord namens de gemeente."),
        ("lezer", "Zet een tweede stap op dit account"),
    ],
)
def test_a_second_step_is_asked_in_words_of_who_reads_it(
    who: str, words: str, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    page = client_for(request.getfixturevalue(who)).get("/vandaag/").content.decode()
    assert words in page


def test_own_appointments_of_this_week_and_before(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, collega: Lidmaatschap, buurt: Gebied
) -> None:
    today = timezone.localdate()

    def promise(by: Lidmaatschap, day: date) -> Contactmoment:
        lijnen = {"lijnen": ["koppelen"], "lijn_waarom": "x"}
        return noted(by, buurt, afspraak="Sleutel vragen", afspraak_op=day, **lijnen)

    soon, now, late = (promise(opbouwwerker, today + timedelta(days=n)) for n in (7, 0, -1))
    promise(opbouwwerker, today + timedelta(days=8))
    promise(collega, today)
    punten = day_of(opbouwwerker).afspraken
    assert [p.url for p in punten] == [f"/contacten/{c.pk}/" for c in (late, now, soon)]
    assert punten[1] == Punt(
        "Afspraak voor vandaag",
        "Sleutel vragen",
        "Lindeplein, Klaverveld",
        f"/contacten/{now.pk}/",
        "Bekijk het contact",
        ("koppelen",),
    )
    page = client_for(opbouwwerker).get("/vandaag/").content.decode()
    assert page.count('class="lijn lijn--koppelen"') == 3


def test_what_waits_for_somebody(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    initiatief = brought_in(opbouwwerker.organisatie, buurt)
    signaal = noticed(opbouwwerker, buurt)
    verhaal = recorded(opbouwwerker, buurt)
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
    ready = written(begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt)), opbouwwerker)
    settled(ready, coordinator)

    def waiting(lid: Lidmaatschap) -> list[tuple[str, str]]:
        return [(p.kop, p.url) for p in day_of(lid).wacht]

    shared = [
        ("Nieuw initiatief · vandaag", f"/initiatieven/{initiatief.pk}/"),
        ("Signaal zonder duiding", f"/signalen/{signaal.pk}/"),
    ]
    to_read = ("Verhaal om na te lezen", f"/verhalen/{verhaal.pk}/")
    making = ("Notitie in de maak", f"/notities/{concept.pk}/")
    send = ("Klaar om te verzenden", f"/notities/{ready.pk}/")
    assert waiting(opbouwwerker) == [*shared, making]
    # Joost works in another wijk: there it is folded away, not gone.
    assert waiting(collega) == []
    elsewhere = day_of(collega).elders
    assert elsewhere is not None
    assert [(p.kop, p.url) for p in elsewhere.wacht] == [*shared, to_read, making]
    page = client_for(collega).get("/vandaag/").content.decode()
    assert "Elders in het team: 4" in page
    assert "Bij jou staat niets open" in page
    assert waiting(coordinator) == [*shared, to_read, making, send]
    NotitieVersie.objects.update(job_staat="mislukt", job_reden="Vol.")
    assert ("PDF mislukt", send[1]) in waiting(opbouwwerker)


def test_another_organisation_sees_nothing_of_it(
    opbouwwerker: Lidmaatschap, vreemde: Lidmaatschap, buurt: Gebied
) -> None:
    noticed(opbouwwerker, buurt)
    recorded(opbouwwerker, buurt)
    brought_in(opbouwwerker.organisatie, buurt)
    assert day_of(vreemde) == Dag()


def test_a_long_list_is_cut_and_asks_no_more(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    def grow() -> None:
        noticed(opbouwwerker, buurt)
        keep_off_agenda(signaal=noticed(opbouwwerker, buurt), by=opbouwwerker, want="x")
        recorded(opbouwwerker, buurt)
        brought_in(opbouwwerker.organisatie, buurt)
        noted(collega, buurt, afspraak="x", afspraak_op=timezone.localdate())
        begun(opbouwwerker, gemeente, Signaal.objects.all()[0])
        sent_one = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
        sent(written(sent_one, opbouwwerker), coordinator)

    client, theirs = client_for(coordinator), client_for(collega)
    grow()
    before = [queries(one, "/vandaag/") for one in (client, theirs)]
    for _ in range(20):
        grow()
    # A full list asks less: what comes behind it is not read any more.
    after = [queries(one, "/vandaag/") for one in (client, theirs)]
    assert [now <= then for now, then in zip(after, before, strict=True)] == [True, True]
    dag = client.get("/vandaag/").context["dag"]
    lists = (dag.te_vertellen, dag.wacht_op_antwoord, dag.afspraken, dag.wacht)
    assert [len(punten) for punten in lists] == [20, 20, 0, 20]
    dag = theirs.get("/vandaag/").context["dag"]
    assert len(dag.afspraken) == 20
    assert dag.aantal == 20
    assert dag.elders.aantal == 60


# --- The second factor ---
def test_without_a_second_factor_every_page_leads_to_setting_one(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    buurt: Gebied,
    settings: Settings,
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    signaal = noticed(opbouwwerker, buurt)
    own = ["/vandaag/", "/contacten/", "/contacten/nieuw/", "/signalen/", "/verhalen/"]
    own += ["/notities/", f"/signalen/{signaal.pk}/", f"/draad/signaal/{signaal.pk}/", "/team/"]
    for lid, paths in ((opbouwwerker, own), (gemeentelid, ["/vandaag/", "/ontvangen/"])):
        client = client_for(lid)
        found = {path: client.get(path).headers.get("Location") for path in paths}
        assert found == dict.fromkeys(paths, "/accounts/2fa/")
    assert client_for(opbouwwerker).post("/contacten/nieuw/", {}).headers["Location"] == (
        "/accounts/2fa/"
    )
    assert client_for(opbouwwerker).get("/accounts/2fa/").status_code == 200
