"""What an instance keeps in its folder: the data, one lock, and the addresses while it runs."""

import fcntl
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


class EmbeddedError(Exception):
    """The embedded services cannot do what was asked; the message says what to do."""


@dataclass(frozen=True)
class Services:
    """The addresses of a running PostgreSQL and Valkey, passwords included."""

    database_url: str
    redis_url: str


@dataclass(frozen=True)
class Folder:
    """The one folder that an instance owns: `embedded` inside the folder it was given."""

    path: Path

    @classmethod
    def inside(cls, folder: Path) -> "Folder":
        """Return the instance's own folder within the given one."""
        return cls(folder.resolve() / "embedded")

    @property
    def postgres(self) -> Path:
        """The data of PostgreSQL."""
        return self.path / "postgres"

    @property
    def valkey(self) -> Path:
        """The data of Valkey."""
        return self.path / "valkey"

    @property
    def log(self) -> Path:
        """What both servers print."""
        return self.path / "log"

    @property
    def state(self) -> Path:
        """The addresses, present while the instance runs."""
        return self.path / "services.json"

    @property
    def use(self) -> Path:
        """Locked while somebody uses the servers; its time is that of the last use."""
        return self.path / "use.lock"

    def password(self) -> str:
        """Return the password of both servers, made at the first start."""
        file = self.path / "password"
        if not file.exists():
            write_private(file, secrets.token_urlsafe(32))
        return file.read_text()

    def write_state(self, services: Services) -> None:
        """Publish the addresses for other commands of the same user."""
        write_private(self.state, json.dumps(asdict(services)))

    def lock(self, patience: float) -> int:
        """Take the folder for this process and its children; raise EmbeddedError when it is taken.

        Every server inherits the descriptor, so the lock is free only when all of them are gone.
        A guard that was killed leaves servers that are on their way out: those get `patience`
        seconds. One that still answers for its servers is refused at once.
        """
        guard = _open_lock(self.path / "guard.lock", inherit=False)
        servers = _open_lock(self.path / "servers.lock", inherit=True)
        if not _try_lock(guard):
            raise self.taken()
        deadline = time.monotonic() + patience
        while not _try_lock(servers):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"A server of an earlier start still uses {self.path}: "
                    "stop that process, then try again."
                )
            time.sleep(0.05)  # a file lock has no wait with a deadline
        self.state.unlink(missing_ok=True)
        return servers

    def claim(self, patience: float = 0.5) -> int:
        """Take the running servers for one user of them; raise EmbeddedError when another has them.

        The guard claims them for the parent that started it, then each run that finds them kept.
        """
        use = _open_lock(self.use, inherit=False)
        deadline = time.monotonic() + patience
        while not _try_lock(use):
            if time.monotonic() > deadline:
                os.close(use)
                raise self.taken()
            time.sleep(0.05)  # as above
        os.utime(self.use)
        return use

    def release(self, use: int) -> None:
        """Leave the servers to the next user; how long they are idle counts from now."""
        with suppress(FileNotFoundError):  # a folder that was thrown away ends its servers too
            os.utime(self.use)
        os.close(use)

    def idle(self) -> float:
        """Return for how many seconds nobody has claimed or released the servers."""
        return time.time() - self.use.stat().st_mtime

    def taken(self) -> EmbeddedError:
        """Return the error that says that another process has this folder."""
        return EmbeddedError(
            f"The embedded services of {self.path.parent} already run: "
            "stop the other start first (Ctrl-C there), or use another folder."
        )


def running(folder: Path) -> Services | None:
    """Return the addresses of the live instance of this folder, or None."""
    own = Folder.inside(folder)
    try:
        state = json.loads(own.state.read_text())
        guard = os.open(own.path / "guard.lock", os.O_RDONLY)
    except (OSError, ValueError):
        return None
    try:
        return None if _try_lock(guard, shared=True) else Services(**state)
    finally:
        os.close(guard)


def remove(folder: Path) -> None:
    """Throw away the data of this folder; raises EmbeddedError while it is in use."""
    own = Folder.inside(folder)
    if not own.path.exists():
        return
    try:
        descriptor = own.lock(patience=5)
        shutil.rmtree(own.path)
    except OSError as error:
        raise EmbeddedError(
            f"{own.path} cannot be removed ({error.strerror}): do it as the user that owns it."
        ) from error
    os.close(descriptor)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    draft.rename(file)


def _open_lock(file: Path, *, inherit: bool) -> int:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, inherit)
    return descriptor


def _try_lock(descriptor: int, *, shared: bool = False) -> bool:
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
