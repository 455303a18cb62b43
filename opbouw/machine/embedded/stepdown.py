"""Root steps down to another user before any server starts: PostgreSQL refuses to run as root.

Only the instance's own folder changes hands. Where that user cannot reach the folder or the
programs (a project under /root, a home of 0700), it keeps the least capability that lets it,
instead of opening those folders up or copying the programs. See docs/decisions/0010.
"""

import ctypes
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path

from .folder import EmbeddedError

PR_SET_PDEATHSIG, PR_GET_SECUREBITS, PR_SET_SECUREBITS = 1, 27, 28
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
NOTHING, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE = 0, 1 << 2, 1 << 1
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
    if sys.platform == "linux":
        # Keeps capabilities across the change of user, and makes access() count them: that is how
        # initdb and postgres check their own programs.
        bits = LIBC.prctl(PR_GET_SECUREBITS, 0, 0, 0, 0) | SECBIT_NO_SETUID_FIXUP
        LIBC.prctl(PR_SET_SECUREBITS, bits, 0, 0, 0)
    try:
        os.setgroups([])
        os.setresgid(owner.st_gid, owner.st_gid, owner.st_gid)
        os.setresuid(owner.st_uid, owner.st_uid, owner.st_uid)
    except OSError as error:
        raise EmbeddedError(
            f"Root cannot step down to another user here ({error.strerror}): "
            "start as an ordinary user instead."
        ) from error

    def reachable() -> bool:
        # One right at a time, as initdb asks: CAP_DAC_READ_SEARCH never grants both in one call.
        return os.access(folder, os.W_OK | os.X_OK) and all(
            os.access(program, right) for program in programs for right in (os.R_OK, os.X_OK)
        )

    if not (_keep_least(reachable) if sys.platform == "linux" else reachable()):
        raise EmbeddedError(
            "The user that root steps down to cannot reach this folder: "
            "move the project out of the private folder, or start as an ordinary user."
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


def _keep_least(reachable: Callable[[], bool]) -> bool:
    """Drop every capability but the least that is needed; return whether that was enough."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = ctypes.c_uint32 * 6  # effective, permitted, inheritable; low half, then high half
    held = sets()
    LIBC.capget(header, held)
    for least in (NOTHING, CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        tried = LIBC.capset(header, sets(least, held[1])) == 0  # refused when it is not held
        if tried and reachable():
            LIBC.capset(header, sets(least, least, least))
            if least:
                LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, least.bit_length() - 1, 0, 0)
            return True
    return False
