"""The main job of Opbouw, in a browser: on a phone, at a desk, and without JavaScript."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Browser

from tests.e2e.chain import DUIDERS, INSIDE, KRING, VERHAAL, VRAGEN, Chain
from tests.e2e.visitor import DESK, PHONE
from tests.personas import ANNEKE, LEO, MARIJKE, SAMIRA
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(
    ("plein", "size", "script"),
    [
        pytest.param("Lindeplein", PHONE, True, id="phone"),
        pytest.param("Beukenplein", DESK, True, id="desk"),
        pytest.param("Kastanjeplein", PHONE, False, id="without-script"),
    ],
)
def test_from_a_chat_on_the_corner_to_the_answer_told_back(
    baarn: Stack, browser: Browser, plein: str, size: tuple[int, int], script: bool
) -> None:
    walk(Chain(baarn, browser, plein, size, script))


def walk(chain: Chain) -> None:
    """Walk the whole chain, and read it back where it is told."""
    samira = chain.visitor(SAMIRA)
    chain.note_contacts(samira)
    chain.make_signaal(samira)
    chain.tell_verhaal(samira)
    resident = chain.bring_in_initiatief()
    chain.answer_initiatief(samira, resident)
    chain.write_notitie(samira)
    marijke = chain.visitor(MARIJKE)
    chain.settle_and_send(marijke)
    pdf = chain.answer_notitie()
    chain.tell_back(samira)

    today = date_format(timezone.localdate(), "j F Y")
    month = date_format(timezone.localdate(), "F Y")
    samira.open(chain.addresses["notitie"])
    assert "teruggekoppeld" in samira.text()
    assert samira.thread() == [
        ("2 contacten", f"{month}, op één plek", True),
        (chain.titel, "teruggekoppeld", True),
        (chain.notitie, f"verzonden {today}", True),
        ("Antwoord van de gemeente", "deels overgenomen, deels overgenomen", True),
        ("Teruggekoppeld", f"{today}, {KRING}", True),
    ]
    samira.open(chain.addresses["signaal"])
    assert samira.thread() == [
        ("2 contacten", f"{month}, op één plek", True),
        (chain.titel, today, True),
        ("Duiding", f"{today}, {DUIDERS}", True),
        (chain.notitie, f"verzonden {today}", True),
        ("Antwoord van de gemeente", "deels overgenomen, deels overgenomen", True),
        ("Teruggekoppeld", f"{today}, {KRING}", True),
    ]
    for wanted in (
        chain.notitie,
        f"Rond het {chain.plein} zitten mensen in de kou. Kom langs.",
        f"{VERHAAL} ({chain.plein})",
        *(wat for _, _, wat in VRAGEN),
        f"We hoorden dit in {month} in minder dan 10 gesprekken.",
        "Oude-Oosterhei",
        "het college van de gemeente Baarn",
    ):
        assert wanted in pdf
    assert [word for word in INSIDE if word in pdf] == []
    assert chain.read_mail(LEO) == chain.read_mail(ANNEKE)
    for visitor in chain.visitors:
        visitor.context.close()
