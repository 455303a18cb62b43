"""A start in production that is not safe is no start, and the sentence tells no secret."""

import base64
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from opbouw.env import Environment
from opbouw.machine.assets import BASE
from opbouw.safety import MEANT, PUBLISHED, SPARED, Start, faults

SECRET = secrets.token_urlsafe(48)
HEX = secrets.token_hex(32)
FIELD = Fernet.generate_key().decode()
HERE = {"HOST": "", "PASSWORD": ""}
FAR = {"HOST": "db.example.org", "PASSWORD": "p4ss-0f-d4t4", "OPTIONS": {"sslmode": "verify-full"}}
MAIL = {"EMAIL_HOST": "mail.example.org", "EMAIL_HOST_PASSWORD": "p4ss-0f-m41l"}


def good(**other: Any) -> Start:
    """A start with nothing wrong, but for what a test puts in."""
    safe: dict[str, Any] = {
        "secret_keys": [SECRET],
        "field_keys": [FIELD],
        "base_url": "https://opbouw.example.org",
        "hosts": ["opbouw.example.org"],
        "proxies": 1,
        "database": FAR,
        "redis_url": "rediss://:p4ss-0f-r3d1s@redis.example.org:6379/0",
        "email": {**MAIL, "EMAIL_USE_TLS": True},
    }
    return Start(**{**safe, **other})


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"secret_keys": [HEX, SECRET], "field_keys": [FIELD, Fernet.generate_key().decode()]},
        {"database": HERE, "redis_url": "redis://127.0.0.1:6379/0", "email": {"EMAIL_HOST": "::1"}},
        {
            "database": {"HOST": "postgres", "PASSWORD": "x"},
            "redis_url": "redis://:x@redis:6379/0",
            "email": {"EMAIL_HOST": "mailer"},
        },
        {"base_url": "http://opbouw.example.org", "proxies": 0, "meant": ["http"]},
        {"email": MAIL, "meant": ["mail"]},
        {"redis_url": "redis://:x@redis.example.org/0", "meant": ["redis"]},
        {"database": {**FAR, "OPTIONS": {}}, "meant": ["database"]},
    ],
)
def test_a_safe_start_starts(other: dict[str, Any]) -> None:
    assert list(faults(good(**other))) == []


@pytest.mark.parametrize("key", sorted(PUBLISHED))
def test_a_published_key_is_refused_in_every_place(key: str) -> None:
    for place in ({"secret_keys": [key]}, {"secret_keys": [SECRET, key]}, {"field_keys": [key]}):
        (fault, *_more) = faults(good(**place))
        assert "published" in fault
        assert key not in fault


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("django-insecure-" + SECRET, "is published"),
        (f'"{SECRET}"', "a quote or a space"),
        (f"{SECRET[:30]} {SECRET[30:]}", "a quote or a space"),
        (SECRET[:49], "too short"),
        ("k0rt", "too short"),
        ("x" * 64, "repeats itself"),
        ("abcdefghijklmnop" * 4, "repeats itself"),
        ("change-me-" * 6, "repeats itself"),
    ],
    # The keys are drawn anew by each process, and no part of a name.
    ids=[str(n) for n in range(8)],
)
def test_a_weak_secret_key_is_refused(key: str, reason: str) -> None:
    for keys, name in (([key], "SECRET_KEY "), ([SECRET, key], "SECRET_KEY_FALLBACKS ")):
        (fault,) = faults(good(secret_keys=keys))
        assert fault.startswith(name)
        assert reason in fault
        assert "openssl rand" in fault
        assert key not in fault


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (FIELD[:-2], "damaged"),
        (FIELD + "AAAA", "damaged"),
        ("ë" * 43 + "=", "damaged"),
        (HEX, "damaged"),
        ("'" + FIELD + "'", "a quote or a space"),
        (base64.urlsafe_b64encode(bytes(32)).decode(), "drawn at random"),
        (base64.urlsafe_b64encode(b"a-sentence-of-32-letters-I-typed").decode(), "drawn at random"),
    ],
    # The keys are drawn anew by each process, and no part of a name.
    ids=[str(n) for n in range(7)],
)
def test_a_damaged_or_typed_field_key_is_refused(key: str, reason: str) -> None:
    (fault,) = faults(good(field_keys=[FIELD, key]))
    assert fault.startswith("FIELD_KEYS: key 2 ")
    assert reason in fault
    assert "os.urandom(32)" in fault
    assert key not in fault


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"field_keys": [FIELD, FIELD]}, "the same key twice"),
        ({"secret_keys": [SECRET, SECRET]}, "also stands in SECRET_KEY_FALLBACKS"),
        ({"secret_keys": [SECRET, HEX, HEX]}, "a fallback stands there twice"),
        ({"hosts": ["opbouw.example.org", "*"]}, "ALLOWED_HOSTS holds a wildcard"),
        ({"hosts": [".example.org"]}, "ALLOWED_HOSTS holds a wildcard"),
        ({"base_url": "http://opbouw.example.org"}, "OPBOUW_MEANT=http"),
        ({"proxies": 0}, "TRUSTED_PROXIES is 0"),
        ({"database": {**FAR, "PASSWORD": ""}}, "DATABASE_URL has no password"),
        ({"database": {"HOST": "postgres"}}, "DATABASE_URL has no password"),
        ({"database": {**FAR, "OPTIONS": {"sslmode": "prefer"}}}, "without TLS"),
        ({"database": {**FAR, "OPTIONS": {"sslmode": "require"}}}, "checks its certificate"),
        ({"database": {**FAR, "HOST": "10.0.0.5", "OPTIONS": {}}}, "OPBOUW_MEANT=database"),
        ({"database": {**FAR, "HOST": "3232235777", "OPTIONS": {}}}, "OPBOUW_MEANT=database"),
        ({"database": {**FAR, "HOST": "0xC0A80101", "OPTIONS": {}}}, "OPBOUW_MEANT=database"),
        ({"database": {**FAR, "HOST": "/run,db.nl", "OPTIONS": {}}}, "OPBOUW_MEANT=database"),
        (
            {
                "database": {
                    "HOST": "localhost",
                    "PASSWORD": "x",
                    "OPTIONS": {"hostaddr": "10.0.0.5"},
                }
            },
            "OPBOUW_MEANT=database",
        ),
        ({"redis_url": "rediss://:x@redis.nl/0?ssl_cert_reqs=none"}, "checks its certificate"),
        ({"redis_url": "redis://:x@3232235777/0"}, "OPBOUW_MEANT=redis"),
        ({"redis_url": "rediss://redis.example.org/0"}, "REDIS_URL has no password"),
        ({"redis_url": "redis://redis:6379/0"}, "REDIS_URL has no password"),
        ({"redis_url": "redis://:p4ss-0f-r3d1s@10.0.0.6/0"}, "OPBOUW_MEANT=redis"),
        ({"redis_url": "redis://[:p4ss-0f-r3d1s@redis/0"}, "REDIS_URL is not an address"),
        ({"email": MAIL}, "OPBOUW_MEANT=mail"),
        ({"oidc_server": "http://login.example.org"}, "OIDC_SERVER_URL is not https"),
    ],
)
def test_what_is_unsafe_is_refused_in_one_sentence(other: dict[str, Any], sentence: str) -> None:
    (fault,) = faults(good(**other))
    assert sentence in fault
    for secret in (SECRET, HEX, FIELD, "p4ss-0f"):
        assert secret not in fault


def test_a_field_key_cannot_be_the_secret_key_too() -> None:
    found = list(faults(good(secret_keys=[FIELD + FIELD], field_keys=[FIELD + FIELD])))
    assert any("is SECRET_KEY too" in fault for fault in found)


def test_every_key_in_this_repository_is_refused() -> None:
    """Whoever copies a value from our files into production does not get it started."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=BASE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    secret, field = set(), set()
    for name in filter(None, listed):
        path = BASE / name
        if path.suffix in {".woff2", ".png", ".gz"} or not path.is_file():
            continue
        text = path.read_text(errors="replace")
        field.update(re.findall(r"(?<![\w=/+-])[\w-]{43}=(?![\w=])", text, re.ASCII))
        secret.update(re.findall(r"""_KEY["']?\s*[:=]+\s*["']?([^\s"',#$(]{12,})""", text))
    assert {"b3Bib3V3LWFsbGVlbi12b29yLWRlbW8tZW4tdGVzdDA="} <= field
    assert "niets-te-beschermen-alleen-om-te-meten" in secret
    assert [key for key in sorted(secret) if not list(faults(good(secret_keys=[key])))] == []
    assert [key for key in sorted(field) if not list(faults(good(field_keys=[key])))] == []


def environment(**other: str) -> dict[str, str]:
    """The variables of a production that starts, but for what a test puts in."""
    return {
        "PATH": os.environ["PATH"],
        "OPBOUW_MODE": "production",
        "SECRET_KEY": SECRET,
        "FIELD_KEYS": FIELD,
        "BASE_URL": "https://opbouw.example.org",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": "postgresql://x@127.0.0.1:1/x",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:25",
        "DEFAULT_FROM_EMAIL": "opbouw@example.org",
        "WEB_BIND": "127.0.0.1:0",
        **other,
    }


def start(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=BASE,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["-m", "gunicorn", "--config", "opbouw/gunicorn_conf.py"],
        ["-m", "celery", "-A", "opbouw", "worker"],
        ["-m", "celery", "-A", "opbouw", "beat", "--pidfile=", "--schedule=/tmp/never-written"],
    ],
    ids=["manage", "web", "worker", "beat"],
)
def test_every_program_refuses_alike(command: list[str]) -> None:
    weak = SECRET[:20]
    code, said = start(command, environment(SECRET_KEY=weak))
    assert code != 0
    assert "This start is refused, it is not safe." in said
    assert "SECRET_KEY is too short: it needs 50 characters or more." in said
    assert weak not in said


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"OPBOUW_MODE": "prod"}, "OPBOUW_MODE must be one of production, demo, test"),
        ({"OPBOUW_MEANT": "http, all"}, "OPBOUW_MEANT may hold http, mail, redis, database"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds a wildcard"),
        ({"BASE_URL": "http://opbouw.example.org"}, "OPBOUW_MEANT=http"),
        ({"TRUSTED_PROXIES": "0"}, "TRUSTED_PROXIES is 0"),
        ({"SECRET_KEY_FALLBACKS": "k0rt"}, "SECRET_KEY_FALLBACKS is too short"),
        ({"FIELD_KEYS": "k0rt"}, "FIELD_KEYS: key 1 is damaged"),
        ({"DATABASE_URL": "postgresql://u@db.example.org/x"}, "DATABASE_URL has no password"),
        ({"REDIS_URL": "redis://redis.example.org/0"}, "REDIS_URL has no password"),
        ({"EMAIL_URL": "smtp://mail.example.org:25"}, "EMAIL_URL sends mail"),
        (
            {
                "OIDC_SERVER_URL": "http://login.example.org",
                "OIDC_CLIENT_ID": "x",
                "OIDC_CLIENT_SECRET": "x",
            },
            "OIDC_SERVER_URL is not https",
        ),
        ({"OPBOUW_PROCESS": "wep"}, "OPBOUW_PROCESS must be one of all, web, worker"),
    ],
)
def test_the_settings_hand_it_all_over(other: dict[str, str], sentence: str) -> None:
    code, said = start(["-c", "import opbouw.settings"], environment(**other))
    assert code == 1
    assert sentence in said


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_keys_that_everyone_can_read_serve_this_machine_alone(mode: str) -> None:
    """An installation that was set up as the demo would show every mail to the world."""
    elsewhere = environment(OPBOUW_MODE=mode)
    read = ["-c", "import opbouw.settings"]
    assert start(read, elsewhere)[0] == 0
    for name in ("SECRET_KEY", "FIELD_KEYS"):
        code, said = start(read, {key: one for key, one in elsewhere.items() if key != name})
        assert code == 1
        assert "with keys that everyone can read" in said
    del elsewhere["SECRET_KEY"]
    assert start(read, {**elsewhere, "BASE_URL": "http://localhost:8000"})[0] == 0


def test_debugging_cannot_be_switched_on() -> None:
    print_it = "import opbouw.settings as s; print(s.DEBUG)"
    assert start(["-c", print_it], environment(DEBUG="1", OPBOUW_DEBUG="1")) == (0, "False\n")


@pytest.mark.parametrize("process", sorted(SPARED))
def test_a_process_starts_without_what_it_has_no_use_for(process: str) -> None:
    variables = environment(OPBOUW_PROCESS=process)
    for name in SPARED[process]:
        variables.pop(name, None)
    assert start(["manage.py", "check"], variables)[0] == 0


def test_what_a_process_is_spared_it_does_not_read() -> None:
    env = Environment({"SECRET_KEY": SECRET, "DATABASE_URL": "postgresql:///x", "REDIS_URL": "r"})
    env.spare(SPARED["beat"])
    read: list[Callable[[], Any]] = [
        lambda: env.text("SECRET_KEY"),
        lambda: env.listing("FIELD_KEYS"),
        lambda: env.database("DATABASE_URL"),
        lambda: env.email("EMAIL_URL"),
        lambda: env.text("REDIS_URL"),
    ]
    dummy = {"ENGINE": "django.db.backends.dummy"}
    assert [value() for value in read] == ["", [], dummy, {}, "r"]


def test_only_a_known_risk_can_be_meant() -> None:
    env = Environment({"OPBOUW_MEANT": "http,mail"})
    assert env.choices("OPBOUW_MEANT", MEANT) == ["http", "mail"]
    with pytest.raises(ImproperlyConfigured, match="OPBOUW_MEANT may hold"):
        Environment({"OPBOUW_MEANT": "everything"}).choices("OPBOUW_MEANT", MEANT)
