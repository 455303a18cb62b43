"""A signal corrected: by whom it may be, and not under a sent note."""

from typing import Any

import pytest
from django.test import Client

from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import change_signaal
from signalen.models import Signaal
from tests.keten import (
    BSN,
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    mark,
    trail,
)
from tests.wereld import Wereld

SENT_MESSAGE = "Dit signaal staat in een notitie die al verzonden is."


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def path(signaal: Signaal) -> str:
    return f"/signalen/{signaal.pk}/wijzig/"


def drawn(client: Client, signaal: Signaal, /, **changes: Any) -> dict[str, Any]:
    """The form as it was drawn, with these changes."""
    form = client.get(path(signaal)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def row(signaal: Signaal) -> dict[str, Any]:
    return dict(Signaal.objects.filter(pk=signaal.pk).values().get())


def test_a_correction_changes_what_was_changed_and_says_which_fields(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    before, old, who = mark(), row(signaal), wereld.samira.gebruiker_id
    lines = {"lijnen": ["koppelen", "verbinden", "koppelen"], "lijn_waarom": "samen"}
    data = drawn(client, signaal, titel="Open gordijnen", **lines)
    for _ in range(2):
        assert client.post(path(signaal), data).headers["Location"] == f"/signalen/{signaal.pk}/"
    assert row(signaal) == {
        **old,
        "titel": "Open gordijnen",
        "lijnen": ["verbinden", "koppelen"],
        "lijn_waarom": "samen",
    }
    names = ("titel", "lijnen", "lijn_waarom")
    expected = [("signaal_gewijzigd", "signalen.signaal", who, "", name) for name in names]
    assert sorted(trail(before)) == sorted(expected)


def test_the_same_checks_hold(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    old = row(signaal)
    data = drawn(client, signaal, tekst=f"Van {BSN}", kring="", nagekeken="1")
    response = client.post(path(signaal), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"tekst", "kring"}
    assert row(signaal) == old


def test_what_a_colleague_changed_meanwhile_is_not_lost(wereld: Wereld, client: Client) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    mine = drawn(client, signaal, titel="Van mij")
    marijke = wereld.client(wereld.marijke)
    marijke.post(path(signaal), drawn(marijke, signaal, kring="de buren"))
    response = client.post(path(signaal), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "intussen ook gewijzigd" in page
    assert "Van mij" in page
    assert row(signaal)["kring"] == "de buren"
    stand = response.context["form"]["stand"].value()
    assert client.post(path(signaal), {**mine, "stand": stand}).status_code == 302
    assert row(signaal)["titel"] == "Van mij"


def test_a_signal_in_a_sent_note_stays_as_it_is(wereld: Wereld, client: Client) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    data = drawn(client, signaal, titel="Toch anders")
    make_sent_notitie(
        make_complete_concept(make_concept(wereld.samira, wereld.gemeente, signaal), wereld.samira),
        wereld.marijke,
    )
    before, old = mark(), row(signaal)
    response = client.post(path(signaal), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert SENT_MESSAGE in page
    assert "Toch anders" in page
    assert client.get(path(signaal)).headers["Location"] == f"/signalen/{signaal.pk}/"
    assert row(signaal) == old
    assert trail(before) == []


def test_who_did_not_write_it_may_not_change_it(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    assert wereld.client(wereld.joost).post(path(signaal), {}).status_code == 404
    with pytest.raises(Refused):
        change_signaal(signaal=signaal, by=wereld.joost, stand="", content={"titel": "x"})
    for lid, may in ((wereld.joost, False), (wereld.samira, True)):
        page = wereld.client(lid).get(f"/signalen/{signaal.pk}/").content.decode()
        assert (f'href="{path(signaal)}"' in page) == may
