"""Migrations since the previous release: the old code must be able to read while they run."""

import pytest
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser.analyser import (
    analyse_sql_statements,
    get_sql_analyser_class,
)

from opbouw.lib.backup.archive import opened, read_manifest
from tests.lib.test_backup import PREVIOUS

OWN = ("lib", "wijken", "initiatieven", "signalen", "opbouw")
# What stops the old release's writing for a moment, not its reading: a new column without a default
# in the database. An index on our tables is made in less than a second.
ALLOWED = ("NOT_NULL", "CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE", "DROP_INDEX")


def linter() -> MigrationLinter:
    return MigrationLinter(
        no_cache=True,
        no_output=True,
        all_warnings_as_errors=True,
        exclude_migration_tests=ALLOWED,
        # The engine is our own, above that of PostgreSQL.
        analyser_string="postgresql",
    )


# Some of them run outside a transaction, as their writing out must do too.
@pytest.mark.django_db(transaction=True)
def test_new_migrations_let_the_old_release_read_on() -> None:
    with opened(PREVIOUS) as archive:
        known = set(read_manifest(archive).migrations)
    lint = linter()
    found = {}
    for migration in lint.migration_loader.disk_migrations.values():
        label, name = migration.app_label, migration.name
        if label in OWN and (label, name) not in known:
            statements = lint.get_sql(label, name)
            errors, _, warnings = analyse_sql_statements(
                lint.sql_analyser_class, statements, ALLOWED
            )
            if errors or warnings:
                found[f"{label}.{name}"] = [issue.message for issue in (*errors, *warnings)]
    assert found == {}


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('ALTER TABLE "wijken_contactmoment" DROP COLUMN "tekst" CASCADE;', "DROPPING columns"),
        ('ALTER TABLE "a" RENAME COLUMN "tekst" TO "woorden";', "RENAMING columns"),
        ('ALTER TABLE "a" RENAME TO "b";', "RENAMING tables"),
        ('DROP TABLE "a" CASCADE;', "DROPPING table"),
        ('ALTER TABLE "a" ALTER COLUMN "b" TYPE integer USING "b"::integer;', "ALTERING columns"),
    ],
)
def test_what_an_old_release_cannot_read_is_refused(statement: str, said: str) -> None:
    errors, _, _ = analyse_sql_statements(linter_class(), [statement], ALLOWED)
    assert [issue.message.partition(" (")[0] for issue in errors] == [said]


def linter_class() -> type:
    found: type = get_sql_analyser_class("postgresql")
    return found
