"""Indexes on tables with millions of rows, made and dropped while people write."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STATE = """
SELECT index.indisvalid FROM pg_index AS index JOIN pg_class AS name ON name.oid = index.indexrelid
WHERE name.relname = %s AND pg_table_is_visible(name.oid)
"""


class AddIndexInUse(AddIndexConcurrently):
    """Make an index without holding up writing, and go on where a killed migration stopped.

    A migration with this is not atomic. Broken off, it leaves an index that PostgreSQL keeps up to
    date and never reads; that one is dropped and made anew. One that was finished stays.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        """Make the index, unless it is there whole."""
        valid = None if schema_editor.collect_sql else self._is_valid(schema_editor)
        if valid is None:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        elif not valid:
            self.database_backwards(app_label, schema_editor, to_state, from_state)
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def _is_valid(self, schema_editor: BaseDatabaseSchemaEditor) -> bool | None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(STATE, [self.index.name])
            row = cursor.fetchone()
        return None if row is None else bool(row[0])
