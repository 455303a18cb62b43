"""Details of residents: looked at on purpose, and forgotten in time."""

import uuid
from datetime import date

import pytest
from django.db import connection

from initiatieven.actions.bericht import reply
from initiatieven.actions.indiener import Bereikbaar, forget_details, keep_until
from initiatieven.queries.volglink import link_of
from opbouw.lib.models import AuditRegel, Mail
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 5, 12), date(2028, 5, 12)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_two_years(today: date, until: date) -> None:
    assert keep_until(today) == until


def test_nothing_given_is_nothing_kept() -> None:
    assert Bereikbaar(van_ouder=True).given is False
    assert Bereikbaar(van_ouder=True).fingerprint == ""
    assert len({ELS.fingerprint, Bereikbaar(naam="Els Kuipers").fingerprint}) == 2


def test_the_page_hides_the_details_until_asked_and_records_who_looked(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client = wereld.client(wereld.samira)
    page = client.get(f"/initiatieven/{initiatief.pk}/").content.decode()
    assert [word in page for word in ("Kuipers", "els@example.org", "/volg/")] == [False] * 3
    assert not AuditRegel.objects.filter(handeling="contactgegevens_bekeken").exists()
    url = f"/initiatieven/{initiatief.pk}/bereiken/"
    assert client.get(url).status_code == 405
    response = client.post(url)
    shown = response.content.decode()
    wanted = ("Els Kuipers", "els@example.org", "06 12 34 56 78", str(link_of(initiatief)))
    assert [word in shown for word in wanted] == [True] * 4
    assert "no-store" in response.headers["Cache-Control"]
    part = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "Els Kuipers" in part
    assert "<html" not in part
    rows = AuditRegel.objects.filter(handeling="contactgegevens_bekeken")
    assert (
        list(rows.values_list("object_id", "door"))
        == [(initiatief.pk, wereld.samira.gebruiker_id)] * 2
    )


def test_damaged_details_stop_no_answer_and_are_said(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    Mail.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatieven_indiener SET email = 'stuk'")
    reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!")
    assert initiatief.berichten.count() == 1
    assert Mail.objects.count() == 0
    page = wereld.client(wereld.samira).post(
        f"/initiatieven/{initiatief.pk}/bereiken/", follow=True
    )
    assert "Deze gegevens zijn nu niet te lezen." in page.text


@pytest.mark.parametrize(
    ("staat", "said"),
    [("onzeker", "is waarschijnlijk verstuurd"), ("mislukt", "is niet verstuurd")],
)
def test_what_became_of_a_mail_is_said_until_it_is_forgotten(
    wereld: Wereld, staat: str, said: str
) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    client, path = wereld.client(wereld.samira), f"/initiatieven/{initiatief.pk}/"
    assert " aan de bewoner is " not in client.get(path).text
    Mail.objects.update(job_staat=staat)
    assert f"Een mail aan de bewoner {said}" in client.get(path).text
    reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!")
    Mail.objects.update(job_staat=staat)
    assert "2 mails aan de bewoner" in client.get(path).text
    # Details that were taken back are waited for by nobody.
    forget_details(initiatief=initiatief, by=None)
    assert "mails aan de bewoner" not in client.get(path).text
