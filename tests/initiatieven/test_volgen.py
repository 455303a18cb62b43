"""The secret status page."""

import logging
import uuid
from dataclasses import astuple
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.terugkoppeling import tell_back
from initiatieven.models import Initiatief
from initiatieven.queries.bereikbaar import ways_to_reach
from initiatieven.queries.status import status_of
from initiatieven.queries.volglink import by_token, derive_token, link_of, token_of
from opbouw.lib.web.pieces import Stap
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld
from wijken.models import Organisatie

TOLD = {"kring": "de koks van donderdag", "waar": "", "hoe": "gesprek", "tekst": "De keuken is er."}


@pytest.fixture
def initiatief(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)


def secret_headers(response: Any) -> tuple[str, str, bool]:
    return (
        response.headers["X-Robots-Tag"],
        response.headers["Referrer-Policy"],
        "no-store" in response.headers["Cache-Control"],
    )


@pytest.mark.parametrize("page", ["", "dank/"])
def test_the_page_is_secret_and_names_nobody(
    wereld: Wereld, initiatief: Initiatief, page: str
) -> None:
    response = wereld.anonymous.get(f"/volg/{token_of(initiatief)}/{page}")
    text = response.content.decode()
    assert response.status_code == 200
    # A page with a form needs an origin to send; no referrer holds the address either way.
    referrer = "no-referrer" if page else "strict-origin"
    assert secret_headers(response) == ("noindex, nofollow", referrer, True)
    assert initiatief.kenmerk in text
    assert initiatief.titel in text
    mail = "post@de-brink.voorbeeld.nl"
    assert f'<a href="mailto:{mail}?subject={initiatief.kenmerk}">{mail}</a>' in text
    for personal in ("Els Kuipers", "Kuipers", "els@example.org", "06 12 34 56 78"):
        assert personal not in text


def test_the_thank_you_page_shows_the_link_and_may_be_reloaded(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    url = f"/volg/{token_of(initiatief)}/dank/"
    pages = [wereld.anonymous.get(url).content.decode() for _n in range(2)]
    link = f"http://localhost:8000/volg/{token_of(initiatief)}/"
    assert [link in page for page in pages] == [True, True]
    assert (
        "Binnen 3 werkdagen krijg je antwoord van iemand van <bdi>Welzijn De Brink</bdi>"
        in pages[0]
    )
    assert Initiatief.objects.count() == 1


@pytest.mark.parametrize(
    ("bereikbaar", "pieces"),
    [
        ("", []),
        ("buurthuis De Brink, op dinsdag", [("buurthuis De Brink, op dinsdag", "")]),
        (
            "De Brink, 020 123 45 67 of welkom@brink.nl.",
            [
                ("De Brink, ", ""),
                ("020 123 45 67", "tel:0201234567"),
                (" of ", ""),
                ("welkom@brink.nl", "mailto:welkom@brink.nl?subject=I2026-0012"),
                (".", ""),
            ],
        ),
        ("+31 (0)20 1234567", [("+31 (0)20 1234567", "tel:+31201234567")]),
        ("(06) 12 34 56 78", [("(06) 12 34 56 78", "tel:0612345678")]),
        ("a&b?c=d@x.nl", [("a&b?c=d@x.nl", "mailto:a%26b%3Fc%3Dd@x.nl?subject=I2026-0012")]),
    ],
)
def test_what_one_can_press_to_reach_the_organisation(
    bereikbaar: str, pieces: list[tuple[str, str]]
) -> None:
    initiatief = Initiatief(organisatie=Organisatie(bereikbaar=bereikbaar), kenmerk="I2026-0012")
    assert [astuple(stuk) for stuk in ways_to_reach(initiatief)] == pieces


@pytest.mark.parametrize("token", ["x" * 43, "1", "é", "a" * 3000, "a/b", "a/dank/c", "%00"])
def test_another_token_finds_nothing_and_is_not_logged(
    wereld: Wereld, initiatief: Initiatief, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    caplog.set_level(logging.DEBUG)
    response = wereld.anonymous.get(f"/volg/{token}/")
    assert response.status_code == 404
    assert "/volg/***/" in caplog.text
    assert f"/volg/{token}/" not in caplog.text


def test_a_refused_method_does_not_log_the_secret(
    wereld: Wereld, initiatief: Initiatief, caplog: pytest.LogCaptureFixture
) -> None:
    token = str(token_of(initiatief))
    assert wereld.anonymous.put(f"/volg/{token}/").status_code == 405
    assert wereld.anonymous.post(f"/volg/{token}/dank/").status_code == 405
    assert token not in caplog.text


def test_an_id_or_a_kenmerk_is_no_key(wereld: Wereld, initiatief: Initiatief) -> None:
    keys = [initiatief.pk, initiatief.kenmerk, initiatief.sleutel, initiatief.token_hash]
    assert [wereld.anonymous.get(f"/volg/{key}/").status_code for key in keys] == [404] * 4


def test_the_token_hangs_on_the_secret_key_and_the_row(
    initiatief: Initiatief, settings: Any
) -> None:
    token = token_of(initiatief)
    row = (initiatief.organisatie_id, str(initiatief.sleutel), initiatief.afdruk)
    assert token == derive_token(*row)
    assert len(str(token)) == 43
    assert by_token(str(token)) == initiatief
    others = {
        derive_token(row[0] + 1, row[1], row[2]),
        derive_token(row[0], str(uuid.uuid4()), row[2]),
        derive_token(row[0], row[1], "0" * 64),
        derive_token(*row, key="andere sleutel"),
        token,
    }
    assert len(others) == 5
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "een nieuwe sleutel"
    # Replaced without its predecessor: the link keeps working, it cannot be made again.
    assert token_of(initiatief) is None
    assert link_of(initiatief) is None
    assert by_token(str(token)) == initiatief
    settings.SECRET_KEY_FALLBACKS = [old]
    assert token_of(initiatief) == token


def test_news_and_progress(wereld: Wereld, initiatief: Initiatief) -> None:
    collega = wereld.joost
    today = date_format(timezone.localdate(), "j F Y")
    start = status_of(initiatief)
    assert start.stappen == [
        Stap("Ontvangen", today, klaar=True, hier=True),
        Stap("In gesprek", "", klaar=False, hier=False),
        Stap("Het loopt", "", klaar=False, hier=False),
        Stap("Afgerond", "", klaar=False, hier=False),
    ]
    reply(
        initiatief=initiatief,
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        tekst="We bellen.",
        naar="in_gesprek",
    )
    reply(
        initiatief=initiatief,
        by=collega,
        sleutel=uuid.uuid4(),
        tekst="Het lukt niet.",
        naar="gestopt",
    )
    collega.actief = False
    collega.save()
    initiatief.refresh_from_db()
    tell_back(
        initiatief=initiatief,
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        content={**TOLD, "op": timezone.localdate()},
    )
    status = status_of(initiatief)
    assert status.stappen == [
        Stap("Ontvangen", today, klaar=True, hier=False),
        Stap("In gesprek", today, klaar=True, hier=False),
        Stap("Gestopt", today, klaar=True, hier=True),
    ]
    assert [(n.wie, n.tekst, n.staat) for n in status.nieuws] == [
        ("het team van Welzijn De Brink", "Het lukt niet.", "gestopt"),
        ("Samira van Welzijn De Brink", "We bellen.", "in gesprek"),
    ]
    assert [(v.kring, v.tekst) for v in status.verteld] == [
        ("de koks van donderdag", "De keuken is er.")
    ]
    page = wereld.anonymous.get(f"/volg/{token_of(initiatief)}/").content.decode()
    for text in ("We bellen.", "Het lukt niet.", "De keuken is er.", "Samira van Welzijn De Brink"):
        assert text in page
    assert "Bennani" not in page
    assert "Wiersma" not in page


def test_the_same_queries_with_one_and_with_thirty_updates(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    url = f"/volg/{token_of(initiatief)}/"
    counts = []
    for more in (1, 29):
        for _n in range(more):
            reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Nieuws.")
            write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst="Ja!")
        with CaptureQueriesContext(connection) as queries:
            wereld.anonymous.get(url)
        counts.append(len(queries))
    assert counts == [5, 5]
