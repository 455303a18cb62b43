"""What is stored twice, and an index whose making was broken off."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.migrations.loader import MigrationLoader

from opbouw.lib.database.indexes import AddIndexInUse
from tests.wereld import Wereld

OWN = ("lib", "wijken", "initiatieven", "signalen")
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
