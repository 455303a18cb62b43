"""Every command of docker-compose.yml, run here on servers that were started apart."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
import yaml
from cryptography.fernet import Fernet

from opbouw.machine.embedded import services
from opbouw.machine.embedded.binaries import valkey_program
from tests.services import ROOT
from tests.stack import free_port

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("compose")]
OURS = ("migrate", "web", "worker", "beat")
Service = dict[str, Any]
# `${NAME}`, `${NAME:-what it is else}` and `${NAME:?why it must be there}`.
ASKED = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
SECRETS = {
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "FIELD_KEYS",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
    "EMAIL_URL",
    "OIDC_CLIENT_SECRET",
}


def compose() -> dict[str, Service]:
    text = (ROOT / "docker-compose.yml").read_text()
    found: dict[str, Service] = yaml.safe_load(text)["services"]
    return found


def filled_in(service: Service, dotenv: dict[str, str]) -> dict[str, str]:
    """Return what the containers of a service are handed, with this .env."""

    def value(found: re.Match[str]) -> str:
        name, way, other = found.groups()
        if way == "?":
            assert dotenv.get(name), f"{name}: {other}"
        return dotenv.get(name) or (other if way == "-" else "")

    handed: dict[str, str] = service.get("environment", {})
    return {name: ASKED.sub(value, text) for name, text in handed.items()}


def asked(service: Service) -> set[str]:
    """Return the names in .env that a service is handed the values of."""
    return {found[0] for found in ASKED.findall(str(service.get("environment", {})))}


class Production:
    """Servers of our own, a filled in .env, and what each service makes of the two."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.database_url, self.redis_url, self.folder = database_url, redis_url, folder
        self.bind = f"127.0.0.1:{free_port()}"
        self.dotenv = {
            "POSTGRES_PASSWORD": secrets.token_hex(24),
            "REDIS_PASSWORD": secrets.token_hex(24),
            "SECRET_KEY": secrets.token_urlsafe(48),
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "BASE_URL": "https://opbouw.example.org",
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "smtp://127.0.0.1:25",
            "DEFAULT_FROM_EMAIL": "Opbouw <opbouw@example.org>",
        }

    def environment(self, name: str) -> dict[str, str]:
        """Return the environment of a container, at our addresses as far as it has those."""
        handed = filled_in(compose()[name], self.dotenv)
        ours = {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "MEDIA_ROOT": str(self.folder / "media"),
            "WEB_BIND": self.bind,
        }
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "STATIC_ROOT": str(self.folder / "static"),
            **handed,
            **{name: value for name, value in ours.items() if name in handed},
        }


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    """Production, with everything that .env.example asks for."""
    folder = tmp_path_factory.mktemp("productie")
    with services(folder) as found:
        yield Production(folder, found.database_url, found.redis_url)


def here(command: list[str], folder: str) -> list[str]:
    """Return a container's command with its /tmp in a folder of the test."""
    return [part.replace("/tmp/", f"{folder}/") for part in command]


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        here(command, environment["HOME"]),
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def serving(service: Service, environment: dict[str, str], log: Path) -> Iterator[None]:
    """Run the service's command in the background; it must stop by itself on SIGTERM."""
    with log.open("w") as output:
        process = subprocess.Popen(
            here(service["command"], environment["HOME"]),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
        assert process.poll() is None, log.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
    assert code == 0, log.read_text()


def becomes_healthy(service: Service, environment: dict[str, str]) -> bool:
    kind, *check = service["healthcheck"]["test"]
    assert kind == "CMD"
    deadline = time.monotonic() + 60
    while (done := run(check, environment)).returncode:
        if time.monotonic() > deadline:
            sys.stdout.write(done.stdout)
            return False
        time.sleep(0.2)
    return True


def test_migrate_then_web_worker_and_beat_become_healthy(
    production: Production, tmp_path: Path
) -> None:
    found = compose()
    web = production.environment("web")
    done = run(["python", "manage.py", "collectstatic", "--noinput", "--verbosity=0"], web)
    assert done.returncode == 0
    assert done.stdout == ""
    for _ in range(2):  # every deployment runs it again
        done = run(found["migrate"]["command"], production.environment("migrate"))
        assert done.returncode == 0, done.stdout
    with psycopg.connect(production.database_url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename IN ('cache', 'django_migrations')"
        ).fetchone()
    assert tables == (2,)
    done = run(["python", "manage.py", "sleutels_draaien"], production.environment("worker"))
    assert "0 rijen onder een oude sleutel." in done.stdout
    for name in ("web", "worker", "beat"):
        check = found[name]["healthcheck"]["test"][1:]
        handed = production.environment(name)
        assert run(check, handed).returncode == 1, f"{name} is healthy before it runs"
        with serving(found[name], handed, tmp_path / f"{name}.log"):
            assert becomes_healthy(found[name], handed), (tmp_path / f"{name}.log").read_text()


def test_the_role_of_the_application_rules_nothing_but_its_database(
    production: Production, tmp_path: Path
) -> None:
    service = compose()["postgres"]
    # So the image makes `postgres` the superuser, and then runs our script once.
    assert not {"POSTGRES_USER", "POSTGRES_DB"} & set(service["environment"])
    script = "opbouw/machine/role.sh"
    assert f"./{script}:/docker-entrypoint-initdb.d/role.sh:ro" in service["volumes"]
    assert os.access(ROOT / script, os.X_OK)
    program = tmp_path / "psql"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/given\ncat > {tmp_path}/asked\n')
    program.chmod(0o755)
    password = production.dotenv["POSTGRES_PASSWORD"]
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "POSTGRES_PASSWORD": password}
    subprocess.run([ROOT / script], env=environment, check=True)
    given, wanted = (tmp_path / "given").read_text(), (tmp_path / "asked").read_text()
    # A command line can be read by every process.
    assert password not in given + wanted
    assert "ON_ERROR_STOP=1" in given
    assert wanted.splitlines() == [
        r"\getenv password POSTGRES_PASSWORD",
        "CREATE ROLE opbouw LOGIN PASSWORD :'password';",
        "CREATE DATABASE opbouw OWNER opbouw;",
        "REVOKE ALL ON DATABASE opbouw, postgres FROM PUBLIC;",
        "ALTER ROLE CURRENT_USER PASSWORD NULL;",
    ]
    # Everything here runs as such a role, which may make a database for the tests besides.
    with psycopg.connect(production.database_url) as connection:
        rights = "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = USER"
        assert connection.execute(rights).fetchone() == (False, False, False)


def test_redis_runs_with_its_settings_and_asks_a_password(
    production: Production, tmp_path: Path
) -> None:
    port = free_port()
    program = tmp_path / "redis-server"
    program.write_text(f'#!/bin/sh\nexec {valkey_program()} "$@" --port {port} --dir {tmp_path}\n')
    program.chmod(0o755)
    service = compose()["redis"]
    handed = filled_in(service, production.dotenv)
    password = production.dotenv["REDIS_PASSWORD"]
    assert handed == {"REDISCLI_AUTH": password}
    process = subprocess.Popen(
        # Compose writes a dollar of the shell as two.
        [part.replace("$$", "$") for part in here(service["command"], str(tmp_path))],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", **handed},
        stdout=subprocess.DEVNULL,
    )
    try:
        client = redis.Redis(port=port, password=password)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
        names = ("appendonly", "appendfsync", "save", "maxmemory", "maxmemory-policy")
        assert {name: client.config_get(name)[name] for name in names} == {
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory": str(192 * 1024 * 1024),
            "maxmemory-policy": "noeviction",
        }
        client.close()
        stranger = redis.Redis(port=port)
        with pytest.raises(redis.AuthenticationError):
            stranger.ping()
        stranger.close()
        assert password not in Path(f"/proc/{process.pid}/cmdline").read_text()
        assert (tmp_path / "redis.conf").stat().st_mode & 0o077 == 0
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("process", "missing"),
    [
        *(
            ("web", name)
            for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "BASE_URL")
        ),
        ("worker", "EMAIL_URL"),
        ("beat", "REDIS_URL"),
        ("migrate", "DATABASE_URL"),
    ],
)
def test_a_missing_variable_stops_the_start_with_a_sentence(
    production: Production, process: str, missing: str
) -> None:
    handed = production.environment(process)
    del handed[missing]
    done = run(["python", "manage.py", "check"], handed)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].endswith(
        f"The environment variable {missing} is not set. Set it, see docs/running.md."
    )


def test_every_service_is_locked_down_and_bounded() -> None:
    for name, service in compose().items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["tmpfs"][0] == "/tmp", name
        assert re.fullmatch(r"\d+[mg]", service["mem_limit"]), name
        assert 0 < service["pids_limit"] <= 256, name
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name
        # Ours run as the user of the image.
        assert name in OURS or service["user"] == "999:999", name


def test_a_service_is_handed_the_secrets_it_needs_and_no_more() -> None:
    found = compose()
    assert not any("env_file" in service for service in found.values())
    keys = {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "FIELD_KEYS"}
    servers = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert {name: asked(service) & SECRETS for name, service in found.items()} == {
        "postgres": {"POSTGRES_PASSWORD"},
        "redis": {"REDIS_PASSWORD"},
        "migrate": {"POSTGRES_PASSWORD"},
        "web": {*servers, *keys, "OIDC_CLIENT_SECRET"},
        "worker": {*servers, *keys, "EMAIL_URL"},
        "beat": {"REDIS_PASSWORD"},
    }


def test_the_servers_reach_nothing_outside() -> None:
    text = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert text["networks"]["data"] == {"internal": True}
    assert {name: service["networks"] for name, service in text["services"].items()} == {
        "postgres": ["data"],
        "redis": ["data"],
        "migrate": ["data"],
        "web": ["data", "outside"],
        "worker": ["data", "outside"],
        "beat": ["data"],
    }
    assert [name for name, service in text["services"].items() if "ports" in service] == ["web"]


def test_no_secret_has_a_default_and_every_variable_arrives() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    ways = {name: (way, other) for name, way, other in ASKED.findall(text)}
    optional = {"SECRET_KEY_FALLBACKS", "OIDC_CLIENT_SECRET"}
    assert {ways[name] for name in SECRETS - optional} == {("?", "set it in .env")}
    assert {ways[name] for name in optional} == {("-", "")}
    example = (ROOT / ".env.example").read_text()
    empty = set(re.findall(r"^(\w+)=$", example, re.MULTILINE))
    assert empty == {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY", "FIELD_KEYS"}
    asked_for = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert asked_for == {name for name, (way, _other) in ways.items() if way == "?"}
    # What the settings read reaches web or worker; the image itself says where its files are.
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "opbouw/settings.py").read_text()))
    handed = {name for service in ("web", "worker") for name in compose()[service]["environment"]}
    assert read - handed == {"OPBOUW_RELOAD", "EMAIL_FILE_PATH", "STATIC_ROOT"}


def test_the_image_runs_as_an_ordinary_user_with_what_it_needs() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    copied = {
        line.split()[1] for line in lines if line.startswith("COPY ") and "--from" not in line
    }
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    allowed = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    assert copied - allowed == set()
    command = next(line for line in lines if line.startswith("CMD"))
    assert yaml.safe_load(command.removeprefix("CMD ")) == compose()["web"]["command"]
    assert shutil.which("gunicorn", path=str(Path(sys.executable).parent))
