"""The whole stack that other tests build on: it starts, can be broken, and leaves nothing."""

import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from opbouw.healthcheck import web_answers
from tests.processes import left_behind, processes
from tests.stack import Broker, Stack, children, database, program_pid, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("stack")]


def names() -> set[str]:
    with psycopg.connect(database("postgres")) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_a_stack_starts_breaks_mends_and_leaves_nothing(tmp_path: Path) -> None:
    with Stack(tmp_path, with_beat=True) as stack:
        assert web_answers(stack.port)
        name = urlsplit(stack.database_url).path.strip("/")
        assert name in names()
        assert stack.manage("showmigrations", "--plan").count("[ ]") == 0
        master = program_pid(stack.worker)
        before = set(children(master))
        assert len(before) == 2
        stack.kill_worker_child()
        wait_until(
            lambda: len(set(children(master)) - before) == 2, "new children", stack.worker.log
        )
        stack.kill_worker()
        assert not stack.worker.alive
        stack.start_worker()
        assert stack.worker.alive
    assert left_behind(str(tmp_path)) == {}
    assert name not in names()


def test_a_killed_keeper_takes_its_program_along(tmp_path: Path) -> None:
    with Stack(tmp_path, with_worker=False) as stack:
        assert stack.web.process is not None
        stack.web.process.kill()
        wait_until(lambda: not processes(str(tmp_path)), "the end of the web server", stack.web.log)


def test_a_broker_hangs_resumes_and_stops(tmp_path: Path) -> None:
    with Broker(tmp_path) as broker:
        assert broker.answers()
        broker.hang()
        begin = time.monotonic()
        assert not broker.answers()
        assert time.monotonic() - begin >= 1
        broker.resume()
        assert broker.answers()
        broker.stop()
        assert not broker.answers()
        broker.start()
        assert broker.answers()
    assert left_behind(str(tmp_path)) == {}
