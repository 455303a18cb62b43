"""A note is written together: nothing typed is lost, nobody is overwritten unseen."""

import re
import uuid
from datetime import timedelta
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from opbouw.lib.forms import BROKEN_PAGE_MESSAGE
from opbouw.lib.writing.transitions import Refused
from signalen import delen
from signalen.inhoud import BronInhoud, from_json
from signalen.models import Agendanotitie, NotitieVersie, Richting, Vraag
from signalen.opmaak import notitie_html
from signalen.queries.notitie import missing
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    BSN,
    HOSTILE,
    HUGE,
    make_bron,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_usable_verhaal,
    make_verhaal,
    make_versie,
    mark,
    queries,
    reopen,
    short,
    trail,
    vraag,
)
from tests.wereld import Wereld
from wijken.models import Bron, Cijfer, Gebied

TEKSTEN = [tekst.name for tekst in delen.TEKSTEN]


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A concept that has just begun."""
    return make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )


def form_of(client: Client, notitie: Agendanotitie, **changes: Any) -> dict[str, Any]:
    """The form of the note as a browser would send it back, with changes."""
    response = client.get(f"/notities/{notitie.pk}/wijzig/")
    form = response.context["form"]
    data: dict[str, Any] = {k: "" if v is None else v for k, v in form.initial.items()}
    for name in ("signalen", "verhalen", "initiatieven", "gekozen_bronnen", "cijfers"):
        data[name] = [row.pk for row in data[name]]
    if not data["openbaar"]:
        data.pop("openbaar")
    for prefix, rows in (("vraag", "vragen"), ("richting", "richtingen")):
        data |= {f"{prefix}-TOTAL_FORMS": 3, f"{prefix}-INITIAL_FORMS": 3}
        data |= {f"{prefix}-MIN_NUM_FORMS": 3, f"{prefix}-MAX_NUM_FORMS": 3}
        for number, row in enumerate(response.context[rows].forms):
            for name in row.fields:
                data[f"{prefix}-{number}-{name}"] = row.initial.get(name) or ""
    return {**data, **changes}


def row(**changes: Any) -> dict[str, Any]:
    """The first vraag, as a browser sends it."""
    return {f"vraag-0-{name}": str(value) for name, value in {**vraag(), **changes}.items()}


# --- Beginning ---
def test_a_note_begins_with_what_is_known(wereld: Wereld, client: Client) -> None:
    contact = make_contact(
        wereld.samira, wereld.klaverveld, op=timezone.localtime() - timedelta(days=40)
    )
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact])
    before = mark()
    data = {
        "sleutel": str(uuid.uuid4()),
        "titel": "Kou",
        "aan": str(wereld.gemeente.pk),
        "signalen": str(signaal.pk),
    }
    for _ in range(2):
        response = client.post("/notities/nieuw/", data)
    made = Agendanotitie.objects.get()
    assert response.headers["Location"] == f"/notities/{made.pk}/wijzig/"
    known = Agendanotitie.objects.values().get()
    left_out = {"id", "op", "afdruk", "aan_wie", "lijnen"}
    today = timezone.localdate()
    assert {k: v for k, v in known.items() if k not in left_out and v != ""} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "door_id": wereld.samira.pk,
        "kenmerk": f"{today.year}-001",
        "titel": "Kou",
        "aan_id": wereld.gemeente.pk,
        "gebied_id": wereld.klaverveld.pk,
        "periode_van": today - timedelta(days=40),
        # A signal is often noted later; the period is that of the conversations.
        "periode_tot": today - timedelta(days=40),
        "openbaar": True,
        "reactie_voor": None,
        "staat": "concept",
        "stand": 0,
        "verzonden_op": None,
        "duiding": "Kou maakt eenzaam.",
        "duiders": "zes bewoners",
        "wat_we_niet_weten": "Nog niet gehoord: jeugd",
        "terugkoppeling": "We vertellen het antwoord terug aan de ouders bij de speeltuin. "
        "Waar en wanneer: dinsdag.",
        "contact": "Samira Bennani, Welzijn De Brink, post@de-brink.voorbeeld.nl",
    }
    assert list(made.signalen.all()) == [signaal]
    assert trail(before) == [
        ("notitie_begonnen", "signalen.agendanotitie", wereld.samira.gebruiker_id, "", "concept")
    ]


def test_the_same_key_with_another_title_is_kept_and_flagged(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    data = {"sleutel": str(uuid.uuid4()), "aan": wereld.gemeente.pk, "signalen": [signaal.pk]}
    for titel in ("Een", "Twee", "Twee"):
        client.post("/notities/nieuw/", {**data, "titel": titel})
    rows = Agendanotitie.objects.order_by("pk").values_list("titel", "dubbel_van__titel")
    assert list(rows) == [("Een", None), ("Twee", "Een")]


def test_each_circle_is_told_in_a_sentence_of_its_own(wereld: Wereld) -> None:
    eettafel = {"kring": "de eettafel", "kring_waar": ""}
    circles: list[dict[str, Any]] = [{}, eettafel, eettafel]
    signalen = [
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, **circle) for circle in circles
    ]
    assert make_concept(wereld.samira, wereld.gemeente, *signalen).terugkoppeling == (
        "We vertellen het antwoord terug aan de ouders bij de speeltuin. Waar en wanneer: dinsdag."
        "\nWe vertellen het antwoord terug aan de eettafel."
    )


def test_signals_of_two_buurten_make_a_note_about_their_wijk(wereld: Wereld) -> None:
    wereld.bring("gemeente", "kade", "klaverveld", "samira", "weide", "zonderwater")
    molenhoek = Gebied.objects.get(code="BU999901A1")
    one, near, far = (
        make_interpreted_signaal(wereld.samira, b)
        for b in (wereld.klaverveld, molenhoek, wereld.kade)
    )
    found = [
        make_concept(wereld.samira, wereld.gemeente, *signalen).gebied
        for signalen in ((one,), (one, near), (one, near, far))
    ]
    assert found == [wereld.klaverveld, wereld.weide, wereld.zonderwater]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("titel", text) for text in HOSTILE],
        ("aan", HUGE),
        ("aan", "\x00"),
        ("signalen", []),
        ("signalen", [HUGE]),
        ("signalen", ["-1"]),
        ("signalen", ["\x00"]),
        ("signalen", ["9" * 5000]),
    ],
    ids=short,
)
def test_a_wrong_beginning_is_a_message(
    wereld: Wereld, field: str, value: Any, client: Client
) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    data = {"titel": "Kou", "aan": wereld.gemeente.pk, "signalen": [signaal.pk], field: value}
    response = client.post("/notities/nieuw/", data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert client.get(f"/notities/nieuw/?signaal={'9' * 5000}").status_code == 404


def test_only_own_signals_that_are_ready_and_own_municipalities_are_offered(
    wereld: Wereld, client: Client
) -> None:
    wereld.bring("gemeente", "gemeente_ver_weg", "klaverveld", "ruben", "samira")
    ready = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    make_signaal(wereld.samira, wereld.klaverveld)
    strange = make_interpreted_signaal(wereld.ruben, wereld.klaverveld)
    form = client.get("/notities/nieuw/").context["form"]
    assert list(form.fields["signalen"].queryset) == [ready]
    assert list(form.fields["aan"].queryset) == [wereld.gemeente]
    data = {"titel": "Kou", "aan": wereld.gemeente.pk, "signalen": [strange.pk]}
    assert client.post("/notities/nieuw/", data).status_code == 422
    data = {"titel": "Kou", "aan": wereld.gemeente_ver_weg.pk, "signalen": [ready.pk]}
    assert client.post("/notities/nieuw/", data).status_code == 422


# --- Writing ---
def test_saving_stores_everything_that_was_chosen_and_typed(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    initiatief = make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
    cijfer = Cijfer.objects.create(
        gebied=wereld.klaverveld,
        sleutel="gas",
        naam="Gas",
        waarde=1480,
        eenheid="m³",
        bron="CBS",
        jaar=2024,
    )
    bron = make_bron(wereld.samira, wereld.klaverveld)
    before = mark()
    data = form_of(
        client,
        notitie,
        in_het_kort="Het is koud.",
        verhalen=[verhaal.pk],
        initiatieven=[initiatief.pk],
        gekozen_bronnen=[bron.pk],
        cijfers=[cijfer.pk],
        **row(),
        **{"richting-1-wat": "Eettafel", "richting-1-drager": "bewoners"},
    )
    response = client.post(f"/notities/{notitie.pk}/wijzig/", data)
    assert response.headers["Location"] == f"/notities/{notitie.pk}/"
    notitie.refresh_from_db()
    assert notitie.in_het_kort == "Het is koud."
    assert notitie.stand == 1
    names = ("signalen", "verhalen", "initiatieven", "gekozen_bronnen", "cijfers")
    chosen = [list(getattr(notitie, name).all()) for name in names]
    assert chosen == [list(notitie.signalen.all()), [verhaal], [initiatief], [bron], [cijfer]]
    kept = notitie.vragen.values("nummer", "soort", "aan", "wat", "voor")
    assert list(kept) == [{"nummer": 1, **vraag()}]
    kept_richtingen = notitie.richtingen.values("nummer", "wat", "voordelen", "nadelen", "drager")
    assert list(kept_richtingen) == [
        {"nummer": 1, "wat": "Eettafel", "voordelen": "", "nadelen": "", "drager": "bewoners"}
    ]
    assert trail(before) == [
        ("notitie_gewijzigd", "signalen.agendanotitie", wereld.samira.gebruiker_id, "", "")
    ]
    # The same form once more is no colleague's change.
    assert client.post(f"/notities/{notitie.pk}/wijzig/", data).status_code == 302
    notitie.refresh_from_db()
    assert notitie.stand == 1
    assert len(trail(before)) == 1


def test_somebody_else_is_named_in_the_form(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    def send(drager: str, naam: str) -> HttpResponse:
        sent = {"wat": "Eettafel", "drager": drager, "drager_naam": naam}
        richting = {f"richting-0-{name}": value for name, value in sent.items()}
        data = form_of(client, notitie, **richting)
        return cast("HttpResponse", client.post(f"/notities/{notitie.pk}/wijzig/", data))

    page = send("ander", "").content.decode()
    assert "Schrijf op wie dat is." in page
    assert Richting.objects.count() == 0
    assert send("ander", "de corporatie").status_code == 302
    assert Richting.objects.get().drager_naam == "de corporatie"
    # Beside another choice a name says nothing.
    assert send("bewoners", "de corporatie").status_code == 302
    assert Richting.objects.get().drager_naam == ""
    # A name alone is a row that was begun.
    assert send("", "de corporatie").status_code == 422


def test_a_colleague_who_saved_first_is_not_overwritten_unseen(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    mine = form_of(client, notitie, in_het_kort="Van mij.")
    other = wereld.client(wereld.joost)
    theirs = form_of(other, notitie, in_het_kort="Van mijn collega.")
    path = f"/notities/{notitie.pk}/wijzig/"
    assert other.post(path, theirs).status_code == 302
    response = client.post(path, mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een collega heeft deze notitie intussen ook gewijzigd." in page
    assert "Van mij." in page
    notitie.refresh_from_db()
    assert notitie.in_het_kort == "Van mijn collega."
    # A second sending is a decision.
    again = {**mine, "stand": response.context["form"]["stand"].value()}
    assert client.post(path, again).status_code == 302
    notitie.refresh_from_db()
    assert notitie.in_het_kort == "Van mij."


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_hostile_words_in_every_text_are_a_message_and_the_rest_stays(
    text: str, client: Client, notitie: Agendanotitie
) -> None:
    data = {**form_of(client, notitie, **row()), **dict.fromkeys(TEKSTEN, text)}
    response = client.post(f"/notities/{notitie.pk}/wijzig/", data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(TEKSTEN)
    assert "Kom een avond langs" in response.content.decode()
    notitie.refresh_from_db()
    assert notitie.stand == 0


def test_a_bsn_stops_the_note_and_a_name_asks_once(client: Client, notitie: Agendanotitie) -> None:
    path = f"/notities/{notitie.pk}/wijzig/"
    # In the others people are named for the work they do.
    checked = set(TEKSTEN) - {"aan_wie", "cc", "contact"}
    data = form_of(client, notitie, **dict.fromkeys(checked, f"met {BSN}"), nagekeken="1")
    assert set(client.post(path, data).context["form"].errors) == checked
    data = form_of(client, notitie, **dict.fromkeys(checked, "mevrouw Jansen"))
    assert set(client.post(path, data).context["form"].errors) == checked | {"nagekeken"}
    assert client.post(path, {**data, "nagekeken": "1"}).status_code == 302


def test_the_rows_are_looked_at_as_well(client: Client, notitie: Agendanotitie) -> None:
    path = f"/notities/{notitie.pk}/wijzig/"
    data = form_of(client, notitie, **row(wat=f"Help {BSN}"), nagekeken="1")
    response = client.post(path, data)
    assert response.status_code == 422
    assert Vraag.objects.count() == 0
    assert "BSN" in response.content.decode()
    data = form_of(client, notitie, **row(wat="Bel mevrouw Jansen"))
    response = client.post(path, data)
    assert "nagekeken" in response.context["form"].errors
    assert response.content.decode().count('name="nagekeken"') == 1
    assert client.post(path, {**data, "nagekeken": "1"}).status_code == 302
    assert Vraag.objects.get().wat == "Bel mevrouw Jansen"


@pytest.mark.parametrize("name", ["aan_wie", "cc", "contact"])
def test_no_line_of_a_concept_takes_a_citizen_service_number(
    name: str, client: Client, notitie: Agendanotitie
) -> None:
    data = form_of(client, notitie, nagekeken="1", **{name: f"Wonen {BSN}"})
    response = client.post(f"/notities/{notitie.pk}/wijzig/", data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {name}


@pytest.mark.parametrize("stand", ["", "een"])
def test_a_page_that_lost_its_version_is_sent_by_pressing_again(
    stand: str, client: Client, notitie: Agendanotitie
) -> None:
    path = f"/notities/{notitie.pk}/wijzig/"
    data = form_of(client, notitie, duiding="Mijn lange duiding.", stand=stand)
    form = client.post(path, data).context["form"]
    assert form.errors == {"stand": [str(BROKEN_PAGE_MESSAGE)]}
    again = client.post(path, {**data, "stand": form["stand"].value()})
    notitie.refresh_from_db()
    assert again.status_code == 302
    assert notitie.duiding == "Mijn lange duiding."


@pytest.mark.parametrize(
    "changes",
    [
        {"signalen": [HUGE]},
        {"verhalen": ["\x00"]},
        {"initiatieven": ["-1"]},
        {"cijfers": ["9" * 5000]},
        {"stand": HUGE},
        {"stand": "een"},
        {"stand": ""},
        {"lijnen": ["trekken"]},
        {"reactie_voor": "2020-01-01"},
        {"reactie_voor": "morgen"},
        {"in_het_kort": "woord " * 101},
        {"vraag-0-wat": "Zonder de rest"},
        row(voor="2020-01-01"),
        row(soort="dwingen"),
        row(wat="x" * 100_000),
        row(wat="nul\x00"),
        {"richting-2-voordelen": "Zonder richting"},
        {"vraag-TOTAL_FORMS": HUGE},
        {"vraag-TOTAL_FORMS": "\x00"},
        {"vraag-TOTAL_FORMS": ""},
    ],
    ids=lambda changes: "-".join(changes)[:40],
)
def test_what_cannot_be_stored_is_a_message(
    changes: dict[str, Any], client: Client, notitie: Agendanotitie
) -> None:
    data = form_of(client, notitie, duiding="Mijn lange duiding.", **changes)
    response = client.post(f"/notities/{notitie.pk}/wijzig/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nog niet bewaard" in page
    assert "Mijn lange duiding." in page
    assert page.count("-wat") >= 6
    notitie.refresh_from_db()
    assert notitie.stand == 0


def test_nothing_of_another_organisation_and_nothing_unread_can_be_chosen(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    strange = make_usable_verhaal(wereld.ruben, wereld.joost, wereld.klaverveld)
    unread = make_verhaal(wereld.samira, wereld.klaverveld)
    wrong: list[dict[str, Any]] = [
        {"verhalen": [strange.pk]},
        {"verhalen": [unread.pk]},
        {"signalen": [make_interpreted_signaal(wereld.ruben, wereld.klaverveld).pk]},
        {"initiatieven": [make_initiatief(wereld.ruben.organisatie, wereld.klaverveld).pk]},
        {"gekozen_bronnen": [make_bron(wereld.ruben, wereld.klaverveld).pk]},
    ]
    for changes in wrong:
        response = client.post(
            f"/notities/{notitie.pk}/wijzig/", form_of(client, notitie, **changes)
        )
        assert response.status_code == 422
        assert list(response.context["form"].errors) == list(changes)


def test_a_note_tells_four_stories_and_five_figures_at_most(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    verhalen = [
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld).pk for _ in range(5)
    ]
    cijfers = [
        Cijfer.objects.create(
            gebied=wereld.klaverveld, sleutel=f"k{n}", naam="n", waarde=n, bron="CBS", jaar=2024
        ).pk
        for n in range(6)
    ]
    data = form_of(client, notitie, verhalen=verhalen, cijfers=cijfers)
    errors = client.post(f"/notities/{notitie.pk}/wijzig/", data).context["form"].errors
    assert errors == {"verhalen": ["Kies er hooguit 4."], "cijfers": ["Kies er hooguit 5."]}


def test_figures_are_offered_per_area_where_it_was_heard(wereld: Wereld, client: Client) -> None:
    molenhoek = Gebied.objects.get(code="BU999901A1")
    assert wereld.weide.ouder
    for gebied, waarde in (
        (wereld.klaverveld, 46),
        (molenhoek, 29),
        (wereld.weide, 31),
        (wereld.weide.ouder, 30),
    ):
        for jaar, value in ((2024, waarde), (2023, 9)):
            Cijfer.objects.create(
                gebied=gebied, sleutel="label", naam="Slecht label", waarde=value, eenheid="%",
                bron="CBS", jaar=jaar,
            )  # fmt: skip
    signalen = [
        make_interpreted_signaal(wereld.samira, gebied) for gebied in (wereld.klaverveld, molenhoek)
    ]
    concept = make_concept(wereld.samira, wereld.gemeente, *signalen)
    form = client.get(f"/notities/{concept.pk}/wijzig/").context["form"]
    offered = [
        (group, [label for _value, label in choices])
        for group, choices in form.fields["cijfers"].choices
    ]
    assert offered == [
        (wereld.klaverveld.naam, ["Slecht label: 46% (2024)"]),
        ("Molenhoek", ["Slecht label: 29% (2024)"]),
        (f"{wereld.weide.naam} (wijk)", ["Slecht label: 31% (2024)"]),
    ]


def test_an_empty_row_is_folded_and_one_with_something_or_an_error_stands_open(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    def folded(response: Any) -> list[tuple[str, bool]]:
        rows = r"<details class=\"uitklap\" ?(open)?>\s*<summary><h3>([^<]+)"
        found = re.findall(rows, response.content.decode())
        return [(name, not is_open) for is_open, name in found]

    make_complete_concept(notitie, wereld.samira, vragen=[vraag(), vraag("En nog iets")])
    notitie.refresh_from_db()
    path = f"/notities/{notitie.pk}/wijzig/"
    found = folded(client.get(path))
    later = [("Richting 2", True), ("Richting 3", True)]
    assert found == [("Vraag 2", False), ("Vraag 3", True), *later]
    wrong = form_of(client, notitie, **{"vraag-2-wat": "Zonder de rest"})
    found = folded(client.post(path, wrong))
    assert found == [("Vraag 2", False), ("Vraag 3", False), *later]


def test_the_form_begins_with_its_parts_and_what_is_still_to_be_done(
    client: Client, notitie: Agendanotitie
) -> None:
    page = client.get(f"/notities/{notitie.pk}/wijzig/").content.decode()
    parts = re.findall(r'<a href="#(deel-\d)">.*?</a>(.*?)</li>', page, re.S)
    marked = [anker for anker, rest in parts if "nog te doen" in rest]
    assert [anker for anker, _rest in parts] == [f"deel-{number}" for number in range(9)]
    assert marked == ["deel-1", "deel-2", "deel-6"]
    assert all(f'id="deel-{number}"' in page for number in range(9))


# --- The preview ---
def test_the_preview_of_a_concept_says_so_and_leads_back(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    def preview() -> str:
        return client.get(f"/notities/{notitie.pk}/voorbeeld/").content.decode()

    def told(page: str) -> tuple[bool, ...]:
        body = page.partition("<body>")[2]
        return tuple(words in body for words in (back, forever, "versie 1"))

    make_complete_concept(notitie, wereld.samira)
    back, forever = f'<a href="/notities/{notitie.pk}/">', "Deze versie verandert nooit meer."
    concept = preview()
    assert "Concept, nog niet verzonden." in concept
    assert told(concept) == (True, False, False)
    assert 'rel="icon"' in concept
    make_versie(Agendanotitie.objects.get(pk=notitie.pk), wereld.marijke)
    # What was settled is shown as it was settled, whatever became of it.
    Agendanotitie.objects.filter(pk=notitie.pk).update(in_het_kort="Later veranderd.")
    shown = preview()
    assert "Vastgesteld, nog niet verzonden." in shown
    assert told(shown) == (True, True, True)
    assert "Later veranderd." not in shown


# --- What is missing ---
def lacking(notitie: Agendanotitie) -> list[tuple[str, str, int]]:
    """What the note lacks, read anew: the words, the field, the part."""
    fresh = Agendanotitie.objects.select_related("organisatie", "gebied").get(pk=notitie.pk)
    return [(gemis.tekst, gemis.anker, gemis.deel) for gemis in missing(fresh)]


def test_a_note_says_what_it_lacks_and_where_that_is_written(notitie: Agendanotitie) -> None:
    kort = ("Schrijf “In het kort”: wat is er, voor wie, wat vraag je?", "id_in_het_kort", 1)
    vragen = ("Stel ten minste één vraag.", "id_vraag-0-soort", 2)
    bronnen = (
        "Schrijf op wat er al is: plekken, mensen en clubs waar de buurt op bouwt.",
        "id_bronnen",
        6,
    )
    assert lacking(notitie) == [kort, vragen, bronnen]
    Agendanotitie.objects.filter(pk=notitie.pk).update(
        duiding="", wat_we_niet_weten="", terugkoppeling="", contact="", reactie_voor="2020-01-01"
    )
    notitie.signalen.clear()
    assert lacking(notitie) == [
        (
            "De dag waarop je reactie vraagt is voorbij. Kies een latere dag.",
            "id_reactie_voor",
            0,
        ),
        ("Kies ten minste één signaal.", "id_signalen", 0),
        kort,
        vragen,
        ("Schrijf op wat we niet weten. Dat staat er altijd bij.", "id_wat_we_niet_weten", 4),
        ("Schrijf de duiding: wat is het patroon, en waardoor?", "id_duiding", 5),
        bronnen,
        ("Schrijf op hoe bewoners horen wat ermee gebeurt.", "id_terugkoppeling", 8),
        ("Schrijf op bij wie de gemeente terechtkan.", "id_contact", 8),
    ]


def test_a_complete_note_lacks_nothing(wereld: Wereld, notitie: Agendanotitie) -> None:
    make_complete_concept(notitie, wereld.samira)
    assert lacking(notitie) == []


def test_what_the_letter_cannot_draw_is_named_with_its_place(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_complete_concept(notitie, wereld.samira)
    quotes = "ልጆች, بچوں۔, 我们, Привет, quảng trường, 👨‍👩‍👧 1️⃣ ❤️ 🇳🇱"
    Agendanotitie.objects.filter(pk=notitie.pk).update(duiding=quotes)
    assert lacking(notitie) == []
    Agendanotitie.objects.filter(pk=notitie.pk).update(
        duiding=f"Zij zei: {chr(0x13000)} en {chr(0x13000)}", contact="ᚠᚡᚢᚣᚤ"
    )
    notitie.vragen.filter(nummer=1).update(wat=f"Komt er {chr(0x13000)}?")
    assert lacking(notitie) == [
        (
            "In “Vraag 1” staat iets dat de brief niet kan tonen: 𓀀 (U+13000).",
            "id_vraag-0-wat",
            2,
        ),
        ("In “Duiding” staat iets dat de brief niet kan tonen: 𓀀 (U+13000).", "id_duiding", 5),
        (
            (
                "In “Bij wie kan de gemeente terecht?” staat iets dat de brief niet kan "
                "tonen: ᚠ (U+16A0), ᚡ (U+16A1), ᚢ (U+16A2) en nog 2."
            ),
            "id_contact",
            8,
        ),
    ]
    with pytest.raises(Refused, match="U\\+13000"):
        make_versie(Agendanotitie.objects.get(pk=notitie.pk), wereld.marijke)


def test_an_initiative_is_something_that_is_there_already(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_complete_concept(notitie, wereld.samira, bronnen="")
    assert [anker for _tekst, anker, _deel in lacking(notitie)] == ["id_bronnen"]
    notitie.initiatieven.add(
        make_initiatief(wereld.samira.organisatie, wereld.klaverveld),
        through_defaults={"organisatie": notitie.organisatie},
    )
    assert lacking(notitie) == []


def test_what_is_there_is_chosen_while_it_was_seen_within_a_year(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    make_complete_concept(notitie, wereld.samira, bronnen="")
    bron = make_bron(wereld.samira, wereld.klaverveld, omschrijving="Op zaterdag.")
    make_bron(wereld.samira, wereld.klaverveld, naam="al lang niet gezien", days_ago=400)
    make_bron(wereld.samira, wereld.kade, naam="uit een andere wijk")
    page = client.get(f"/notities/{notitie.pk}/wijzig/").context["form"]
    offered = [str(label) for _pk, label in page.fields["gekozen_bronnen"].choices]
    assert offered == ["iemand die fietsen maakt"]
    notitie.gekozen_bronnen.add(bron, through_defaults={"organisatie": notitie.organisatie})
    assert lacking(notitie) == []
    versie = make_versie(Agendanotitie.objects.get(pk=notitie.pk), wereld.marijke)
    frozen = BronInhoud(
        naam="iemand die fietsen maakt",
        soort="talent",
        omschrijving="Op zaterdag.",
        nagekeken=date_format(timezone.localdate(), "F Y"),
    )
    # What is changed afterwards leaves the letter as it was.
    Bron.objects.update(naam="iets anders")
    inhoud = from_json(NotitieVersie.objects.get(pk=versie.pk).inhoud)
    assert inhoud.gekozen_bronnen == (frozen,)
    assert "iemand die fietsen maakt" in notitie_html(inhoud)


def test_a_vraag_of_which_the_day_has_passed_asks_for_another(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    today = timezone.localdate()
    days = [today - timedelta(days=1), today, today - timedelta(days=30)]
    make_complete_concept(notitie, wereld.samira, vragen=[{**vraag(), "voor": day} for day in days])
    assert lacking(notitie) == [
        ("De dag van vraag 1 is voorbij. Kies een latere dag.", "id_vraag-0-voor", 2),
        ("De dag van vraag 3 is voorbij. Kies een latere dag.", "id_vraag-2-voor", 2),
    ]
    with pytest.raises(Refused, match="De dag van vraag 1 is voorbij"):
        make_versie(notitie, wereld.marijke)


def test_every_line_of_what_is_missing_leads_to_its_field(
    client: Client, notitie: Agendanotitie
) -> None:
    Agendanotitie.objects.filter(pk=notitie.pk).update(
        duiding="", wat_we_niet_weten="", terugkoppeling="", contact="", reactie_voor="2020-01-01"
    )
    path = f"/notities/{notitie.pk}/wijzig/"
    links = re.findall(
        rf'href="{path}#([^"]+)"', client.get(f"/notities/{notitie.pk}/").content.decode()
    )
    assert links == [anker for _tekst, anker, _deel in lacking(notitie)]
    form = client.get(path).content.decode()
    assert [
        anker for anker in [*links, "id_verhalen", "id_signalen"] if f'id="{anker}"' not in form
    ] == []


# --- Who sees what ---
def test_a_settled_note_is_not_written_any_more_and_nothing_typed_is_lost(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    make_complete_concept(notitie, wereld.samira)
    path = f"/notities/{notitie.pk}/wijzig/"
    same = form_of(client, notitie)
    data = {**same, "in_het_kort": "Mijn nieuwe tekst."}
    make_versie(notitie, wereld.marijke)
    assert client.get(path).headers["Location"] == f"/notities/{notitie.pk}/"
    # What was stored already is no loss, and no error.
    assert client.post(path, same).status_code == 302
    before = mark()
    page = client.post(path, data)
    said = page.content.decode()
    assert page.status_code == 422
    assert "Mijn nieuwe tekst." in said
    assert trail(before) == []
    assert "Deze notitie is intussen vastgesteld. Jouw tekst staat hier nog" in said
    reopen(notitie=notitie, by=wereld.marijke)
    assert client.post(path, data).status_code == 302
    notitie.refresh_from_db()
    assert notitie.in_het_kort == "Mijn nieuwe tekst."
    make_sent_notitie(notitie, wereld.marijke)
    page = client.post(path, {**data, "in_het_kort": "Te laat."})
    assert page.status_code == 422
    assert "Te laat." in page.content.decode()
    assert "intussen verzonden en verandert niet meer" in page.content.decode()


def test_another_organisation_and_the_municipality_find_nothing(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    wereld.bring("marijke")
    make_complete_concept(notitie, wereld.samira)
    for lid in (wereld.ruben, wereld.anneke):
        other = wereld.client(lid)
        for step in ("", "wijzig/", "voorbeeld/", "pdf/", "pdf/staat/"):
            assert other.get(f"/notities/{notitie.pk}/{step}").status_code == 404
        for step in ("wijzig", "vaststellen", "heropenen", "verzenden", "pdf/opnieuw"):
            assert other.post(f"/notities/{notitie.pk}/{step}/").status_code == 404
        assert other.get(f"/ontvangen/{notitie.pk}/").status_code == 404
    assert wereld.client(wereld.anneke).get("/ontvangen/").context["page"].items == []


@pytest.mark.parametrize("query", ["?na=onzin", "?na=%F0%9F", "?staat=onzin", "?staat=%FF"])
def test_a_broken_query_string_is_no_error(query: str, client: Client) -> None:
    assert client.get(f"/notities/{query}").status_code == 200


def test_pages_ask_as_much_for_thirty_as_for_one(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    def grow(number: int) -> None:
        signalen = [
            make_interpreted_signaal(
                wereld.samira, wereld.klaverveld, [make_contact(wereld.samira, wereld.klaverveld)]
            )
        ]
        signalen += list(notitie.signalen.all())
        make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
        make_complete_concept(
            notitie, wereld.samira, signalen=signalen, vragen=[vraag()] * min(number, 3)
        )
        notitie.refresh_from_db()
        make_concept(wereld.samira, wereld.gemeente, signalen[0])

    paths = ["/notities/", "/notities/nieuw/"]
    paths += [f"/notities/{notitie.pk}/{step}" for step in ("", "wijzig/", "voorbeeld/")]
    grow(1)
    before = {path: queries(client, path) for path in paths}
    for number in range(2, 31):
        grow(number)
    assert {path: queries(client, path) for path in paths} == before


def test_markup_in_a_note_stays_text(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    bad = "<script>alert(1)</script>"
    make_complete_concept(notitie, wereld.samira, in_het_kort=bad, titel=bad, vragen=[vraag(bad)])
    for path in (
        "/notities/",
        *(f"/notities/{notitie.pk}/{s}" for s in ("", "wijzig/", "voorbeeld/")),
    ):
        assert bad not in client.get(path).content.decode()
