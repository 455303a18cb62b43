"""Going back and saving again: equal content of the same sender within minutes is one sending."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatieven.models import Bericht, Bewonersbericht, Initiatief
from initiatieven.queries.volglink import token_of
from opbouw.lib.models import SpentToken
from opbouw.lib.writing.once import SAME_WITHIN, AlreadyThere, PageKey
from signalen.models import Duiding, Signaal, Verhaal
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import at_once, hidden, make_signaal, watched
from tests.wereld import Wereld
from wijken.actions.contact import note_contact
from wijken.actions.weghalen import empty_row
from wijken.models import Contactmoment, Lidmaatschap

SAID = "Precies hetzelfde kwam hier een paar minuten geleden al binnen."


def note(by: Lidmaatschap, wereld: Wereld, tekst: str = "") -> Contactmoment:
    """Send a page that was opened anew."""
    content = {"gebied": wereld.klaverveld, "vindplaats": "plein", "tekst": tekst}
    key = PageKey(int=uuid.uuid4().int)
    return note_contact(by=by, sleutel=key, content=content)[0]


def send(client: Client, path: str, typed: dict[str, Any], **more: str) -> Any:
    """Open a page with a form anew, and send it."""
    return client.post(path, {**hidden(client, path), **typed, **more})


CASES: dict[str, tuple[str, dict[str, Any], Any]] = {
    "contact": (
        "/contacten/nieuw/",
        {"gebied": "gebied", "vindplaats": "plein", "aantal": "1", "tekst": ""},
        Contactmoment,
    ),
    "signaal": (
        "/signalen/nieuw/",
        {
            "gebied": "gebied",
            "titel": "Dichte gordijnen",
            "tekst": "Kou",
            "thema": "wonen",
            "kring": "ouders",
        },
        Signaal,
    ),
    "duiding": (
        "/signalen/{signaal}/duiding/",
        {"met_wie": "zes bewoners", "tekst": "Kou"},
        Duiding,
    ),
    "verhaal": (
        "/verhalen/nieuw/",
        {
            "gebied": "gebied",
            "tekst": "Wij koken om de beurt.",
            "kring": "buren",
            "toestemming_op": "2026-01-05",
            "toestemming_hoe": "mondeling",
            "toestemming_waarvoor": "brief",
            "toestemming": "on",
        },
        Verhaal,
    ),
    "initiatief": (
        "/initiatieven/nieuw/",
        {"gebied": "gebied", "titel": "Samen eten", "plan": "Op dinsdag."},
        Initiatief,
    ),
    "bericht": ("/initiatieven/{initiatief}/", {"tekst": "Leuk!", "naar": "blijft"}, Bericht),
}


@pytest.mark.parametrize("kind", CASES)
def test_back_and_save_again_is_one_until_somebody_says_otherwise(
    wereld: Wereld, kind: str
) -> None:
    path, typed, model = CASES[kind]
    own = wereld.samira
    path = path.format(
        signaal=make_signaal(own, wereld.klaverveld).pk if "{signaal}" in path else "",
        initiatief=make_initiatief(own.organisatie, wereld.klaverveld, staat="in_gesprek").pk
        if "{initiatief}" in path
        else "",
    )
    typed = {name: wereld.klaverveld.pk if v == "gebied" else v for name, v in typed.items()}
    client = wereld.client(own)
    before = model.objects.count()
    first = send(client, path, typed)
    assert first.status_code == 302, first.context["form"].errors
    page = send(client, path, typed)
    assert page.status_code == 422
    assert SAID in page.text
    # What a script may say of a text is there in a template.
    shown = re.sub(r"<template.*?</template>", "", page.text, flags=re.DOTALL)
    assert "Nog niet bewaard" not in shown
    assert page.context["form"].eerste_url
    assert f'href="{page.context["form"].eerste_url}"' in page.text
    assert model.objects.count() == before + 1
    assert 'name="andere" value="1"' in page.text
    # Enter in a field presses the first button of its form, which only saves.
    form = page.text.partition('name="sleutel"')[2]
    assert form.partition("<button")[2].partition(">")[0].split("class")[0] == ' type="submit" '
    assert send(client, path, typed, andere="1").status_code == 302
    assert model.objects.count() == before + 2


def test_the_link_leads_to_the_first(wereld: Wereld) -> None:
    first = note(wereld.samira, wereld)
    with pytest.raises(AlreadyThere) as there:
        note(wereld.samira, wereld)
    assert there.value.row == first


def test_others_and_later_are_their_own(wereld: Wereld) -> None:
    for by in (wereld.samira, wereld.joost, wereld.ruben):
        note(by, wereld, "a")
    SpentToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    note(wereld.samira, wereld, "a")
    assert Contactmoment.objects.count() == 4
    assert SpentToken.objects.latest("expires_at").expires_at <= timezone.now() + SAME_WITHIN


def test_words_that_were_taken_out_are_not_shown_again(wereld: Wereld) -> None:
    first = note(wereld.samira, wereld, "Iemand vroeg om hulp bij de huur.")
    empty_row(first, by=wereld.samira)
    again = note(wereld.samira, wereld, "Iemand vroeg om hulp bij de huur.")
    assert again != first


def test_no_text_can_be_guessed_from_what_is_remembered(wereld: Wereld) -> None:
    note(wereld.samira, wereld, "a")
    afdruk = Contactmoment.objects.get().afdruk
    assert afdruk not in SpentToken.objects.get().key_hash.hex()


@pytest.mark.django_db(transaction=True)
def test_a_race_of_twenty_pages_with_the_same_is_one(wereld: Wereld) -> None:
    failed: list[str] = []
    press = watched(lambda: note(wereld.samira, wereld, "a"), failed)
    found = at_once(*[press] * 20)
    kinds = sorted(type(one).__name__ for one in found)
    assert kinds == [*["AlreadyThere"] * 19, "Contactmoment"]
    assert failed == []
    assert Contactmoment.objects.count() == 1


PLAN = {"titel": "Samen eten", "plan": "Op dinsdag in de Kade."}


def bring(client: Client, wereld: Wereld, **more: str) -> Any:
    path = "/meedoen/de-brink/"
    sent = {**hidden(client, path), **PLAN, "gebied": wereld.klaverveld.pk, **more}
    return client.post(path, sent)


def test_a_resident_sends_the_same_plan_once(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("initiatieven.views.meedoen.verify_form_time", lambda _signed: True)
    assert wereld.de_brink.slug == "de-brink"
    one, other = Client(), Client()
    assert bring(one, wereld).status_code == 302
    page = bring(one, wereld)
    assert (page.status_code, SAID in page.text) == (422, True)
    own = re.findall(r'href="(/volg/[^"]+/dank/)"', page.text)
    assert len(own) == 1
    # Another browser, with the same words: its own plan, and nothing of the first.
    elsewhere = bring(other, wereld)
    assert elsewhere.status_code == 302
    assert Initiatief.objects.count() == 2
    assert len(set(Initiatief.objects.values_list("token_hash", flat=True))) == 2
    # And the first is never led to what the other sent after it.
    assert re.findall(r'href="(/volg/[^"]+/dank/)"', bring(one, wereld).text) == own
    assert bring(one, wereld, andere="1").status_code == 302
    assert Initiatief.objects.count() == 3


def test_a_resident_writes_back_once(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="in_gesprek")
    path = f"/volg/{token_of(initiatief)}/"
    client = wereld.anonymous
    assert send(client, path, {"tekst": "Ja, graag!"}).status_code == 302
    assert SAID in send(client, path, {"tekst": "Ja, graag!"}).text
    assert Bewonersbericht.objects.count() == 1
