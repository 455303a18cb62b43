"""The pages on which a story is read again, and taken back."""

import pytest

from signalen.actions.verhaal import withdraw
from tests.conftest import ClientFor
from tests.keten import begun, interpreted, mark, recorded, sent, settled, trail, usable, words
from tests.keten import written as write
from wijken.models import Gebied, Lidmaatschap, Organisatie


def test_taking_back_is_asked_once_more_and_says_where_the_words_stand(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    verhaal = usable(opbouwwerker, collega, buurt)
    for titel, step in (("Een", None), ("Twee", settled), ("Drie", sent)):
        concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
        write(concept, opbouwwerker, titel=titel, verhalen=[verhaal])
        if step is not None:
            step(concept, coordinator)
    client, path = client_for(opbouwwerker), f"/verhalen/{verhaal.pk}/"
    assert f'href="{path}ingetrokken/"' in client.get(path).text
    before = mark()
    page = words(client.get(f"{path}ingetrokken/").text)
    for sentence in (
        "“Ik zie niemand meer.”",
        "Hiermee wissen we de woorden. Dat kan niet terug.",
        "Een: daar gaat het verhaal uit.",
        "Twee: die kan zo niet meer weg. Ze moet opnieuw worden vastgesteld.",
        "Drie: die is verzonden. Daar blijft het verhaal in staan.",
    ):
        assert sentence in page
    verhaal.refresh_from_db()
    assert verhaal.tekst == "Ik zie niemand meer."
    assert trail(before) == []
    assert client.post(f"{path}ingetrokken/").headers["Location"] == path
    verhaal.refresh_from_db()
    assert verhaal.tekst == ""
    # Once it is gone there is nothing left to ask.
    assert client.get(f"{path}ingetrokken/").headers["Location"] == path


@pytest.mark.parametrize(
    ("waarvoor", "button"), [("brief", "Het klopt, het mag mee"), ("team", "Het klopt")]
)
def test_the_second_reader_agrees_with_what_was_consented_to(
    waarvoor: str,
    button: str,
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    buurt: Gebied,
) -> None:
    verhaal = recorded(opbouwwerker, buurt, toestemming_waarvoor=waarvoor)
    path = f"/verhalen/{verhaal.pk}/"
    assert f"<span>{button}</span>" in client_for(collega).get(path).text
    waits = client_for(opbouwwerker).get(path).text
    assert ("Daarna mag het in een notitie." in waits) == (waarvoor == "brief")
    withdraw(verhaal=verhaal, by=opbouwwerker)
    assert "Het klopt" not in client_for(collega).get(path).text
