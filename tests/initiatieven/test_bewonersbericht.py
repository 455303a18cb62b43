"""A resident writes back on the status page, and the team reads it."""

import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.indiener import keep_until
from initiatieven.models import Bewonersbericht, Indiener, Initiatief
from initiatieven.queries.initiatief import written_back
from initiatieven.queries.volglink import token_of
from initiatieven.views import volgen
from opbouw.lib.models import AuditRegel, RateCounter
from opbouw.queries.menu import counts
from opbouw.queries.vandaag import day_elsewhere, day_of
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld
from wijken.models import Lidmaatschap


@pytest.fixture
def initiatief(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")


def words(tekst: str = "Ja, ik neem de sleutel mee.") -> dict[str, str]:
    return {"sleutel": str(uuid.uuid4()), "tekst": tekst}


def written(initiatief: Initiatief, tekst: str = "Ja!") -> Bewonersbericht:
    return write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst=tekst)[0]


def test_who_writes_back_is_not_forgotten(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    today = timezone.localdate()
    Indiener.objects.update(bewaren_tot=today)
    written(initiatief)
    assert Indiener.objects.get().bewaren_tot == keep_until(today)


def test_writing_back_stands_on_the_page_once(wereld: Wereld, initiatief: Initiatief) -> None:
    url = f"/volg/{token_of(initiatief)}/"
    sent = words()
    for _n in range(2):
        response = wereld.anonymous.post(url, sent)
        assert response.status_code == 302
        assert response.headers["Location"] == f"{url}#nieuws"
        assert response.headers["Referrer-Policy"] == "no-referrer"
    row = Bewonersbericht.objects.get()
    assert row.initiatief == initiatief
    assert row.organisatie == initiatief.organisatie
    assert row.tekst == sent["tekst"]
    assert row.gelezen_op is None
    (news,) = wereld.anonymous.get(url).context["status"].nieuws
    assert news.tekst == sent["tekst"]
    assert news.wie == "geschreven op deze pagina"
    assert news.staat == "nog niet gelezen"
    assert news.van_bewoner is True
    rows = AuditRegel.objects.filter(handeling="bewoner_schreef_terug")
    assert rows.get().object_id == row.pk
    assert rows.get().door is None
    assert rows.get().organisatie_id == initiatief.organisatie_id


def test_other_words_under_one_key_are_kept_too(wereld: Wereld, initiatief: Initiatief) -> None:
    url = f"/volg/{token_of(initiatief)}/"
    sent = words("Ja")
    for tekst in ("Ja", "Nee", "Nee"):
        wereld.anonymous.post(url, {**sent, "tekst": tekst})
    rows = list(Bewonersbericht.objects.order_by("pk"))
    assert [(one.tekst, one.dubbel_van) for one in rows] == [("Ja", None), ("Nee", rows[0])]


def test_the_form_arrives_from_a_browser_and_the_secret_stays_out_of_the_log(
    initiatief: Initiatief, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = str(token_of(initiatief))
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/volg/{token}/").content.decode()
    csrf = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = {**words(), "csrfmiddlewaretoken": csrf}
    own = {"Origin": "http://testserver"}
    assert client.post(f"/volg/{token}/", sent, headers=own).status_code == 302
    assert client.post(f"/volg/{token}/", {**sent, "tekst": ""}, headers=own).status_code == 422
    assert client.post(f"/volg/{token}/", sent, headers={"Origin": "null"}).status_code == 403
    assert token not in caplog.text
    assert "sleutel mee" not in caplog.text


@pytest.mark.parametrize(
    ("tekst", "message"),
    [
        ("", "Schrijf eerst iets op."),
        ("a" * 20_000, "1000"),
        ("een\x00twee", "onzichtbaar teken"),
        ("111222333", "burgerservicenummer"),
        ("Bel 06 12345678", "telefoonnummer"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    wereld: Wereld, initiatief: Initiatief, tekst: str, message: str
) -> None:
    response = wereld.anonymous.post(f"/volg/{token_of(initiatief)}/", words(tekst))
    page = response.content.decode()
    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors["tekst"])
    assert "Nog niet verstuurd." in page
    assert tekst[:3] in page
    assert Bewonersbericht.objects.count() == 0


def test_asked_about_once(wereld: Wereld, initiatief: Initiatief) -> None:
    url = f"/volg/{token_of(initiatief)}/"
    sent = words("Bel 06 12345678")
    assert wereld.anonymous.post(url, {**sent, "nagekeken": "on"}).status_code == 302
    assert Bewonersbericht.objects.get().tekst == "Bel 06 12345678"


def test_without_the_link_nobody_writes(wereld: Wereld, initiatief: Initiatief) -> None:
    for key in ("x" * 43, initiatief.kenmerk, initiatief.token_hash):
        assert wereld.anonymous.post(f"/volg/{key}/", words()).status_code == 404
    assert Bewonersbericht.objects.count() == 0


def test_html_comes_out_as_text(wereld: Wereld, initiatief: Initiatief) -> None:
    written(initiatief, "<script>alert(1)</script>")
    pages = [
        wereld.anonymous.get(f"/volg/{token_of(initiatief)}/").content.decode(),
        wereld.client(wereld.samira).get(f"/initiatieven/{initiatief.pk}/").content.decode(),
    ]
    found = [(page.count("<script>alert"), page.count("&lt;script&gt;alert(1)")) for page in pages]
    assert found == [(0, 1), (0, 1)]


def test_a_link_has_its_limit_and_a_second_press_does_not_count(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    url = f"/volg/{token_of(initiatief)}/"
    sent = words("nummer 0")
    wereld.anonymous.post(url, sent)
    before = sorted(RateCounter.objects.values_list("count", flat=True))
    wereld.anonymous.post(url, sent)
    assert sorted(RateCounter.objects.values_list("count", flat=True)) == before
    statuses = [
        wereld.anonymous.post(url, words(f"nummer {n}")).status_code
        for n in range(1, volgen.PER_LINK + 1)
    ]
    assert statuses == [302] * (volgen.PER_LINK - 1) + [429]
    refused = wereld.anonymous.post(url, words("nog een")).content.decode()
    assert "Er is het afgelopen uur al vaak geschreven." in refused
    assert "nog een</textarea>" in refused
    assert Bewonersbericht.objects.count() == volgen.PER_LINK
    # What was kept is still the answer to a second press, and another link is another limit.
    assert wereld.anonymous.post(url, sent).status_code == 302
    other = make_initiatief(wereld.de_brink, wereld.klaverveld)
    assert wereld.anonymous.post(f"/volg/{token_of(other)}/", words()).status_code == 302


def test_the_team_sees_it_until_somebody_has_read_it(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    bericht = written(initiatief)
    Bewonersbericht.objects.update(op=timezone.now() - timedelta(days=3))
    one = f"/initiatieven/{initiatief.pk}/"

    def waits(lid: Lidmaatschap) -> tuple[list[Initiatief], int, list[str]]:
        day = day_of(lid)
        # In Joost's day it stands with what lies elsewhere.
        points = [*day.wacht, *day_elsewhere(lid).wacht]
        found = list(written_back(lid))
        return found, counts(lid).get("initiatieven", 0), [point.kop for point in points]

    seen = ([initiatief], 1, ["Een bewoner schreef terug · 3 dagen"])
    assert [waits(lid) for lid in (wereld.samira, wereld.joost, wereld.ruben)] == [
        seen,
        seen,
        ([], 0, []),
    ]
    client = wereld.client(wereld.samira)
    listed = client.get("/initiatieven/")
    assert listed.context["wachtend"] == [initiatief]
    assert "De bewoner schreef terug, al 3 dagen" in listed.content.decode()
    page = client.get(one).content.decode()
    assert "Ja!" in page
    assert "nog niet gelezen" in page
    for wrong in ({}, {"tot": "x"}, {"tot": "9" * 40}):
        client.post(f"{one}gelezen/", wrong)
    wereld.client(wereld.ruben).post(f"{one}gelezen/", {"tot": bericht.pk})
    assert waits(wereld.samira) == seen
    for _n in range(2):
        response = client.post(f"{one}gelezen/", {"tot": bericht.pk})
        assert response.headers["Location"] == one
    assert waits(wereld.samira) == ([], 0, [])
    assert "nog niet gelezen" not in client.get(one).content.decode()
    rows = AuditRegel.objects.filter(handeling="bewonersbericht_gelezen")
    assert list(rows.values_list("object_id", "door")) == [
        (initiatief.pk, wereld.samira.gebruiker_id)
    ]


def test_an_answer_reads_what_stood_on_the_page_and_nothing_later(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    first = written(initiatief, "Ja!")
    client = wereld.client(wereld.samira)
    url = f"/initiatieven/{initiatief.pk}/"
    form: Any = client.get(url).context["form"]
    assert form["gelezen_tot"].value() == first.pk
    later = written(initiatief, "Of toch niet.")
    sent = {
        "sleutel": str(uuid.uuid4()),
        "tekst": "Fijn!",
        "naar": "blijft",
        "gelezen_tot": first.pk,
    }
    assert client.post(url, sent).status_code == 302
    assert [one.pk for one in Bewonersbericht.objects.unread()] == [later.pk]
    reply(
        initiatief=initiatief,
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        tekst="O.",
        gelezen_tot=later.pk,
    )
    assert not Bewonersbericht.objects.unread().exists()


def test_a_new_plan_that_was_written_about_waits_once(wereld: Wereld) -> None:
    new = make_initiatief(wereld.de_brink, wereld.klaverveld)
    written(new)
    assert counts(wereld.samira)["initiatieven"] == 1
    assert [punt.kop for punt in day_of(wereld.samira).wacht] == ["Nieuw initiatief · vandaag"]
    client = wereld.client(wereld.samira)
    listed = client.get("/initiatieven/")
    assert listed.context["wachtend"] == [new]
    assert "De bewoner schreef vandaag terug" in listed.content.decode()
    # Only an answer will do.
    page = client.get(f"/initiatieven/{new.pk}/").content.decode()
    assert "nog niet gelezen" in page
    assert "geen antwoord nodig" not in page
    page = Client().get(f"/volg/{token_of(new)}/").content.decode()
    assert (
        "Binnen 3 werkdagen krijg je antwoord van iemand van <bdi>Welzijn De Brink</bdi>." in page
    )
