"""A walk: talks counted by place and theme, once, with a contact or two in between."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.transitions import Refused
from tests.keten import BSN, make_contact, make_ronde, mark, queries, trail
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_rondes
from wijken.actions.ronde import remove_ronde
from wijken.models import Contactmoment, Gebied, Ronde, Telling
from wijken.models.ronde import telling_of

NIEUW = "/rondes/nieuw/"


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def sent(known: Contactmoment | None = None, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it: one place of before and two new ones."""
    return {
        "sleutel": str(uuid.uuid4()),
        "plek-TOTAL_FORMS": "3",
        "plek-INITIAL_FORMS": "1",
        "gesprek-TOTAL_FORMS": "2",
        "gesprek-INITIAL_FORMS": "0",
        "plek-0-plaats": f"{known.gebied_id}/{known.vindplaats}/{known.plek}" if known else "",
        "wanneer": "nu",
        **changes,
    }


def tallies(ronde: Ronde) -> list[tuple[str, str, str, int]]:
    """What was counted: buurt, place, theme, number."""
    rows = ronde.tellingen.select_related("gebied")
    return [(row.gebied.naam, row.waar, row.thema, row.aantal) for row in rows]


def test_seven_talks_at_three_places_and_one_to_keep(wereld: Wereld, client: Client) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    data = sent(
        known,
        **{
            "plek-0-tel_": "2",
            "plek-0-tel_wonen": "1",
            "plek-1-gebied": str(wereld.klaverveld.pk),
            "plek-1-vindplaats": "school",
            "plek-1-plek": "de Regenboog",
            "plek-1-tel_opgroeien": "3",
            "plek-2-gebied": str(wereld.klaverveld.pk),
            "plek-2-vindplaats": "winkel",
            "plek-2-tel_geld": "1",
            "gesprek-0-waar": "1",
            "gesprek-0-tekst": "Ouders willen een oversteek.",
            "gesprek-0-aantal": "2-5",
            "gesprek-0-lijnen": ["overbruggen"],
            "gesprek-0-lijn_waarom": "school en buurt samen",
        },
    )
    before = mark()
    answer = client.post(NIEUW, data)
    ronde = Ronde.objects.get()
    assert answer.headers["Location"] == f"/rondes/{ronde.pk}/"
    assert ronde.samenvatting == "7 praatjes op 3 plekken"
    assert (ronde.dag, ronde.door) == (timezone.localdate(), wereld.samira)
    assert sorted(tallies(ronde)) == [
        ("Klaverveld", "Lindeplein", "", 2),
        ("Klaverveld", "Lindeplein", "wonen", 1),
        ("Klaverveld", "de Regenboog", "opgroeien", 3),
        ("Klaverveld", "winkel of markt", "geld", 1),
    ]
    contact = ronde.contacten.get()
    assert (contact.waar, contact.aantal, contact.tekst, contact.lijnen) == (
        "de Regenboog",
        "2-5",
        "Ouders willen een oversteek.",
        ["overbruggen"],
    )
    assert [row[0] for row in trail(before)] == ["contact_genoteerd", "ronde_genoteerd"]
    page = client.get(f"/rondes/{ronde.pk}/").text
    assert "7 praatjes op 3 plekken" in page
    assert "Ouders willen een oversteek." in page
    assert f'href="/rondes/{ronde.pk}/"' in client.get(f"/contacten/{contact.pk}/").text
    # Sent again it is the same walk; with another number it is a second one, marked.
    assert client.post(NIEUW, data).headers["Location"] == f"/rondes/{ronde.pk}/"
    assert (Ronde.objects.count(), Contactmoment.objects.count()) == (1, 2)
    client.post(NIEUW, {**data, "plek-0-tel_": "4"})
    assert Ronde.objects.latest("pk").dubbel_van == ronde


def test_nothing_about_when_or_along_which_way_is_kept() -> None:
    kept = {field.name for model in (Ronde, Telling) for field in model._meta.concrete_fields}
    assert kept == {
        *("id", "organisatie", "sleutel", "afdruk", "dubbel_van", "door", "dag"),
        *("woorden_weg_op", "ronde", "gebied", "vindplaats", "plek", "thema", "aantal"),
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Tel eerst een praatje"),
        ({"plek-0-tel_": "-1"}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"plek-0-tel_": "201"}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"plek-0-tel_": "veel"}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"plek-0-tel_": "9" * 4000}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"plek-1-tel_": "1"}, "Vul dit in, of maak deze plek leeg."),
        ({"plek-TOTAL_FORMS": "x"}, "Het formulier kwam niet heel aan."),
        ({"plek-TOTAL_FORMS": "999"}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"gesprek-0-tekst": "Zomaar."}, "Bij een plek of een gesprek klopt nog iets niet."),
        ({"plek-0-tel_": "1", "gesprek-0-waar": "2", "gesprek-0-tekst": "Zo."}, "waar die is"),
        ({"gesprek-0-waar": "0", "gesprek-0-tekst": f"Nummer {BSN}."}, "BSN"),
        ({"gesprek-0-waar": "0", "gesprek-0-tekst": "Mevrouw Jansen."}, "vink aan"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    wereld: Wereld, client: Client, changes: dict[str, str], said: str
) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    answer = client.post(NIEUW, sent(known, **{"plek-0-tel_geld": "", **changes}))
    assert answer.status_code == 422
    assert said in answer.text
    assert not Ronde.objects.exists()


def test_what_was_typed_comes_back(wereld: Wereld, client: Client) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    changes = {"plek-0-tel_geld": "3", "plek-1-tel_": "1", "gesprek-0-tekst": "Over de brug."}
    answer = client.post(NIEUW, sent(known, **changes))
    page = answer.text
    assert answer.context["form"].plekken[0]["tel_geld"].value() == "3"
    assert "Over de brug." in page
    assert "Lindeplein" in page


def test_a_place_elsewhere_or_of_no_kind_is_no_place(wereld: Wereld, client: Client) -> None:
    far = Gebied.objects.get(gemeentecode=wereld.ver_weg.code, soort="buurt")
    own = wereld.klaverveld.pk
    codes = (f"{far.pk}/plein/", f"{own}/maan/", f"{own}/plein/{'x' * 81}", "0//", "x", "9" * 30)
    for code in codes:
        answer = client.post(NIEUW, sent(None, **{"plek-0-plaats": code, "plek-0-tel_": "1"}))
        assert answer.status_code == 422
        assert not Ronde.objects.exists()


def test_a_walk_of_yesterday(wereld: Wereld, client: Client) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    talk = {"gesprek-0-waar": "0", "gesprek-0-tekst": "Toen al."}
    client.post(NIEUW, sent(known, wanneer="gisteren", **{"plek-0-tel_": "1"}, **talk))
    ronde = Ronde.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert (ronde.dag, timezone.localdate(ronde.contacten.get().op)) == (yesterday, yesterday)


def test_its_writer_and_the_lead_remove_a_walk_not_its_contacts(
    wereld: Wereld, client: Client
) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    talk = {"gesprek-0-waar": "0", "gesprek-0-tekst": "Blijft staan."}
    client.post(NIEUW, sent(known, **talk, **{"plek-0-tel_": "1"}))
    ronde = Ronde.objects.get()
    assert ronde.samenvatting == "1 praatje op 1 plek"
    with pytest.raises(Refused):
        remove_ronde(ronde=ronde, by=wereld.joost)
    asked = {
        who: wereld.client(wereld.lid(who)).get(f"/rondes/{ronde.pk}/verwijder/")
        for who in ("joost", "marijke", "ruben")
    }
    assert [answer.status_code for answer in asked.values()] == [404, 200, 404]
    assert client.post(f"/rondes/{ronde.pk}/verwijder/").headers["Location"] == "/rondes/"
    assert not Ronde.objects.exists()
    assert Contactmoment.objects.get(tekst="Blijft staan.").ronde is None
    with pytest.raises(Refused):
        remove_ronde(ronde=ronde, by=wereld.samira)


def test_after_its_term_the_numbers_stay_without_places_day_or_worker(wereld: Wereld) -> None:
    ronde = make_ronde(wereld.samira, wereld.klaverveld, plek="Lindeplein", thema="geld")
    more = {"gebied": wereld.klaverveld, "vindplaats": "school", "thema": "geld", "aantal": 3}
    telling_of(ronde, **more).save()
    reduce_rondes([ronde.pk])
    ronde.refresh_from_db()
    assert tallies(ronde) == [("Klaverveld", "Klaverveld", "geld", 5)]
    assert (ronde.door, ronde.dag.day, ronde.afdruk) == (None, 1, "")


def test_the_list_shows_the_own_organisation_in_as_many_queries_for_many(
    wereld: Wereld, client: Client
) -> None:
    make_ronde(wereld.ruben, wereld.kade, plek="geheim plein")
    make_ronde(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    few = queries(client, "/rondes/")
    page = client.get("/rondes/").text
    assert "2 praatjes op 1 plek" in page
    assert "geheim plein" not in page
    for number in range(10):
        make_ronde(wereld.samira, wereld.klaverveld, plek=f"plek {number}")
    assert queries(client, "/rondes/") == few


def test_a_browser_searches_the_texts_of_every_row(wereld: Wereld, client: Client) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    html = client.get(NIEUW).text
    searched = re.search(r'<template data-nakijken="([^"]+)"', html)
    assert searched is not None
    rows = 3
    expected = [f"plek-{number}-plek" for number in range(rows)] + [
        f"gesprek-{number}-{name}" for number in range(2) for name in ("tekst", "lijn_waarom")
    ]
    assert searched[1].split() == expected
