"""An appointment: kept once, moved with its history, handed to a colleague, never out of sight."""

import uuid
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.correction import stand_of
from opbouw.lib.writing.transitions import Refused
from opbouw.queries.vandaag import day_of
from tests.keten import BSN, hidden, make_afspraak, make_contact, mark, trail
from tests.wereld import Wereld
from wijken.actions import afspraak as afspraken
from wijken.actions.bewaren import reduce_contacts
from wijken.actions.lid import stop_member
from wijken.models import Afspraak, Contactmoment, Lidmaatschap, Verplaatsing

KIND = "wijken.afspraak"
NIEUW = "/afspraken/nieuw/"


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


@pytest.fixture
def afspraak(wereld: Wereld) -> Afspraak:
    """What Samira will do today."""
    return make_afspraak(wereld.samira, gebied=wereld.klaverveld)


def path(afspraak: Afspraak, step: str = "") -> str:
    return f"/afspraken/{afspraak.pk}/{step}"


def later(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def send(client: Client, where: str, **typed: Any) -> Any:
    """Fill in the form of a page as it is drawn now."""
    return client.post(where, {**hidden(client, where), **typed})


def listed(client: Client, query: str = "") -> list[str]:
    return [one.wat for one in client.get(f"/afspraken/{query}").context["page"].items]


def on_the_day_of(lid: Lidmaatschap) -> list[str]:
    return [punt.titel for punt in day_of(lid).afspraken]


# --- Making one ---
def test_one_without_a_contact_is_stored_once(wereld: Wereld, client: Client) -> None:
    day = later(3)
    data = {**hidden(client, NIEUW), "wat": "Banken lenen", "op": day.isoformat()}
    data["gebied"] = str(wereld.klaverveld.pk)
    ways = {client.post(NIEUW, data).headers["Location"] for _twice in range(2)}
    made = Afspraak.objects.values().get()
    assert ways == {f"/afspraken/{made['id']}/"}
    assert {k: v for k, v in made.items() if k not in {"id", "afdruk", "gemaakt_op"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "weggehaald_op": None,
        "organisatie_id": wereld.de_brink.pk,
        "contact_id": None,
        "gebied_id": wereld.klaverveld.pk,
        "wat": "Banken lenen",
        "op": day,
        "door_id": wereld.samira.pk,
        "bij_id": wereld.samira.pk,
        "overgedragen_op": None,
        "gedaan_op": None,
        "vervallen_op": None,
        "vervallen_want": "",
    }
    assert trail() == [("afspraak_gemaakt", KIND, wereld.samira.gebruiker_id, "", "")]


def test_a_contact_holds_several(wereld: Wereld, client: Client) -> None:
    contact = make_contact(wereld.joost, wereld.kade, afspraak="Bellen", afspraak_op=later(0))
    where = f"{NIEUW}?contact={contact.pk}"
    assert f'href="{where}"' in client.get(f"/contacten/{contact.pk}/").text
    assert 'name="gebied"' not in client.get(where).text
    assert send(client, where, wat="Langsgaan", op=later(1).isoformat()).status_code == 302
    made = contact.afspraken.order_by("pk").values_list("wat", "door", "gebied")
    assert list(made) == [
        ("Bellen", wereld.joost.pk, wereld.kade.pk),
        ("Langsgaan", wereld.samira.pk, wereld.kade.pk),
    ]
    page = client.get(f"/contacten/{contact.pk}/").text
    assert "Bellen" in page
    assert "Langsgaan" in page


def test_what_was_promised_comes_back_when_noting_is_undone(wereld: Wereld, client: Client) -> None:
    day = later(2)
    sent = {"gebied": wereld.klaverveld.pk, "vindplaats": "plein", "afspraak": "Bellen"}
    page = client.post("/contacten/nieuw/", {**sent, "afspraak_op": day.isoformat()}, follow=True)
    contact = Contactmoment.objects.get()
    undo = {"zojuist": page.context["zojuist"]}
    form = client.post(f"/contacten/{contact.pk}/ongedaan/", undo).context["form"]
    assert (form["afspraak"].value(), form["afspraak_op"].value()) == ("Bellen", day)
    assert not Afspraak.objects.exists()


@pytest.mark.parametrize("contact", ["", "x", "0", "999999"])
def test_a_contact_that_is_not_ours_is_not_found(
    wereld: Wereld, client: Client, contact: str
) -> None:
    theirs = make_contact(wereld.ruben, wereld.klaverveld)
    for query in (contact, theirs.pk):
        assert client.get(f"{NIEUW}?contact={query}").status_code == 404
        assert client.post(f"{NIEUW}?contact={query}", {"wat": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"wat": ""}, {"wat"}),
        ({"op": "2020-01-01"}, {"op"}),
        ({"op": "31-02-2026"}, {"op"}),
        ({"gebied": "0"}, {"gebied"}),
        ({"wat": f"Bel {BSN}", "nagekeken": "on"}, {"wat"}),
        ({"wat": "Bel mevrouw Jansen"}, {"wat", "nagekeken"}),
        ({"wat": "x" * 201}, {"wat"}),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    wereld: Wereld, client: Client, typed: dict[str, str], wrong: set[str]
) -> None:
    good = {"wat": "Bellen", "op": later(1).isoformat(), "gebied": str(wereld.klaverveld.pk)}
    answer = client.post(NIEUW, {**good, **typed})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, wrong)
    assert not Afspraak.objects.exists()


def test_a_reduced_contact_takes_none(wereld: Wereld, client: Client) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    Contactmoment.objects.update(woorden_weg_op=timezone.now())
    where = f"{NIEUW}?contact={contact.pk}"
    answer = send(client, where, wat="Bellen", op=later(1).isoformat())
    assert (answer.status_code, Afspraak.objects.count()) == (422, 0)
    assert where not in client.get(f"/contacten/{contact.pk}/").text


# --- The list ---
def test_the_list_is_mine_by_day_or_the_teams(wereld: Wereld, client: Client) -> None:
    for days in (8, -1, 0):
        make_afspraak(wereld.samira, gebied=wereld.klaverveld, wat=f"{days}", op=later(days))
    make_afspraak(wereld.joost, gebied=wereld.kade, wat="van Joost", op=later(2))
    make_afspraak(wereld.ruben, gebied=wereld.klaverveld, wat="van een ander")
    done = make_afspraak(wereld.samira, gebied=wereld.klaverveld, wat="gedaan")
    afspraken.keep_appointment(afspraak=done, by=wereld.samira)
    assert listed(client) == ["-1", "0", "8"]
    assert listed(client, "?team=1") == ["-1", "0", "van Joost", "8"]
    assert wereld.joost.gebruiker.naam in client.get("/afspraken/?team=1").text
    Afspraak.objects.all().delete()
    assert "Er staat geen afspraak open" in client.get("/afspraken/").text


def test_the_list_goes_on_where_it_ended(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in range(60):
        make_afspraak(wereld.samira, gebied=wereld.klaverveld, wat=f"{days}", op=later(days))
    first = client.get("/afspraken/").context["page"]
    assert [one.wat for one in first.items] == [f"{days}" for days in range(50)]
    assert listed(client, f"?na={first.next}") == [f"{days}" for days in range(50, 60)]


# --- Done ---
def test_keeping_one_twice_is_once(wereld: Wereld, client: Client, afspraak: Afspraak) -> None:
    before = mark()
    for _twice in range(2):
        assert client.post(path(afspraak, "gedaan/")).headers["Location"] == path(afspraak)
    assert trail(before) == [("afspraak_nagekomen", KIND, wereld.samira.gebruiker_id, "", "")]
    page = client.get(path(afspraak)).text
    assert "Nagekomen op" in page
    assert path(afspraak, "verplaatsen/") not in page
    for step in ("verplaatsen/", "doorgeven/", "vervalt/", "wijzig/"):
        assert client.get(path(afspraak, step)).headers["Location"] == path(afspraak)


def test_done_leads_back_to_its_contact(wereld: Wereld, client: Client) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    afspraak = make_afspraak(wereld.samira, contact=contact)
    answer = client.post(path(afspraak, "gedaan/"))
    assert answer.headers["Location"] == f"/contacten/{contact.pk}/"


# --- Moved ---
def test_moved_with_a_reason_keeps_what_was(
    wereld: Wereld, client: Client, afspraak: Afspraak
) -> None:
    before, was, day = mark(), afspraak.op, later(9)
    where = path(afspraak, "verplaatsen/")
    data = {**hidden(client, where), "naar": day.isoformat(), "want": "Het was dicht."}
    for _twice in range(2):
        assert client.post(where, data).headers["Location"] == path(afspraak)
    afspraak.refresh_from_db()
    assert afspraak.op == day
    moved = Verplaatsing.objects.values("afspraak", "van", "naar", "want", "door").get()
    assert moved == {
        "afspraak": afspraak.pk,
        "van": was,
        "naar": day,
        "want": "Het was dicht.",
        "door": wereld.samira.pk,
    }
    assert trail(before) == [("afspraak_verplaatst", KIND, wereld.samira.gebruiker_id, "", "")]
    page = client.get(path(afspraak)).text
    assert "Het was dicht." in page
    # It is no longer in sight of the coming week.
    assert on_the_day_of(wereld.samira) == []


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"want": ""}, {"want"}),
        ({"naar": "2020-01-01"}, {"naar"}),
        ({"want": f"Bel {BSN}", "nagekeken": "on"}, {"want"}),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    client: Client, afspraak: Afspraak, typed: dict[str, str], wrong: set[str]
) -> None:
    good = {"naar": later(1).isoformat(), "want": "Ziek"}
    answer = send(client, path(afspraak, "verplaatsen/"), **{**good, **typed})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, wrong)
    assert not Verplaatsing.objects.exists()


def test_a_move_to_the_same_day_is_none(client: Client, afspraak: Afspraak) -> None:
    where = path(afspraak, "verplaatsen/")
    answer = send(client, where, naar=afspraak.op.isoformat(), want="Ziek")
    assert (answer.status_code, Verplaatsing.objects.count()) == (422, 0)
    assert "De afspraak staat al op deze dag." in answer.text


# --- Handed over ---
def test_handed_over_it_is_on_that_colleagues_day_at_once(wereld: Wereld, client: Client) -> None:
    afspraak = make_afspraak(wereld.samira, gebied=wereld.klaverveld, wat="Ver weg", op=later(99))
    assert on_the_day_of(wereld.samira) == on_the_day_of(wereld.joost) == []
    before, where = mark(), path(afspraak, "doorgeven/")
    data = {**hidden(client, where), "naar": str(wereld.joost.pk)}
    for _twice in range(2):
        assert client.post(where, data).headers["Location"] == path(afspraak)
    assert on_the_day_of(wereld.joost) == ["Ver weg"]
    assert listed(client) == []
    assert trail(before) == [("afspraak_overgedragen", KIND, wereld.samira.gebruiker_id, "", "")]
    # Given back it is in sight of its maker too.
    joost = wereld.client(wereld.joost)
    send(joost, where, naar=str(wereld.samira.pk))
    assert (on_the_day_of(wereld.samira), on_the_day_of(wereld.joost)) == (["Ver weg"], [])


def test_it_goes_to_an_active_colleague_of_the_same_organisation_only(
    wereld: Wereld, client: Client, afspraak: Afspraak
) -> None:
    where = path(afspraak, "doorgeven/")
    wereld.bring("joost", "marijke", "ruben")
    offered = [str(pk) for pk, _naam in client.get(where).context["form"].fields["naar"].choices]
    assert set(offered) == {"", str(wereld.joost.pk), str(wereld.marijke.pk)}
    drawn = {**hidden(client, where), "naar": str(wereld.joost.pk)}
    stop_member(lid=wereld.joost, by=wereld.marijke)
    for naar in (wereld.ruben.pk, "x", ""):
        assert client.post(where, {**drawn, "naar": naar}).status_code == 422
    assert client.post(where, drawn).status_code == 422
    # Also when the colleague stops between the form and the action.
    with pytest.raises(Refused, match="werkt hier niet meer"):
        afspraken.hand_over_appointment(
            afspraak=afspraak, by=wereld.samira, stand=None, naar=wereld.joost
        )
    afspraak.refresh_from_db()
    assert (afspraak.bij, afspraak.overgedragen_op) == (wereld.samira, None)


def test_a_colleague_who_handed_it_on_first_is_heard(
    wereld: Wereld, client: Client, afspraak: Afspraak
) -> None:
    wereld.bring("joost", "marijke")
    where = path(afspraak, "doorgeven/")
    drawn = {**hidden(client, where), "naar": str(wereld.joost.pk)}
    afspraken.hand_over_appointment(
        afspraak=afspraak, by=wereld.joost, stand=None, naar=wereld.marijke
    )
    answer = client.post(where, drawn)
    assert answer.status_code == 422
    assert "Een collega heeft dit intussen ook gewijzigd." in answer.text
    again = {**drawn, "stand": answer.context["form"]["stand"].value()}
    assert client.post(where, again).status_code == 302
    afspraak.refresh_from_db()
    assert afspraak.bij == wereld.joost


def test_what_somebody_left_is_the_teams_and_can_be_taken_over(
    wereld: Wereld, client: Client
) -> None:
    afspraak = make_afspraak(wereld.joost, gebied=wereld.klaverveld, op=later(50))
    stop_member(lid=wereld.joost, by=wereld.marijke)
    (punt,) = day_of(wereld.samira).wacht
    assert (punt.kop, punt.url) == ("Afspraak van een collega die stopte", path(afspraak))
    assert "werkt hier niet meer" in client.get(path(afspraak)).text
    send(client, path(afspraak, "doorgeven/"), naar=str(wereld.samira.pk))
    assert day_of(wereld.samira).wacht == []
    assert on_the_day_of(wereld.samira) == [afspraak.wat]


# --- Called off, corrected ---
def test_called_off_it_says_why_and_stays(
    wereld: Wereld, client: Client, afspraak: Afspraak
) -> None:
    before, where = mark(), path(afspraak, "vervalt/")
    data = {**hidden(client, where), "want": "Ze regelden het zelf."}
    for _twice in range(2):
        assert client.post(where, data).headers["Location"] == path(afspraak)
    page = client.get(path(afspraak)).text
    assert "Vervallen op" in page
    assert "Ze regelden het zelf." in page
    assert trail(before) == [("afspraak_vervallen", KIND, wereld.samira.gebruiker_id, "", "")]
    assert (listed(client), on_the_day_of(wereld.samira)) == ([], [])
    with pytest.raises(Refused, match="intussen vervallen"):
        afspraken.keep_appointment(afspraak=afspraak, by=wereld.samira)


@pytest.mark.parametrize(
    ("wie", "status"),
    [("samira", 200), ("joost", 404), ("marijke", 200), ("beatrix", 404), ("ruben", 404)],
)
def test_who_may_correct_it(wereld: Wereld, afspraak: Afspraak, wie: str, status: int) -> None:
    client, where = wereld.client(wereld.lid(wie)), path(afspraak, "wijzig/")
    assert client.get(where).status_code == status
    data = {"wat": "Iets anders", "op": afspraak.op.isoformat()}
    if status == 200:
        data |= hidden(client, where)
    assert client.post(where, data).status_code == (302 if status == 200 else 404)
    afspraak.refresh_from_db()
    assert (afspraak.wat == "Iets anders") is (status == 200)


def test_a_day_that_has_passed_may_stay_in_a_correction(client: Client, afspraak: Afspraak) -> None:
    Afspraak.objects.update(op="2026-01-05")
    where = path(afspraak, "wijzig/")
    assert send(client, where, wat="Toch bellen", op="2026-01-05").status_code == 302
    assert send(client, where, wat="Toch bellen", op="2026-01-04").status_code == 422


def test_what_has_ended_is_not_changed_any_more(wereld: Wereld, afspraak: Afspraak) -> None:
    by, stand = wereld.samira, stand_of(afspraak, afspraken.STAND)
    afspraken.keep_appointment(afspraak=afspraak, by=by)
    before = mark()
    for act in (
        lambda: afspraken.change_appointment(
            afspraak=afspraak, by=by, stand=stand, content={"wat": "x"}
        ),
        lambda: afspraken.move_appointment(
            afspraak=afspraak, by=by, sleutel=uuid.uuid4(), stand=stand, naar=later(1), want="x"
        ),
        lambda: afspraken.hand_over_appointment(
            afspraak=afspraak, by=by, stand=stand, naar=wereld.joost
        ),
        lambda: afspraken.call_off_appointment(afspraak=afspraak, by=by, stand=stand, want="x"),
    ):
        with pytest.raises(Refused, match="intussen nagekomen"):
            act()
    assert (trail(before), Verplaatsing.objects.count()) == ([], 0)


def test_another_organisation_finds_and_changes_nothing(wereld: Wereld, afspraak: Afspraak) -> None:
    for lid in (wereld.ruben, wereld.anneke):
        other = wereld.client(lid)
        for step in ("", "verplaatsen/", "doorgeven/", "vervalt/", "wijzig/"):
            assert other.get(path(afspraak, step)).status_code == 404
        for step in ("gedaan/", "verplaatsen/", "doorgeven/", "vervalt/", "wijzig/"):
            assert other.post(path(afspraak, step), {"want": "x"}).status_code == 404
    assert listed(wereld.client(wereld.ruben), "?team=1") == []


def test_it_goes_with_the_words_of_its_contact(wereld: Wereld, afspraak: Afspraak) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    make_afspraak(wereld.joost, contact=contact)
    reduce_contacts([contact.pk])
    assert list(Afspraak.objects.all()) == [afspraak]


# --- From the columns of a contact ---
def test_the_migration_moves_what_the_columns_of_a_contact_held(wereld: Wereld) -> None:
    migration = import_module("wijken.migrations.0027_afspraken_verhuizen")
    kept, given, bare = (make_contact(wereld.samira, wereld.klaverveld) for _n in range(3))
    done = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor, connection.schema_editor() as editor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE wijken_contactmoment DROP CONSTRAINT contact_zonder_afspraak")
        update = """
            UPDATE wijken_contactmoment SET afspraak = %s, afspraak_op = %s, afspraak_bij_id = %s,
                afspraak_gedaan_op = %s WHERE id = %s
        """
        cursor.execute(update, ["Bellen", "2026-01-05", None, done, kept.pk])
        cursor.execute(update, ["Sleutel", "2026-02-05", wereld.joost.pk, None, given.pk])
        for _twice in range(2):
            migration.move(None, editor)
        cursor.execute(migration.CLOSE)
        cursor.execute(
            "SELECT count(*) FROM wijken_contactmoment WHERE afspraak <> '' OR afspraak_op IS NOT"
            " NULL OR afspraak_bij_id IS NOT NULL OR afspraak_gedaan_op IS NOT NULL"
        )
        assert cursor.fetchone() == (0,)
    names = ("contact", "gebied", "wat", "op", "door", "bij", "gedaan_op", "overgedragen_op")
    place, samira, joost = wereld.klaverveld.pk, wereld.samira.pk, wereld.joost.pk
    assert list(Afspraak.objects.order_by("contact").values_list(*names)) == [
        (kept.pk, place, "Bellen", date(2026, 1, 5), samira, samira, done, None),
        (given.pk, place, "Sleutel", date(2026, 2, 5), samira, joost, None, given.op),
    ]
    assert {one.gemaakt_op for one in kept.afspraken.all()} == {kept.op}
    assert not bare.afspraken.exists()
