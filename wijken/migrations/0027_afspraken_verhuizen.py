from django.apps.registry import Apps
from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 50_000

# The release before this one may still be writing: what it promises now would be seen by nobody,
# so the database refuses it. The columns themselves go in the next release (0147).
CLOSE = """
ALTER TABLE wijken_contactmoment
    ALTER COLUMN afspraak SET DEFAULT '',
    DROP CONSTRAINT IF EXISTS contact_zonder_afspraak,
    ADD CONSTRAINT contact_zonder_afspraak
        CHECK (afspraak = '' AND afspraak_op IS NULL AND afspraak_bij_id IS NULL) NOT VALID
"""
# One statement: an appointment is in one of the two tables, wherever it is broken off.
MOVE = """
WITH promised AS (
    SELECT * FROM wijken_contactmoment
    WHERE id > %s AND id <= %s
        AND (afspraak <> '' OR afspraak_op IS NOT NULL OR afspraak_bij_id IS NOT NULL)
    FOR UPDATE
), made AS (
    INSERT INTO wijken_afspraak (
        sleutel, afdruk, weggehaald_op, organisatie_id, contact_id, gebied_id, wat, op,
        door_id, bij_id, gemaakt_op, overgedragen_op, gedaan_op, vervallen_want
    )
    SELECT sleutel, '', weggehaald_op, organisatie_id, id, gebied_id, afspraak,
        COALESCE(afspraak_op, (op AT TIME ZONE 'Europe/Amsterdam')::date),
        door_id, COALESCE(afspraak_bij_id, door_id), op,
        CASE WHEN afspraak_bij_id IS NOT NULL THEN COALESCE(
            (SELECT max(r.op) FROM lib_auditregel r
             WHERE r.object_soort = 'wijken.contactmoment' AND r.object_id = promised.id
                AND r.handeling = 'afspraak_overgedragen'),
            op
        ) END,
        afspraak_gedaan_op, ''
    FROM promised WHERE afspraak <> '' AND door_id IS NOT NULL
)
UPDATE wijken_contactmoment c
SET afspraak = '', afspraak_op = NULL, afspraak_bij_id = NULL, afspraak_gedaan_op = NULL
FROM promised WHERE c.id = promised.id
"""


def move(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make a row of each appointment and empty the columns, in batches."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM wijken_contactmoment")
        (last,) = cursor.fetchone()
        for start in range(0, last, BATCH):
            cursor.execute(MOVE, [start, start + BATCH])


class Migration(migrations.Migration):
    """Appointments get a table of their own; broken off, it goes on. There is no way back."""

    atomic = False

    dependencies = [("wijken", "0026_afspraak")]

    operations = [
        RemoveIndexConcurrently(model_name="contactmoment", name="contact_belofte"),
        RemoveIndexConcurrently(model_name="contactmoment", name="contact_overgedragen"),
        migrations.RunSQL(CLOSE),
        migrations.RunPython(move),
        # For our code they are gone; the table keeps them, empty, for one release.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="contactmoment", name=name)
                for name in ("afspraak", "afspraak_op", "afspraak_bij", "afspraak_gedaan_op")
            ]
        ),
    ]
