"""Telling back pays the debt."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.terugkoppeling import tell_back
from initiatieven.models import Initiatief, InitiatiefTerugkoppeling
from initiatieven.queries.initiatief import owing_feedback
from opbouw.lib.models import AuditRegel, Mail
from opbouw.lib.writing.transitions import Refused
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld


@pytest.fixture
def gestopt(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS, staat="gestopt")


def told(**other: str) -> dict[str, str]:
    return {
        "sleutel": str(uuid.uuid4()),
        "kring": "de koks van donderdag",
        "waar": "in de Kade",
        "hoe": "gesprek",
        "tekst": "Er is geen keuken. We weten nu dat veertig mensen willen koken.",
        "op": timezone.localdate().isoformat(),
        **other,
    }


def test_the_debt_is_paid_once_it_is_told(wereld: Wereld, gestopt: Initiatief) -> None:
    client = wereld.client(wereld.samira)
    url = f"/initiatieven/{gestopt.pk}/terugkoppeling/"
    assert list(owing_feedback(wereld.samira)) == [gestopt]
    assert list(owing_feedback(wereld.ruben)) == []
    assert "Nog te vertellen" in client.get(f"/initiatieven/{gestopt.pk}/").content.decode()
    Mail.objects.all().delete()
    sent = told()
    for _n in range(2):
        response = client.post(url, sent)
        assert response.status_code == 302
        assert response.headers["Location"] == f"/initiatieven/{gestopt.pk}/"
    row = InitiatiefTerugkoppeling.objects.get()
    assert {
        "initiatief": row.initiatief,
        "kring": row.kring,
        "waar": row.waar,
        "hoe": row.hoe,
        "tekst": row.tekst,
        "door": row.door,
        "op": row.op,
    } == {
        "initiatief": gestopt,
        "kring": sent["kring"],
        "waar": sent["waar"],
        "hoe": "gesprek",
        "tekst": sent["tekst"],
        "door": wereld.samira,
        "op": timezone.localdate(),
    }
    gestopt.refresh_from_db()
    assert gestopt.teruggekoppeld_op is not None
    assert list(owing_feedback(wereld.samira)) == []
    assert Mail.objects.count() == 1
    assert AuditRegel.objects.filter(handeling="initiatief_teruggekoppeld").count() == 1
    page = client.get(f"/initiatieven/{gestopt.pk}/").content.decode()
    assert "Nog te vertellen" not in page
    assert "de koks van donderdag" in page


def test_what_is_taken_up_again_has_to_be_told_again(wereld: Wereld, gestopt: Initiatief) -> None:
    content = {"kring": "de koks", "waar": "", "hoe": "gesprek", "tekst": "Gestopt."}
    today = timezone.localdate()
    tell_back(
        initiatief=gestopt, by=wereld.samira, sleutel=uuid.uuid4(), content={**content, "op": today}
    )
    for naar in ("in_gesprek", "loopt", "gelukt"):
        reply(initiatief=gestopt, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Toch!", naar=naar)
    assert list(owing_feedback(wereld.samira)) == [gestopt]


def test_nothing_to_tell_while_it_runs(wereld: Wereld) -> None:
    loopt = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    with pytest.raises(Refused):
        tell_back(initiatief=loopt, by=wereld.samira, sleutel=uuid.uuid4(), content={})
    url = f"/initiatieven/{loopt.pk}/terugkoppeling/"
    # No way back into itself.
    response = wereld.client(wereld.samira).get(url, headers={"Referer": url})
    assert response.headers["Location"] == f"/initiatieven/{loopt.pk}/"
    assert InitiatiefTerugkoppeling.objects.count() == 0


def test_taken_up_again_by_a_colleague_meanwhile(wereld: Wereld, gestopt: Initiatief) -> None:
    client = wereld.client(wereld.samira)
    url = f"/initiatieven/{gestopt.pk}/terugkoppeling/"
    earlier, later = told(), told(tekst="Ze willen zelf een keuken zoeken.")
    client.post(url, earlier)
    reply(
        initiatief=gestopt, by=wereld.joost, sleutel=uuid.uuid4(), tekst="Toch!", naar="in_gesprek"
    )
    response = client.post(url, later)
    assert response.status_code == 422
    (refusal,) = response.context["form"].non_field_errors()
    assert refusal.startswith("Dit initiatief staat nu op “in gesprek”.")
    page = response.content.decode()
    for typed in ("de koks van donderdag", "in de Kade", "Ze willen zelf een keuken zoeken."):
        assert typed in page
    # What was recorded before is still the answer to a second press.
    assert client.post(url, earlier).status_code == 302
    assert list(InitiatiefTerugkoppeling.objects.values_list("tekst", flat=True)) == [
        earlier["tekst"]
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kring": ""}, "kring"),
        ({"kring": "mevrouw Jansen"}, "kring"),
        ({"hoe": "telepathie"}, "hoe"),
        ({"tekst": "x\x00"}, "tekst"),
        ({"tekst": "a" * 20_000}, "tekst"),
        ({"op": "morgen"}, "op"),
        ({"op": (timezone.now() + timedelta(days=3)).date().isoformat()}, "op"),
    ],
)
def test_what_is_wrong_is_said(
    wereld: Wereld, gestopt: Initiatief, changed: dict[str, str], field: str
) -> None:
    url = f"/initiatieven/{gestopt.pk}/terugkoppeling/"
    response = wereld.client(wereld.samira).post(url, told(**changed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "in de Kade" in response.content.decode()
    assert InitiatiefTerugkoppeling.objects.count() == 0
