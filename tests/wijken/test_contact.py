"""A contact: noted in seconds, once, without personal data, seen by the own team only."""

import re
import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from tests.keten import BSN, HOSTILE, HUGE, make_contact, mark, queries, short, trail
from tests.wereld import Wereld
from wijken.actions.contact import note_contact
from wijken.forms.contact_wanneer import moment_of
from wijken.models import Afspraak, Contactmoment, Gebied

NIEUW = "/contacten/nieuw/"


def fields(gebied: Gebied, /, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "gebied": str(gebied.pk),
        "vindplaats": "plein",
        "plek": "Lindeplein",
        "aantal": "2-5",
        "tekst": "Moeders koken voor de buurman.",
        "thema": "ontmoeting",
        "lijnen": ["verbinden"],
        "lijn_waarom": "buren zorgen voor elkaar",
        "werksoorten": ["contact", "verduurzamen"],
        "afspraak": "",
        "afspraak_op": "",
        **changes,
    }


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def test_noting_writes_one_row_and_one_audit_row(wereld: Wereld, client: Client) -> None:
    day = timezone.localdate() + timedelta(days=2)
    data = fields(wereld.klaverveld, afspraak="Sleutel vragen", afspraak_op=day.isoformat())
    response = client.post(NIEUW, data)
    contact = Contactmoment.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == f"/contacten/{contact.pk}/"
    page = client.get(f"/contacten/{contact.pk}/").content.decode()
    assert "Genoteerd: <bdi>Lindeplein, 2–5 mensen</bdi> (Klaverveld)." in page
    assert f'Klopt dit niet? <a href="/contacten/{contact.pk}/wijzig/">Wijzig</a>' in page
    row = Contactmoment.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "op", "afdruk"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "weggehaald_op": None,
        "woorden_weg_op": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "door_id": wereld.samira.pk,
        "gebied_id": wereld.klaverveld.pk,
        "vindplaats": "plein",
        "plek": "Lindeplein",
        "thema": "ontmoeting",
        "aantal": "2-5",
        "tekst": "Moeders koken voor de buurman.",
        "lijnen": ["verbinden"],
        "lijn_waarom": "buren zorgen voor elkaar",
        "werksoorten": ["contact", "verduurzamen"],
        "ronde_id": None,
        "overzetting_id": None,
    }
    afspraak = contact.afspraken.get()
    assert (afspraak.wat, afspraak.op) == ("Sleutel vragen", day)
    assert (afspraak.bij, afspraak.door, afspraak.gebied) == (
        wereld.samira,
        wereld.samira,
        wereld.klaverveld,
    )
    who = wereld.samira.gebruiker_id
    assert trail() == [
        ("contact_genoteerd", "wijken.contactmoment", who, "", ""),
        ("afspraak_gemaakt", "wijken.afspraak", who, "", ""),
    ]
    assert client.post(NIEUW, data).headers["Location"] == f"/contacten/{contact.pk}/"
    assert Afspraak.objects.count() == 1


def test_been_there_nothing_special_is_a_contact(wereld: Wereld, client: Client) -> None:
    data = {"gebied": str(wereld.klaverveld.pk), "vindplaats": "straat"}
    assert client.post(NIEUW, data).status_code == 302
    contact = Contactmoment.objects.get()
    assert contact.aantal == ""
    assert contact.met == "op straat"


def test_sent_twice_is_one_and_other_content_is_flagged(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld)
    ways = [client.post(NIEUW, data).headers["Location"] for _ in range(2)]
    client.post(NIEUW, {**data, "tekst": "Iets anders."})
    first, second = Contactmoment.objects.order_by("pk")
    assert ways == [f"/contacten/{first.pk}/"] * 2
    assert second.tekst == "Iets anders."
    assert second.dubbel_van == first
    assert "Mogelijk dubbel" in client.get(f"/contacten/{second.pk}/").content.decode()


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_a_text_that_cannot_be_stored_is_a_message(
    wereld: Wereld, text: str, client: Client
) -> None:
    names = {"tekst", "plek", "lijn_waarom", "afspraak"}
    data = fields(wereld.klaverveld, **dict.fromkeys(names, text), afspraak_op="2099-01-01")
    response = client.post(NIEUW, data)
    assert response.status_code == 422
    assert names <= set(response.context["form"].errors)
    assert Contactmoment.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("gebied", HUGE),
        ("gebied", "9" * 5000),
        ("gebied", "-1"),
        ("gebied", "een"),
        ("gebied", "1\x00"),
        ("vindplaats", "maan"),
        ("aantal", "\x00"),
        ("thema", "<b>"),
        ("lijnen", ["trekken"]),
        ("werksoorten", ["rusten"]),
        ("gebied_anders", HUGE),
        ("lijnen", ["\x00"]),
        ("afspraak_op", "31-02-2026"),
        ("sleutel", "geen-sleutel"),
        ("sleutel", "\x00"),
    ],
    ids=short,
)
def test_a_choice_that_was_not_offered_is_a_message(
    wereld: Wereld, field: str, value: object, client: Client
) -> None:
    response = client.post(NIEUW, fields(wereld.klaverveld, **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Moeders koken voor de buurman." in response.content.decode()


def test_the_own_working_area_comes_first_and_the_rest_of_the_gemeente_apart(
    wereld: Wereld, client: Client
) -> None:
    form = client.get(NIEUW).context["form"]
    assert [name for name, _rows in form.fields["gebied"].choices] == ["", "De Weide"]
    others = dict(form.fields["gebied_anders"].choices)
    assert "De Weide" not in others
    assert wereld.kade.pk in {pk for pk, _name in others["Oude Haven"]}
    # Each list has its own field; a buurt of another gemeente is in neither.
    response = client.post(NIEUW, fields(wereld.kade))
    assert list(response.context["form"].errors) == ["gebied"]
    elsewhere = fields(wereld.klaverveld, gebied="", gebied_anders=str(wereld.kade.pk))
    assert client.post(NIEUW, elsewhere).status_code == 302
    assert Contactmoment.objects.get().gebied == wereld.kade
    far = Gebied.objects.get(gemeentecode=wereld.ver_weg.code, soort="buurt")
    refused = client.post(NIEUW, {**elsewhere, "gebied_anders": str(far.pk)})
    assert list(refused.context["form"].errors) == ["gebied_anders"]


def test_a_place_elsewhere_is_a_chip_too(wereld: Wereld, client: Client) -> None:
    elsewhere = fields(wereld.klaverveld, gebied="", gebied_anders=str(wereld.kade.pk))
    client.post(NIEUW, elsewhere)
    first = Contactmoment.objects.get()
    assert places(client) == (["Lindeplein", "anders…"], code(first))
    again = {"plaats": code(first), "tekst": "Weer even gepraat."}
    assert client.post(NIEUW, again).status_code == 302
    newest = Contactmoment.objects.latest("pk")
    assert (newest.gebied, newest.plek) == (wereld.kade, "Lindeplein")


def test_without_any_buurt_the_own_list_says_so(wereld: Wereld, client: Client) -> None:
    response = client.post(NIEUW, fields(wereld.klaverveld, gebied=""))
    assert list(response.context["form"].errors) == ["gebied"]


# --- Why a line: the last reasons are one tap ---
def test_the_last_three_reasons_are_chips_and_what_is_typed_goes_first(
    wereld: Wereld, client: Client
) -> None:
    assert "eerder" not in client.get(NIEUW).context["form"].fields
    for reason in ("een", "twee", "twee", "drie", "vier"):
        client.post(NIEUW, fields(wereld.klaverveld, lijn_waarom=reason))
    make_contact(wereld.marijke, wereld.klaverveld, lijnen=["verbinden"], lijn_waarom="van Marijke")
    shown = client.get(NIEUW).context["form"].fields["eerder"].widget.choices
    assert [value for value, _label in shown] == ["vier", "drie", "twee"]
    chip = fields(wereld.klaverveld, lijn_waarom="", eerder="drie", tekst="Met de chip.")
    assert client.post(NIEUW, chip).status_code == 302
    assert Contactmoment.objects.latest("pk").lijn_waarom == "drie"
    typed = {**chip, "sleutel": str(uuid.uuid4()), "lijn_waarom": "toch anders"}
    assert client.post(NIEUW, typed).status_code == 302
    assert Contactmoment.objects.latest("pk").lijn_waarom == "toch anders"
    # What comes with a chip is looked at as what is typed.
    named = {**chip, "sleutel": str(uuid.uuid4()), "eerder": "om mevrouw Jansen"}
    assert "lijn_waarom" in client.post(NIEUW, named).context["form"].errors


# --- Noted by mistake: half a minute to undo it ---
def undo(client: Client, pk: int) -> tuple[str, dict[str, str]]:
    """The address of the button on the page after noting, and what it sends."""
    page = client.get(f"/contacten/{pk}/").content.decode()
    token = re.search(r'name="zojuist" value="([^"]+)"', page)
    assert token is not None
    return f"/contacten/{pk}/ongedaan/", {"zojuist": token[1]}


def test_undoing_removes_the_contact_and_gives_back_what_was_typed(
    wereld: Wereld, client: Client
) -> None:
    data = fields(wereld.klaverveld, gebied="", gebied_anders=str(wereld.kade.pk))
    client.post(NIEUW, {**data, "wanneer": "gisteren"})
    path, sent = undo(client, Contactmoment.objects.get().pk)
    response = client.post(path, sent)
    assert response.status_code == 200
    assert not Contactmoment.objects.exists()
    assert "Ongedaan gemaakt" in response.content.decode()
    form = response.context["form"]
    assert 'action="/contacten/nieuw/"' in response.content.decode()
    filled = {name: form[name].value() for name in form.fields}
    assert filled["tekst"] == data["tekst"]
    assert (filled["gebied"], filled["gebied_anders"]) == (None, wereld.kade.pk)
    assert (filled["wanneer"], filled["werksoorten"]) == ("gisteren", data["werksoorten"])
    assert filled["sleutel"] != uuid.UUID(data["sleutel"])
    # A second tap, or the answer was lost on the way.
    again = client.post(path, sent, follow=True)
    assert again.redirect_chain == [(NIEUW, 302)]
    assert "Dit contact is al ongedaan gemaakt." in again.content.decode()


def test_undoing_is_for_its_writer_and_for_half_a_minute(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(NIEUW, fields(wereld.klaverveld))
    contact = Contactmoment.objects.get()
    path, sent = undo(client, contact.pk)
    assert wereld.client(wereld.marijke).post(path, sent).status_code == 404
    other = make_contact(wereld.samira, wereld.klaverveld)
    for wrong in ("", "x", sent["zojuist"].replace(str(contact.pk), "9", 1)):
        answer = client.post(path, {"zojuist": wrong})
        assert answer.headers["Location"] == f"/contacten/{contact.pk}/"
    answer = client.post(f"/contacten/{other.pk}/ongedaan/", sent)
    assert answer.headers["Location"] == f"/contacten/{other.pk}/"
    monkeypatch.setattr("wijken.queries.ongedaan.GRACE", -31)
    answer = client.post(path, sent, follow=True)
    assert "Ongedaan maken kan een halve minuut." in answer.content.decode()
    assert Contactmoment.objects.count() == 2


def test_what_is_wrong_stands_above_and_at_the_field_and_nothing_typed_is_lost(
    wereld: Wereld, client: Client
) -> None:
    data = fields(
        wereld.klaverveld, lijn_waarom="", afspraak="Bellen", tekst="<script>alert(1)</script> Zo."
    )
    page = client.post(NIEUW, data).content.decode()
    assert "Nog niet bewaard" in page
    for field in ("lijn_waarom", "afspraak_op"):
        assert f'href="#id_{field}"' in page
    assert page.count("Schrijf in een paar woorden waarom je deze lijn kiest.") == 2
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Zo." in page


def test_many_finds_are_one_line_above_and_a_list_at_the_field(
    wereld: Wereld, client: Client
) -> None:
    text = "Mevrouw Jansen, 06 12345678, jan@voorbeeld.nl, 1234 AB 12, heeft dementie."
    page = client.post(NIEUW, fields(wereld.klaverveld, tekst=text)).content.decode()
    assert page.count("Kijk 5 dingen na.") == 1
    found = ("Mevrouw Jansen", "06 12345678", "jan@voorbeeld.nl", "1234 AB 12", "dementie")
    assert [page.count(f"<li>“{word}”. Dit ") for word in found] == [1] * 5


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"afspraak": "Bellen", "afspraak_op": "2020-01-01"}, {"afspraak_op"}),
        ({"afspraak": "", "afspraak_op": "2099-01-01"}, {"afspraak"}),
        ({"gebied": "", "vindplaats": ""}, {"gebied", "vindplaats"}),
    ],
)
def test_an_appointment_has_words_and_a_day_to_come(
    wereld: Wereld, changes: dict[str, str], errors: set[str], client: Client
) -> None:
    response = client.post(NIEUW, fields(wereld.klaverveld, **changes))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == errors


def test_a_bsn_is_never_stored(wereld: Wereld, client: Client) -> None:
    for ticked in ("", "1"):
        response = client.post(
            NIEUW, fields(wereld.klaverveld, tekst=f"Nummer {BSN}.", nagekeken=ticked)
        )
        assert response.status_code == 422
        assert "BSN" in str(response.context["form"].errors["tekst"])
    assert Contactmoment.objects.count() == 0


def test_what_points_at_a_person_asks_once(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld, tekst="Bel mevrouw Jansen op 06 12345678.")
    response = client.post(NIEUW, data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"tekst", "nagekeken"}
    assert client.post(NIEUW, {**data, "nagekeken": "1"}).status_code == 302
    assert Contactmoment.objects.get().tekst == "Bel mevrouw Jansen op 06 12345678."


# --- Where it was: the last places are one tap ---
def code(contact: Contactmoment) -> str:
    """How a form sends the place of this contact."""
    return f"{contact.gebied_id}/{contact.vindplaats}/{contact.plek}"


def places(client: Client) -> tuple[list[str], object]:
    """The words on the chips, and the one that is chosen."""
    form = client.get(NIEUW).context["form"]
    if "plaats" not in form.fields:
        return [], None
    return [label for _value, label in form.fields["plaats"].choices], form["plaats"].value()


def test_the_last_three_places_are_chips_and_the_last_one_is_chosen_while_one_is_there(
    wereld: Wereld, client: Client
) -> None:
    assert places(client) == ([], None)
    make_contact(wereld.joost, wereld.klaverveld, plek="Van een collega")
    make_contact(wereld.samira, wereld.kade, plek="Buiten mijn wijk")
    for plek in ("Hal", "Kiem", "", "Plein", "Kiem"):
        last = make_contact(wereld.samira, wereld.klaverveld, plek=plek)
    words = ["Kiem", "Plein", "plein of park, Klaverveld", "anders…"]
    assert places(client) == (words, code(last))
    Contactmoment.objects.update(op=timezone.now() - timedelta(hours=5))
    assert places(client) == (words, None)


def test_one_tap_on_a_place_is_the_whole_place(wereld: Wereld, client: Client) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, vindplaats="school", plek="De Kiem")
    for plek in ("Een", "Twee", "Drie"):
        make_contact(
            wereld.samira, wereld.klaverveld, plek=plek
        )  # which push the first from the chips
    # A page that a phone kept may name a place whose contact is gone.
    known.delete()
    before = mark()
    data = {"sleutel": str(uuid.uuid4()), "plaats": code(known), "gebied": "", "plek": "Fout"}
    assert [client.post(NIEUW, data).status_code for _ in range(2)] == [302, 302]
    assert len(trail(before)) == 1
    made = Contactmoment.objects.first()
    assert made is not None
    assert (made.gebied, made.vindplaats, made.plek, made.aantal, made.tekst) == (
        *(wereld.klaverveld, "school", "De Kiem"),
        *("", ""),
    )


@pytest.mark.parametrize(
    "value",
    ["", HUGE, "9" * 5000, "-1", "\x00", "een", "1//", "9" * 5000 + "/plein/", "0/plein/Plein"],
    ids=short,
)
def test_a_place_that_was_not_offered_is_one_message(
    wereld: Wereld, value: str, client: Client
) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    far = Gebied.objects.get(gemeentecode=wereld.ver_weg.code, soort="buurt")
    own = wereld.klaverveld.pk
    wrong = (f"{far.pk}/plein/", f"{own}/maan/", f"{own}/plein/{'x' * 81}", f"{own}/plein/\x00")
    for plaats in (value, *wrong):
        response = client.post(NIEUW, {"plaats": plaats, "tekst": "Kou"})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["plaats"]


def test_another_place_is_asked_in_full(wereld: Wereld, client: Client) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    response = client.post(NIEUW, {"plaats": "anders"})
    assert set(response.context["form"].errors) == {"gebied", "vindplaats"}
    assert (
        client.post(NIEUW, fields(wereld.klaverveld, plaats="anders", plek="Hal")).status_code
        == 302
    )
    assert Contactmoment.objects.order_by("pk").last().plek == "Hal"  # type: ignore[union-attr]  # just made


# --- When it was ---
NOW = datetime(2026, 3, 4, 20, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("wanneer", "dag", "now", "moment"),
    [
        ("nu", None, NOW, None),
        ("", None, NOW, None),
        ("vanochtend", None, NOW, NOW.replace(hour=9, minute=0)),
        ("vanochtend", None, NOW.replace(hour=8), None),
        ("gisteren", None, NOW, NOW.replace(day=3, hour=12, minute=0)),
        ("dag", date(2026, 2, 1), NOW, NOW.replace(month=2, day=1, hour=12, minute=0)),
        ("dag", date(2026, 3, 4), NOW.replace(hour=10), None),
        ("nu", date(2026, 2, 1), NOW, None),
    ],
)
def test_what_was_remembered_becomes_a_moment_that_has_been(
    wanneer: str, dag: date | None, now: datetime, moment: datetime | None
) -> None:
    assert moment_of(wanneer, dag, now) == moment


def test_what_is_written_down_in_the_evening_was_yesterday(wereld: Wereld, client: Client) -> None:
    client.post(NIEUW, fields(wereld.klaverveld, wanneer="gisteren"))
    contact = Contactmoment.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert timezone.localtime(contact.op).date() == yesterday
    assert contact.moment == date_format(yesterday, "l j F Y")
    contact.op = NOW.replace(hour=9, minute=0)
    assert contact.moment == "woensdag 4 maart 2026, in de ochtend"
    contact.op = NOW
    assert contact.moment == "woensdag 4 maart 2026, 20.15 uur"


@pytest.mark.parametrize("dag", ["2206-01-01", "gisteren?", "31-31-31"])
def test_a_day_folded_away_holds_up_no_note(wereld: Wereld, dag: str, client: Client) -> None:
    assert client.post(NIEUW, fields(wereld.klaverveld, wanneer="nu", dag=dag)).status_code == 302
    assert timezone.localdate(Contactmoment.objects.get().op) == timezone.localdate()


@pytest.mark.parametrize(
    "day", ["", "31-02-2026", "0001-01-01", "9999-12-31", "\x00", "morgen"], ids=short
)
def test_another_day_is_one_of_the_past_year(wereld: Wereld, day: str, client: Client) -> None:
    response = client.post(NIEUW, fields(wereld.klaverveld, wanneer="dag", dag=day))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["dag"]


# --- Lines ---
def test_a_line_that_is_sent_often_is_stored_once_in_its_own_order(
    wereld: Wereld, client: Client
) -> None:
    client.post(NIEUW, fields(wereld.klaverveld, lijnen=["koppelen", *["verbinden"] * 300]))
    assert Contactmoment.objects.get().lijnen == ["verbinden", "koppelen"]


# --- Who sees what ---
def test_the_list_shows_my_areas_all_areas_or_one(wereld: Wereld, client: Client) -> None:
    mine, theirs = (
        make_contact(wereld.samira, wereld.klaverveld),
        make_contact(wereld.joost, wereld.kade),
    )
    make_contact(wereld.ruben, wereld.klaverveld, tekst="VAN EEN ANDER")

    def seen(query: str) -> list[Contactmoment]:
        return list(client.get(f"/contacten/{query}").context["page"].items)

    assert seen("") == [mine]
    assert seen("?alles=1") == [theirs, mine]
    assert seen(f"?gebied={wereld.kade.code}") == [theirs]
    assert seen("?gebied=WK999900") == [theirs]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?na=onzin", 200),
        ("?na=%00", 400),
        ("?na=%F0%9F", 200),
        ("?gebied=BU00000000", 404),
        ("?gebied=%00", 400),
        ("?gebied=%27%3B--", 404),
        ("?alles=ja&gebied=", 200),
    ],
)
def test_a_broken_query_string_is_no_error(query: str, status: int, client: Client) -> None:
    assert client.get(f"/contacten/{query}").status_code == status


def test_another_organisation_finds_nothing_and_changes_nothing(wereld: Wereld) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    for lid in (wereld.ruben, wereld.anneke):
        other = wereld.client(lid)
        assert other.get(f"/contacten/{contact.pk}/").status_code == 404
    assert wereld.client(wereld.anneke).get("/contacten/").status_code == 404


@pytest.mark.parametrize("pk", [HUGE, "0", "9" * 5000])
def test_an_id_that_is_nowhere_is_not_found(pk: str, client: Client) -> None:
    assert client.get(f"/contacten/{pk}/").status_code == 404


def test_the_list_asks_as_much_for_thirty_as_for_one(wereld: Wereld, client: Client) -> None:
    make_contact(wereld.samira, wereld.klaverveld, lijnen=["koppelen"], lijn_waarom="x")
    before = queries(client, "/contacten/")
    for _ in range(29):
        make_contact(wereld.samira, wereld.klaverveld, lijnen=["koppelen"], lijn_waarom="x")
    assert queries(client, "/contacten/") == before


def test_htmx_gets_the_rows_only(wereld: Wereld, client: Client) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    part = client.get("/contacten/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Lindeplein" in part


def test_the_same_key_twice_makes_one_contact(wereld: Wereld) -> None:
    key = uuid.uuid4()
    content = {"gebied": wereld.klaverveld, "vindplaats": "plein"}
    made = [note_contact(by=wereld.samira, sleutel=key, content=content) for _ in range(2)]
    assert [new for _row, new in made] == [True, False]
