"""Contact persons: hidden until asked for, spoken to, taken along, erased, and gone in time."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from initiatieven.actions.bewaren import reduce_initiatieven
from initiatieven.actions.contactpersoon import FIELDS, change_contactpersoon, write_down
from initiatieven.actions.weggelegd import put_away, wipe_initiatieven
from initiatieven.models import Contactpersoon, Initiatief
from initiatieven.queries.contactpersoon import contactpersonen_of
from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.correction import stand_of
from signalen.actions.weghalen import take_out
from signalen.queries.inzage import Gezocht, find_person
from signalen.queries.weghalen import stukken_of
from tests.canary import rows_with
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import hidden, make_bron, make_contactpersoon, mark, queries, trail
from tests.wereld import Wereld
from wijken.actions.bewaartermijn import choose_terms
from wijken.actions.bron import delete_bronnen
from wijken.models import Bron
from wijken.queries.bewaren import years_from

NAAM, TELEFOON, EMAIL = "Tineke Zandstra", "06 98 76 54 32", "tineke@example.org"
DETAILS = ("Zandstra", "98 76 54 32", "0698765432", "tineke@")
SOORT = "initiatieven.contactpersoon"


@pytest.fixture
def bron(wereld: Wereld) -> Bron:
    return make_bron(wereld.samira, wereld.klaverveld, naam="de zaal")


def typed(**other: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "rol": "beheerder van de zaal",
        "naam": NAAM,
        "telefoon": TELEFOON,
        "email": EMAIL,
        "grond": "zakelijk",
        "gesproken_op": timezone.localdate().isoformat(),
        **other,
    }


def plan(wereld: Wereld) -> Initiatief:
    """A plan that goes on."""
    return make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")


@pytest.mark.parametrize("kind", ["bronnen", "initiatieven"])
def test_what_is_written_down_is_encrypted_and_stored_once(
    wereld: Wereld, bron: Bron, kind: str
) -> None:
    bij = bron if kind == "bronnen" else plan(wereld)
    client, page = wereld.client(wereld.samira), f"/{kind}/{bij.pk}/"
    before, sent = mark(), typed(grond="toestemming", toestemming_hoe="bericht")
    sent["toestemming_op"] = "2026-03-01"
    for _time in range(2):
        answer = client.post(f"{page}contactpersonen/nieuw/", sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    persoon = Contactpersoon.objects.get()
    assert {name: getattr(persoon, name) for name in FIELDS} == {
        "rol": "beheerder van de zaal",
        "naam": NAAM,
        "telefoon": TELEFOON,
        "email": EMAIL,
        "van_ouder": False,
        "gesproken_op": timezone.localdate(),
        "grond": "toestemming",
        "toestemming_op": date(2026, 3, 1),
        "toestemming_hoe": "bericht",
    }
    assert persoon.bij == bij
    assert trail(before) == [
        ("contactpersoon_opgeschreven", SOORT, wereld.samira.gebruiker_id, "", "")
    ]
    for word in DETAILS:
        assert list(rows_with(word)) == []


def test_its_fingerprint_cannot_be_guessed(wereld: Wereld, bron: Bron, settings: Any) -> None:
    content = {name: typed().get(name, "") for name in ("rol", "naam", "telefoon", "email")}
    content |= {"grond": "zakelijk", "gesproken_op": timezone.localdate()}
    prints = []
    for keys in (settings.FIELD_KEYS, ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]):
        settings.FIELD_KEYS = keys
        persoon, _new = write_down(
            bij=bron, by=wereld.samira, sleutel=uuid.uuid4(), content=content
        )
        prints.append(persoon.afdruk)
    # Whoever has the table and no key cannot try every number.
    assert len(set(prints)) == 2


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"telefoon": "", "email": ""}, "Vul een telefoonnummer of een e-mailadres in."),
        ({"telefoon": "een nul zes"}, "Dit is geen telefoonnummer."),
        ({"grond": ""}, "Kies waarom we dit mogen bewaren."),
        ({"grond": "toestemming"}, "Vul in wanneer je toestemming kreeg."),
        ({"grond": "toestemming"}, "Kies hoe je toestemming kreeg."),
        ({"gesproken_op": "2099-01-01"}, "Deze dag moet nog komen."),
        ({"gesproken_op": "2020-01-01"}, "Dat is te lang geleden om gegevens te bewaren."),
        ({"jonger": "on"}, "alleen de gegevens van een ouder of verzorger"),
        ({"jonger": "on", "van_ouder": "on"}, "Van een ouder heb je toestemming nodig."),
        ({"rol": "111222333"}, "burgerservicenummer"),
        ({"naam": "111222333"}, "burgerservicenummer"),
        ({"rol": "mevrouw De Vries"}, "Haal weg wat niet nodig is"),
    ],
)
def test_what_may_not_be_kept_is_said_and_what_was_typed_stays(
    wereld: Wereld, bron: Bron, other: dict[str, Any], said: str
) -> None:
    client, path = wereld.client(wereld.samira), f"/bronnen/{bron.pk}/contactpersonen/nieuw/"
    answer = client.post(path, typed(**other))
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.context["form"]["naam"].value() == other.get("naam", NAAM)
    assert Contactpersoon.objects.count() == 0


def test_of_a_child_a_parent_is_kept_with_consent(wereld: Wereld, bron: Bron) -> None:
    sent = typed(jonger="on", van_ouder="on", grond="toestemming", toestemming_hoe="mondeling")
    sent["toestemming_op"] = timezone.localdate().isoformat()
    client = wereld.client(wereld.samira)
    client.post(f"/bronnen/{bron.pk}/contactpersonen/nieuw/", sent)
    persoon = Contactpersoon.objects.get()
    assert persoon.van_ouder is True
    page = client.post(f"/contactpersonen/{persoon.pk}/tonen/").text
    assert "gegevens van een ouder of verzorger" in page


def test_a_ground_that_was_not_chosen_leaves_nothing_behind(wereld: Wereld, bron: Bron) -> None:
    sent = typed(toestemming_op="2026-03-01", toestemming_hoe="mondeling")
    wereld.client(wereld.samira).post(f"/bronnen/{bron.pk}/contactpersonen/nieuw/", sent)
    persoon = Contactpersoon.objects.get()
    assert (persoon.toestemming_op, persoon.toestemming_hoe) == (None, "")


@pytest.mark.parametrize(
    "change",
    [
        {"bron": None},
        {"grond": "toestemming"},
        {"grond": "anders"},
        {"van_ouder": True},
    ],
)
def test_the_database_refuses_what_no_form_sends(
    wereld: Wereld, bron: Bron, change: dict[str, Any]
) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contactpersoon.objects.filter(pk=persoon.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contactpersoon.objects.filter(pk=persoon.pk).update(initiatief=plan(wereld))


def test_details_are_hidden_until_asked_for_and_looking_is_recorded(
    wereld: Wereld, bron: Bron
) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    client, before = wereld.client(wereld.joost), mark()
    closed = [f"/bronnen/{bron.pk}/", f"/bronnen/{bron.pk}/contactpersonen/"]
    closed.append(f"/contactpersonen/{persoon.pk}/wissen/")
    for path in closed:
        drawn = client.get(path).text
        assert [word for word in DETAILS if word in drawn] == []
    assert "beheerder van de zaal" in client.get(closed[1]).text
    assert trail(before) == []
    url = f"/contactpersonen/{persoon.pk}/tonen/"
    assert client.get(url).status_code == 405
    page = client.post(url)
    part = client.post(url, headers={"HX-Request": "true"})
    form = client.get(f"/contactpersonen/{persoon.pk}/wijzig/")
    for answer in (page, part, form):
        assert [word in answer.text for word in (NAAM, TELEFOON, EMAIL)] == [True] * 3
        assert "no-store" in answer.headers["Cache-Control"]
    assert "<html" not in part.text
    # Nothing that a tab, a bookmark or a history shows.
    assert NAAM not in page.text.split("<body")[0]
    looked = ("contactgegevens_bekeken", SOORT, wereld.joost.gebruiker_id, "", "")
    assert trail(before) == [looked] * 3


def test_its_form_waits_on_no_device(wereld: Wereld, bron: Bron) -> None:
    client = wereld.client(wereld.samira)
    persoon = make_contactpersoon(wereld.samira, bron)
    drawn = client.get(f"/bronnen/{bron.pk}/contactpersonen/nieuw/").text
    drawn += client.get(f"/contactpersonen/{persoon.pk}/wijzig/").text
    assert "<form" in drawn
    assert "data-wachtrij=" not in drawn
    assert 'data-wachtrij="' in client.get("/contacten/nieuw/").text


def test_one_tap_lets_the_term_begin_again(wereld: Wereld, bron: Bron) -> None:
    persoon = make_contactpersoon(wereld.samira, bron, days_ago=700)
    client, before = wereld.client(wereld.samira), mark()
    list_url, today = f"/bronnen/{bron.pk}/contactpersonen/", timezone.localdate()
    old = date_format(_goes(persoon.gesproken_op, 2), "j F Y")
    assert f"Verdwijnt op {old}." in client.get(list_url).text
    for _time in range(2):
        answer = client.post(f"/contactpersonen/{persoon.pk}/gesproken/")
        assert answer.headers["Location"] == f"/bronnen/{bron.pk}/"
    page = client.get(list_url).text
    assert f"Verdwijnt op {date_format(_goes(today, 2), 'j F Y')}." in page
    assert "Vandaag gesproken" not in page
    by = wereld.samira.gebruiker_id
    assert trail(before) == [("contactpersoon_gesproken", SOORT, by, "", "")]


def _goes(day: date, years: int) -> date:
    return years_from(day, years) + timedelta(days=1)


def test_a_shorter_term_is_shown_and_refused_by(wereld: Wereld, bron: Bron) -> None:
    persoon = make_contactpersoon(wereld.samira, bron, days_ago=10)
    choose_terms(by=wereld.beatrix, jaren={"contactgegevens": 1})
    (shown,) = contactpersonen_of(bron, wereld.samira)
    assert shown.verdwijnt_op == _goes(persoon.gesproken_op, 1)
    old = (timezone.localdate() - timedelta(days=400)).isoformat()
    path = f"/bronnen/{bron.pk}/contactpersonen/nieuw/"
    answer = wereld.client(wereld.samira).post(path, typed(gesproken_op=old))
    assert "Dat is te lang geleden" in answer.text


def test_one_person_is_taken_along_as_a_text(wereld: Wereld, bron: Bron) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    before = mark()
    answer = wereld.client(wereld.samira).post(f"/contactpersonen/{persoon.pk}/meegeven/")
    today = timezone.localdate()
    assert answer.content.decode().split("\n") == [
        "Wat wij van je bewaren",
        f"{wereld.de_brink.naam}, {date_format(today, 'j F Y')}",
        "",
        "Wat je hier doet: beheerder van de zaal",
        "Bij: de zaal",
        f"Naam: {NAAM}",
        f"Telefoon: {TELEFOON}",
        f"E-mail: {EMAIL}",
        "Waarom we dit mogen bewaren: zakelijk contact, van een functie die openbaar is",
        f"Laatst gesproken: {date_format(today, 'j F Y')}",
        f"Verdwijnt op: {date_format(_goes(today, 2), 'j F Y')}",
        *("", ""),
    ]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="contactpersoon.txt"'
    assert "no-store" in answer.headers["Cache-Control"]
    by = wereld.samira.gebruiker_id
    assert trail(before) == [("contactgegevens_meegegeven", SOORT, by, "", "")]


def test_one_person_is_erased_after_a_page_that_asks(wereld: Wereld, bron: Bron) -> None:
    persoon, other = (make_contactpersoon(wereld.samira, bron, rol=rol) for rol in ("een", "twee"))
    client, before = wereld.client(wereld.samira), mark()
    path = f"/contactpersonen/{persoon.pk}/wissen/"
    assert "Deze contactpersoon wissen?" in client.get(path).text
    assert Contactpersoon.objects.count() == 2
    assert client.post(path).headers["Location"] == f"/bronnen/{bron.pk}/"
    assert client.post(path).status_code == 404
    assert list(Contactpersoon.objects.all()) == [other]
    by = wereld.samira.gebruiker_id
    assert trail(before) == [("contactgegevens_weggehaald", SOORT, by, "", "")]


def test_what_a_colleague_changed_meanwhile_is_not_lost(wereld: Wereld, bron: Bron) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    client, path = wereld.client(wereld.samira), f"/contactpersonen/{persoon.pk}/wijzig/"
    sent = {**typed(naam="Van mij"), **hidden(client, path)}
    before = mark()
    change_contactpersoon(
        persoon=persoon,
        by=wereld.joost,
        stand=stand_of(persoon, FIELDS),
        content={"naam": "Van een collega"},
    )
    page = client.post(path, sent)
    assert page.status_code == 422
    assert "Een collega heeft dit intussen ook gewijzigd." in page.text
    persoon.refresh_from_db()
    assert persoon.naam == "Van een collega"
    assert page.context["form"]["naam"].value() == "Van mij"
    again = {**sent, "stand": page.context["form"]["stand"].value()}
    assert client.post(path, again).status_code == 302
    persoon.refresh_from_db()
    assert persoon.naam == "Van mij"
    # Which field it was, never what it says.
    rows = [row for row in trail(before) if row[0] == "contactpersoon_gewijzigd"]
    assert [(row[3], row[4]) for row in rows] == [("", "naam")] * 2


def test_damaged_details_are_said_and_can_still_be_erased(wereld: Wereld, bron: Bron) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatieven_contactpersoon SET naam = 'stuk'")
    client, path = wereld.client(wereld.samira), f"/contactpersonen/{persoon.pk}/"
    before = mark()
    for answer in (
        client.post(f"{path}tonen/", follow=True),
        client.post(f"{path}meegeven/", follow=True),
        client.get(f"{path}wijzig/", follow=True),
    ):
        assert "Deze gegevens zijn nu niet te lezen." in answer.text
    assert trail(before) == []
    assert client.get(f"/bronnen/{bron.pk}/contactpersonen/").status_code == 200
    assert client.post(f"{path}gesproken/").status_code == 302
    assert find_person(wereld.beatrix, Gezocht(naam=NAAM)).onleesbaar == 1
    assert client.post(f"{path}wissen/").status_code == 302
    assert Contactpersoon.objects.count() == 0


@pytest.mark.parametrize("who", ["ruben", "anneke"])
def test_nobody_else_finds_any_of_it(wereld: Wereld, bron: Bron, who: str) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    other, before = wereld.client(wereld.lid(who)), mark()
    for page in (f"/bronnen/{bron.pk}/contactpersonen/", f"/contactpersonen/{persoon.pk}/wijzig/"):
        assert other.get(page).status_code == 404
    for press in ("tonen", "gesproken", "meegeven", "wijzig", "wissen"):
        assert other.post(f"/contactpersonen/{persoon.pk}/{press}/", typed()).status_code == 404
    assert Contactpersoon.objects.get().naam == NAAM
    assert trail(before) == []


def test_it_is_on_no_other_page(wereld: Wereld, bron: Bron) -> None:
    word = "sleutelbewaarder"
    initiatief = plan(wereld)
    make_contactpersoon(wereld.samira, bron, rol=word, days_ago=720)
    make_contactpersoon(wereld.samira, initiatief, rol=word, days_ago=720)
    samira = wereld.client(wereld.samira)
    for path in (
        *("/vandaag/", "/vandaag/alle/contactpersonen/", "/bronnen/", "/initiatieven/"),
        *(f"/bronnen/{bron.pk}/", f"/initiatieven/{initiatief.pk}/", "/mijn-gegevens/"),
        f"/initiatieven/{initiatief.pk}/bronnen/",
        f"/bronnen/{bron.pk}/initiatieven/",
        f"/draad/initiatief/{initiatief.pk}/",
        f"/gebieden/{wereld.klaverveld.code}/",
        f"/gebieden/{wereld.klaverveld.code}/netwerk/",
        f"/gebieden/{wereld.klaverveld.code}/gehoord/",
    ):
        page = samira.get(path)
        assert page.status_code == 200
        assert [said for said in (word, *DETAILS) if said in page.text] == [], path
    for who, path in (("beatrix", "/logboek/"), ("marijke", "/bewaren/")):
        page = wereld.client(wereld.lid(who)).get(path)
        assert [said for said in (word, *DETAILS) if said in page.text] == [], path


def test_mijn_dag_says_that_somebody_goes_and_not_who(wereld: Wereld, bron: Bron) -> None:
    make_contactpersoon(wereld.samira, bron, days_ago=690)
    make_contactpersoon(wereld.samira, bron, days_ago=720)
    page = wereld.client(wereld.samira).get("/vandaag/alle/contactpersonen/").text
    day = date_format(_goes(timezone.localdate() - timedelta(days=720), 2), "j F")
    assert page.count("Een contactpersoon") == 1
    assert [f"Verdwijnt op {day}" in page, "de zaal" in page] == [True, True]


def test_they_go_with_what_they_belong_to(wereld: Wereld, bron: Bron) -> None:
    plans = [make_initiatief(wereld.de_brink, wereld.klaverveld) for _one in range(2)]
    make_contactpersoon(wereld.samira, bron)
    for one in plans:
        make_contactpersoon(wereld.samira, one)
    # A damaged one holds nothing up.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatieven_contactpersoon SET naam = 'stuk'")
    left = Contactpersoon.objects.without_details()
    delete_bronnen([bron.pk])
    assert left.count() == 2
    put_away(initiatief=plans[0], by=wereld.samira)
    wipe_initiatieven([plans[0].pk])
    assert [persoon.initiatief for persoon in left.all()] == [plans[1]]
    reduce_initiatieven([plans[1].pk])
    assert left.count() == 0


def test_those_of_a_plan_that_was_put_away_are_out_of_sight(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    persoon = make_contactpersoon(wereld.samira, initiatief, days_ago=720)
    put_away(initiatief=initiatief, by=wereld.samira)
    client = wereld.client(wereld.samira)
    assert client.post(f"/contactpersonen/{persoon.pk}/tonen/").status_code == 404
    assert "Een contactpersoon" not in client.get("/vandaag/alle/contactpersonen/").text


def test_a_plan_without_words_takes_nobody(wereld: Wereld) -> None:
    initiatief = plan(wereld)
    reduce_initiatieven([initiatief.pk])
    path = f"/initiatieven/{initiatief.pk}/contactpersonen/nieuw/"
    assert wereld.client(wereld.samira).post(path, typed()).status_code == 422
    assert Contactpersoon.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"naam": "zandstra"}, (NAAM, EMAIL, TELEFOON)),
        ({"email": "Tineke@Example.org"}, (NAAM, EMAIL, TELEFOON)),
        ({"telefoon": "+31698765432"}, (NAAM, EMAIL, TELEFOON)),
        ({"woorden": "beheerder van de zaal"}, ()),
    ],
)
def test_inzage_finds_and_erases_one_person(
    wereld: Wereld, bron: Bron, asked: dict[str, str], said: tuple[str, ...]
) -> None:
    persoon = make_contactpersoon(wereld.samira, bron)
    make_contactpersoon(wereld.ruben, make_bron(wereld.ruben, wereld.klaverveld))
    found = find_person(wereld.beatrix, Gezocht(**asked))
    assert [(one.stuk.row, one.stuk.wat, one.teksten, one.url) for one in found.vondsten] == [
        (persoon, "Contactpersoon", ("beheerder van de zaal", *said), f"/bronnen/{bron.pk}/")
    ]
    client, before = wereld.client(wereld.beatrix), mark()
    page = client.post("/inzage/", {**asked, "doe": "zoek"})
    assert all(word in page.text for word in said)
    sleutel = f"contactpersoon-{persoon.pk}"
    gone = client.post("/inzage/", {**asked, "doe": "weg", "stukken": [sleutel], "zeker": "on"})
    assert gone.status_code == 302
    assert not Contactpersoon.objects.filter(pk=persoon.pk).exists()
    assert Contactpersoon.objects.count() == 1
    kinds = [row[0] for row in trail(before) if row[1] == SOORT]
    assert kinds == ["contactgegevens_bekeken"] * 2 + ["contactgegevens_weggehaald"]


def test_taking_a_plan_out_on_request_takes_them_too(wereld: Wereld) -> None:
    initiatief = plan(wereld)
    persoon = make_contactpersoon(wereld.samira, initiatief)
    stukken = {stuk.wat: stuk.row for stuk in stukken_of(initiatief)}
    assert stukken["De contactpersoon"] == persoon
    take_out(rows=[stukken["De contactpersoon"]], by=wereld.marijke)
    assert Contactpersoon.objects.count() == 0
    assert AuditRegel.objects.filter(handeling="contactgegevens_weggehaald").count() == 1


def test_a_list_asks_as_much_for_one_as_for_many(wereld: Wereld, bron: Bron) -> None:
    client, path = wereld.client(wereld.samira), f"/bronnen/{bron.pk}/contactpersonen/"
    make_contactpersoon(wereld.samira, bron)
    one = queries(client, path)
    for number in range(20):
        make_contactpersoon(wereld.samira, bron, rol=f"beheerder {number}")
    assert queries(client, path) == one
