"""Mijn gegevens: a member sees and takes along what is kept of them, and of nobody else."""

import json

import pytest
from allauth.mfa.models import Authenticator

from tests import keten
from tests.wereld import Wereld
from wijken.queries.mijn_gegevens import account_of


@pytest.mark.parametrize("wie", ["samira", "beatrix", "leo"])
def test_everybody_sees_their_own_account(wereld: Wereld, wie: str) -> None:
    wereld.bring("joost", "ruben")
    lid = wereld.lid(wie)
    page = wereld.client(lid).get("/mijn-gegevens/").text
    member = f"{lid.organisatie.naam}, {lid.get_rol_display()}"
    own = (lid.gebruiker.naam, lid.gebruiker.email, member)
    assert [word in page for word in own] == [True] * 3
    assert [word in page for word in ("Joost", "Ruben", "Overkant")] == [False] * 3
    # Nor does it send anybody to a role that their organisation does not have.
    assert "coördinator" not in page


def test_the_file_holds_the_account_and_what_they_did(wereld: Wereld) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie bij de buren.")
    keten.make_contact(wereld.joost, wereld.klaverveld)
    answer = wereld.client(wereld.samira).get("/mijn-gegevens/download/")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    data = json.loads(answer.content)
    assert data["account"]["e-mailadres"] == "samira@voorbeeld.nl"
    assert data["account"]["lidmaatschappen"] == [
        {
            "organisatie": "Welzijn De Brink",
            "rol": "opbouwwerker",
            "gebieden": ["De Weide"],
            "actief": True,
            "gestopt_op": None,
        }
    ]
    assert [row["handeling"] for row in data["logboek"]] == ["contact_genoteerd"]
    # No secret, and no word that was written about others.
    assert [word in answer.text for word in ("Koffie", "argon2", "md5")] == [False] * 3


def test_a_second_step_is_named_and_its_secret_is_not(wereld: Wereld) -> None:
    Authenticator.objects.create(
        user=wereld.samira.gebruiker, type="totp", data={"secret": "heel-geheim"}
    )
    account = account_of(wereld.samira.gebruiker)
    assert len(account["tweede_stappen"]) == 1
    assert "geheim" not in str(account)


def test_the_way_there_stands_with_the_account(wereld: Wereld) -> None:
    assert "/mijn-gegevens/" in wereld.client(wereld.samira).get("/meer/").text
