"""Strings that break programs, in every field of every form: an answer, and never as code."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.access_world import OneOfEach
from tests.attack.forms import Form, all_forms
from tests.keten import make_concept
from tests.wereld import Wereld

SCRIPT = "<script>alert(1)</script>"
STRINGS = {
    "a script": SCRIPT,
    "a tag in an attribute": '"><img src=x onerror=alert(1)>',
    "a template": "{{ settings.SECRET_KEY }}{% load os %}",
    "an end of a comment": "*/ --> ]]> </textarea><script>",
    "a quote for a database": "'; DROP TABLE wijken_gebied; --",
    "a header": "x\r\nSet-Cookie: gestolen=1",
    "a path": "../../../../etc/passwd",
    "NUL": "a\x00b",
    "turned around": "a\u202eb",
    "nothing to see": "\u200b\u2060\ufeff",
    "a non-character": "a\uffffb",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
    "full-width digits": "１２３",
    "digits of Arabic": "١٢٣",
    "a superscript": "²",
    "a large number": "9" * 400,
    "a number with a power": "1e999",
    "not a number": "NaN",
    "below zero": "-1",
    "past sixty-four bits": str(2**63),
    "a list": "[1, 2]",
    "an object": '{"a": 1}',
    "a format": "%s%n{0.__class__}",
    "a script link": "javascript:alert(1)",
}
READABLE = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}


@pytest.fixture
def clients(wereld: Wereld, one_of_each: OneOfEach) -> dict[str, Client]:
    """Who may send what: a resident, and three members."""
    members = {name: wereld.client(wereld.lid(name)) for name in ("samira", "marijke", "anneke")}
    return {"anonymous": wereld.anonymous, **members}


def filled(form: Form, text: str, *, typed: bool) -> dict[str, list[str]]:
    """The form with this text in every field that is written in, or in every other one."""
    keep = {"csrfmiddlewaretoken", "lidmaatschap"}
    return {
        name: [text] if form.inputs[name].typed is typed and name not in keep else value
        for name, value in form.data().items()
    }


def is_file(answer: HttpResponseBase) -> bool:
    """Whether a browser keeps this as a text, and takes it for nothing else."""
    headers = answer.headers
    kept = headers.get("Content-Disposition", "").startswith("attachment")
    plain = headers.get("Content-Type", "") == "text/plain; charset=utf-8"
    return kept and plain and headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("typed", [True, False])
def test_every_string_in_every_field_has_an_answer(
    wereld: Wereld, clients: dict[str, Client], one_of_each: OneOfEach, typed: bool
) -> None:
    concept = make_concept(wereld.samira, wereld.gemeente, one_of_each.signaal)
    forms = all_forms(clients, one_of_each, f"/notities/{concept.pk}/wijzig/")
    assert len(forms) > 25
    wrong, reflected = [], 0
    for who, form in forms:
        for what, text in STRINGS.items():
            answer = clients[who].post(form.action, filled(form, text, typed=typed))
            page = "" if is_file(answer) else answer.getvalue().decode(errors="replace")
            reflected += "&lt;script&gt;" in page
            if answer.status_code not in READABLE:
                wrong.append(f"{answer.status_code} for {what} on {form.action}")
            if SCRIPT in page or "onerror=alert(1)>" in page or "gestolen" in answer.cookies:
                wrong.append(f"{what} on {form.action} comes back as code")
    assert wrong == []
    # What was typed stands in the page that comes back, so the words above could have been there.
    assert reflected > 5 or not typed


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_every_string_in_a_query_has_an_answer(
    wereld: Wereld, clients: dict[str, Client], one_of_each: OneOfEach, text: str
) -> None:
    queries = ("zoek", "na", "thema", "lijn", "staat", "gebied", "buurt", "maand", "van", "next")
    for path in ("/contacten/", "/signalen/", "/initiatieven/", "/notities/", "/gebieden/"):
        answer = clients["samira"].get(path, dict.fromkeys(queries, text))
        assert answer.status_code in READABLE, path
        assert SCRIPT not in answer.content.decode()
    for path in ("/meedoen/", "/meedoen/de-brink/", "/accounts/login/"):
        answer = clients["anonymous"].get(path, dict.fromkeys(queries, text))
        assert answer.status_code in READABLE, path
        assert SCRIPT not in answer.content.decode()
