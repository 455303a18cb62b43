"""A signal: gathered from contacts, decided upon with a reason, never lost."""

import uuid
from typing import Any

import pytest
from django.test import Client

from opbouw.lib.writing.transitions import Refused
from signalen.actions import signaal as actions
from signalen.models import Signaal, SignaalContact
from tests.keten import (
    BSN,
    HOSTILE,
    HUGE,
    at_once,
    hidden,
    make_contact,
    make_interpreted_signaal,
    make_signaal,
    make_verhaal,
    mark,
    queries,
    short,
    trail,
)
from tests.wereld import Wereld
from wijken.models import Gebied

NIEUW = "/signalen/nieuw/"
TEKSTEN = {"titel", "tekst", "kring", "kring_waar", "lijn_waarom"}


def fields(gebied: Gebied, /, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "titel": "Dichte gordijnen",
        "tekst": "Steeds meer gordijnen blijven dicht.",
        "gebied": str(gebied.pk),
        "thema": "wonen",
        "lijnen": ["verbinden"],
        "lijn_waarom": "men ziet elkaar niet",
        "kring": "de ouders",
        "kring_waar": "dinsdag",
        **changes,
    }


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def test_noticing_from_a_contact_writes_the_signal_with_that_contact(
    wereld: Wereld, client: Client
) -> None:
    contact = make_contact(
        wereld.samira, wereld.klaverveld, tekst="Kou", lijnen=["koppelen"], lijn_waarom="brief"
    )
    before = mark()
    path = f"{NIEUW}?contact={contact.pk}"
    initial = client.get(path).context["form"].initial
    assert {k: v for k, v in initial.items() if k != "sleutel"} == {
        "tekst": "Kou",
        "gebied": wereld.klaverveld.pk,
        "thema": "",
        "lijnen": ["koppelen"],
        "lijn_waarom": "brief",
        "kring_waar": "Lindeplein",
    }
    data = fields(wereld.klaverveld)
    response = client.post(path, data)
    signaal = Signaal.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == f"/signalen/{signaal.pk}/"
    row = Signaal.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "op", "afdruk"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "weggehaald_op": None,
        "woorden_weg_op": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "door_id": wereld.samira.pk,
        "titel": "Dichte gordijnen",
        "tekst": "Steeds meer gordijnen blijven dicht.",
        "gebied_id": wereld.klaverveld.pk,
        "thema": "wonen",
        "lijnen": ["verbinden"],
        "lijn_waarom": "men ziet elkaar niet",
        "kring": "de ouders",
        "kring_waar": "dinsdag",
        "staat": "opgemerkt",
        "zonder_duiding_want": "",
        "niet_op_de_agenda_want": "",
    }
    assert list(signaal.contacten.all()) == [contact]
    assert trail(before) == [
        ("signaal_opgemerkt", "signalen.signaal", wereld.samira.gebruiker_id, "", "opgemerkt")
    ]


def test_sent_twice_is_one_and_other_content_is_flagged(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld)
    for changes in ({}, {}, {"titel": "Anders"}):
        client.post(NIEUW, {**data, **changes})
    rows = Signaal.objects.order_by("pk").values_list("titel", "dubbel_van__titel")
    assert list(rows) == [("Dichte gordijnen", None), ("Anders", "Dichte gordijnen")]


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_a_text_that_cannot_be_stored_is_a_message(
    wereld: Wereld, text: str, client: Client
) -> None:
    response = client.post(NIEUW, fields(wereld.klaverveld, **dict.fromkeys(TEKSTEN, text)))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == TEKSTEN


def test_a_bsn_stops_it_and_a_name_asks_once(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld, **dict.fromkeys(TEKSTEN, f"van {BSN}"), nagekeken="1")
    assert set(client.post(NIEUW, data).context["form"].errors) == TEKSTEN
    data = fields(wereld.klaverveld, **dict.fromkeys(TEKSTEN, "mevrouw Jansen"))
    assert set(client.post(NIEUW, data).context["form"].errors) == TEKSTEN | {"nagekeken"}
    assert client.post(NIEUW, {**data, "nagekeken": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"?contact={HUGE}", 404),
        (f"?contact={'9' * 5000}", 404),
        ("?contact=-1", 200),
        ("?contact=%00", 400),
        ("?contact=0", 404),
    ],
)
def test_a_broken_contact_in_the_address(query: str, status: int, client: Client) -> None:
    assert client.get(f"{NIEUW}{query}").status_code == status


def test_a_contact_or_area_of_another_organisation_is_not_taken(
    wereld: Wereld, client: Client
) -> None:
    strange = make_contact(wereld.ruben, wereld.klaverveld, tekst="VAN EEN ANDER")
    assert client.get(f"{NIEUW}?contact={strange.pk}").status_code == 404
    assert client.post(NIEUW, fields(wereld.kade)).status_code == 422
    assert client.post(f"{NIEUW}?contact={strange.pk}", fields(wereld.kade)).status_code == 422
    assert Signaal.objects.count() == 0
    # For whoever may not see it, it is like one that was removed.
    assert (
        client.post(f"{NIEUW}?contact={strange.pk}", fields(wereld.klaverveld)).status_code == 302
    )
    assert list(Signaal.objects.get().contacten.all()) == []


# --- Gathering ---
def test_gathering_adds_each_contact_once(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    contacten = [
        make_contact(by, wereld.klaverveld, tekst="Kou") for by in (wereld.samira, wereld.joost)
    ]
    before = mark()
    data = {"contacten": [str(contact.pk) for contact in contacten]}
    path = f"/signalen/{signaal.pk}/verzamel/"
    assert [client.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert set(signaal.contacten.all()) == set(contacten)
    assert trail(before) == [
        ("contacten_verzameld", "signalen.signaal", wereld.samira.gebruiker_id, "", "")
    ]


@pytest.mark.django_db(transaction=True)
def test_gathering_the_same_at_the_same_moment_is_once(wereld: Wereld) -> None:
    signaal, contact = (
        make_signaal(wereld.samira, wereld.klaverveld),
        make_contact(wereld.samira, wereld.klaverveld, tekst="Kou"),
    )
    found = at_once(
        *[lambda: actions.gather_contacts(signaal=signaal, by=wereld.samira, contacten=[contact])]
        * 3
    )
    assert [one for one in found if isinstance(one, Exception)] == []
    assert SignaalContact.objects.count() == 1


def test_the_likely_contacts_come_first_and_all_of_the_team_are_taken(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    molenhoek = Gebied.objects.get(code="BU999901A1")
    old = make_contact(wereld.samira, wereld.klaverveld, tekst="Kou", thema="wonen")
    away = make_contact(wereld.samira, wereld.kade, tekst="Kou in een andere wijk")
    elsewhere = make_contact(wereld.samira, molenhoek, tekst="Kou", thema="wonen")
    other = make_contact(wereld.samira, wereld.klaverveld, tekst="De bus", thema="vervoer")
    plain = make_contact(wereld.samira, wereld.klaverveld, tekst="Zomaar " + "heel " * 40)
    path = f"/signalen/{signaal.pk}/verzamel/"

    def shown() -> tuple[list[int], list[int]]:
        form = client.get(path).context["form"]
        near, rest = (form.fields[name].choices for name in ("contacten", "verder"))
        return [pk for pk, _label in near], [pk for pk, _label in rest]

    assert shown() == ([plain.pk, old.pk], [other.pk, elsewhere.pk])
    assert "heel heel…" in client.get(path).content.decode()
    for _ in range(60):
        make_contact(wereld.samira, wereld.klaverveld, tekst="Nieuwer")
    assert old.pk not in shown()[0]
    data = {"contacten": [str(old.pk), str(away.pk)], "verder": [str(other.pk)]}
    assert client.post(path, data).status_code == 302
    assert set(signaal.contacten.all()) == {old, away, other}


def test_a_choice_of_nothing_is_a_message(wereld: Wereld, client: Client) -> None:
    make_contact(wereld.samira, wereld.klaverveld, tekst="Kou")
    response = client.post(
        f"/signalen/{make_signaal(wereld.samira, wereld.klaverveld).pk}/verzamel/", {}
    )
    assert response.status_code == 422
    assert response.content.decode().count("Vink ten minste één contact aan.") == 2


@pytest.mark.parametrize("value", [HUGE, "-1", "een", "\x00", "9" * 5000])
def test_a_contact_that_was_not_offered_is_a_message(
    wereld: Wereld, value: str, client: Client
) -> None:
    make_contact(wereld.samira, wereld.klaverveld, tekst="Kou")
    path = f"/signalen/{make_signaal(wereld.samira, wereld.klaverveld).pk}/verzamel/"
    assert client.post(path, {"contacten": [value]}).status_code == 422


def test_a_contact_of_another_organisation_is_not_offered(wereld: Wereld, client: Client) -> None:
    strange = make_contact(wereld.ruben, wereld.klaverveld, tekst="VAN EEN ANDER")
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    path = f"/signalen/{signaal.pk}/verzamel/"
    assert client.post(path, {"contacten": [str(strange.pk)]}).status_code == 422
    assert "VAN EEN ANDER" not in client.get(path).content.decode()
    assert signaal.contacten.count() == 0


# --- Decisions ---
def state(signaal: Signaal) -> tuple[str, str, str]:
    signaal.refresh_from_db()
    return signaal.staat, signaal.zonder_duiding_want, signaal.niet_op_de_agenda_want


def test_keeping_it_off_the_agenda_says_why_and_can_be_taken_back(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    before, who = mark(), wereld.samira.gebruiker_id
    path = f"/signalen/{signaal.pk}/niet-op-de-agenda/"
    drawn = hidden(client, path)
    for _ in range(2):
        assert client.post(path, {**drawn, "want": "Al geregeld."}).status_code == 302
    assert state(signaal) == ("niet_op_de_agenda", "", "Al geregeld.")
    assert client.post(f"/signalen/{signaal.pk}/heroverweeg/").status_code == 302
    assert state(signaal) == ("geduid", "", "")
    kind = "signalen.signaal"
    assert trail(before) == [
        ("signaal_niet_op_de_agenda", kind, who, "geduid", "niet_op_de_agenda"),
        ("signaal_heroverwogen", kind, who, "niet_op_de_agenda", "geduid"),
    ]


def test_going_on_without_duiding_needs_a_reason_and_stays_once(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    before = mark()
    path = f"/signalen/{signaal.pk}/zonder-duiding/"
    assert client.post(path, {"want": ""}).status_code == 422
    drawn = hidden(client, path)
    for _ in range(2):
        assert client.post(path, {**drawn, "want": "Haast."}).status_code == 302
    assert state(signaal) == ("opgemerkt", "Haast.", "")
    assert trail(before) == [
        ("signaal_zonder_duiding", "signalen.signaal", wereld.samira.gebruiker_id, "", "")
    ]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("zonder-duiding", "Dit signaal is al geduid of afgehandeld."),
        (
            "niet-op-de-agenda",
            "Dit kan nu niet: van “teruggekoppeld” ga je niet naar “niet op de agenda”.",
        ),
    ],
)
def test_a_refused_decision_keeps_what_was_typed(
    wereld: Wereld, step: str, sentence: str, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=signaal.pk).update(staat="teruggekoppeld")
    before = mark()
    path = f"/signalen/{signaal.pk}/{step}/"
    response = client.post(path, {**hidden(client, path), "want": "Mijn lange reden"})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Mijn lange reden" in page
    assert state(signaal) == ("teruggekoppeld", "", "")
    assert trail(before) == []


@pytest.mark.parametrize("staat", ["opgemerkt", "geduid", "op_de_agenda", "teruggekoppeld"])
def test_only_what_was_kept_off_is_taken_up_again(wereld: Wereld, staat: str) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=signaal.pk).update(staat=staat)
    with pytest.raises(Refused):
        actions.reconsider(signaal=signaal, by=wereld.samira)
    assert state(signaal)[0] == staat


# --- Who sees what ---
STEPS = (
    "",
    "wijzig/",
    "verzamel/",
    "duiding/",
    "zonder-duiding/",
    "niet-op-de-agenda/",
    "terugkoppeling/",
)


def test_another_organisation_and_the_municipality_find_nothing(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    before = mark()
    for lid in (wereld.ruben, wereld.anneke):
        other = wereld.client(lid)
        for step in STEPS:
            path = f"/signalen/{signaal.pk}/{step}"
            data = {"want": "x", "met_wie": "x", "tekst": "x"}
            assert other.get(path).status_code == 404
            # The page itself takes no form, whoever sends one.
            assert other.post(path, data).status_code in ({404} if step else {404, 405})
        assert other.post(f"/signalen/{signaal.pk}/heroverweeg/").status_code == 404
    assert state(signaal) == ("opgemerkt", "", "")
    assert trail(before) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?na=onzin", 200),
        ("?na=%00", 400),
        ("?staat=onzin", 200),
        ("?staat=%00", 400),
        ("?staat=geduid&gebied=WK999901", 200),
        ("?gebied=%00", 400),
        ("?gebied=nergens", 404),
    ],
)
def test_a_broken_query_string_is_no_error(query: str, status: int, client: Client) -> None:
    assert client.get(f"/signalen/{query}").status_code == status


def test_lists_and_detail_ask_as_much_for_thirty_as_for_one(wereld: Wereld, client: Client) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)

    def grow() -> None:
        contact = make_contact(wereld.samira, wereld.klaverveld, tekst="Kou")
        actions.gather_contacts(signaal=signaal, by=wereld.samira, contacten=[contact])
        make_contact(wereld.samira, wereld.klaverveld, tekst="Ook kou")
        make_verhaal(wereld.samira, wereld.klaverveld, signaal=signaal)
        actions.interpret(
            signaal=signaal,
            by=wereld.samira,
            sleutel=uuid.uuid4(),
            content={"met_wie": "buren", "tekst": "Nog eens."},
        )
        make_signaal(wereld.samira, wereld.klaverveld)

    steps = ("", "verzamel/", "duiding/")
    pages = ["/signalen/", NIEUW, *(f"/signalen/{signaal.pk}/{step}" for step in steps)]
    grow()
    before = {path: queries(client, path) for path in pages}
    for _ in range(29):
        grow()
    assert {path: queries(client, path) for path in pages} == before
