"""The public form: sent twice, by a program, or too often."""

import re
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from initiatieven.models import Initiatief
from opbouw.lib.models import AuditRegel, Mail, RateCounter
from opbouw.lib.web import limits, pow  # noqa: A004 -- named after the thing; the built-in is not used
from tests.initiatieven.voorbeeld import fields, make_initiatief, proof
from tests.wereld import Wereld

URL = "/meedoen/de-brink/"


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def drawn_before(seconds: int = 10) -> str:
    """The token of a form without script that was drawn a while ago."""
    with mock.patch.object(
        timezone, "now", return_value=timezone.now() - timedelta(seconds=seconds)
    ):
        return pow.signed_form_time()


def test_sent_twice_is_one_and_shows_the_same_page(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld, email="els@example.org")
    first = wereld.anonymous.post(URL, sent)
    again = wereld.anonymous.post(URL, sent)
    assert first.headers["Location"] == again.headers["Location"]
    assert Initiatief.objects.count() == 1
    assert Mail.objects.count() == 1
    assert AuditRegel.objects.count() == 1


def test_other_content_under_one_key_keeps_both(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld)
    other = {**sent, "plan": "Toch liever op vrijdag.", "altcha": proof()}
    places = [wereld.anonymous.post(URL, s).headers["Location"] for s in (sent, other, other)]
    rows = list(Initiatief.objects.order_by("pk"))
    assert [(i.plan, i.dubbel_van) for i in rows] == [
        ("Elke donderdag koken we met de buren.", None),
        ("Toch liever op vrijdag.", rows[0]),
    ]
    assert places[0] != places[1]
    assert places[1] == places[2]


def test_one_key_in_two_organisations_is_two_initiatives(wereld: Wereld) -> None:
    wereld.bring("de_brink", "overkant")
    sent = fields(wereld.klaverveld)
    here = wereld.anonymous.post(URL, sent).headers["Location"]
    there = wereld.anonymous.post("/meedoen/overkant/", {**sent, "altcha": proof()}).headers[
        "Location"
    ]
    assert here != there
    jaar = timezone.localdate().year
    assert sorted(Initiatief.objects.values_list("organisatie__slug", "kenmerk")) == [
        ("de-brink", f"I{jaar}-0001"),
        ("overkant", f"I{jaar}-0001"),
    ]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_two_threads_at_once_is_one(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld)
    places = _at_once(lambda _n: sent, 4)
    assert len(set(places)) == 1
    assert re.fullmatch(r"/volg/[\w-]{43}/dank/", places[0])
    assert Initiatief.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_references_have_no_gaps_and_no_doubles_under_load(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    forms = [fields(wereld.klaverveld, sleutel=str(uuid.uuid4())) for _n in range(6)]
    _at_once(lambda n: forms[n], 6)
    jaar = timezone.localdate().year
    assert sorted(Initiatief.objects.values_list("kenmerk", flat=True)) == [
        f"I{jaar}-{number:04}" for number in range(1, 7)
    ]


def _at_once(sent: Callable[[int], dict[str, Any]], times: int) -> list[str]:
    def post(number: int) -> str:
        try:
            return str(Client().post(URL, sent(number)).headers.get("Location"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(post, range(times)))


def test_a_refused_proof_keeps_the_text(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    used = proof()
    assert pow.verify(used)
    for payload in (used, "onzin", "e30="):
        response = wereld.anonymous.post(URL, fields(wereld.klaverveld, altcha=payload))
        assert response.status_code == 422
        assert "controle of je een mens bent" in str(errors(response))
        assert "Samen eten in de Kade" in response.content.decode()
    assert Initiatief.objects.count() == 0


def test_without_script_a_person_can_send_too(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld, altcha="", getekend=drawn_before())
    first = wereld.anonymous.post(URL, sent)
    again = wereld.anonymous.post(URL, sent)
    assert first.headers["Location"] == again.headers["Location"]
    assert Initiatief.objects.count() == 1


@pytest.mark.parametrize("case", ["too_fast", "none", "forged", "honeypot"])
def test_without_script_a_program_is_refused(wereld: Wereld, case: str) -> None:
    wereld.bring("de_brink")
    extra = {
        "too_fast": {"getekend": pow.signed_form_time()},
        "none": {},
        "forged": {"getekend": "WzE3LCJ4Il0:onzin"},
        "honeypot": {"getekend": drawn_before(), pow.HONEYPOT: "http://spam.example"},
    }[case]
    response = wereld.anonymous.post(URL, fields(wereld.klaverveld, altcha="", **extra))
    assert response.status_code == 422
    assert Initiatief.objects.count() == 0
    assert "Samen eten in de Kade" in response.content.decode()


def test_the_limit_is_narrow_without_script_and_wide_with_proof(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    for _n in range(10):
        sent = fields(wereld.klaverveld, altcha="", getekend=drawn_before())
        assert wereld.anonymous.post(URL, sent).status_code == 302
    last = fields(wereld.klaverveld, altcha="", getekend=drawn_before())
    response = wereld.anonymous.post(URL, last)
    assert response.status_code == 429
    assert "Vanaf deze plek" in str(errors(response))
    assert "Samen eten in de Kade" in response.content.decode()
    # From the same library somebody with script can still send.
    assert wereld.anonymous.post(URL, fields(wereld.klaverveld)).status_code == 302
    assert Initiatief.objects.count() == 11


def test_a_second_sending_counts_for_no_limit(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld)
    wereld.anonymous.post(URL, sent)
    before = list(RateCounter.objects.values_list("count", flat=True))
    for _n in range(5):
        assert wereld.anonymous.post(URL, sent).status_code == 302
    assert list(RateCounter.objects.values_list("count", flat=True)) == before


def test_a_full_limit_refuses_with_proof_too(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    address = limits.client_address(wereld.anonymous.get("/meedoen/").wsgi_request)
    for _n in range(60):
        limits.hit(f"form:initiatief:proof:{address}", limit=60, seconds=3600)
    assert wereld.anonymous.post(URL, fields(wereld.klaverveld)).status_code == 429


def test_failed_proofs_leave_room_for_a_good_one(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    address = limits.client_address(wereld.anonymous.get("/meedoen/").wsgi_request)
    for sent in ({"altcha": "onzin"}, {"altcha": "", "getekend": "onzin"}):
        assert wereld.anonymous.post(URL, fields(wereld.klaverveld, **sent)).status_code == 422
    for _n in range(598):
        limits.hit(f"form:initiatief:failed:{address}", limit=600, seconds=3600)
    response = wereld.anonymous.post(URL, fields(wereld.klaverveld, altcha="onzin"))
    assert response.status_code == 429
    assert "Vanaf deze plek" in str(errors(response))
    # From the same library, with a proof and without script: both as before.
    good = (
        fields(wereld.klaverveld),
        fields(wereld.klaverveld, plan="Nog een plan", altcha="", getekend=drawn_before()),
    )
    assert [wereld.anonymous.post(URL, sent).status_code for sent in good] == [302, 302]


def test_one_proof_is_counted_once(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    used = proof()
    for status in (302, 422, 422):
        sent = fields(wereld.klaverveld, altcha=used)
        assert wereld.anonymous.post(URL, sent).status_code == status
    assert sorted(RateCounter.objects.values_list("count", flat=True)) == [1, 2]


def test_members_see_the_public_form_too(wereld: Wereld) -> None:
    wereld.bring("samira")
    assert wereld.client(wereld.samira).get(URL).status_code == 200


def test_references_go_on_after_9999(wereld: Wereld) -> None:
    first = make_initiatief(wereld.de_brink, wereld.klaverveld)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lib_referencecounter SET last = 9999")
    second = make_initiatief(wereld.de_brink, wereld.klaverveld)
    jaar = timezone.localdate().year
    assert first.kenmerk == f"I{jaar}-0001"
    assert second.kenmerk == f"I{jaar}-10000"
