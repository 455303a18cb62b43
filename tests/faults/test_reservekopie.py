"""An upgrade of the release before this one, and a copy of it that is put back elsewhere."""

import hashlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from opbouw.lib.backup.archive import LEFT_OUT, Manifest, opened, read_manifest
from tests.faults.world import Clocked
from tests.personas import ANNEKE, SAMIRA
from tests.services import ROOT
from tests.stack import Stack, drop_database, empty_database, manage

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("reservekopie")]

# A year of example data, written by `reservekopie` on the tables of that release.
PREVIOUS = ROOT / "tests" / "upgrade" / "0.1.0.tar.gz"


# The slow hashes of the demo are unknown to the tests.
PASSWORDS = """
from tests.personas import WACHTWOORD
from wijken.models import Gebruiker
for one in Gebruiker.objects.all():
    one.set_password(WACHTWOORD)
    one.save()
"""


@dataclass(frozen=True)
class Place:
    """A database and a folder with files."""

    url: str
    media: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to work here; the tests have the keys of the demo."""
        return {"OPBOUW_MODE": "test", "DATABASE_URL": self.url, "MEDIA_ROOT": str(self.media)}

    def manage(self, *arguments: str) -> str:
        """Run a command here."""
        return manage(self.environment, *arguments)

    def tables(self) -> dict[str, str]:
        """Return a sum over every row of each table, in whatever order they stand."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            return {
                name: str(connection.execute(_sum_of_rows(name)).fetchone())
                for (name,) in found
                if name not in LEFT_OUT
            }

    def sequences(self) -> list[tuple[str, int]]:
        """Return the last number that each sequence gave out."""
        with psycopg.connect(self.url) as connection:
            query = (
                "SELECT sequencename, last_value FROM pg_sequences WHERE last_value > 0 ORDER BY 1"
            )
            names = {f"{name}_id_seq" for name in LEFT_OUT}
            return sorted(row for row in connection.execute(query) if row[0] not in names)

    def files(self) -> dict[str, str]:
        """Return every file with its SHA-256, half-written ones too."""
        return {
            str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.media.rglob("*"))
            if path.is_file()
        }


def _sum_of_rows(name: str) -> sql.Composed:
    query = "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {} AS t"
    return sql.SQL(query).format(sql.Identifier(name))


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    """What the copy of the previous release says that it holds."""
    with opened(PREVIOUS) as archive:
        return read_manifest(archive)


class Reader(threading.Thread):
    """Asks, on and on, for every column that the previous release knows, as its pages do."""

    def __init__(self, url: str, manifest: Manifest) -> None:
        super().__init__()
        self.url, self.manifest = url, manifest
        self.rounds = 0
        self.errors: list[str] = []
        self.done = threading.Event()

    def run(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            # As long as a page waits for its database.
            connection.execute("SET statement_timeout = '3s'")
            while not self.done.is_set():
                self.read(connection)
                self.rounds += 1

    def read(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        for name, table in self.manifest.tables.items():
            columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
            query = sql.SQL("SELECT {} FROM {}").format(columns, sql.Identifier(name))
            try:
                rows = connection.execute(query).fetchall()
            except psycopg.Error as error:
                self.errors.append(f"{name}: {type(error).__name__} {error}")
            else:
                if len(rows) < table.rows:
                    self.errors.append(f"{name}: {len(rows)} rows of {table.rows}")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory, manifest: Manifest) -> Iterator[Place]:
    """The previous release's data on the tables of this one, migrated while it was read."""
    place = Place(
        empty_database(f"upgrade_{os.getpid()}"), tmp_path_factory.mktemp("upgrade") / "media"
    )
    place.manage("terugzetten", str(PREVIOUS), "--niet-bijwerken")
    reader = Reader(place.url, manifest)
    reader.start()
    try:
        place.manage("migrate", "--verbosity=0")
    finally:
        reader.done.set()
        reader.join()
    with psycopg.connect(place.url, autocommit=True) as connection:
        reader.read(connection)
    assert reader.errors == []
    assert reader.rounds > 3
    yield place
    drop_database(place.url)


def test_the_previous_release_is_upgraded_while_it_is_read(
    upgraded: Place, manifest: Manifest, tmp_path: Path
) -> None:
    assert "[ ]" not in upgraded.manage("showmigrations", "--plan")
    assert manifest.files.items() <= upgraded.files().items()
    environment = {"MEDIA_ROOT": str(upgraded.media)}
    upgraded.manage("shell", "-c", PASSWORDS)
    stack = Stack(tmp_path, environment=environment, with_worker=False, database_url=upgraded.url)
    stack.start_all()
    try:
        samira, anneke = Clocked(stack, SAMIRA), Clocked(stack, ANNEKE)
        pages = ["/vandaag/", "/contacten/", "/signalen/", "/notities/", "/initiatieven/"]
        texts = {path: samira.get(path) for path in pages}
        assert all("De Brink" in text for text in texts.values())
        # What the columns of a contact held has a page of its own.
        assert "De havenmeester vragen of een eigen bord mag." in samira.get("/afspraken/?team=1")
        assert anneke.get("/ontvangen/")
    finally:
        stack.web.stop()


class Writer(threading.Thread):
    """Writes, on and on, two rows that belong together, and a file before the rows."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.written = 0
        self.done = threading.Event()

    def run(self) -> None:
        with psycopg.connect(self.place.url) as connection:
            while not self.done.is_set():
                (self.place.media / f"{self.written}.pdf").write_bytes(b"%PDF")
                with connection.transaction():
                    for table in ("a", "b"):
                        connection.execute(
                            "INSERT INTO lib_auditregel"
                            " (op, handeling, object_soort, object_id, van, naar)"
                            " VALUES (now(), 'geschreven', %s, %s, '', '')",
                            [table, self.written],
                        )
                self.written += 1


def test_a_copy_made_while_people_write_is_one_moment(upgraded: Place, tmp_path: Path) -> None:
    writer = Writer(upgraded)
    writer.start()
    try:
        upgraded.manage("reservekopie", str(tmp_path / "kopie.tar.gz"))
    finally:
        writer.done.set()
        writer.join()
    there = Place(empty_database(f"moment_{os.getpid()}"), tmp_path / "media")
    there.manage("terugzetten", str(tmp_path / "kopie.tar.gz"))
    with psycopg.connect(there.url) as connection:
        written = connection.execute(
            "SELECT object_soort, array_agg(object_id ORDER BY object_id) FROM lib_auditregel"
            " WHERE handeling = 'geschreven' GROUP BY object_soort ORDER BY object_soort"
        ).fetchall()
    drop_database(there.url)
    (first, numbers), (second, others) = written
    assert (first, second) == ("a", "b")
    assert numbers == others
    assert 0 < len(numbers) <= writer.written
    assert {f"{number}.pdf" for number in numbers} <= set(there.files())


def test_a_copy_put_back_in_an_empty_place_is_the_same(upgraded: Place, tmp_path: Path) -> None:
    kopie = tmp_path / "kopie.tar.gz"
    upgraded.manage("reservekopie", str(kopie))
    assert kopie.stat().st_mode & 0o777 == 0o600
    there = Place(empty_database(f"terug_{os.getpid()}"), tmp_path / "media")
    # As an attempt leaves it that was killed before its rows were there.
    there.manage("migrate", "--verbosity=0")
    name = next(iter(upgraded.files()))
    (there.media / name).parent.mkdir(parents=True)
    (there.media / name).write_bytes((upgraded.media / name).read_bytes())
    there.manage("terugzetten", str(kopie))
    assert there.tables() == upgraded.tables()
    assert there.sequences() == upgraded.sequences()
    assert there.files() == upgraded.files()
    assert "[ ]" not in there.manage("showmigrations", "--plan")
    drop_database(there.url)


def test_a_copy_over_another_one_is_refused(upgraded: Place, tmp_path: Path) -> None:
    kopie = tmp_path / "kopie.tar.gz"
    kopie.write_text("van gisteren")
    with pytest.raises(AssertionError, match="bestaat al"):
        upgraded.manage("reservekopie", str(kopie))
    assert [path.name for path in tmp_path.iterdir()] == ["kopie.tar.gz"]
    assert kopie.read_text() == "van gisteren"
