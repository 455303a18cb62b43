"""The migrated database that all others of a test run are copied from.

It is kept with the test servers until a migration or a pinned version changes: migrating takes
longer than most runs of one test, copying takes a tenth of a second.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
# Where the name is kept for the workers of this run; not set on servers that are not our own.
VARIABLE = "OPBOUW_TEST_TEMPLATE"
PREFIX = "template_opbouw_"


def migrated_template(database_url: str, redis_url: str) -> str:
    """Return the name of the migrated database on these servers, made when it is not there."""
    name = PREFIX + fingerprint()
    with psycopg.connect(database_url, autocommit=True) as connection:
        query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        found = {row[0] for row in connection.execute(query, [f"{PREFIX}%"])}
        if name in found:
            return name
        for outdated in found:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(outdated)))
        unfinished = f"{PREFIX}unfinished"
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        environment = {
            "OPBOUW_MODE": "test",
            "DATABASE_URL": urlsplit(database_url)._replace(path=f"/{unfinished}").geturl(),
            "REDIS_URL": redis_url,
        }
        for command in ("migrate", "createcachetable"):
            subprocess.run(
                [sys.executable, "manage.py", command, "--verbosity=0"],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                check=True,
            )
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def fingerprint() -> str:
    """Return a hash of what decides on the tables: our migrations and the pinned packages.

    And what a generated column is made by.
    """
    folders = ("*/migrations/*.py", "*/lib/migrations/*.py", "*/lib/text/names.py")
    files = [file for folder in folders for file in ROOT.glob(folder)]
    digest = hashlib.sha256()
    for file in [*sorted(files), ROOT / "requirements-dev.txt"]:
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
