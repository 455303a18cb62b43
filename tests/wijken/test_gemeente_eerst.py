"""An organisation in more than one gemeente chooses the gemeente first; another sees no step."""

import re

import pytest
from django.test import Client

from tests.wereld import Wereld
from wijken.models import Contactmoment, Gebied

FORMS = ("/contacten/nieuw/", "/signalen/nieuw/", "/verhalen/nieuw/", "/initiatieven/nieuw/")
FIRST = "Kies eerst de gemeente"


@pytest.fixture
def ruim(wereld: Wereld) -> Wereld:
    """De Brink works in two gemeenten, and so does Marijke."""
    wereld.de_brink.werkgebied.add(wereld.ver_weg)
    wereld.bring("marijke", "samira")
    return wereld


def kern() -> Gebied:
    return Gebied.objects.get(code="BU99980000")


def buurten(html: str) -> list[str]:
    """Return the buurten that the list offers."""
    found = re.search(r'<select name="gebied" .*?</select>', html, re.DOTALL)
    assert found is not None
    pks = [int(pk) for pk in re.findall(r'value="(\d+)"', found[0])]
    return list(Gebied.objects.filter(pk__in=pks).order_by("code").values_list("naam", flat=True))


@pytest.mark.parametrize("path", FORMS)
def test_with_one_gemeente_there_is_no_extra_step(wereld: Wereld, path: str) -> None:
    html = wereld.client(wereld.samira).get(path).text
    assert FIRST not in html
    assert {"Klaverveld", "Molenhoek"} <= set(buurten(html))


@pytest.mark.parametrize("path", [*FORMS, "/meedoen/de-brink/"])
def test_with_two_the_list_begins_with_the_gemeente(ruim: Wereld, path: str) -> None:
    client = ruim.client(ruim.marijke)
    html = client.get(path).text
    assert FIRST in html
    assert buurten(html) == []
    # Without script: the form is sent, comes back with the buurten, and nothing is lost or saved.
    sent = {"gebied_gemeente": "GM9998", "tekst": "Er is veel wind.", "titel": "Wind"}
    answer = client.post(path, sent)
    assert answer.status_code == 422
    assert buurten(answer.text) == ["Verweg Kern"]
    assert "Er is veel wind." in answer.text or "Wind" in answer.text
    wrong = client.post(path, sent | {"gebied_gemeente": "x'\"<", "gebied": "99999999999999999999"})
    assert wrong.status_code == 422


def test_whoever_works_in_one_of_them_sees_no_step(ruim: Wereld) -> None:
    html = ruim.client(ruim.samira).get("/contacten/nieuw/").text
    own, elsewhere = html.split("data-elders")
    assert FIRST not in own
    # For all others it is one.
    assert FIRST in elsewhere


def test_a_buurt_of_another_gemeente_is_not_saved(ruim: Wereld) -> None:
    client = ruim.client(ruim.marijke)
    sent = {"gebied": kern().pk, "vindplaats": "plein", "wanneer": "nu"}
    answer = client.post("/contacten/nieuw/", sent | {"gebied_gemeente": "GM9999"})
    assert answer.status_code == 422
    assert "Klaverveld" in buurten(answer.text)
    assert not Contactmoment.objects.exists()
    assert client.post("/contacten/nieuw/", sent | {"gebied_gemeente": "GM9998"}).status_code == 302
    assert Contactmoment.objects.get().gebied == kern()
    # The next one opens there.
    assert buurten(client.get("/contacten/nieuw/").text) == ["Verweg Kern"]


def test_choosing_draws_the_part_and_never_saves(ruim: Wereld) -> None:
    client = ruim.client(ruim.marijke)
    sent = {"gebied": kern().pk, "vindplaats": "plein", "wanneer": "nu"}
    answer = client.post(
        "/contacten/nieuw/",
        sent | {"gebied_gemeente": "GM9998", "gebied_toon": "1"},
        headers={"HX-Request": "true", "HX-Target": "keuze-gebied"},
    )
    assert answer.status_code == 200
    assert 'id="keuze-gebied"' in answer.text
    assert buurten(answer.text) == ["Verweg Kern"]
    assert not Contactmoment.objects.exists()


def test_a_resident_who_looked_for_a_buurt_finds_it_chosen(ruim: Wereld) -> None:
    html = Client().get("/meedoen/de-brink/?buurt=BU99980000").text
    assert buurten(html) == ["Verweg Kern"]
    assert f'value="{kern().pk}" selected' in html


def test_the_page_of_areas_asks_the_gemeente_first(ruim: Wereld) -> None:
    client = ruim.client(ruim.marijke)
    html = client.get("/gebieden/").text
    assert re.findall(r'href="\?gemeente=(\w+)"', html) == ["GM9998", "GM9999"]
    assert "<svg" not in html.partition("<main")[2].partition("<ul")[2].partition("</ul>")[0]
    one = client.get("/gebieden/?gemeente=GM9998").text
    assert "/gebieden/BU99980000/" in one
    assert "/gebieden/BU99990100/" not in one
    assert client.get("/gebieden/?gemeente=GM0000").status_code == 404
    assert "?gemeente=" not in ruim.client(ruim.samira).get("/gebieden/").text


def test_a_form_without_buurten_says_why(wereld: Wereld) -> None:
    wereld.bring("samira")
    wereld.samira.gebieden.clear()
    Gebied.objects.update(actueel=False, vervallen=True)
    for path in FORMS:
        page = wereld.client(wereld.samira).get(path)
        assert page.status_code == 200
        assert "Er is nu geen buurt om uit te kiezen" in page.text, path
    assert "Er is nu geen buurt om uit te kiezen" in Client().get("/meedoen/de-brink/").text
    assert Client().post("/meedoen/de-brink/", {"titel": "Wind"}).status_code == 422
