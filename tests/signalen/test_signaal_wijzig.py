"""A signal corrected: by whom it may be, and not under a sent note."""

from typing import Any

import pytest
from django.test import Client

from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import change_signaal
from signalen.models import Signaal
from tests.conftest import ClientFor
from tests.keten import BSN, begun, interpreted, mark, noticed, sent, trail, written
from wijken.models import Gebied, Lidmaatschap, Organisatie

SENT_MESSAGE = "Dit signaal staat in een notitie die al verzonden is."


@pytest.fixture
def client(client_for: ClientFor, opbouwwerker: Lidmaatschap) -> Client:
    """Samira's browser."""
    return client_for(opbouwwerker)


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
    client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = interpreted(opbouwwerker, buurt)
    before, old, who = mark(), row(signaal), opbouwwerker.gebruiker_id
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


def test_the_same_checks_hold(client: Client, opbouwwerker: Lidmaatschap, buurt: Gebied) -> None:
    signaal = noticed(opbouwwerker, buurt)
    old = row(signaal)
    data = drawn(client, signaal, tekst=f"Van {BSN}", kring="", nagekeken="1")
    response = client.post(path(signaal), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"tekst", "kring"}
    assert row(signaal) == old


def test_what_a_colleague_changed_meanwhile_is_not_lost(
    client: Client,
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    buurt: Gebied,
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    mine = drawn(client, signaal, titel="Van mij")
    marijke = client_for(coordinator)
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


def test_a_signal_in_a_sent_note_stays_as_it_is(
    client: Client,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    signaal = interpreted(opbouwwerker, buurt)
    data = drawn(client, signaal, titel="Toch anders")
    sent(written(begun(opbouwwerker, gemeente, signaal), opbouwwerker), coordinator)
    before, old = mark(), row(signaal)
    response = client.post(path(signaal), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert SENT_MESSAGE in page
    assert "Toch anders" in page
    assert client.get(path(signaal)).headers["Location"] == f"/signalen/{signaal.pk}/"
    assert row(signaal) == old
    assert trail(before) == []


def test_who_did_not_write_it_may_not_change_it(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, collega: Lidmaatschap, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    assert client_for(collega).post(path(signaal), {}).status_code == 404
    with pytest.raises(Refused):
        change_signaal(signaal=signaal, by=collega, stand="", content={"titel": "x"})
    for lid, may in ((collega, False), (opbouwwerker, True)):
        page = client_for(lid).get(f"/signalen/{signaal.pk}/").content.decode()
        assert (f'href="{path(signaal)}"' in page) == may
