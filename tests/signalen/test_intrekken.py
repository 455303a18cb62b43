"""The pages on which a story is proofread, and withdrawn."""

import pytest

from signalen.actions.verhaal import withdraw
from tests.keten import make_complete_concept as write
from tests.keten import (
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_usable_verhaal,
    make_verhaal,
    make_versie,
    mark,
    trail,
    words,
)
from tests.wereld import Wereld


def test_taking_back_is_asked_once_more_and_says_where_the_words_stand(wereld: Wereld) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    for titel, step in (("Een", None), ("Twee", make_versie), ("Drie", make_sent_notitie)):
        concept = make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        )
        write(concept, wereld.samira, titel=titel, verhalen=[verhaal])
        if step is not None:
            step(concept, wereld.marijke)
    client, path = wereld.client(wereld.samira), f"/verhalen/{verhaal.pk}/"
    assert f'href="{path}ingetrokken/"' in client.get(path).text
    before = mark()
    page = words(client.get(f"{path}ingetrokken/").text)
    for sentence in (
        "“Ik zie niemand meer.”",
        "Hiermee wissen we de woorden. Dat kun je niet terugdraaien.",
        "Een: het verhaal gaat eruit.",
        "Twee: die kan zo niet worden verzonden en moet opnieuw worden vastgesteld.",
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
    wereld: Wereld, waarvoor: str, button: str
) -> None:
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld, toestemming_waarvoor=waarvoor)
    path = f"/verhalen/{verhaal.pk}/"
    assert f"<span>{button}</span>" in wereld.client(wereld.joost).get(path).text
    waits = wereld.client(wereld.samira).get(path).text
    assert ("Daarna mag het in een notitie." in waits) == (waarvoor == "brief")
    withdraw(verhaal=verhaal, by=wereld.samira)
    assert "Het klopt" not in wereld.client(wereld.joost).get(path).text
