"""The embedded servers: they keep their data, keep strangers out and never outlive their parent."""

import os
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest
import redis

from opbouw.machine.embedded import EmbeddedError, remove, running, services
from tests.faults.embedded import end, remember, remembered, start_parent
from tests.processes import left_behind, processes

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("embedded")]


def test_data_stays_and_a_later_start_is_quick(tmp_path: Path) -> None:
    with services(tmp_path) as found:
        remember(found, "draad")
    assert running(tmp_path) is None
    begin = time.monotonic()
    with services(tmp_path) as found:
        took = time.monotonic() - begin
        assert remembered(found) == ["draad", "draad"]
        assert running(tmp_path) == found
    assert took < 30  # a second on a quiet machine; what counts is that no recovery was needed
    assert left_behind(str(tmp_path)) == {}


def test_engines_are_those_of_production(tmp_path: Path) -> None:
    with services(tmp_path) as found:
        with psycopg.connect(found.database_url) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version_num')::int / 10000, lower('ÉCOLE'),"
                " upper('straße'), rolsuper, current_setting('fsync')"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        with redis.Redis.from_url(found.redis_url) as broker:
            settings = [broker.config_get(name) for name in ("appendonly", "maxmemory-policy")]
    assert row == (18, "école", "STRASSE", False, "on")
    assert settings == [{"appendonly": "yes"}, {"maxmemory-policy": "noeviction"}]


def test_a_second_start_on_one_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with services(tmp_path) as found:
        with pytest.raises(EmbeddedError) as refused, services(tmp_path):
            pass
        with pytest.raises(EmbeddedError), services(tmp_path):
            pass
        assert running(tmp_path) == found
        remember(found, "nog")
        assert remembered(found) == ["nog", "nog"]
    assert str(refused.value) == (
        f"The embedded services of {tmp_path} already run: "
        "stop the other start first (Ctrl-C there), or use another folder."
    )


def test_data_in_use_cannot_be_removed(tmp_path: Path) -> None:
    with services(tmp_path), pytest.raises(EmbeddedError, match="already run"):
        remove(tmp_path)
    remove(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_strangers_stay_out(tmp_path: Path) -> None:
    with services(tmp_path) as found:
        secret = found.database_url.split(":")[2].split("@")[0]
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(found.database_url.replace(f":{secret}", ""))
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(found.database_url.replace(secret, "geraden"))
        broker = redis.Redis.from_url(found.redis_url.replace(f":{secret}@", ""))
        with broker, pytest.raises(redis.AuthenticationError):
            broker.ping()
        own = tmp_path / "embedded"
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [own, *own.iterdir()]}
        listed = processes(str(tmp_path)).values()
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
    assert [command for command in listed if secret in command] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_parent(tmp_path: Path, number: signal.Signals) -> None:
    process, found = start_parent(tmp_path)
    remember(found, "blijft")
    assert len(processes(str(tmp_path))) >= 4  # parent, guard, PostgreSQL and Valkey at least
    process.send_signal(number)
    end(process)
    assert left_behind(str(tmp_path)) == {}
    assert running(tmp_path) is None
    with services(tmp_path) as found:
        assert remembered(found) == ["blijft", "blijft"]


def test_a_killed_guard_takes_its_servers_along_and_the_next_start_waits_for_them(
    tmp_path: Path,
) -> None:
    process, found = start_parent(tmp_path)
    remember(found, "bewaakt")
    for pid, command in processes(str(tmp_path)).items():
        if "embedded.guard" in command:
            os.kill(pid, signal.SIGKILL)
    with services(tmp_path) as found:
        assert remembered(found) == ["bewaakt", "bewaakt"]
    process.kill()
    end(process)
    assert left_behind(str(tmp_path)) == {}


def test_a_start_after_a_crash_recovers(tmp_path: Path) -> None:
    process, found = start_parent(tmp_path)
    remember(found, "hersteld")
    time.sleep(1.2)  # Valkey writes its file to disk every second, in compose too
    for pid in processes(str(tmp_path)):
        os.kill(pid, signal.SIGKILL)
    end(process)
    assert left_behind(str(tmp_path)) == {}
    # The id of a dead server may belong to another process by now: here, to ourselves.
    pid_file = tmp_path / "embedded" / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with services(tmp_path) as found:
        assert remembered(found) == ["hersteld", "hersteld"]


def test_a_first_start_that_was_broken_off_is_done_again(tmp_path: Path) -> None:
    with services(tmp_path):
        pass
    whole = tmp_path / "embedded" / "postgres"
    half = whole.rename(whole.with_name("postgres.new"))
    (half / "global" / "pg_control").unlink()
    with services(tmp_path) as found:
        remember(found, "heel")
        assert remembered(found) == ["heel", "heel"]


def test_a_server_that_dies_takes_the_other_along(tmp_path: Path) -> None:
    with services(tmp_path):
        for pid, command in processes(str(tmp_path)).items():
            if "valkey-server" in command and "embedded.guard" not in command:
                os.kill(pid, signal.SIGKILL)
        assert left_behind(str(tmp_path)) == {}
        assert running(tmp_path) is None


def test_a_long_path_and_odd_names_are_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / ("buurt " * 20) / 'de "Wei\\de" é'
    with services(folder) as found:
        remember(found, "lang")
        assert remembered(found) == ["lang", "lang"]
    assert left_behind(folder.name) == {}


def test_data_of_another_postgres_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with services(tmp_path):
        pass
    data = tmp_path / "embedded" / "postgres"
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError) as refused, services(tmp_path):
        pass
    assert str(refused.value) == (
        f"{data} was made by PostgreSQL 17 and this is 18: "
        "`make demo-reset` begins again without the old data."
    )
    assert left_behind(str(tmp_path)) == {}
