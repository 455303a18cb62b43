"""A resident brings in a plan, without account."""

import logging
import re
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatieven.actions.indiener import keep_until
from initiatieven.models import Indiener, Initiatief
from initiatieven.queries.volglink import hash_token, token_of
from opbouw.lib.models import AuditRegel, Mail
from tests.initiatieven.voorbeeld import PERSONAL, fields, proof
from tests.personas import make_gebied
from tests.wereld import Wereld
from wijken.models import Gebied

URL = "/meedoen/de-brink/"


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_the_form_offers_the_buurten_per_wijk_and_costs_few_queries(wereld: Wereld) -> None:
    wereld.bring("de_brink", "ver_weg")
    with CaptureQueriesContext(connection) as few:
        response = wereld.anonymous.get(URL)
    choices = list(response.context["form"].fields["gebied"].choices)
    assert [(group, [label for _pk, label in rows]) for group, rows in choices[1:]] == [
        ("Oude Haven", ["Kade", "Werf", "Havenhoofd"]),
        ("De Weide", ["Klaverveld", "Molenhoek"]),
    ]
    wijk = Gebied.objects.get(code="WK999901")
    for number in range(30):
        make_gebied(f"BU999901{number + 10:02}", f"Buurt {number}", wijk)
    with CaptureQueriesContext(connection) as many:
        wereld.anonymous.get(URL)
    assert len(few) == 4
    assert len(many) == 4
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    # Under no-referrer the browser would send `Origin: null`, and no form would ever arrive.
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("slug", ["gemeente-zonderwater", "bestaat-niet"])
def test_only_welfare_organisations_have_a_form(wereld: Wereld, slug: str) -> None:
    wereld.bring("gemeente")
    assert wereld.anonymous.get(f"/meedoen/{slug}/").status_code == 404


def test_a_plan_without_details_leads_to_the_secret_page(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    wereld.bring("de_brink", "klaverveld")
    sent = fields(wereld.klaverveld)
    response = wereld.anonymous.post(URL, sent)
    initiatief = Initiatief.objects.get()
    token = token_of(initiatief)
    jaar = timezone.localdate().year
    assert token is not None
    assert response.status_code == 302
    assert response.headers["Location"] == f"/volg/{token}/dank/"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert {
        "organisatie": initiatief.organisatie,
        "kenmerk": initiatief.kenmerk,
        "titel": initiatief.titel,
        "plan": initiatief.plan,
        "nodig": initiatief.nodig,
        "gebied": initiatief.gebied,
        "plek": initiatief.plek,
        "staat": initiatief.staat,
        "begeleider": initiatief.begeleider,
        "sleutel": str(initiatief.sleutel),
        "token_hash": initiatief.token_hash,
    } == {
        "organisatie": wereld.de_brink,
        "kenmerk": f"I{jaar}-0001",
        "titel": "Samen eten in de Kade",
        "plan": "Elke donderdag koken we met de buren.",
        "nodig": "Een keuken.",
        "gebied": wereld.klaverveld,
        "plek": "de Kade",
        "staat": "ingediend",
        "begeleider": None,
        "sleutel": sent["sleutel"],
        "token_hash": hash_token(token),
    }
    assert Indiener.objects.count() == 0
    assert Mail.objects.count() == 0
    row = AuditRegel.objects.get()
    written = (row.handeling, row.object_id, row.door, row.van, row.naar)
    assert written == ("initiatief_ingebracht", initiatief.pk, None, "", "ingediend")
    assert token not in caplog.text


def test_details_are_kept_apart_encrypted_and_mailed(
    wereld: Wereld, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    wereld.bring("de_brink")
    caplog.set_level(logging.DEBUG)
    details = {"naam": "Els Kuipers", "email": "els@example.org", "telefoon": "06 12 34 56 78"}
    with (
        mock.patch("opbouw.lib.jobs.outbox.current_app.send_task") as send_task,
        django_capture_on_commit_callbacks(execute=True),
    ):
        response = wereld.anonymous.post(URL, fields(wereld.klaverveld, **details))
    initiatief = Initiatief.objects.get()
    indiener = Indiener.objects.get()
    kept = (indiener.naam, indiener.email, indiener.telefoon, indiener.van_ouder)
    assert kept == ("Els Kuipers", "els@example.org", "06 12 34 56 78", False)
    assert indiener.bewaren_tot == keep_until(timezone.localdate())
    mail = Mail.objects.get()
    assert mail.aan == "els@example.org"
    assert mail.onderwerp == f"Welzijn De Brink heeft je idee ontvangen ({initiatief.kenmerk})"
    link = f"http://localhost:8000/volg/{token_of(initiatief)}/"
    for text in (mail.tekst, mail.html):
        assert link in text
        assert initiatief.kenmerk in text
        assert initiatief.titel not in text
        # Without the link: a random token may spell anything.
        assert "Els" not in text.replace(link, "")
    # Nowhere else: not in the audit rows, the logs, the addresses, the jobs or the database.
    elsewhere = [
        str(list(AuditRegel.objects.values_list())),
        caplog.text,
        response.headers["Location"],
        str(send_task.call_args_list),
        _whole_database(),
    ]
    assert send_task.call_args_list == [mock.call(Mail.job_task, args=[mail.pk], retry=False)]
    leaked = [(word, place[:40]) for word in PERSONAL for place in elsewhere if word in place]
    assert leaked == []


def _whole_database() -> str:
    with connection.cursor() as cursor:
        tables = [
            t
            for t in connection.introspection.table_names(cursor)
            if t.startswith(("initiatieven_", "lib_", "django_session", "wijken_sessie"))
        ]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- our own table names
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def test_the_print_of_the_content_does_not_give_a_telephone_number_away(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    first = fields(wereld.klaverveld, telefoon="0612345678")
    wereld.anonymous.post(URL, first)
    wereld.anonymous.post(URL, {**first, "telefoon": "0687654321", "altcha": proof()})
    both = list(Initiatief.objects.order_by("pk"))
    # Other details under one key are other content; the print itself needs our key to be made.
    assert [i.dubbel_van for i in both] == [None, both[0]]
    assert len({i.afdruk for i in both}) == 2


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"titel": ""}, "titel", "Vul dit nog in."),
        ({"titel": "\u200b"}, "titel", "Vul dit nog in."),
        ({"plan": ""}, "plan", "Vul dit nog in."),
        ({"plan": "\u3164 \u2060"}, "plan", "Vul dit nog in."),
        ({"gebied": ""}, "gebied", "Kies de buurt"),
        ({"gebied": "x\x00"}, "gebied", "Null-tekens"),
        ({"gebied": "9" * 40}, "gebied", "Kies een buurt uit de lijst"),
        ({"titel": "a" * 101}, "titel", "100"),
        ({"plan": "a" * 90_000}, "plan", "2000"),
        ({"plan": "een\x00twee"}, "plan", "onzichtbaar teken"),
        ({"titel": "een\x07twee"}, "titel", "onzichtbaar teken"),
        ({"plek": "\u202eomgekeerd"}, "plek", "leesrichting"),
        ({"naam": "een\x00"}, "naam", "onzichtbaar teken"),
        ({"plan": "Mijn nummer is 111222333."}, "plan", "burgerservicenummer"),
        ({"plan": "111222333", "nagekeken": "on"}, "plan", "burgerservicenummer"),
        ({"naam": "111222333"}, "naam", "burgerservicenummer"),
        ({"telefoon": "111222333"}, "telefoon", "geen telefoonnummer"),
        ({"email": "els bij example"}, "email", "geen e-mailadres"),
        ({"email": "els@example.org\x00"}, "email", ""),
        ({"email": "els@example.org\nBcc: x@example.org"}, "email", ""),
        ({"email": "els@vo\u202eorbeeld.nl"}, "email", "leesrichting"),
        ({"email": "els@vo\u200borbeeld.nl"}, "email", "onzichtbaar teken"),
        ({"email": f"els@{'ü' * 61}.nl"}, "email", "kunnen we niet mailen"),
        ({"sleutel": "geen-uuid"}, "sleutel", "druk nog een keer"),
        ({"jonger": "on", "naam": "Kim"}, "van_ouder", "jonger dan 16"),
        ({"plan": "Bel 06 12345678."}, "plan", "telefoonnummer"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(
    wereld: Wereld, changed: dict[str, str], field: str, message: str
) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld, **changed)
    response = wereld.anonymous.post(URL, sent)
    assert response.status_code == 422
    found = errors(response)
    assert field in found
    assert message in " ".join(found[field])
    page = response.content.decode()
    assert 'role="alert"' in page
    if field != "titel":
        assert "Samen eten in de Kade" in page
    if field != "sleutel":
        assert sent["sleutel"] in page
    assert Initiatief.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"titel": ""}, False),
        ({"titel": "", "naam": "Els"}, True),
        ({"titel": "", "jonger": "on"}, True),
        ({"telefoon": "bel mij"}, True),
        ({"jonger": "on", "naam": "Kim"}, True),
    ],
)
def test_what_most_people_skip_is_folded_unless_it_holds_something(
    wereld: Wereld, changed: dict[str, str], shown: bool
) -> None:
    wereld.bring("de_brink")
    folded = '<details class="uitklap" >'
    assert folded in wereld.anonymous.get(URL).content.decode()
    page = wereld.anonymous.post(URL, fields(wereld.klaverveld, **changed)).content.decode()
    assert (folded not in page) is shown
    assert ('<details class="uitklap" open>' in page) is shown
    assert "Nog niet verstuurd. Kijk hier even naar:" in page


def test_a_broken_key_costs_one_more_press(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    response = wereld.anonymous.post(URL, fields(wereld.klaverveld, sleutel="geen-uuid"))
    (key,) = re.findall(r'name="sleutel" value="([^"]*)"', response.text)
    assert wereld.anonymous.post(URL, fields(wereld.klaverveld, sleutel=key)).status_code == 302
    assert [str(i.sleutel) for i in Initiatief.objects.all()] == [key]


def test_another_organisations_buurt_cannot_be_chosen(wereld: Wereld) -> None:
    wereld.bring("de_brink", "klaverveld", "ver_weg")
    elsewhere = Gebied.objects.get(code="BU99980000")
    response = wereld.anonymous.post(URL, fields(elsewhere))
    assert errors(response) == {"gebied": ["Kies een buurt uit de lijst."]}


def test_html_comes_out_as_text(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    sent = fields(wereld.klaverveld, titel=evil, plan=evil, plek=evil)
    response = wereld.anonymous.post(URL, sent, follow=True)
    assert response.status_code == 200
    page = (
        response.content.decode()
        + wereld.anonymous.get(response.request["PATH_INFO"].replace("dank/", "")).content.decode()
    )
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_personal_data_in_the_text_is_asked_about_once(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    sent = fields(wereld.klaverveld, plan="Bel 06 12345678 om mee te doen.")
    response = wereld.anonymous.post(URL, sent)
    assert set(errors(response)) == {"plan", "nagekeken"}
    response = wereld.anonymous.post(URL, {**sent, "nagekeken": "on"})
    assert response.status_code == 302
    assert Initiatief.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"jonger": "on"}, []),
        ({"jonger": "on", "van_ouder": "on"}, []),
        ({"jonger": "on", "van_ouder": "on", "naam": "Ma"}, [("Ma", True)]),
        ({"naam": "Ma"}, [("Ma", False)]),
    ],
)
def test_under_sixteen_only_a_parents_details(
    wereld: Wereld, sent: dict[str, str], kept: list[tuple[str, bool]]
) -> None:
    wereld.bring("de_brink")
    assert wereld.anonymous.post(URL, fields(wereld.klaverveld, **sent)).status_code == 302
    assert [(i.naam, i.van_ouder) for i in Indiener.objects.all()] == kept
