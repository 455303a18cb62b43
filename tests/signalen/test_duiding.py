"""Giving meaning to a signal: once per sending, always on the right signal."""

import uuid
from typing import Any

import pytest
from django.test import Client

from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import interpret, keep_off_agenda
from signalen.models import Duiding, Signaal
from tests.conftest import ClientFor
from tests.keten import BSN, HOSTILE, at_once, interpreted, mark, noticed, trail
from wijken.models import Gebied, Lidmaatschap

KEY = uuid.UUID("00000000-0000-4000-8000-000000000002")
CONTENT = {"met_wie": "zes bewoners", "tekst": "Kou.", "tegengeluid": "", "spanning": ""}


@pytest.fixture
def client(client_for: ClientFor, opbouwwerker: Lidmaatschap) -> Client:
    """Samira's browser."""
    return client_for(opbouwwerker)


def rows() -> list[tuple[Any, ...]]:
    return list(Duiding.objects.order_by("pk").values_list("signaal", "tekst", "dubbel_van__tekst"))


def test_a_duiding_is_written_and_moves_the_signal_on(
    client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    before = mark()
    data = {**CONTENT, "sleutel": str(KEY), "niet_gehoord": "jeugd"}
    for _ in range(2):
        response = client.post(f"/signalen/{signaal.pk}/duiding/", data)
        assert response.headers["Location"] == f"/signalen/{signaal.pk}/"
    row = Duiding.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "op", "afdruk"}} == {
        **CONTENT,
        "niet_gehoord": "jeugd",
        "sleutel": KEY,
        "dubbel_van_id": None,
        "organisatie_id": opbouwwerker.organisatie_id,
        "signaal_id": signaal.pk,
        "door_id": opbouwwerker.pk,
    }
    assert trail(before) == [
        ("signaal_geduid", "signalen.signaal", opbouwwerker.gebruiker_id, "opgemerkt", "geduid")
    ]


def test_a_second_duiding_leaves_the_state(opbouwwerker: Lidmaatschap, buurt: Gebied) -> None:
    signaal = interpreted(opbouwwerker, buurt)
    before = mark()
    interpret(signaal=signaal, by=opbouwwerker, sleutel=KEY, content=CONTENT)
    assert trail(before) == [
        ("signaal_opnieuw_geduid", "signalen.signaal", opbouwwerker.gebruiker_id, "", "")
    ]


def test_other_words_under_one_key_are_kept_and_flagged(
    client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    for tekst in ("Kou.", "Schaamte.", "Schaamte."):
        interpret(
            signaal=signaal, by=opbouwwerker, sleutel=KEY, content={**CONTENT, "tekst": tekst}
        )
    assert rows() == [(signaal.pk, "Kou.", None), (signaal.pk, "Schaamte.", "Kou.")]
    assert client.get(f"/signalen/{signaal.pk}/").text.count("mogelijk dubbel") == 1


def test_a_key_of_another_signal_does_not_swallow_this_duiding(
    opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    one, other = noticed(opbouwwerker, buurt), noticed(opbouwwerker, buurt)
    made = [
        interpret(signaal=signaal, by=opbouwwerker, sleutel=KEY, content=CONTENT)
        for signaal in (one, other, other)
    ]
    assert [duiding.signaal_id for duiding in made] == [one.pk, other.pk, other.pk]
    assert rows() == [(one.pk, "Kou.", None), (other.pk, "Kou.", "Kou.")]
    assert set(Signaal.objects.values_list("staat", flat=True)) == {"geduid"}


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_one(opbouwwerker: Lidmaatschap, buurt: Gebied) -> None:
    signaal = noticed(opbouwwerker, buurt)
    found = at_once(
        *[lambda: interpret(signaal=signaal, by=opbouwwerker, sleutel=KEY, content=CONTENT).pk] * 4
    )
    assert len(set(found)) == 1
    assert rows() == [(signaal.pk, "Kou.", None)]


def test_interpreting_after_all_takes_back_the_decision_against_it(
    opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    keep_off_agenda(signaal=signaal, by=opbouwwerker, want="Te klein.")
    interpret(signaal=signaal, by=opbouwwerker, sleutel=KEY, content=CONTENT)
    signaal.refresh_from_db()
    assert signaal.staat == "geduid"
    assert signaal.niet_op_de_agenda_want == ""


@pytest.mark.parametrize("staat", ["op_de_agenda", "beantwoord", "teruggekoppeld"])
def test_a_signal_that_has_moved_on_is_refused_and_what_was_typed_stays(
    staat: str, client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    Signaal.objects.filter(pk=signaal.pk).update(staat=staat)
    before = mark()
    with pytest.raises(Refused):
        interpret(signaal=signaal, by=opbouwwerker, sleutel=uuid.uuid4(), content=CONTENT)
    data = {**CONTENT, "tekst": "Mijn lange duiding"}
    response = client.post(f"/signalen/{signaal.pk}/duiding/", data)
    page = response.content.decode()
    sentence = f"Dit kan nu niet: van “{staat.replace('_', ' ')}” ga je niet naar “geduid”."
    assert response.status_code == 422
    assert sentence in page
    assert "Mijn lange duiding" in page
    assert rows() == []
    assert trail(before) == []


def test_hostile_words_a_bsn_and_a_name_in_every_field(
    client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    path = f"/signalen/{noticed(opbouwwerker, buurt).pk}/duiding/"
    names = {"met_wie", "tekst", "tegengeluid", "niet_gehoord", "spanning"}
    for text in (*HOSTILE, f"nummer {BSN}"):
        response = client.post(path, {**dict.fromkeys(names, text), "nagekeken": "1"})
        assert response.status_code == 422
        assert set(response.context["form"].errors) == names
    data = dict.fromkeys(names, "mevrouw Jansen")
    assert set(client.post(path, data).context["form"].errors) == names | {"nagekeken"}
    assert client.post(path, {**data, "nagekeken": "1"}).status_code == 302
