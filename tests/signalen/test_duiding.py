"""Giving meaning to a signal: once per sending, always on the right signal."""

import uuid
from typing import Any

import pytest
from django.test import Client

from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import interpret, keep_off_agenda
from signalen.models import Duiding, Signaal
from tests.keten import BSN, HOSTILE, at_once, make_interpreted_signaal, make_signaal, mark, trail
from tests.wereld import Wereld

KEY = uuid.UUID("00000000-0000-4000-8000-000000000002")
CONTENT = {"met_wie": "zes bewoners", "tekst": "Kou.", "tegengeluid": "", "spanning": ""}


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def rows() -> list[tuple[Any, ...]]:
    return list(Duiding.objects.order_by("pk").values_list("signaal", "tekst", "dubbel_van__tekst"))


def test_a_duiding_is_written_and_moves_the_signal_on(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
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
        "organisatie_id": wereld.samira.organisatie_id,
        "signaal_id": signaal.pk,
        "door_id": wereld.samira.pk,
        "weggehaald_op": None,
    }
    assert trail(before) == [
        ("signaal_geduid", "signalen.signaal", wereld.samira.gebruiker_id, "opgemerkt", "geduid")
    ]


def test_a_second_duiding_leaves_the_state(wereld: Wereld) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    before = mark()
    interpret(signaal=signaal, by=wereld.samira, sleutel=KEY, content=CONTENT)
    assert trail(before) == [
        ("signaal_opnieuw_geduid", "signalen.signaal", wereld.samira.gebruiker_id, "", "")
    ]


def test_other_words_under_one_key_are_kept_and_flagged(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    for tekst in ("Kou.", "Schaamte.", "Schaamte."):
        interpret(
            signaal=signaal, by=wereld.samira, sleutel=KEY, content={**CONTENT, "tekst": tekst}
        )
    assert rows() == [(signaal.pk, "Kou.", None), (signaal.pk, "Schaamte.", "Kou.")]
    assert client.get(f"/signalen/{signaal.pk}/").text.count("mogelijk dubbel") == 1


def test_a_key_of_another_signal_does_not_swallow_this_duiding(wereld: Wereld) -> None:
    one, other = (
        make_signaal(wereld.samira, wereld.klaverveld),
        make_signaal(wereld.samira, wereld.klaverveld),
    )
    made = [
        interpret(signaal=signaal, by=wereld.samira, sleutel=KEY, content=CONTENT)
        for signaal in (one, other, other)
    ]
    assert [duiding.signaal_id for duiding in made] == [one.pk, other.pk, other.pk]
    assert rows() == [(one.pk, "Kou.", None), (other.pk, "Kou.", None)]
    assert set(Signaal.objects.values_list("staat", flat=True)) == {"geduid"}


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_one(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    found = at_once(
        *[lambda: interpret(signaal=signaal, by=wereld.samira, sleutel=KEY, content=CONTENT).pk] * 4
    )
    assert len(set(found)) == 1
    assert rows() == [(signaal.pk, "Kou.", None)]


def test_interpreting_after_all_takes_back_the_decision_against_it(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    keep_off_agenda(signaal=signaal, by=wereld.samira, want="Te klein.")
    interpret(signaal=signaal, by=wereld.samira, sleutel=KEY, content=CONTENT)
    signaal.refresh_from_db()
    assert signaal.staat == "geduid"
    assert signaal.niet_op_de_agenda_want == ""


@pytest.mark.parametrize("staat", ["op_de_agenda", "beantwoord", "teruggekoppeld"])
def test_a_signal_that_has_moved_on_is_refused_and_what_was_typed_stays(
    wereld: Wereld, staat: str, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=signaal.pk).update(staat=staat)
    before = mark()
    with pytest.raises(Refused):
        interpret(signaal=signaal, by=wereld.samira, sleutel=uuid.uuid4(), content=CONTENT)
    data = {**CONTENT, "tekst": "Mijn lange duiding"}
    response = client.post(f"/signalen/{signaal.pk}/duiding/", data)
    page = response.content.decode()
    sentence = f"Dit kan nu niet: van “{staat.replace('_', ' ')}” ga je niet naar “geduid”."
    assert response.status_code == 422
    assert sentence in page
    assert "Mijn lange duiding" in page
    assert rows() == []
    assert trail(before) == []


def test_hostile_words_a_bsn_and_a_name_in_every_field(wereld: Wereld, client: Client) -> None:
    path = f"/signalen/{make_signaal(wereld.samira, wereld.klaverveld).pk}/duiding/"
    names = {"met_wie", "tekst", "tegengeluid", "niet_gehoord", "spanning"}
    for text in (*HOSTILE, f"nummer {BSN}"):
        response = client.post(path, {**dict.fromkeys(names, text), "nagekeken": "1"})
        assert response.status_code == 422
        assert set(response.context["form"].errors) == names
    data = dict.fromkeys(names, "mevrouw Jansen")
    assert set(client.post(path, data).context["form"].errors) == names | {"nagekeken"}
    assert client.post(path, {**data, "nagekeken": "1"}).status_code == 302
