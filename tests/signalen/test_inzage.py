"""Inzage en wissen: what is kept of one person is found, handed over and taken out."""

import logging
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from initiatieven.actions.weggelegd import put_away
from initiatieven.models import Indiener
from opbouw.lib.models import AuditRegel
from signalen.actions.weghalen import take_out
from signalen.delen import AANHANG, TEKSTEN
from signalen.models import Agendanotitie, Antwoord, Richting, Vraag
from signalen.queries.inzage import WAT, Gezocht, find_person
from tests import keten
from tests.canary import tables_with
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.opbouw.bewaren.gevuld import free_texts
from tests.wereld import Wereld
from wijken.actions.afspraak import move_appointment
from wijken.actions.uitnodiging import invite
from wijken.models import Weghaalbaar

CANARY = "Kuipersdochter"
ASKED = {"naam": "Els Kuipers", "email": "ELS@example.org", "telefoon": "+31 6 12345678"}


def found(page: str) -> list[str]:
    """What the page offers to take out."""
    return re.findall(r'name="stukken" value="([^"]+)"', page)


def test_every_kind_that_holds_words_is_searched() -> None:
    holding = {model for model in apps.get_models() if issubclass(model, Weghaalbaar)}
    assert holding <= set(WAT)


def test_every_text_of_a_note_is_searched() -> None:
    columns = {
        model: set(free_texts(model)) - {"afdruk"} for model in (Agendanotitie, Vraag, Richting)
    }
    assert columns == {
        Agendanotitie: {veld.name for veld in TEKSTEN},
        Vraag: set(AANHANG["vragen"]),
        Richting: set(AANHANG["richtingen"]),
    }


@pytest.mark.parametrize("naam", ["wat", "voordelen", "nadelen"])
def test_a_note_is_found_by_its_directions_and_shown_with_them(wereld: Wereld, naam: str) -> None:
    signaal = keten.make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    notitie = keten.make_concept(wereld.marijke, wereld.gemeente, signaal)
    texts = {"wat": "Samen eten", "voordelen": "", "nadelen": ""}
    row = {**texts, naam: f"Zoals {CANARY} zei.", "drager": "wij"}
    keten.make_complete_concept(notitie, wereld.marijke, richtingen=[row])
    (vondst,) = find_person(wereld.beatrix, Gezocht(woorden=CANARY)).vondsten
    assert (vondst.stuk.row, f"Zoals {CANARY} zei." in vondst.teksten) == (notitie, True)


def test_words_of_an_older_version_are_found(wereld: Wereld) -> None:
    signaal = keten.make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    notitie = keten.make_concept(wereld.marijke, wereld.gemeente, signaal)
    keten.make_complete_concept(notitie, wereld.marijke, duiding=f"Zoals {CANARY} zei.")
    versie = keten.make_versie(notitie, wereld.marijke)
    Agendanotitie.objects.filter(pk=notitie.pk).update(duiding="Zoals een bewoner zei.")
    (vondst,) = find_person(wereld.beatrix, Gezocht(woorden=CANARY.upper())).vondsten
    assert (vondst.stuk.row, vondst.teksten) == (versie, (f"Zoals {CANARY} zei.",))
    assert not vondst.weg_te_halen
    assert find_person(wereld.ruben, Gezocht(woorden=CANARY)).vondsten == []


def test_an_appointment_and_why_it_was_moved_are_found_and_taken_out(wereld: Wereld) -> None:
    afspraak = keten.make_afspraak(
        wereld.samira, gebied=wereld.klaverveld, wat=f"Bellen met {CANARY}"
    )
    naar = timezone.localdate() + timedelta(days=3)
    move_appointment(
        afspraak=afspraak,
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        stand=None,
        naar=naar,
        want=f"{CANARY} was er niet",
    )
    inzage = find_person(wereld.beatrix, Gezocht(woorden=CANARY))
    assert [(vondst.url, vondst.teksten) for vondst in inzage.vondsten] == [
        (f"/afspraken/{afspraak.pk}/", (f"Bellen met {CANARY}",)),
        (f"/afspraken/{afspraak.pk}/", (f"{CANARY} was er niet",)),
    ]
    take_out(rows=[stuk.row for stuk in inzage.stukken], by=wereld.beatrix)
    assert find_person(wereld.beatrix, Gezocht(woorden=CANARY)).vondsten == []
    assert find_person(wereld.ruben, Gezocht(woorden=CANARY)).vondsten == []


def test_the_place_of_a_walk_is_found_and_its_page_removes_it(wereld: Wereld) -> None:
    ronde = keten.make_ronde(wereld.samira, wereld.klaverveld, plek=f"bij {CANARY}")
    (vondst,) = find_person(wereld.beatrix, Gezocht(woorden=CANARY)).vondsten
    assert (vondst.url, vondst.teksten) == (f"/rondes/{ronde.pk}/", (f"bij {CANARY}",))
    assert not vondst.weg_te_halen
    assert find_person(wereld.ruben, Gezocht(woorden=CANARY)).vondsten == []


def test_words_of_the_municipality_are_found(wereld: Wereld) -> None:
    notitie = keten.make_sent_notitie(
        keten.make_complete_concept(
            keten.make_concept(
                wereld.samira,
                wereld.gemeente,
                keten.make_interpreted_signaal(wereld.samira, wereld.klaverveld),
            ),
            wereld.samira,
        ),
        wereld.marijke,
    )
    first = keten.make_antwoorden(notitie, wereld.anneke)[0]
    Antwoord.objects.filter(pk=first.pk).update(drager=f"de zoon van {CANARY}")
    (vondst,) = find_person(wereld.beatrix, Gezocht(woorden=CANARY)).vondsten
    assert (vondst.stuk.row, vondst.weg_te_halen) == (first, False)
    assert f"de zoon van {CANARY}" in vondst.teksten
    assert find_person(wereld.ruben, Gezocht(woorden=CANARY)).vondsten == []


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ({"naam": "kuipers"}, True),
        ({"email": "ELS@EXAMPLE.ORG"}, True),
        ({"telefoon": "+31 (0)6-12345678"}, True),
        ({"naam": "Els van Dam"}, False),
        ({"email": "els@example.or"}, False),
        ({"telefoon": "12345678"}, False),
    ],
)
def test_encrypted_details_are_found_by_what_somebody_gives(
    wereld: Wereld, asked: dict[str, str], hit: bool
) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    seen = find_person(wereld.beatrix, Gezocht(**asked)).vondsten
    assert any(isinstance(vondst.stuk.row, Indiener) for vondst in seen) is hit


def test_texts_of_every_kind_are_found_and_those_of_others_are_not(wereld: Wereld) -> None:
    contact = keten.make_contact(wereld.samira, wereld.klaverveld, tekst=f"Met {CANARY}.")
    signaal = keten.make_interpreted_signaal(wereld.samira, wereld.klaverveld, tekst=CANARY)
    verhaal = keten.make_verhaal(wereld.samira, wereld.klaverveld, tekst=f"Ik, {CANARY}.")
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, titel=CANARY)
    put_away(initiatief=plan, by=wereld.samira)
    notitie = keten.make_concept(wereld.marijke, wereld.gemeente, signaal)
    keten.make_complete_concept(notitie, wereld.marijke, bronnen=f"Zie {CANARY}.")
    keten.make_contact(wereld.ruben, wereld.klaverveld, tekst=f"Ook {CANARY}.")
    invite(by=wereld.marijke, naam="Els", email=ELS.email, rol="opbouwwerker", gebieden=[])
    seen = find_person(wereld.beatrix, Gezocht(woorden=f"iets anders, {CANARY}", email=ELS.email))
    rows = {(vondst.stuk.row._meta.model_name, vondst.stuk.row.pk) for vondst in seen.vondsten}
    assert {
        ("contactmoment", contact.pk),
        ("signaal", signaal.pk),
        ("verhaal", verhaal.pk),
        ("initiatief", plan.pk),
        ("agendanotitie", notitie.pk),
    } == {row for row in rows if row[0] != "uitnodiging"}
    assert len(rows) == 6


def test_the_page_shows_all_of_it_and_hands_it_over(wereld: Wereld) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Kuipers de bakker.")
    client = wereld.client(wereld.beatrix)
    page = client.post("/inzage/", {**ASKED, "doe": "zoek"})
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert [word in page.text for word in ("Els Kuipers", ELS.email, ELS.telefoon)] == [True] * 3
    ticked = re.findall(r'name="mee" value="([^"]+)"[^>]* checked', page.text)
    assert len(ticked) == 2
    nothing = client.post("/inzage/", {**ASKED, "doe": "download"})
    assert nothing.status_code == 422
    assert "Kies wat er in het bestand komt." in nothing.text
    own = [one for one in ticked if one.startswith("indiener")]
    file = client.post("/inzage/", {**ASKED, "doe": "download", "mee": own})
    # The baker of the same name is somebody else.
    assert "bakker" not in file.text
    assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in file.headers["Content-Disposition"]
    assert "no-store" in file.headers["Cache-Control"]
    assert [word in file.text for word in ("Els Kuipers", ELS.email, "Welzijn De Brink")] == [
        True
    ] * 3


def test_that_nothing_is_kept_can_be_handed_over_too(wereld: Wereld) -> None:
    client = wereld.client(wereld.beatrix)
    file = client.post("/inzage/", {"naam": "Onbekend", "doe": "download"})
    assert (file.status_code, "Wij vonden niets." in file.text) == (200, True)


def test_what_is_ticked_is_taken_out_and_the_rest_stays(wereld: Wereld) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst=f"Koffie met {CANARY}.")
    other = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Kuipers de bakker.")
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client, asked = wereld.client(wereld.beatrix), {**ASKED, "woorden": CANARY}
    offered = found(client.post("/inzage/", {**asked, "doe": "zoek"}).text)
    assert len(offered) == 3
    chosen = [one for one in offered if one != f"contactmoment-{other.pk}"]
    data: dict[str, Any] = {**asked, "doe": "weg", "stukken": chosen}
    assert client.post("/inzage/", data).status_code == 422
    assert client.post("/inzage/", {**data, "zeker": "on"}).status_code == 302
    assert tables_with(CANARY) == []
    assert not Indiener.objects.exists()
    other.refresh_from_db()
    assert other.tekst == "Kuipers de bakker."


def test_nothing_that_was_not_found_can_be_taken_out(wereld: Wereld) -> None:
    strange = keten.make_contact(wereld.ruben, wereld.klaverveld, tekst=f"Met {CANARY}.")
    own = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Iets anders.")
    client = wereld.client(wereld.beatrix)
    for contact in (strange, own):
        data = {"woorden": CANARY, "doe": "weg", "zeker": "on"}
        page = client.post("/inzage/", {**data, "stukken": [f"contactmoment-{contact.pk}"]})
        assert page.status_code == 422
        contact.refresh_from_db()
        assert contact.weggehaald_op is None


def test_the_search_is_recorded_and_its_words_stand_nowhere(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client, mark = wereld.client(wereld.beatrix), keten.mark()
    with caplog.at_level(logging.DEBUG):
        client.post("/inzage/", {**ASKED, "woorden": CANARY, "doe": "zoek"})
    who = wereld.beatrix.gebruiker_id
    assert keten.trail(mark) == [
        ("inzage_gezocht", "wijken.lidmaatschap", who, "", ""),
        ("contactgegevens_bekeken", "initiatieven.initiatief", who, "", ""),
    ]
    assert AuditRegel.objects.get(handeling="contactgegevens_bekeken").object_id == initiatief.pk
    assert tables_with(CANARY) == []
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert [line for line in ours if CANARY in line or "Kuipers" in line] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Vul in wat diegene je gaf"),
        ({"naam": "El"}, "ten minste drie tekens"),
        ({"woorden": "Kuipers, de"}, "ten minste drie tekens"),
        ({"naam": "x" * 300}, "120"),
    ],
)
def test_what_would_find_everything_is_refused(
    wereld: Wereld, data: dict[str, str], said: str
) -> None:
    page = wereld.client(wereld.beatrix).post("/inzage/", {**data, "doe": "zoek"})
    assert (page.status_code, said in page.text) == (422, True)


@pytest.mark.parametrize("wie", ["samira", "marijke", "ruben", "anneke", "leo"])
def test_it_is_the_beheerders_alone(wereld: Wereld, wie: str) -> None:
    client = wereld.client(wereld.lid(wie))
    assert client.get("/inzage/").status_code == 404
    assert client.post("/inzage/", {**ASKED, "doe": "zoek"}).status_code == 404
    assert "/inzage/" not in client.get("/team/").text
    assert "/inzage/" in wereld.client(wereld.beatrix).get("/team/").text


def test_damaged_details_hide_nothing_else(wereld: Wereld) -> None:
    damaged = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE initiatieven_indiener SET naam = 'stuk' WHERE initiatief_id = %s", [damaged.pk]
        )
    seen = find_person(wereld.beatrix, Gezocht(email=ELS.email))
    assert (len(seen.vondsten), seen.onleesbaar) == (1, 1)


def test_too_many_to_show_is_said(wereld: Wereld) -> None:
    for _number in range(51):
        keten.make_contact(wereld.samira, wereld.klaverveld, tekst=f"Met {CANARY} {uuid.uuid4()}.")
    seen = find_person(wereld.beatrix, Gezocht(woorden=CANARY))
    assert (len(seen.vondsten), seen.te_veel) == (50, ["Contact"])


def test_too_many_notes_to_show_is_said(wereld: Wereld) -> None:
    signaal = keten.make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    for _number in range(51):
        keten.make_concept(wereld.marijke, wereld.gemeente, signaal)
    Agendanotitie.objects.update(tegengeluid=f"Volgens {CANARY}.")
    seen = find_person(wereld.beatrix, Gezocht(woorden=CANARY))
    assert (len(seen.vondsten), seen.te_veel) == (50, ["Notitie"])


def test_a_search_says_what_came_of_it(wereld: Wereld) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client = wereld.client(wereld.beatrix)
    nothing = client.post("/inzage/", {"naam": "Niemandsen", "doe": "zoek"}).text
    assert ["Niets gevonden" in nothing, "0 plekken" in nothing] == [True, False]
    assert "over een ander" not in nothing
    # On a phone it stands a screen below the button that was pressed.
    assert ['action="#gevonden"' in nothing, 'id="gevonden"' in nothing] == [True, True]
    hit = client.post("/inzage/", {**ASKED, "doe": "zoek"}).text
    assert ["Haal het vinkje weg bij wat over een ander gaat" in hit, "Niets gevonden" in hit] == [
        True,
        False,
    ]


def test_what_went_wrong_is_not_called_unsaved(wereld: Wereld) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client = wereld.client(wereld.beatrix)
    empty = client.post("/inzage/", {"doe": "zoek"}).text
    unsure = client.post("/inzage/", {**ASKED, "doe": "weg"}).text
    assert ["Nog niet gezocht." in empty, "Nog niet weggehaald." in unsure] == [True, True]
    assert "Nog niet bewaard" not in empty + unsure
    assert ['action="#weghalen"' in unsure, 'id="weghalen"' in unsure] == [True, True]


def test_details_that_were_not_looked_at_are_said(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(2):
        make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    assert find_person(wereld.beatrix, Gezocht(email=ELS.email)).te_veel == []
    monkeypatch.setattr("initiatieven.queries.gegevens.MOST", 1)
    seen = find_person(wereld.beatrix, Gezocht(email=ELS.email))
    assert (len(seen.vondsten), seen.te_veel) == (1, ["Contactgegevens"])
    sent = {"email": ELS.email, "doe": "zoek"}
    page = wereld.client(wereld.beatrix).post("/inzage/", sent).text
    assert "Hiervan staan alleen de nieuwste er: Contactgegevens." in page
