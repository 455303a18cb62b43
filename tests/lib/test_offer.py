"""Choosing from more than a page can show: the newest fifty, what is chosen, and a search."""

import re
import uuid
from importlib import import_module

import pytest
from django.test import Client

from opbouw.lib.forms.offer import OFFERED
from signalen.models import Agendanotitie, Signaal, SignaalContact, Verhaal
from tests.keten import make_concept, make_contact, make_interpreted_signaal, make_usable_verhaal
from tests.wereld import Wereld

MANY = OFFERED + 10


def offered(page: str, name: str) -> set[str]:
    """Return the keys that a field offers: boxes, or the options of a select."""
    boxes = set(re.findall(rf'name="{name}"[^>]* value="(\d+)"', page))
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    return boxes | set(re.findall(r'value="(\d+)"', select[0] if select else ""))


@pytest.fixture
def client(wereld: Wereld) -> Client:
    return wereld.client(wereld.samira)


@pytest.fixture
def signalen(wereld: Wereld) -> list[Signaal]:
    """More signals than are shown, the oldest first; the first is about something else."""
    made = [make_interpreted_signaal(wereld.samira, wereld.klaverveld) for _ in range(MANY)]
    Signaal.objects.filter(pk=made[0].pk).update(titel="De bus rijdt niet meer")
    return made


def test_a_story_offers_the_newest_and_finds_the_rest(
    client: Client, signalen: list[Signaal]
) -> None:
    page = client.get("/verhalen/nieuw/").content.decode()
    newest = {str(one.pk) for one in signalen[-OFFERED:]}
    assert offered(page, "signaal") == newest

    data = {"tekst": "Ik loop nu.", "zoek_signaal": "bus RIJDT", "zoek_in": "1"}
    answer = client.post("/verhalen/nieuw/", {**data, "signaal": str(signalen[-1].pk)})
    page = answer.content.decode()
    # Nothing is judged and nothing kept, and what was typed and chosen stands there still.
    assert (answer.status_code, Verhaal.objects.count()) == (200, 0)
    assert "data-fouten" not in page
    assert offered(page, "signaal") == {str(signalen[0].pk), str(signalen[-1].pk)}
    assert f'<option dir="auto" value="{signalen[-1].pk}" selected>' in page
    assert "Ik loop nu.</textarea>" in page
    assert "1 gevonden met “bus RIJDT”." in page


def test_a_choice_outside_the_fifty_is_kept(
    client: Client, signalen: list[Signaal], wereld: Wereld
) -> None:
    data = {
        "tekst": "Ik loop nu overal heen.",
        "kring": "oudere bewoners",
        "gebied": wereld.klaverveld.pk,
        "toestemming_op": "2026-01-05",
        "toestemming_hoe": "mondeling",
        "toestemming_waarvoor": "brief",
        "signaal": signalen[0].pk,
        "sleutel": uuid.uuid4(),
        # Enter, where the browser has no other button in mind, is not a search.
        "zoek_signaal": "iets anders",
    }
    assert client.post("/verhalen/nieuw/", data).status_code == 302
    assert Verhaal.objects.get().signaal == signalen[0]


def test_nothing_of_another_organisation(
    client: Client, signalen: list[Signaal], wereld: Wereld
) -> None:
    theirs = make_interpreted_signaal(wereld.ruben, wereld.klaverveld)
    Signaal.objects.filter(pk=theirs.pk).update(titel="De bus van Overkant")
    data = {"zoek_signaal": "bus", "zoek_in": "1", "signaal": str(theirs.pk)}
    page = client.post("/verhalen/nieuw/", data).content.decode()
    assert offered(page, "signaal") == {str(signalen[0].pk)}
    begin = {"titel": "Bus", "aan": wereld.gemeente.pk, "signalen": theirs.pk}
    page = client.post("/notities/nieuw/", begin).content.decode()
    assert str(theirs.pk) not in offered(page, "signalen")
    assert Agendanotitie.objects.count() == 0


@pytest.mark.parametrize("made_up", ["", "0", "-1", "9" * 30, "٣", "x'; --", str(2**63)])
def test_a_made_up_choice_is_refused_and_breaks_nothing(
    client: Client, signalen: list[Signaal], wereld: Wereld, made_up: str
) -> None:
    data = {"titel": "Bus", "aan": wereld.gemeente.pk, "signalen": made_up}
    for search in ({}, {"zoek_in": "1", "zoek_signalen": "%_\\" * 90}):
        answer = client.post("/notities/nieuw/", {**data, **search})
        assert answer.status_code == (200 if search else 422)
    assert Agendanotitie.objects.count() == 0


def test_a_note_keeps_what_it_has_and_its_rows_while_searching(
    client: Client, signalen: list[Signaal], wereld: Wereld
) -> None:
    notitie = make_concept(wereld.samira, wereld.gemeente, signalen[0])
    for _ in range(MANY):
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    path = f"/notities/{notitie.pk}/wijzig/"
    page = client.get(path).content.decode()
    assert offered(page, "signalen") == {str(s.pk) for s in (signalen[0], *signalen[-OFFERED:])}
    assert len(offered(page, "verhalen")) == OFFERED

    rows = {
        f"{prefix}-{name}": number
        for prefix in ("vraag", "richting")
        for name, number in (("TOTAL_FORMS", 3), ("INITIAL_FORMS", 0))
    }
    data = {"titel": "Anders", "stand": notitie.stand, "vraag-0-wat": "Kom eens langs", **rows}
    data |= {"signalen": str(signalen[1].pk), "zoek_verhalen": "niets hiervan", "zoek_in": "1"}
    answer = client.post(path, data)
    page = answer.content.decode()
    assert (answer.status_code, "data-fouten" in page, "veld--fout" in page) == (200, False, False)
    assert offered(page, "verhalen") == set()
    assert str(signalen[1].pk) in offered(page, "signalen")
    assert "Kom eens langs</textarea>" in page
    notitie.refresh_from_db()
    assert notitie.titel != "Anders"


def test_gathering_finds_what_the_list_has_no_room_for(client: Client, wereld: Wereld) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    first, *_rest = [
        make_contact(wereld.samira, wereld.klaverveld, tekst="Het is koud.") for _ in range(MANY)
    ]
    first.tekst = "De bus rijdt niet meer."
    first.save()
    path = f"/signalen/{signaal.pk}/verzamel/"
    page = client.get(path).content.decode()
    assert str(first.pk) not in offered(page, "contacten") | offered(page, "verder")
    page = client.post(path, {"zoek_verder": "bus", "zoek_in": "1"}).content.decode()
    assert offered(page, "verder") == {str(first.pk)}
    assert client.post(path, {"verder": first.pk}).status_code == 302
    assert SignaalContact.objects.get(signaal=signaal).contact == first


def test_few_choices_need_no_search(client: Client, wereld: Wereld) -> None:
    make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    assert "zoek_signaal" not in client.get("/verhalen/nieuw/").content.decode()


@pytest.mark.parametrize("text", ["\x00", "bus\x00rijdt"])
def test_any_text_can_be_looked_for(client: Client, signalen: list[Signaal], text: str) -> None:
    data = {"tekst": "Ik loop nu.", "zoek_signaal": text, "zoek_in": "1"}
    answer = client.post("/verhalen/nieuw/", data)
    assert answer.status_code == 200
    if text == "bus\x00rijdt":
        assert offered(answer.text, "signaal") == {str(signalen[0].pk)}


@pytest.mark.parametrize(
    "typed", ["s-hertogenbosch", "‘s Hertogenbosch", "SHERTOGENBOSCH", "cafe", "Café’s 's-h"]
)
def test_a_search_finds_any_spelling(client: Client, signalen: list[Signaal], typed: str) -> None:
    Signaal.objects.filter(pk=signalen[0].pk).update(titel="De café’s van ’s‑Hertogenbosch")
    data = {"zoek_signaal": typed, "zoek_in": "1"}
    page = client.post("/verhalen/nieuw/", data).content.decode()
    assert offered(page, "signaal") == {str(signalen[0].pk)}


def test_a_search_looks_no_further_than_it_says(
    client: Client, signalen: list[Signaal], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"zoek_signaal": "bus", "zoek_in": "1"}
    assert "We zochten" not in client.post("/verhalen/nieuw/", data).content.decode()
    # By its name the room gives the function that is called like the module.
    monkeypatch.setattr(import_module("opbouw.lib.forms.offer"), "SEARCHED", MANY - 1)
    page = client.post("/verhalen/nieuw/", data).content.decode()
    assert "Niets gevonden met “bus”. We zochten in de nieuwste 59." in page
    assert offered(page, "signaal") == set()
