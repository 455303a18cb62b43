"""PostgreSQL: making its cluster once, the command that starts it, and knowing that it is ready."""

import secrets
import shutil
import subprocess
from pathlib import Path

from .folder import EmbeddedError, Folder, write_private

# No extensions and no ICU inside the wheel; this locale folds É and ß rightly without them.
LOCALE = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8"]
# No statement, no value of a row and no message that quotes one; docker-compose.yml says the same.
# What went wrong stands in the log of the application, by its code.
QUIET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
SETTINGS = QUIET | {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "lc_messages": "C",
}
# For tests: their data may be lost with the machine, not with the process.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def make_cluster(folder: Folder, programs: Path, environment: dict[str, str]) -> None:
    """Make the cluster with its role and database, unless it exists; never half of it."""
    if folder.postgres.exists():
        _check_version(folder.postgres, programs)
        # We hold the lock that every server inherits, so a pid file here is left from a crash.
        (folder.postgres / "postmaster.pid").unlink(missing_ok=True)
        return
    draft = folder.path / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    superuser = folder.path / "superuser.new"
    write_private(superuser, secrets.token_urlsafe(32))  # nobody uses it, so it is stored nowhere
    command = [str(programs / "initdb"), "--pgdata", str(draft), "--username=postgres"]
    command += [f"--pwfile={superuser}", "--auth=scram-sha-256", "--encoding=UTF8"]
    command += [*LOCALE, "--no-sync", "--no-instructions"]
    _run(command, "", folder, environment)
    superuser.unlink()
    # The application is an ordinary role that owns its database: no superuser, as in production.
    statements = (
        # A random secret of 256 bits needs no stretching, and connecting stays fast.
        "SET scram_iterations = 1;\n"
        f"CREATE ROLE opbouw LOGIN CREATEDB PASSWORD '{folder.password()}';\n"
        "CREATE DATABASE opbouw OWNER opbouw;\n"
    )
    single = [str(programs / "postgres"), "--single", "-D", str(draft), "postgres"]
    _run(single, statements, folder, environment)
    draft.rename(folder.postgres)


def start_command(folder: Folder, programs: Path, *, port: int, fast: bool) -> list[str]:
    """Return the command that runs the server in the foreground."""
    settings = SETTINGS | (FAST if fast else {}) | {"port": str(port)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(folder.postgres), *options]


def is_ready(folder: Folder) -> bool:
    """Tell whether the server accepts connections: it says so on line 8 of its pid file."""
    try:
        lines = (folder.postgres / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _check_version(data: Path, programs: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = programs.parent.name.removeprefix("pginstall")
    if made_by != ours:
        raise EmbeddedError(
            f"{data} was made by PostgreSQL {made_by} and this is {ours}: "
            "`make demo-reset` begins again without the old data."
        )


def _run(command: list[str], text: str, folder: Folder, environment: dict[str, str]) -> None:
    result = subprocess.run(  # noqa: S603 our own command, no shell
        command,
        input=text,
        env=environment,
        cwd=folder.path,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if result.returncode or "ERROR:" in result.stdout or "FATAL:" in result.stdout:
        (folder.log / "initdb.log").write_text(result.stdout)
        raise EmbeddedError(
            f"PostgreSQL could not make its data folder, see {folder.log / 'initdb.log'}."
        )
