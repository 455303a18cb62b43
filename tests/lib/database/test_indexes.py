"""What is stored twice, and an index whose making was broken off."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, AddIndex
from django.db.migrations.operations.base import Operation

from opbouw.lib.backup.archive import opened, read_manifest
from opbouw.lib.database.indexes import AddIndexInUse
from tests.lib.test_backup import PREVIOUS
from tests.wereld import Wereld

OWN = ("lib", "wijken", "initiatieven", "signalen")
# The tables that hold millions of rows.
LARGE = {"contactmoment", "signaal", "signaalcontact", "verhaal", "agendanotitie", "initiatief"}
# A foreign key's own index beside another that begins with it. Tables that Django makes itself for
# a relation of many to many cannot leave theirs out; those are small.
TWICE = """
SELECT own.indexrelid::regclass::text
FROM pg_index AS own
JOIN pg_constraint AS fk ON fk.conrelid = own.indrelid AND fk.contype = 'f'
    AND fk.conkey = ARRAY[own.indkey[0]]
JOIN pg_index AS other ON other.indrelid = own.indrelid AND other.indexrelid <> own.indexrelid
    AND other.indkey[0] = own.indkey[0] AND other.indpred IS NULL
WHERE own.indnatts = 1 AND NOT own.indisunique AND own.indpred IS NULL
    AND own.indrelid::regclass::text = ANY(%s)
"""
STATE = """
SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = to_regclass('lid_van')
"""


@pytest.mark.django_db
def test_no_foreign_key_has_an_index_that_another_one_covers() -> None:
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label in OWN]
    with connection.cursor() as cursor:
        cursor.execute(TWICE, [tables])
        assert cursor.fetchall() == []


def test_an_index_on_a_large_table_is_made_beside_the_work() -> None:
    """A new foreign key has an index of its own too, whose making holds up everybody's writing."""
    with opened(PREVIOUS) as archive:
        released = set(read_manifest(archive).migrations)
    found = {
        f"{app}.{name}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in OWN and (app, name) not in released
        if any(_locks_a_large_table(one) for one in migration.operations)
    }
    assert found == set()


def _locks_a_large_table(operation: Operation) -> bool:
    if getattr(operation, "model_name", "") not in LARGE:
        return False
    if isinstance(operation, AddField):
        return bool(getattr(operation.field, "db_index", False) or operation.field.unique)
    return isinstance(operation, AddIndex) and not isinstance(operation, AddIndexInUse)


@pytest.mark.django_db(transaction=True)
def test_an_index_that_was_broken_off_is_made_anew(wereld: Wereld) -> None:
    wereld.bring("samira", "joost")
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX lid_van")
        # Every row has the same value, so this is refused halfway and leaves what a kill leaves.
        with pytest.raises(IntegrityError):
            cursor.execute(
                "CREATE UNIQUE INDEX CONCURRENTLY lid_van ON wijken_lidmaatschap ((id > 0))"
            )
        cursor.execute(STATE)
        assert cursor.fetchall() == [(False, True)]

        run_again()
        cursor.execute(STATE)
        assert cursor.fetchall() == [(True, False)]

        # Finished and not yet written down as done: it stays.
        run_again()
        cursor.execute(STATE)
        assert cursor.fetchall() == [(True, False)]


def run_again() -> None:
    loader = MigrationLoader(connection)
    here = ("wijken", "0010_snelle_lijsten")
    made = [
        one
        for one in loader.disk_migrations[here].operations
        if isinstance(one, AddIndexInUse) and one.index.name == "lid_van"
    ]
    before, after = (loader.project_state(here, at_end=end) for end in (False, True))
    with connection.schema_editor(atomic=False) as editor:
        made[0].database_forwards("wijken", editor, before, after)
