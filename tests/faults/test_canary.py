"""What people type is in no log: of web, worker, beat, PostgreSQL and Valkey, nor in the queue."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from opbouw.machine.embedded.folder import Folder
from tests.faults.typist import WORD, Typist, words_in
from tests.faults.world import content, job, put_content, rows, wait_for_render
from tests.personas import ANNEKE, MARIJKE, SAMIRA
from tests.services import ROOT
from tests.stack import Broker, Stack, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

# What a mistake of ours could let through to the database, which quotes it in its refusal.
REFUSALS = f"""
    ALTER TABLE wijken_contactmoment ADD CONSTRAINT nooit
        CHECK (tekst NOT LIKE '{WORD}%') NOT VALID;
    CREATE FUNCTION geen_datum() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM ''{WORD}''::date; RETURN NEW; END';
    CREATE TRIGGER geen_datum BEFORE INSERT ON signalen_verhaal
        FOR EACH ROW EXECUTE FUNCTION geen_datum();
    CREATE TRIGGER geen_datum BEFORE UPDATE ON lib_mail
        FOR EACH ROW EXECUTE FUNCTION geen_datum();
"""
KEPT_IN = ["wijken_contactmoment", "signalen_signaal", "signalen_duiding", "signalen_verhaal"]
KEPT_IN += ["signalen_agendanotitie", "signalen_antwoord", "wijken_uitnodiging"]
KEPT_IN += ["initiatieven_initiatief", "initiatieven_bewonersbericht"]


def database_log() -> Path:
    """Return the log of the PostgreSQL of this run."""
    for folder in ROOT.glob("var/test*"):
        state = Folder.inside(folder).state
        if state.exists() and os.environ["DATABASE_URL"].rpartition("/")[0] in state.read_text():
            return Folder.inside(folder).log / "postgres.log"
    pytest.skip("The servers of this run are not ours, so their logs are elsewhere.")


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """All processes, on a broker of their own with its log and its data."""
    environment = {"OUTBOX_LEASE_SECONDS": "8", "OUTBOX_SWEEP_SECONDS": "1"}
    with (
        Broker(tmp_path / "valkey") as broker,
        Stack(
            tmp_path / "stack", environment=environment, with_beat=True, redis_url=broker.url
        ) as stack,
    ):
        stack.manage("shell", "-c", "from tests.faults.world import seed; seed(2)")
        yield stack


def test_no_log_holds_what_anybody_typed(stack: Stack, tmp_path: Path) -> None:
    kept = database_log()
    begin = kept.stat().st_size
    _everything_that_goes_well(stack)
    _everything_that_goes_wrong(stack)
    logs = {path.name: path.read_bytes() for path in (stack.folder).glob("*.log")}
    logs |= {str(p): p.read_bytes() for p in (tmp_path / "valkey").rglob("*") if p.is_file()}
    logs["postgres.log"] = kept.read_bytes()[begin:]
    assert {"web.log", "worker.log", "beat.log"} < set(logs)
    assert {name: found for name, data in logs.items() if (found := words_in(data))} == {}
    # Each of them did write, and tells what went wrong.
    assert b"CheckViolation: 23514 wijken_contactmoment nooit" in logs["web.log"]
    for name in ("web.log", "worker.log"):
        assert b"InvalidDatetimeFormat: 22007" in logs[name]
    assert re.search(rb"signal 9|SIGKILL", logs["worker.log"])
    assert any("appendonly" in name for name in logs)


def _everything_that_goes_well(stack: Stack) -> None:
    samira, marijke, anneke = (Typist(stack, who) for who in (SAMIRA, MARIJKE, ANNEKE))
    resident = Typist(stack)
    for path in ("/contacten/nieuw/", "/signalen/nieuw/", "/verhalen/nieuw/", "/notities/nieuw/"):
        assert samira.fill_in(path) == {302}, path
    assert samira.fill_in("/signalen/1/duiding/") == {302}
    assert samira.fill_in("/initiatieven/nieuw/") == {302}
    assert marijke.fill_in("/team/uitnodigen/") == {302}
    assert 302 in resident.fill_in("/meedoen/de-brink/")
    assert 302 in resident.fill_in(f"/volg/{_token(stack)}/")
    for path in ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"):
        resident.fill_in(path)
    assert marijke.post("/notities/1/vaststellen/", {"stand": "0"}) == 302
    wait_until(lambda: job(stack, 1)[0] == "klaar", "the PDF", stack.worker.log)
    assert marijke.post("/notities/1/verzenden/", {"versie": "1"}) == 302
    assert 302 in anneke.fill_in("/ontvangen/1/vraag/1/")
    with rows(stack) as connection:
        assert [table for table in KEPT_IN if not _typed_rows(connection, table)] == []


def _everything_that_goes_wrong(stack: Stack) -> None:
    samira, marijke = Typist(stack, SAMIRA), Typist(stack, MARIJKE)
    # The mail cannot be sent.
    (stack.folder / "post").rename(stack.folder / "weg")
    (stack.folder / "post").write_text("")
    assert marijke.fill_in("/team/uitnodigen/") == {302}
    # A child is killed while it works on these words, and then finds content that is damaged.
    assert marijke.post("/notities/2/vaststellen/", {"stand": "0"}) == 302
    put_content(stack, 2, content(stack, 2) | {"duiding": f"{WORD} " * 20_000})
    wait_for_render(stack, [2])
    stack.kill_worker_child()
    put_content(stack, 2, {WORD: [WORD], "duiding": {WORD: WORD}})
    wait_until(lambda: _seen(stack, "Mail .* failed"), "the mail", stack.worker.log)
    failed = [("aangevraagd", 2), ("mislukt", 3)]
    wait_until(lambda: job(stack, 2) in failed, "the damaged PDF", stack.worker.log)
    # The database refuses, and quotes what it refuses: to the pages and to a task.
    with rows(stack) as connection:
        connection.execute(REFUSALS)
    assert samira.fill_in("/contacten/nieuw/") == {500}
    assert samira.fill_in("/verhalen/nieuw/") == {500}
    assert marijke.fill_in("/team/uitnodigen/") == {302}
    wait_until(lambda: _seen(stack, "raised unexpected"), "the task", stack.worker.log)


def _seen(stack: Stack, text: str) -> bool:
    return re.search(text, stack.worker.log.read_text(errors="replace")) is not None


def _token(stack: Stack) -> str:
    """Return the secret of the status page of the newest plan."""
    code = (
        "from initiatieven.models import Initiatief as I;"
        "from initiatieven.queries.volglink import token_of as t;"
        "print('token=' + t(I.objects.latest('pk')))"
    )
    return stack.manage("shell", "-c", code).partition("token=")[2].strip()


def _typed_rows(connection: psycopg.Connection[object], table: str) -> bool:
    # Names and addresses of an invitation are encrypted, so any row of it will do.
    word = "%" if table == "wijken_uitnodiging" else f"%{WORD}%"
    query = f"SELECT 1 FROM {table} AS t WHERE t::text LIKE %s"  # noqa: S608 -- a table of ours
    return connection.execute(query, [word]).fetchone() is not None
