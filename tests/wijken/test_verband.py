"""A tie: two assets, or one and an institution, on a line with its why, until it ended."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.transitions import Refused
from tests.keten import BSN, HOSTILE, HUGE, make_bron, make_contact, make_verband, queries
from tests.wereld import Wereld
from wijken.actions.verband import change_tie, end_tie
from wijken.models import Bron, Verband

TODAY = timezone.localdate()


def fields(**changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "andere": "",
        "instelling": "de woningcorporatie",
        "lijn": "koppelen",
        "waarom": "ze overleggen elke maand",
        "sterkte": "vast",
        "sinds": TODAY.isoformat(),
        **changes,
    }


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


@pytest.fixture
def bron(wereld: Wereld) -> Bron:
    """What is tied."""
    return make_bron(wereld.samira, wereld.klaverveld, naam="de bewonerscommissie")


def test_a_tie_with_an_institution_is_one_row_and_one_audit_row(
    wereld: Wereld, client: Client, bron: Bron
) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    path = f"/bronnen/{bron.pk}/verband/"
    form = client.get(f"{path}?contact={contact.pk}").context["form"]
    assert form["contact"].value() == contact.pk
    data = fields(contact=contact.pk)
    for _press in range(2):
        assert client.post(path, data)["Location"] == f"/bronnen/{bron.pk}/"
    row = Verband.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "afdruk"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "bron_id": bron.pk,
        "andere_id": None,
        "instelling": "de woningcorporatie",
        "lijn": "koppelen",
        "waarom": "ze overleggen elke maand",
        "sterkte": "vast",
        "sinds": TODAY,
        "contact_id": contact.pk,
        "geeindigd_op": None,
        "einde_want": "",
        "door_id": wereld.samira.pk,
    }
    done = AuditRegel.objects.filter(object_soort="wijken.verband")
    assert list(done.values_list("handeling", flat=True)) == ["verband_gelegd"]
    steps = client.get(f"/draad/contact/{contact.pk}/").text
    assert "de bewonerscommissie – de woningcorporatie" in steps
    page = client.post(f"/contacten/{contact.pk}/verwijder/", follow=True)
    assert "In dit contact bleek een verband. Daarom blijft het staan." in page.text


def test_both_ends_show_it(wereld: Wereld, client: Client, bron: Bron) -> None:
    other = make_bron(wereld.samira, wereld.kade, naam="de roeiclub")
    sent = fields(andere=other.pk, instelling="", lijn="overbruggen")
    assert client.post(f"/bronnen/{bron.pk}/verband/", sent).status_code == 302
    assert (
        f'<a href="/bronnen/{other.pk}/">de roeiclub</a>' in client.get(f"/bronnen/{bron.pk}/").text
    )
    page = client.get(f"/bronnen/{other.pk}/").text
    assert f'<a href="/bronnen/{bron.pk}/">de bewonerscommissie</a>' in page
    assert "Vast, sinds" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"instelling": ""}, "Kies een bron, of schrijf een instelling op."),
        ({"instelling": "mevrouw Jansen"}, "Ik heb het nagekeken"),
        ({"instelling": f"de school {BSN}"}, "BSN"),
        ({"waarom": "Bel 06 12345678"}, "Ik heb het nagekeken"),
        ({"waarom": ""}, "Waarom die lijn?"),
        ({"lijn": "rijgen"}, "Langs welke lijn?"),
        ({"sterkte": "10"}, "Hoe sterk is het?"),
        ({"andere": HUGE, "instelling": ""}, "Met welke bron?"),
        ({"sinds": (TODAY + timedelta(days=1)).isoformat()}, "Deze dag moet nog komen."),
        *(({"instelling": text}, "Of met welke instelling?") for text in HOSTILE),
    ],
)
def test_what_may_not_be_stored_comes_back(
    client: Client, bron: Bron, changes: dict[str, Any], said: str
) -> None:
    page = client.post(f"/bronnen/{bron.pk}/verband/", fields(**changes))
    assert page.status_code == 422
    assert said in page.text
    assert not Verband.objects.exists()


def test_no_tie_with_itself_with_both_or_with_another_team(
    wereld: Wereld, client: Client, bron: Bron
) -> None:
    other = make_bron(wereld.samira, wereld.kade)
    theirs = make_bron(wereld.ruben, wereld.kade)
    gone = make_bron(wereld.samira, wereld.kade, days_ago=800)
    path = f"/bronnen/{bron.pk}/verband/"
    both = client.post(path, fields(andere=other.pk))
    assert "Kies een bron óf een instelling, niet allebei." in both.text
    for pk in (bron.pk, theirs.pk, gone.pk):
        assert client.post(path, fields(andere=pk, instelling="")).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        make_verband(bron, bron, wereld.samira)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_verband(bron, "", wereld.samira)
    assert not Verband.objects.exists()


def test_it_ends_once_with_its_reason(wereld: Wereld, client: Client, bron: Bron) -> None:
    verband = make_verband(bron, "de school", wereld.samira, sinds=TODAY - timedelta(days=9))
    path = f"/verbanden/{verband.pk}/einde/"
    early = {"geeindigd_op": (TODAY - timedelta(days=10)).isoformat(), "einde_want": "Dicht."}
    assert "Het verband begon later." in client.post(path, early).text
    sent = {"geeindigd_op": TODAY.isoformat(), "einde_want": "De zaal is dicht."}
    for _press in range(2):
        assert client.post(path, sent).status_code == 302
    assert "De zaal is dicht." in client.get(f"/bronnen/{bron.pk}/").text
    other = client.post(path, {**sent, "einde_want": "Iets anders."})
    assert (other.status_code, "was al beëindigd" in other.text) == (422, True)
    with pytest.raises(Refused, match="al eerder geëindigd"):
        change_tie(
            verband=verband,
            by=wereld.samira,
            stand="",
            content={"sinds": TODAY + timedelta(days=1)},
        )
    verband.refresh_from_db()
    assert (verband.geeindigd_op, verband.einde_want) == (TODAY, "De zaal is dicht.")
    done = AuditRegel.objects.filter(object_soort="wijken.verband").order_by("pk")
    found = list(done.values_list("handeling", flat=True))
    assert found == ["verband_gelegd", "verband_beeindigd"]


def test_how_it_ended_can_be_corrected_and_taken_back(
    wereld: Wereld, client: Client, bron: Bron
) -> None:
    begun = TODAY - timedelta(days=9)
    verband = make_verband(bron, "de woningcorporatie", wereld.samira, sinds=begun)
    path = f"/verbanden/{verband.pk}/wijzig/"
    drawn_before = client.get(path).context["form"]["stand"].value()
    assert "geeindigd_op" not in client.get(path).context["form"].fields
    end_tie(verband=verband, by=wereld.samira, op=TODAY, want="Een typvout.")
    shown = client.get(path).context["form"]
    assert shown["einde_want"].value() == "Een typvout."
    sent = fields(
        sinds=begun.isoformat(),
        stand=shown["stand"].value(),
        geeindigd_op=(TODAY - timedelta(days=1)).isoformat(),
        einde_want="De zaal is dicht.",
    )
    # A page of before the end knows nothing of it, and leaves it as it is.
    older = fields(sinds=begun.isoformat(), stand=drawn_before)
    assert client.post(path, older | {"sterkte": "vast"}).status_code == 302
    verband.refresh_from_db()
    assert (verband.sterkte, verband.einde_want) == ("vast", "Een typvout.")
    sent["stand"] = client.get(path).context["form"]["stand"].value()
    without_why = client.post(path, sent | {"einde_want": ""})
    assert "Schrijf op waardoor het verband eindigde." in without_why.text
    before_it_began = (begun - timedelta(days=1)).isoformat()
    assert "al eerder geëindigd" in client.post(path, sent | {"geeindigd_op": before_it_began}).text
    assert client.post(path, sent).status_code == 302
    verband.refresh_from_db()
    found = (verband.geeindigd_op, verband.einde_want)
    assert found == (TODAY - timedelta(days=1), "De zaal is dicht.")
    again = client.get(path).context["form"]["stand"].value()
    assert client.post(path, sent | {"geeindigd_op": "", "stand": again}).status_code == 302
    verband.refresh_from_db()
    assert (verband.geeindigd_op, verband.einde_want) == (None, "")
    assert "Dit is voorbij" in client.get(f"/bronnen/{bron.pk}/").text


def test_a_page_asks_as_much_for_one_tie_as_for_many(
    wereld: Wereld, client: Client, bron: Bron
) -> None:
    make_verband(bron, make_bron(wereld.samira, wereld.kade), wereld.samira)
    before = queries(client, f"/bronnen/{bron.pk}/")
    for number in range(10):
        other = make_bron(wereld.samira, wereld.kade)
        made = make_verband(other, bron, wereld.samira)
        if number % 2:
            end_tie(verband=made, by=wereld.samira, op=TODAY, want="Klaar.")
    assert queries(client, f"/bronnen/{bron.pk}/") == before
