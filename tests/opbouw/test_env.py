"""The typed reader of the environment: right values, and a sentence for every wrong one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from opbouw.env import Environment
from opbouw.machine.assets import BASE

Read = Callable[[Environment], Any]


@pytest.mark.parametrize(
    ("value", "read", "expected"),
    [
        ("  tekst ", lambda e: e.text("X"), "tekst"),
        ("", lambda e: e.text("X", "zonder"), "zonder"),
        ("", lambda e: e.text("X", ""), ""),
        ("7", lambda e: e.number("X", 3), 7),
        ("", lambda e: e.number("X", 3), 3),
        ("a, b,,c ", lambda e: e.listing("X"), ["a", "b", "c"]),
        ("", lambda e: e.listing("X", ""), []),
        ("demo", lambda e: e.choice("X", ("demo", "test"), "test"), "demo"),
        ("", lambda e: e.choice("X", ("demo", "test"), "test"), "test"),
        (
            "postgresql://jan:p%40ss@db.example.org:5433/opbouw?sslmode=require",
            lambda e: e.database("X"),
            {
                "ENGINE": "opbouw.lib.database",
                "NAME": "opbouw",
                "USER": "jan",
                "PASSWORD": "p@ss",
                "HOST": "db.example.org",
                "PORT": "5433",
                "OPTIONS": {"sslmode": "require"},
            },
        ),
        (
            "postgres:///opbouw?host=/run/pg&port=5499&user=ik",
            lambda e: e.database("X"),
            {
                "ENGINE": "opbouw.lib.database",
                "NAME": "opbouw",
                "USER": "ik",
                "PASSWORD": "",
                "HOST": "/run/pg",
                "PORT": "5499",
                "OPTIONS": {},
            },
        ),
        (
            "smtp://u:p%2Fw@mail.example.org:587/?tls=1",
            lambda e: e.email("X"),
            {
                "EMAIL_HOST": "mail.example.org",
                "EMAIL_PORT": 587,
                "EMAIL_HOST_USER": "u",
                "EMAIL_HOST_PASSWORD": "p/w",
                "EMAIL_USE_SSL": False,
                "EMAIL_USE_TLS": True,
            },
        ),
        (
            "smtps://mail.example.org",
            lambda e: e.email("X"),
            {
                "EMAIL_HOST": "mail.example.org",
                "EMAIL_PORT": 465,
                "EMAIL_HOST_USER": "",
                "EMAIL_HOST_PASSWORD": "",
                "EMAIL_USE_SSL": True,
                "EMAIL_USE_TLS": False,
            },
        ),
    ],
)
def test_a_right_value_is_read(value: str, read: Read, expected: object) -> None:
    assert read(Environment({"X": value})) == expected


SECRET = "geheim#woord"


@pytest.mark.parametrize(
    ("value", "read", "sentence"),
    [
        (
            "",
            lambda e: e.text("X"),
            "The environment variable X is not set. Set it, see docs/running.md.",
        ),
        ("vijf", lambda e: e.number("X", 3), "X must be a whole number of 0 or more, not 'vijf'."),
        ("-1", lambda e: e.number("X", 3), "X must be a whole number of 0 or more, not '-1'."),
        ("1.5", lambda e: e.number("X", 3), "X must be a whole number of 0 or more, not '1.5'."),
        (
            "0",
            lambda e: e.number("X", 3, least=1),
            "X must be a whole number of 1 or more, not '0'.",
        ),
        (
            "9" * 5000,
            lambda e: e.number("X", 3),
            f"X must be a whole number of 0 or more, not '{'9' * 5000}'.",
        ),
        (" , ,", lambda e: e.listing("X"), "X holds only commas. Name at least one value."),
        (
            "prod",
            lambda e: e.choice("X", ("demo", "test"), "test"),
            "X must be one of demo, test, not 'prod'.",
        ),
        ("mysql://h/opbouw", lambda e: e.database("X"), "X must begin with postgresql://."),
        (
            "postgresql://h:5432/",
            lambda e: e.database("X"),
            "X must end with the name of the database.",
        ),
        (
            "mail.example.org",
            lambda e: e.email("X"),
            "X must look like smtp://user:password@mail.example.org:587/?tls=1.",
        ),
    ],
)
def test_a_wrong_value_gets_a_sentence(value: str, read: Read, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        read(Environment({"X": value}))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (f"postgresql://jan:{SECRET}@h:5432/opbouw", lambda e: e.database("X")),
        ("postgresql://jan@h:vijf/opbouw", lambda e: e.database("X")),
        ("postgresql://jan@h:99999/opbouw", lambda e: e.database("X")),
        ("postgresql://[h/opbouw", lambda e: e.database("X")),
        (f"smtp://jan:{SECRET}@mail:25", lambda e: e.email("X")),
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(value: str, read: Read) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        read(Environment({"X": value}))
    assert str(caught.value) == (
        "X is not a valid address. Look at the port, and write special characters in the password "
        "as %-codes."
    )


def test_a_value_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.write_text("uit de kluis\n")
    assert Environment({"X_FILE": str(secret)}).text("X") == "uit de kluis"
    assert Environment({"X_FILE": str(secret)}).listing("X") == ["uit de kluis"]
    # What is set itself goes first, and what is spared is not even read.
    assert Environment({"X": "zelf", "X_FILE": str(secret)}).text("X") == "zelf"
    spared = Environment({"X_FILE": str(tmp_path)})
    spared.spare(frozenset({"X"}))
    assert spared.text("X") == ""


def test_a_file_that_cannot_be_read_is_said_without_its_path(tmp_path: Path) -> None:
    binary = tmp_path / "binair"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (str(tmp_path), str(tmp_path / "nergens"), str(binary), "a\x00b", SECRET):
        with pytest.raises(ImproperlyConfigured) as caught:
            Environment({"X_FILE": path}).text("X", "anders")
        message = "X_FILE must be the path of a text file that this process may read."
        assert str(caught.value) == message


@pytest.mark.parametrize("mode", ["production", "test"])
def test_only_the_demo_can_reload_and_show_tracebacks(mode: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import opbouw.settings"],
        cwd=BASE,
        env={**os.environ, "OPBOUW_MODE": mode, "OPBOUW_RELOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "OPBOUW_RELOAD shows the inside of the site: for the demo only." in done.stderr
