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


def compose() -> dict[str, Service]:
    text = (ROOT / "docker-compose.yml").read_text()
    found: dict[str, Service] = yaml.safe_load(text)["services"]
    return found


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a container: production, with everything that .env.example asks for."""
    folder = tmp_path_factory.mktemp("productie")
    with services(folder) as found:
        yield {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "OPBOUW_MODE": "production",
            "DATABASE_URL": found.database_url,
            "REDIS_URL": found.redis_url,
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "WEB_BIND": f"127.0.0.1:{free_port()}",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "BASE_URL": "https://opbouw.example.org",
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "smtp://127.0.0.1:25",
            "DEFAULT_FROM_EMAIL": "Opbouw <opbouw@example.org>",
        }


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
    production: dict[str, str], tmp_path: Path
) -> None:
    found = compose()
    done = run(["python", "manage.py", "collectstatic", "--noinput", "--verbosity=0"], production)
    assert done.returncode == 0
    assert done.stdout == ""
    for _ in range(2):  # every deployment runs it again
        done = run(found["migrate"]["command"], production)
        assert done.returncode == 0, done.stdout
    with psycopg.connect(production["DATABASE_URL"]) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename IN ('cache', 'django_migrations')"
        ).fetchone()
    assert tables == (2,)
    for name in ("web", "worker", "beat"):
        check = found[name]["healthcheck"]["test"][1:]
        assert run(check, production).returncode == 1, f"{name} is healthy before it runs"
        with serving(found[name], production, tmp_path / f"{name}.log"):
            assert becomes_healthy(found[name], production), (tmp_path / f"{name}.log").read_text()


def test_redis_runs_with_its_settings(tmp_path: Path) -> None:
    port = free_port()
    command = compose()["redis"]["command"]
    assert command[0] == "redis-server"
    process = subprocess.Popen(
        [str(valkey_program()), *command[1:], "--port", str(port), "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    try:
        client = redis.Redis(port=port)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
        names = ("appendonly", "appendfsync", "save", "maxmemory-policy")
        assert {name: client.config_get(name)[name] for name in names} == {
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        client.close()
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    "missing", ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "BASE_URL", "EMAIL_URL"]
)
def test_a_missing_variable_stops_the_start_with_a_sentence(
    production: dict[str, str], missing: str
) -> None:
    environment = {name: value for name, value in production.items() if name != missing}
    done = run(["python", "manage.py", "check"], environment)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].endswith(
        f"The environment variable {missing} is not set. Set it, see docs/running.md."
    )


def test_our_services_are_locked_down_and_have_no_default_secret() -> None:
    found = compose()
    locked = {
        name: (
            found[name]["read_only"],
            found[name]["cap_drop"],
            found[name]["env_file"],
            found[name]["tmpfs"],
            found[name]["volumes"],
        )
        for name in OURS
    }
    assert locked == dict.fromkeys(OURS, (True, ["ALL"], ".env", ["/tmp"], ["media:/media"]))
    asked = re.findall(r"\$\{(\w+)(:\?[^}]*)?\}", (ROOT / "docker-compose.yml").read_text())
    assert set(asked) == {("POSTGRES_PASSWORD", ":?set it in .env")}
    example = (ROOT / ".env.example").read_text()
    empty = set(re.findall(r"^(\w+)=$", example, re.MULTILINE))
    assert empty == {"POSTGRES_PASSWORD", "SECRET_KEY", "FIELD_KEYS"}


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
