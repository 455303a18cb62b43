"""A contact corrected, removed or added to a signal: by whom it may be, and what rests on it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.transitions import Refused
from signalen.actions.contact import change_contact, remove_contact
from signalen.models import Signaal, SignaalContact
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    BSN,
    HUGE,
    make_afspraak,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    mark,
    queries,
    short,
    trail,
)
from tests.wereld import Wereld
from wijken.actions.afspraak import keep_appointment
from wijken.models import Afspraak, Contactmoment, Gebied

KIND = "wijken.contactmoment"
SENT_MESSAGE = "hoort bij een signaal dat al in een verzonden notitie staat"


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


@pytest.fixture
def contact(wereld: Wereld) -> Contactmoment:
    """What Samira noted."""
    return make_contact(
        wereld.samira,
        wereld.klaverveld,
        tekst="Kou",
        thema="wonen",
        afspraak="Bellen",
        afspraak_op=timezone.localdate(),
    )


def path(contact: Contactmoment, step: str = "wijzig") -> str:
    return f"/contacten/{contact.pk}/{step}/"


def drawn(client: Client, contact: Contactmoment, /, **changes: Any) -> dict[str, Any]:
    """The form as it was drawn, with these changes."""
    form = client.get(path(contact)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def row(contact: Contactmoment) -> dict[str, Any]:
    return dict(Contactmoment.objects.filter(pk=contact.pk).values().get())


def test_a_correction_changes_what_was_changed_and_says_which_fields(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    before, old, who = mark(), row(contact), wereld.samira.gebruiker_id
    molenhoek = Gebied.objects.get(code="BU999901A1")
    data = drawn(client, contact, gebied=str(molenhoek.pk), aantal="", tekst="Het is er warm.")
    response = client.post(path(contact), data)
    assert response.status_code == 302
    assert response.headers["Location"] == path(contact, "")[:-1]
    assert row(contact) == {
        **old,
        "gebied_id": molenhoek.pk,
        "aantal": "",
        "tekst": "Het is er warm.",
    }
    changed = ("gebied", "tekst", "aantal")
    expected = {("contactmoment_gewijzigd", KIND, who, "", name) for name in changed}
    assert set(trail(before)) == expected
    # The second sending finds that it says so already.
    assert client.post(path(contact), data).status_code == 302
    assert len(trail(before)) == 3


def test_the_moment_can_be_corrected(client: Client, contact: Contactmoment) -> None:
    day = timezone.localdate() - timedelta(days=9)
    data = drawn(client, contact, wanneer="dag", dag=day.isoformat())
    assert client.post(path(contact), data).status_code == 302
    contact.refresh_from_db()
    assert timezone.localtime(contact.op).date() == day


def test_what_was_promised_has_a_page_of_its_own_and_follows_the_buurt(
    client: Client, contact: Contactmoment
) -> None:
    molenhoek = Gebied.objects.get(code="BU999901A1")
    data = drawn(client, contact, gebied=str(molenhoek.pk))
    assert not {"afspraak", "afspraak_op"} & set(data)
    assert client.post(path(contact), data).status_code == 302
    afspraak = contact.afspraken.get()
    assert (afspraak.wat, afspraak.gebied) == ("Bellen", molenhoek)


def test_what_a_colleague_still_does_keeps_the_contact(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    theirs = make_afspraak(wereld.joost, contact=contact)
    page = client.post(path(contact, "verwijder"), follow=True)
    assert "Een collega komt hier nog een afspraak na." in page.text
    keep_appointment(afspraak=theirs, by=wereld.joost)
    before = mark()
    assert client.post(path(contact, "verwijder")).status_code == 302
    assert not Afspraak.objects.exists()
    assert [what for what, *_rest in trail(before)] == [
        "afspraak_verwijderd",
        "afspraak_verwijderd",
        "contact_verwijderd",
    ]


def test_the_same_checks_hold(client: Client, contact: Contactmoment) -> None:
    before, old = mark(), row(contact)
    wrong = {"tekst": f"Nummer {BSN}.", "lijnen": ["koppelen"], "vindplaats": "maan"}
    data = drawn(client, contact, **wrong, nagekeken="1")
    response = client.post(path(contact), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"tekst", "lijn_waarom", "vindplaats"}
    assert row(contact) == old
    assert trail(before) == []


def test_what_a_colleague_changed_meanwhile_is_not_lost(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    mine = drawn(client, contact, tekst="Van mij")
    marijke = wereld.client(wereld.marijke)
    marijke.post(path(contact), drawn(marijke, contact, tekst="Van Marijke"))
    response = client.post(path(contact), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een collega heeft dit intussen" in page
    assert "Van mij" in page
    assert row(contact)["tekst"] == "Van Marijke"
    # Sent again, with the fingerprint of what is there now, it is a decision.
    stand = response.context["form"]["stand"].value()
    assert client.post(path(contact), {**mine, "stand": stand}).status_code == 302
    assert row(contact)["tekst"] == "Van mij"


def test_a_contact_under_a_sent_note_stays_as_it_is(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    data = drawn(client, contact, tekst="Toch anders")
    concept = make_concept(
        wereld.samira,
        wereld.gemeente,
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact]),
    )
    assert client.get(path(contact)).status_code == 200
    make_sent_notitie(make_complete_concept(concept, wereld.samira), wereld.marijke)
    before, old = mark(), row(contact)
    response = client.post(path(contact), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert SENT_MESSAGE in page
    assert "Toch anders" in page
    assert client.get(path(contact)).headers["Location"] == f"/contacten/{contact.pk}/"
    assert SENT_MESSAGE in client.get(f"/contacten/{contact.pk}/").content.decode()
    assert row(contact) == old
    assert trail(before) == []


def test_who_did_not_write_it_may_not_change_it(wereld: Wereld, contact: Contactmoment) -> None:
    for lid in (wereld.joost, wereld.ruben):
        for step in ("wijzig", "verwijder"):
            assert wereld.client(lid).post(path(contact, step), {}).status_code == 404
        with pytest.raises(Refused):
            change_contact(contact=contact, by=lid, stand="", content={"tekst": "x"})
    with pytest.raises(Refused):
        remove_contact(contact=contact, by=wereld.marijke)
    links = {
        lid: [f'href="{path(contact, step)}"' in page for step in ("wijzig", "verwijder")]
        for lid in (wereld.joost, wereld.marijke, wereld.samira)
        for page in [wereld.client(lid).get(f"/contacten/{contact.pk}/").content.decode()]
    }
    assert links == {
        wereld.joost: [False, False],
        wereld.marijke: [True, False],
        wereld.samira: [True, True],
    }


# --- Noted by mistake ---
def test_a_mistake_is_removed_after_a_question(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    before = mark()
    assert "Dit contact verwijderen?" in client.get(path(contact, "verwijder")).content.decode()
    assert client.post(path(contact, "verwijder")).headers["Location"] == "/contacten/"
    assert Contactmoment.objects.count() == 0
    who = wereld.samira.gebruiker_id
    assert trail(before) == [
        ("afspraak_verwijderd", "wijken.afspraak", who, "", ""),
        ("contact_verwijderd", KIND, who, "", ""),
    ]


@pytest.mark.parametrize("rests", ["signaal", "initiatief"])
def test_what_something_rests_on_stays(
    wereld: Wereld, rests: str, client: Client, contact: Contactmoment
) -> None:
    if rests == "signaal":
        make_signaal(wereld.samira, wereld.klaverveld, [contact])
    else:
        make_initiatief(wereld.samira.organisatie, wereld.klaverveld, contact=contact)
    before = mark()
    for ask in (client.get, client.post):
        assert ask(path(contact, "verwijder")).status_code == 302
    assert Contactmoment.objects.count() == 1
    assert trail(before) == []


# --- Heard again ---
def test_one_tap_adds_it_to_a_signal_and_twice_is_once(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    before = mark()
    for _ in range(2):
        response = client.post(path(contact, "signaal"), {"signaal": str(signaal.pk)})
        assert response.headers["Location"] == f"/contacten/{contact.pk}/"
    assert list(signaal.contacten.all()) == [contact]
    assert trail(before) == [
        ("contacten_verzameld", "signalen.signaal", wereld.samira.gebruiker_id, "", "")
    ]


def test_open_signals_of_the_wijk_are_offered_the_likely_ones_first(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    molenhoek = Gebied.objects.get(code="BU999901A1")
    here = make_signaal(wereld.samira, wereld.klaverveld)
    linked = make_signaal(wereld.samira, molenhoek, [contact], thema="vervoer")
    far = make_signaal(wereld.samira, molenhoek, thema="vervoer")
    near = make_signaal(wereld.samira, wereld.klaverveld, thema="vervoer")
    make_signaal(wereld.samira, wereld.kade)
    closed = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=closed.pk).update(staat="teruggekoppeld")
    make_signaal(wereld.ruben, wereld.klaverveld)
    offered = client.get(path(contact, "signaal")).context["erbij"].signalen
    assert [(s.pk, s.hoort_erbij) for s in offered] == [
        (linked.pk, True),
        (here.pk, False),
        (near.pk, False),
        (far.pk, False),
    ]


@pytest.mark.parametrize("value", ["", "0", "-1", "een", "\x00", HUGE, "9" * 5000], ids=short)
def test_a_signal_that_is_not_ours_is_not_found(
    wereld: Wereld, value: str, client: Client, contact: Contactmoment
) -> None:
    for signaal in (value, str(make_signaal(wereld.ruben, wereld.klaverveld).pk)):
        assert client.post(path(contact, "signaal"), {"signaal": signaal}).status_code == 404
    assert SignaalContact.objects.count() == 0


def test_the_short_list_asks_as_much_for_thirty_as_for_one(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    make_signaal(wereld.samira, wereld.klaverveld)
    before = queries(client, path(contact, "signaal"))
    for number in range(29):
        make_signaal(wereld.samira, wereld.klaverveld, titel=f"Signaal {number}")
    assert queries(client, path(contact, "signaal")) == before
    part = client.get(path(contact, "signaal"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count("<form") == 5
