"""Telling back closes the signal, and the note once all its circles know."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import keep_off_agenda
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Agendanotitie, Antwoord, Signaal, SignaalTerugkoppeling
from tests.keten import (
    BSN,
    HOSTILE,
    at_once,
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    mark,
    queries,
    short,
    telling,
    trail,
    vraag,
    words,
)
from tests.wereld import Wereld

KEY = uuid.UUID("00000000-0000-4000-8000-000000000003")


# Worked out in the test: collecting may be done on the other side of midnight.
TOMORROW = "morgen, in cijfers"


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """An answered note on two signals."""
    signalen = [
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, titel=titel)
        for titel in ("Een", "Twee")
    ]
    concept = make_complete_concept(
        make_concept(wereld.samira, wereld.gemeente, *signalen), wereld.samira
    )
    make_antwoorden(make_sent_notitie(concept, wereld.marijke), wereld.anneke)
    return concept


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def posted(**changes: Any) -> dict[str, Any]:
    return {"sleutel": str(uuid.uuid4()), **telling(op=str(timezone.localdate())), **changes}


def rows() -> list[tuple[Any, ...]]:
    found = SignaalTerugkoppeling.objects.order_by("pk")
    return list(found.values_list("signaal__titel", "tekst", "dubbel_van__tekst"))


def states(notitie: Agendanotitie) -> tuple[str, list[str]]:
    notitie.refresh_from_db()
    return notitie.staat, [s.staat for s in notitie.signalen.order_by("pk")]


def test_the_last_circle_closes_the_note(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    before, who = mark(), wereld.samira.gebruiker_id
    one, two = notitie.signalen.order_by("pk")
    path = f"/signalen/{one.pk}/terugkoppeling/"
    initial = client.get(path).context["form"].initial
    assert initial["kring"] == one.kring
    assert initial["waar"] == one.kring_waar
    data = posted()
    for _ in range(2):
        assert client.post(path, data).headers["Location"] == f"/signalen/{one.pk}/"
    row = SignaalTerugkoppeling.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "afdruk"}} == {
        **telling(),
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "weggehaald_op": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "signaal_id": one.pk,
        "door_id": wereld.samira.pk,
    }
    assert states(notitie) == ("beantwoord", ["teruggekoppeld", "beantwoord"])
    client.post(f"/signalen/{two.pk}/terugkoppeling/", posted())
    assert states(notitie) == ("teruggekoppeld", ["teruggekoppeld", "teruggekoppeld"])
    kind, note = "signalen.signaal", "signalen.agendanotitie"
    assert trail(before) == [
        ("signaal_teruggekoppeld", kind, who, "beantwoord", "teruggekoppeld"),
        ("signaal_teruggekoppeld", kind, who, "beantwoord", "teruggekoppeld"),
        ("notitie_teruggekoppeld", note, who, "beantwoord", "teruggekoppeld"),
    ]


def test_another_circle_may_be_told_as_well(wereld: Wereld, notitie: Agendanotitie) -> None:
    signaal = notitie.signalen.first()
    assert signaal is not None
    tell_back(signaal=signaal, by=wereld.samira, sleutel=KEY, content=telling())
    before = mark()
    tell_back(signaal=signaal, by=wereld.samira, sleutel=uuid.uuid4(), content=telling(kring="x"))
    assert [row[0] for row in trail(before)] == ["nog_een_keer_teruggekoppeld"]
    assert SignaalTerugkoppeling.objects.count() == 2


def test_a_key_of_another_signal_or_other_words_swallow_nothing(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    one, two = notitie.signalen.order_by("pk")
    for signaal, tekst in ((one, "A"), (two, "A"), (two, "A"), (one, "B"), (one, "A")):
        told = tell_back(
            signaal=signaal, by=wereld.samira, sleutel=KEY, content=telling(tekst=tekst)
        )
        assert told.signaal_id == signaal.pk
    assert rows() == [("Een", "A", None), ("Twee", "A", None), ("Een", "B", "A")]
    assert states(notitie)[0] == "teruggekoppeld"


@pytest.mark.django_db(transaction=True)
def test_the_last_two_circles_at_the_same_moment_close_the_note(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    one, two = notitie.signalen.order_by("pk")
    keys = [uuid.uuid4(), uuid.uuid4()]

    def tell(signaal: Signaal, key: uuid.UUID) -> int:
        return tell_back(signaal=signaal, by=wereld.samira, sleutel=key, content=telling()).pk

    found = at_once(
        lambda: tell(one, keys[0]),
        lambda: tell(one, keys[0]),
        lambda: tell(two, keys[1]),
    )
    assert [one for one in found if isinstance(one, Exception)] == []
    assert len(rows()) == 2
    assert states(notitie) == ("teruggekoppeld", ["teruggekoppeld", "teruggekoppeld"])


def test_what_was_kept_off_the_agenda_is_told_too(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    keep_off_agenda(signaal=signaal, by=wereld.samira, want="Al geregeld.")
    tell_back(signaal=signaal, by=wereld.samira, sleutel=KEY, content=telling())
    signaal.refresh_from_db()
    assert signaal.staat == "teruggekoppeld"
    assert signaal.niet_op_de_agenda_want == "Al geregeld."


def test_the_page_says_what_there_is_to_tell(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.first()
    assert signaal is not None
    Antwoord.objects.update(uitkomst="niet", reden="Er is geen geld voor.", drager="Wonen")
    other = make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
        vragen=[vraag("MERK-ANDERE-NOTITIE")],
    )
    strange = make_complete_concept(
        make_concept(
            wereld.ruben, wereld.gemeente, make_interpreted_signaal(wereld.ruben, wereld.klaverveld)
        ),
        wereld.ruben,
        vragen=[vraag("MERK-VREEMD")],
    )
    for one in (other, strange):
        make_antwoorden(make_sent_notitie(one, wereld.marijke), wereld.anneke)
    # Even if another organisation's note named this signal, its answers stay theirs.
    strange.signalen.add(signaal, through_defaults={"organisatie": strange.organisatie})
    page = words(client.get(f"/signalen/{signaal.pk}/terugkoppeling/").text)
    said = "Dit zei de gemeente Kom een avond langs niet overgenomen Er is geen geld voor. "
    assert f"{said}Antwoord van: Wonen. Gemeente Zonderwater, " in page
    assert [marker for marker in ("MERK-ANDERE-NOTITIE", "MERK-VREEMD") if marker in page] == []


def test_the_page_says_why_it_was_kept_off_the_agenda(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    keep_off_agenda(signaal=signaal, by=wereld.samira, want="Al geregeld.")
    page = words(client.get(f"/signalen/{signaal.pk}/terugkoppeling/").text)
    assert "Dit ging niet naar de gemeente, omdat: Al geregeld." in page
    assert "Dit zei de gemeente" not in page


def test_the_page_asks_as_much_for_three_vragen_as_for_one(wereld: Wereld, client: Client) -> None:
    asked = []
    for number in (1, 3):
        signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
        concept = make_concept(wereld.samira, wereld.gemeente, signaal)
        make_complete_concept(concept, wereld.samira, vragen=[vraag()] * number)
        make_antwoorden(make_sent_notitie(concept, wereld.marijke), wereld.anneke)
        asked.append(queries(client, f"/signalen/{signaal.pk}/terugkoppeling/"))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("staat", ["opgemerkt", "geduid", "op_de_agenda"])
def test_nothing_is_told_before_there_is_an_outcome_and_nothing_typed_is_lost(
    wereld: Wereld, staat: str, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.update(staat=staat)
    with pytest.raises(Refused):
        tell_back(signaal=signaal, by=wereld.samira, sleutel=KEY, content=telling())
    path = f"/signalen/{signaal.pk}/terugkoppeling/"
    early = client.get(path, follow=True)
    assert early.redirect_chain == [(f"/signalen/{signaal.pk}/", 302)]
    assert "Er is nog niets terug te vertellen: " in early.content.decode()
    response = client.post(path, posted(tekst="Mijn lange verhaal"))
    assert response.status_code == 422
    assert "Mijn lange verhaal" in response.content.decode()
    assert rows() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[(name, text) for name in ("kring", "waar", "tekst") for text in HOSTILE],
        ("tekst", ""),
        ("hoe", "duif"),
        ("op", "31-31-31"),
        ("op", TOMORROW),
        ("sleutel", "x"),
    ],
    ids=short,
)
def test_what_cannot_be_stored_is_a_message(
    field: str, value: str, client: Client, notitie: Agendanotitie
) -> None:
    signaal = notitie.signalen.first()
    assert signaal is not None
    if value == TOMORROW:
        value = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = client.post(f"/signalen/{signaal.pk}/terugkoppeling/", posted(**{field: value}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert rows() == []


def test_a_bsn_stops_it_and_a_name_asks_once(client: Client, notitie: Agendanotitie) -> None:
    signaal = notitie.signalen.first()
    assert signaal is not None
    path = f"/signalen/{signaal.pk}/terugkoppeling/"
    assert client.post(path, posted(tekst=f"Zie {BSN}", nagekeken="1")).status_code == 422
    data = posted(kring="mevrouw Jansen")
    assert set(client.post(path, data).context["form"].errors) == {"kring", "nagekeken"}
    assert client.post(path, {**data, "nagekeken": "1"}).status_code == 302
