"""Root steps down to another user before any server starts: PostgreSQL refuses to run as root.

Only the instance's own folder changes hands. Where that user cannot reach the folder or the
programs (a project under /root, a home of 0700), one capability to pass through folders is kept
instead of opening those folders up or copying the programs. See docs/decisions/0010.
"""

import ctypes
import os
import pwd
import sys
from pathlib import Path

from .folder import EmbeddedError

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAPABILITY_VERSION_3 = 0x20080522
LIBC = ctypes.CDLL(None, use_errno=True)


def prepare(folder: Path) -> None:
    """Make the folder, private to its owner; as root, give a new one to the lesser user."""
    if folder.is_symlink():
        raise EmbeddedError(f"{folder} is a symbolic link: remove it, then try again.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0 and folder.stat().st_uid == 0:
            account = _nobody()
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)
    except OSError as error:
        raise EmbeddedError(
            f"{folder} cannot be used ({error.strerror}): "
            "start as the user that owns it, or remove that folder."
        ) from error


def step_down(folder: Path, programs: list[Path]) -> None:
    """As root, become the owner of the folder for good; as any other user, do nothing."""
    if os.geteuid() != 0:
        return
    owner = folder.stat()
    try:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setresgid(owner.st_gid, owner.st_gid, owner.st_gid)
        os.setresuid(owner.st_uid, owner.st_uid, owner.st_uid)
    except OSError as error:
        raise EmbeddedError(
            f"Root cannot step down to another user here ({error.strerror}): "
            "start as an ordinary user instead."
        ) from error
    # access() asks for the bare user, without capabilities.
    reachable = os.access(folder, os.W_OK | os.X_OK) and all(
        os.access(program, os.X_OK) for program in programs
    )
    if sys.platform == "linux":
        _keep_capability(needed=not reachable)
    elif not reachable:
        raise EmbeddedError(
            f"User {owner.st_uid} cannot reach {folder}: start as an ordinary user."
        )


def die_with_parent(number: int) -> None:
    """Have the kernel send this signal when the process that started us dies (Linux only)."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "Root steps down to the user `nobody`, which this machine does not have: "
            "start as an ordinary user instead."
        ) from None


def _keep_capability(*, needed: bool) -> None:
    """Drop every capability but, where needed, the least one that passes through folders."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; low half, then high half
    LIBC.capget(header, sets)
    held = [cap for cap in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if sets[1] >> cap & 1]
    if needed and not held:
        raise EmbeddedError(
            "The user that root steps down to cannot reach this folder: "
            "move the project out of the private folder, or start as an ordinary user."
        )
    kept = 1 << held[0] if needed else 0
    LIBC.capset(header, (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0))
    if needed:
        LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, held[0], 0, 0)
