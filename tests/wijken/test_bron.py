"""What is there already: named once, seen again in one tap, faded after a year, kept findable."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.correction import stand_of
from opbouw.lib.writing.transitions import Refused
from opbouw.queries.bewaren import RULES
from tests.keten import BSN, HOSTILE, HUGE, hidden, make_bron, make_contact
from tests.wereld import Wereld
from wijken.actions.bewaarregels import carry_out
from wijken.actions.bron import FIELDS, archive_bron, change_bron, confirm_bron
from wijken.models import Bron, Gebied
from wijken.models.bron import BronQuerySet
from wijken.queries.bron import number_by_area, visible_bronnen

NIEUW = "/bronnen/nieuw/"


def fields(gebied: Gebied, /, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "naam": "iemand die fietsen maakt",
        "soort": "talent",
        "gebied": str(gebied.pk),
        "omschrijving": "Op zaterdag, in de box.",
        "thema": "vervoer",
        **changes,
    }


def done(bron: Bron) -> list[str]:
    """What the trail says of one asset."""
    rows = AuditRegel.objects.filter(object_soort="wijken.bron", object_id=bron.pk)
    return list(rows.order_by("pk").values_list("handeling", flat=True))


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def test_naming_writes_one_row_and_one_audit_row(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld)
    for _press in range(2):
        response = client.post(NIEUW, data)
        bron = Bron.objects.get()
        assert (response.status_code, response["Location"]) == (302, f"/bronnen/{bron.pk}/")
    row, today = Bron.objects.values().get(), timezone.localdate()
    assert {k: v for k, v in row.items() if k not in {"id", "afdruk"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "soort": "talent",
        "gebied_id": wereld.klaverveld.pk,
        "naam": "iemand die fietsen maakt",
        "omschrijving": "Op zaterdag, in de box.",
        "thema": "vervoer",
        "contact_id": None,
        "bevestigd_in_id": None,
        "genoemd_op": today,
        "bevestigd_op": today,
        "door_id": wereld.samira.pk,
        "bevestigd_door_id": wereld.samira.pk,
        "gearchiveerd_op": None,
        "archief_want": "",
    }
    assert done(bron) == ["bron_genoemd"]


def test_from_a_contact_it_takes_two_taps(wereld: Wereld, client: Client) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld, thema="buiten")
    card = client.get(f"/contacten/{contact.pk}/bronnen/", headers={"HX-Request": "true"}).text
    link = f"{NIEUW}?contact={contact.pk}&amp;soort=plek"
    assert f'href="{link}"' in card
    form = client.get(link.replace("&amp;", "&")).context["form"]
    told = {name: form[name].value() for name in ("contact", "gebied", "soort", "thema")}
    assert told == {
        "contact": contact.pk,
        "gebied": wereld.klaverveld.pk,
        "soort": "plek",
        "thema": "buiten",
    }
    client.post(NIEUW, fields(wereld.klaverveld, contact=contact.pk))
    bron = Bron.objects.get()
    assert (bron.contact, bron.bevestigd_in) == (contact, contact)
    steps = client.get(f"/draad/contact/{contact.pk}/").text
    assert "iemand die fietsen maakt" in steps
    assert "genoemd als bron, " in steps
    # The contact stays while something rests on it.
    page = client.post(f"/contacten/{contact.pk}/verwijder/", follow=True)
    assert "In dit contact is een bron genoemd. Daarom blijft het staan." in page.text


def test_a_contact_confirms_what_is_there_in_one_tap(wereld: Wereld, client: Client) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    old = make_bron(wereld.joost, wereld.klaverveld, days_ago=500)
    elsewhere = make_bron(wereld.joost, wereld.kade, naam="de roeiclub")
    path = f"/contacten/{contact.pk}/bronnen/"
    page = client.get(path).text
    assert "Al 16 maanden niet nagekeken" in page
    assert "de roeiclub" not in page
    for _tap in range(2):
        assert client.post(path, {"bron": old.pk})["Location"] == f"/contacten/{contact.pk}/"
    old.refresh_from_db()
    seen = (old.bevestigd_op, old.bevestigd_door, old.bevestigd_in, old.contact)
    assert seen == (timezone.localdate(), wereld.samira, contact, None)
    assert done(old) == ["bron_genoemd", "bron_bevestigd"]
    assert "In dit contact nagekeken:" in client.get(path).text
    # Later the same day without the contact: that it was seen there stays.
    confirm_bron(bron=old, by=wereld.samira)
    old.refresh_from_db()
    assert old.bevestigd_in == contact
    assert client.post(path, {"bron": HUGE}).status_code == 404
    assert elsewhere.bevestigd_in is None


@pytest.mark.parametrize(
    ("days", "faded", "archived"),
    [(365, False, False), (366, True, False), (730, True, False), (731, True, True)],
)
def test_it_fades_after_a_year_and_leaves_the_lists_after_two(
    wereld: Wereld, client: Client, days: int, faded: bool, archived: bool
) -> None:
    bron = make_bron(wereld.samira, wereld.klaverveld, days_ago=days)
    today = timezone.localdate()
    kinds: list[Callable[[BronQuerySet, date], BronQuerySet]] = [
        BronQuerySet.current,
        BronQuerySet.archived,
        BronQuerySet.to_confirm,
        BronQuerySet.confirmed,
    ]
    found = [kind(visible_bronnen(wereld.samira), today).exists() for kind in kinds]
    assert found == [not archived, archived, faded and not archived, not faded]
    assert (bron.verouderd, bron.weg_op is not None) == (faded, archived)
    page = client.get("/bronnen/").text
    assert (bron.naam in page, "kaart--vaag" in page) == (not archived, faded and not archived)
    assert (bron.naam in client.get("/bronnen/?archief=1").text) == archived
    asked = "Is dit er nog?" in client.get("/vandaag/").text
    assert asked == (faded and not archived)


def test_out_of_the_archive_it_comes_back(wereld: Wereld, client: Client) -> None:
    bron = make_bron(wereld.samira, wereld.klaverveld)
    path = f"/bronnen/{bron.pk}/"
    for _press in range(2):
        assert client.post(f"{path}archiveer/", {"archief_want": "Verhuisd."}).status_code == 302
    page = client.get(path).text
    assert "Verhuisd." in page
    assert "Dit is er weer" in page
    assert "iemand die fietsen maakt" not in client.get("/bronnen/").text
    with pytest.raises(Refused, match="Dit staat al in het archief"):
        archive_bron(bron=bron, by=wereld.joost, want="Iets anders.")
    client.post(f"{path}bevestig/")
    bron.refresh_from_db()
    assert (bron.weg_op, bron.archief_want) == (None, "")
    assert done(bron) == ["bron_genoemd", "bron_gearchiveerd", "bron_bevestigd"]


def test_a_day_asks_for_the_own_areas_first(wereld: Wereld) -> None:
    make_bron(wereld.joost, wereld.kade, naam="de roeiclub", days_ago=400)
    make_bron(wereld.joost, wereld.klaverveld, naam="de moestuin", days_ago=500)
    pages = {
        path: wereld.client(wereld.samira).get(path).text
        for path in ("/vandaag/", "/vandaag/elders/")
    }
    found = [[naam in page for naam in ("de moestuin", "de roeiclub")] for page in pages.values()]
    assert found == [[True, False], [False, True]]


def test_a_list_shows_the_own_buurten_a_kind_or_one_buurt(wereld: Wereld, client: Client) -> None:
    make_bron(wereld.samira, wereld.klaverveld, naam="de moestuin", soort="plek")
    make_bron(wereld.samira, wereld.klaverveld)
    make_bron(wereld.samira, wereld.kade, naam="de roeiclub", soort="formeel")
    make_bron(wereld.ruben, wereld.klaverveld, naam="de overburen")
    names = ("de moestuin", "iemand die fietsen maakt", "de roeiclub", "de overburen")
    found = {
        query: [naam in client.get(f"/bronnen/{query}").text for naam in names]
        for query in ("", "?soort=plek", "?alles=1", f"?gebied={wereld.kade.code}")
    }
    assert found == {
        "": [True, True, False, False],
        "?soort=plek": [True, False, False, False],
        "?alles=1": [True, True, True, False],
        f"?gebied={wereld.kade.code}": [False, False, True, False],
    }
    assert client.get("/bronnen/?gebied=BU00000000").status_code == 404
    assert client.get("/bronnen/?soort=onzin").status_code == 200


def test_the_map_counts_per_buurt_and_per_wijk(wereld: Wereld, client: Client) -> None:
    for _one in range(2):
        make_bron(wereld.samira, wereld.klaverveld)
    make_bron(wereld.samira, wereld.klaverveld, days_ago=800)
    make_bron(wereld.ruben, wereld.klaverveld)
    code = wereld.klaverveld.code
    assert number_by_area(wereld.samira) == {code: 2, f"WK{code[2:8]}": 2}
    block = client.get("/bronnen/kaart/").context["blokken"][0]
    assert [number for name, number in block["rijen"] if code in name] == [2]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"naam": "mevrouw Jansen bakt"}, "Ik heb het nagekeken"),
        ({"omschrijving": "Bel 06 12345678."}, "Ik heb het nagekeken"),
        ({"naam": f"iemand met {BSN}"}, "BSN"),
        ({"naam": ""}, "Wat is er al?"),
        ({"soort": "mens"}, "Wat voor bron is dit?"),
        ({"gebied": HUGE}, "Kies een buurt"),
        *(({"naam": text}, "Wat is er al?") for text in HOSTILE),
    ],
)
def test_what_may_not_be_stored_comes_back(
    wereld: Wereld, client: Client, changes: dict[str, Any], said: str
) -> None:
    page = client.post(NIEUW, fields(wereld.klaverveld, **changes))
    assert page.status_code == 422
    assert said in page.text
    assert not Bron.objects.exists()


def test_every_change_is_in_the_trail(wereld: Wereld, client: Client) -> None:
    bron = make_bron(wereld.joost, wereld.klaverveld)
    path = f"/bronnen/{bron.pk}/wijzig/"
    sent = {**fields(wereld.klaverveld), **hidden(client, path), "soort": "informeel"}
    assert client.post(path, sent).status_code == 302
    bron.refresh_from_db()
    assert (bron.soort, bron.thema, bron.door) == ("informeel", "vervoer", wereld.joost)
    assert done(bron) == ["bron_genoemd", *["bron_gewijzigd"] * 3]


def test_what_a_colleague_changed_meanwhile_is_not_lost(wereld: Wereld, client: Client) -> None:
    bron = make_bron(wereld.samira, wereld.klaverveld)
    path = f"/bronnen/{bron.pk}/wijzig/"
    mine = {**fields(wereld.klaverveld), **hidden(client, path), "naam": "Van mij."}
    theirs = {"naam": "Van een collega."}
    change_bron(bron=bron, by=wereld.joost, stand=stand_of(bron, FIELDS), content=theirs)
    page = client.post(path, mine)
    assert page.status_code == 422
    assert "Een collega heeft dit intussen ook gewijzigd." in page.text
    assert Bron.objects.get().naam == "Van een collega."
    assert (
        client.post(path, {**mine, "stand": page.context["form"]["stand"].value()}).status_code
        == 302
    )
    assert Bron.objects.get().naam == "Van mij."


def test_it_is_gone_five_years_after_the_last_look(wereld: Wereld) -> None:
    kept = make_bron(wereld.samira, wereld.klaverveld, days_ago=5 * 365)
    make_bron(wereld.samira, wereld.klaverveld, days_ago=5 * 365 + 1)
    carry_out(RULES, timezone.localdate())
    assert list(Bron.objects.all()) == [kept]
