"""Mijn dag: both debts, what was promised, what waits; each of them once and with a way on."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from opbouw.floors import FLOORS
from opbouw.lib.web.pieces import Punt
from opbouw.queries.vandaag import Dag, day_elsewhere, day_of
from signalen.actions.signaal import keep_off_agenda
from signalen.models import Agendanotitie, NotitieVersie, Signaal
from signalen.queries.dag import deadline
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    make_afspraak,
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_verhaal,
    make_versie,
    queries,
)
from tests.wereld import Wereld
from wijken.contract import MOST_PUNTEN
from wijken.models import Afspraak, Lidmaatschap


def test_a_day_without_anything_is_empty(wereld: Wereld) -> None:
    for lid, words in ((wereld.samira, "Er staat niets open"), (wereld.anneke, "Er wacht niets")):
        assert day_of(lid) == Dag()
        assert day_of(lid).leeg is True
        assert words in wereld.client(lid).get("/vandaag/").content.decode()


def test_the_debt_of_telling_back_names_the_circle_and_the_place(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    keep_off_agenda(signaal=signaal, by=wereld.samira, want="Al geregeld.")
    initiatief = make_initiatief(
        wereld.samira.organisatie, wereld.klaverveld, plek="de hal", staat="gestopt"
    )
    assert day_of(wereld.samira) == Dag(
        te_vertellen=[
            Punt(
                "Aan de ouders bij de speeltuin:",
                "wat er kwam van “Dichte gordijnen”.",
                "dinsdag",
                f"/signalen/{signaal.pk}/terugkoppeling/",
                "Vertel het terug",
            ),
            Punt(
                "Aan de mensen rond “Samen eten in de Kade”:",
                "hoe het afliep.",
                "de hal",
                f"/initiatieven/{initiatief.pk}/terugkoppeling/",
                "Vertel het terug",
            ),
        ],
        elders=True,
    )


def test_silence_of_the_municipality_is_shown_as_silence(wereld: Wereld) -> None:
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_sent_notitie(make_complete_concept(notitie, wereld.samira), wereld.marijke)
    late = timezone.localdate() - timedelta(days=3)
    Agendanotitie.objects.update(reactie_voor=late)
    onder = deadline(late)
    assert onder.endswith(", 3 dagen over tijd.")
    assert day_of(wereld.samira) == Dag(
        wacht_op_antwoord=[
            Punt(
                "Gemeente Zonderwater",
                "Kou in de wijk",
                onder,
                f"/notities/{notitie.pk}/",
                "Bekijk de notitie",
            )
        ],
        elders=True,
    )
    assert day_of(wereld.anneke) == Dag(
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
    make_antwoorden(notitie, wereld.anneke)
    assert day_of(wereld.anneke) == Dag()
    assert [p.titel for p in day_of(wereld.samira).te_vertellen] == [
        "wat er kwam van “Dichte gordijnen”."
    ]


def test_only_an_empty_day_has_looked_elsewhere(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    offered = 'href="/vandaag/elders/"'
    assert offered not in client.get("/vandaag/").text
    make_signaal(wereld.joost, wereld.kade)
    assert offered in client.get("/vandaag/").text
    Signaal.objects.all().delete()
    make_signaal(wereld.samira, wereld.klaverveld)
    # There may be nothing: that is said when it is opened.
    assert offered in client.get("/vandaag/").text
    assert "Elders in het team staat niets open." in client.get("/vandaag/elders/").text


def test_what_is_about_a_whole_gemeente_is_everybodys(wereld: Wereld) -> None:
    wereld.de_brink.werkgebied.add(wereld.ver_weg)
    both = [make_signaal(wereld.joost, one) for one in (wereld.zonderwater, wereld.ver_weg)]
    urls = [f"/signalen/{signaal.pk}/" for signaal in both]
    assert [p.url for p in day_of(wereld.samira).wacht] == urls
    assert day_elsewhere(wereld.samira).wacht == []


def test_own_work_is_never_elsewhere(wereld: Wereld) -> None:
    mine = make_signaal(wereld.samira, wereld.kade)
    theirs = make_signaal(wereld.joost, wereld.kade)
    # About two wijken, so about the whole municipality.
    both = make_concept(
        wereld.joost,
        wereld.gemeente,
        make_interpreted_signaal(wereld.joost, wereld.kade),
        make_interpreted_signaal(wereld.joost, wereld.klaverveld),
    )
    led = make_initiatief(wereld.samira.organisatie, wereld.kade, begeleider=wereld.samira)
    dag = day_of(wereld.samira)
    assert [p.url for p in dag.wacht] == [
        f"/initiatieven/{led.pk}/",
        f"/signalen/{mine.pk}/",
        f"/notities/{both.pk}/",
    ]
    assert dag.elders
    assert [p.url for p in day_elsewhere(wereld.samira).wacht] == [f"/signalen/{theirs.pk}/"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("samira", "Wat bewoners je vertellen, verdient een tweede slot."),
        ("anneke", "Dit account geeft antwoord namens de gemeente."),
        ("leo", "Zet een tweede stap op dit account"),
    ],
)
def test_a_second_step_is_asked_in_words_of_who_reads_it(
    wereld: Wereld, who: str, words: str
) -> None:
    page = wereld.client(wereld.lid(who)).get("/vandaag/").content.decode()
    assert words in page


def test_own_appointments_of_this_week_and_before(wereld: Wereld) -> None:
    today = timezone.localdate()

    def promise(by: Lidmaatschap, day: date) -> Afspraak:
        lijnen = {"lijnen": ["koppelen"], "lijn_waarom": "x"}
        return make_afspraak(by, contact=make_contact(by, wereld.klaverveld, **lijnen), op=day)

    soon, now, late = (promise(wereld.samira, today + timedelta(days=n)) for n in (7, 0, -1))
    promise(wereld.samira, today + timedelta(days=8))
    promise(wereld.joost, today)
    punten = day_of(wereld.samira).afspraken
    assert [p.url for p in punten] == [f"/afspraken/{one.pk}/" for one in (late, now, soon)]
    assert punten[1] == Punt(
        "Afspraak voor vandaag",
        "Sleutel vragen",
        "Lindeplein, Klaverveld",
        f"/afspraken/{now.pk}/",
        "Bekijk de afspraak",
        ("koppelen",),
    )
    page = wereld.client(wereld.samira).get("/vandaag/").content.decode()
    assert page.count('class="lijn lijn--koppelen"') == 3


def test_what_waits_for_somebody(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld)
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    ready = make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )
    make_versie(ready, wereld.marijke)

    def waiting(lid: Lidmaatschap) -> list[tuple[str, str]]:
        return [(p.kop, p.url) for p in day_of(lid).wacht]

    shared = [
        ("Nieuw initiatief · vandaag", f"/initiatieven/{initiatief.pk}/"),
        ("Signaal zonder duiding", f"/signalen/{signaal.pk}/"),
    ]
    to_read = ("Verhaal om na te lezen", f"/verhalen/{verhaal.pk}/")
    making = ("Notitie in de maak", f"/notities/{concept.pk}/")
    send = ("Klaar om te verzenden", f"/notities/{ready.pk}/")
    assert waiting(wereld.samira) == [*shared, making]
    # Joost works in another wijk: there it is folded away, not gone.
    assert waiting(wereld.joost) == []
    assert day_of(wereld.joost).elders
    assert [(p.kop, p.url) for p in day_elsewhere(wereld.joost).wacht] == [*shared, to_read, making]
    client = wereld.client(wereld.joost)
    page = client.get("/vandaag/").content.decode()
    # Asked for when it is opened, or on a page of its own.
    assert 'hx-get="/vandaag/elders/"' in page
    assert '<a href="/vandaag/elders/">' in page
    assert f"/signalen/{signaal.pk}/" not in page
    whole, part = (
        client.get("/vandaag/elders/", headers=headers).content.decode()
        for headers in ({}, {"HX-Request": "true"})
    )
    assert ("<html" in whole, "<html" in part) == (True, False)
    for found in (whole, part):
        assert f"/signalen/{signaal.pk}/" in found
    assert "Bij jou staat niets open" in page
    assert waiting(wereld.marijke) == [*shared, to_read, making, send]
    NotitieVersie.objects.update(job_staat="mislukt", job_reden="Vol.")
    assert ("PDF mislukt", send[1]) in waiting(wereld.samira)


def test_another_organisation_sees_nothing_of_it(wereld: Wereld) -> None:
    make_signaal(wereld.samira, wereld.klaverveld)
    make_verhaal(wereld.samira, wereld.klaverveld)
    make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
    assert day_of(wereld.ruben) == Dag()


def test_each_kind_is_cut_by_itself_and_says_how_many_more(wereld: Wereld) -> None:
    def grow() -> None:
        make_signaal(wereld.samira, wereld.klaverveld)
        keep_off_agenda(
            signaal=make_signaal(wereld.samira, wereld.klaverveld), by=wereld.samira, want="x"
        )
        make_verhaal(wereld.samira, wereld.klaverveld)
        make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
        make_afspraak(wereld.joost, gebied=wereld.klaverveld)
        make_concept(wereld.samira, wereld.gemeente, Signaal.objects.all()[0])
        sent_one = make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        )
        make_sent_notitie(make_complete_concept(sent_one, wereld.samira), wereld.marijke)

    client, theirs = wereld.client(wereld.marijke), wereld.client(wereld.joost)
    grow()
    ready = make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )
    make_versie(ready, wereld.marijke)
    before = [queries(one, "/vandaag/") for one in (client, theirs)]
    for _ in range(MOST_PUNTEN + 1):
        grow()
    assert [queries(one, "/vandaag/") for one in (client, theirs)] == before
    page = client.get("/vandaag/")
    dag = page.context["dag"]
    kinds = Counter(punt.kop for punt in dag.wacht)
    assert kinds == {
        "Nieuw initiatief · vandaag": MOST_PUNTEN,
        "Signaal zonder duiding": MOST_PUNTEN,
        "Verhaal om na te lezen": MOST_PUNTEN,
        "Notitie in de maak": MOST_PUNTEN,
        "Klaar om te verzenden": 1,
    }
    assert {part: [one.aantal for one in meer] for part, meer in dag.meer.items()} == {
        "te_vertellen": [2],
        "wacht_op_antwoord": [2],
        "afspraken": [],
        "wacht": [2, 2, 2, 2],
    }
    link = '<a href="/vandaag/alle/signalen/">Signalen zonder duiding: nog 2</a>'
    assert link in page.content.decode()
    dag = theirs.get("/vandaag/").context["dag"]
    assert len(dag.afspraken) == MOST_PUNTEN
    assert dag.zoveel == str(MOST_PUNTEN + 2)
    assert day_elsewhere(wereld.joost).zoveel == str(6 * (MOST_PUNTEN + 2))


def test_nobody_counts_further_than_99(wereld: Wereld) -> None:
    own = {"organisatie": wereld.de_brink, "gebied": wereld.klaverveld, "door": wereld.samira}
    words = {"titel": "Kou", "tekst": "Kou.", "thema": "wonen", "kring": "ouders"}
    many = MOST_PUNTEN + 101
    Signaal.objects.bulk_create(Signaal(**own, **words) for _ in range(many))
    client = wereld.client(wereld.samira)
    assert "Signalen zonder duiding: nog 99+" in client.get("/vandaag/").content.decode()
    Signaal.objects.filter(pk__in=Signaal.objects.values("pk")[:2]).delete()
    assert "Signalen zonder duiding: nog 99<" in client.get("/vandaag/").content.decode()


def test_all_of_one_kind_are_on_a_page_of_their_own(wereld: Wereld) -> None:
    here = [make_signaal(wereld.samira, wereld.klaverveld) for _ in range(51)]
    there = make_signaal(wereld.joost, wereld.kade)
    client = wereld.client(wereld.samira)
    found = client.get("/vandaag/alle/signalen/").context["soort"]
    assert [punt.url for punt in found.punten] == [f"/signalen/{s.pk}/" for s in here[:50]]
    rest = client.get(f"/vandaag/alle/signalen/?na={found.volgende}").context["soort"]
    assert [punt.url for punt in rest.punten] == [f"/signalen/{here[50].pk}/"]
    assert rest.volgende is None
    other = client.get("/vandaag/alle/signalen/?elders=1").context["soort"]
    assert [punt.url for punt in other.punten] == [f"/signalen/{there.pk}/"]
    # Another organisation has the same page, with its own.
    assert wereld.client(wereld.ruben).get("/vandaag/alle/signalen/").context["soort"].punten == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("samira", "onbekend/"),
        ("samira", "verzenden/"),
        ("samira", "vragen/"),
        ("anneke", "signalen/"),
        ("marijke", "signalen/?elders=1"),
        ("samira", "afspraken/?elders=1"),
    ],
)
def test_a_kind_that_is_not_theirs_is_not_there(wereld: Wereld, who: str, path: str) -> None:
    assert wereld.client(wereld.lid(who)).get(f"/vandaag/alle/{path}").status_code == 404


@pytest.mark.parametrize("lid", ["samira", "marijke", "anneke"])
def test_every_kind_of_a_member_has_its_page(wereld: Wereld, lid: str) -> None:
    kinds = [
        one.soort for floor in FLOORS for one in floor.dag if wereld.lid(lid).rol in one.rollen
    ]
    assert len(kinds) == len(set(kinds)) > 0
    client = wereld.client(wereld.lid(lid))
    assert {client.get(f"/vandaag/alle/{kind}/").status_code for kind in kinds} == {200}


# --- The second factor ---
def test_without_a_second_factor_every_page_leads_to_setting_one(
    wereld: Wereld, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    own = ["/vandaag/", "/contacten/", "/contacten/nieuw/", "/signalen/", "/verhalen/"]
    own += ["/notities/", f"/signalen/{signaal.pk}/", f"/draad/signaal/{signaal.pk}/", "/team/"]
    for lid, paths in ((wereld.samira, own), (wereld.anneke, ["/vandaag/", "/ontvangen/"])):
        client = wereld.client(lid)
        found = {path: client.get(path).headers.get("Location") for path in paths}
        assert found == dict.fromkeys(paths, "/accounts/2fa/")
    assert wereld.client(wereld.samira).post("/contacten/nieuw/", {}).headers["Location"] == (
        "/accounts/2fa/"
    )
    assert wereld.client(wereld.samira).get("/accounts/2fa/").status_code == 200
