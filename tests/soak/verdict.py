"""What must be true when everybody has gone home and the work that waited is done."""

from collections import Counter

from tests.e2e.post import letters
from tests.faults.world import READERS, files, recorded_files, rows
from tests.soak.people import Journal
from tests.stack import Stack, wait_until

# A worker takes what was left within its lease and the rest between attempts.
PATIENCE = 240
OPEN_JOBS = (
    "SELECT (SELECT count(*) FROM signalen_notitieversie WHERE job_staat NOT IN ('klaar'))"
    " + (SELECT count(*) FROM lib_mail WHERE job_staat NOT IN ('klaar'))"
)
# A program that is slow at the end of a run has not leaked; one that grows by half has.
MOST_GROWTH = 1.5


def wait_for_quiet(stack: Stack) -> None:
    """Wait until no PDF and no mail is waiting."""

    def quiet() -> bool:
        with rows(stack) as connection:
            return connection.execute(OPEN_JOBS).fetchone() == (0,)

    wait_until(quiet, "the work that was left", stack.worker.log, PATIENCE)


def differences(stack: Stack, journal: Journal) -> list[str]:
    """Return what is lost, doubled or left behind; an empty list is the aim."""
    found = list(journal.faults)
    with rows(stack) as connection:
        for table in ("wijken_contactmoment", "initiatieven_initiatief"):
            query = f"SELECT sleutel::text, count(*) FROM {table} GROUP BY 1"  # noqa: S608 ours
            stored = Counter(dict(connection.execute(query).fetchall()))
            sent = journal.accepted.get(table, set())
            lost, doubled = sent - set(stored), [key for key, n in stored.items() if n > 1]
            found += [f"{len(lost)} of {table} lost"] if lost else []
            found += [f"{len(doubled)} of {table} doubled"] if doubled else []
            audit = (
                "SELECT count(*), count(DISTINCT object_id) FROM lib_auditregel"
                " WHERE handeling = %s"
            )
            said = {"wijken_contactmoment": "contact_genoteerd"}.get(table, "initiatief_ingebracht")
            rows_of, different = connection.execute(audit, [said]).fetchone() or (0, 0)
            if rows_of != different or rows_of < len(sent):
                found.append(f"{table}: {rows_of} audit rows for {len(stored)} rows")
        sent_notes = connection.execute(
            "SELECT count(*) FROM signalen_agendanotitie WHERE verzonden_op IS NOT NULL"
        ).fetchone()
        answers = connection.execute("SELECT count(*) FROM signalen_antwoord").fetchone()
        stuck = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        ).fetchone()
    if sent_notes != (len(journal.accepted.get("verzonden", ())),):
        found.append(f"{sent_notes} notes sent")
    if answers != (len(journal.accepted.get("beantwoord", ())),):
        found.append(f"{answers} answers")
    if stuck != (0,):
        found.append(f"{stuck} transactions left open")
    if files(stack) != recorded_files(stack):
        found.append("the files are not those that the rows name")
    return found + _mails(stack, len(journal.accepted.get("verzonden", ())))


def _mails(stack: Stack, notes: int) -> list[str]:
    found = []
    for reader in READERS:
        subjects = Counter(
            mail.splitlines()[0] for mail in letters(stack, reader) if "Warm wonen" in mail
        )
        if len(subjects) < notes:
            found.append(f"{notes - len(subjects)} mails to {reader} lost")
    return found


def doubled_mails(stack: Stack) -> int:
    """Count the mails that came twice: a worker that dies while sending may have sent already."""
    every = [Counter(letters(stack, reader)) for reader in READERS]
    return sum(count - 1 for mails in every for count in mails.values())


def growth(memory: dict[str, tuple[float, float]]) -> list[str]:
    """Return which programs hold more and more memory."""
    return [
        f"{name} grew from {early:.0f} to {late:.0f} MB"
        for name, (early, late) in memory.items()
        if late > early * MOST_GROWTH
    ]
