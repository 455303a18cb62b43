"""Valkey: settings as in compose (append-only file, nothing evicted), and when it is ready."""

import socket
from pathlib import Path

from .folder import Folder, write_private

DATABASES = 256  # one for every worker of a test run, and sixteen for its stacks


def write_config(folder: Folder, *, port: int, fast: bool) -> Path:
    """Write the server's settings and return the file, so that the password is not in `ps`."""
    folder.valkey.mkdir(exist_ok=True)
    settings = {
        "bind": "127.0.0.1",
        "port": port,
        "requirepass": folder.password(),
        "databases": DATABASES,
        "dir": f'"{_escaped(folder.valkey)}"',
        "appendonly": "yes",
        "appendfsync": "no" if fast else "everysec",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "always-show-logo": "no",
        "set-proc-title": "no",
    }
    file = folder.path / "valkey.conf"
    write_private(file, "".join(f"{name} {value}\n" for name, value in settings.items()))
    return file


def is_ready(folder: Folder, port: int) -> bool:
    """Tell whether the server answers; while it still reads its data it says LOADING."""
    try:
        # Not create_connection: it looks for a codec that root, once stepped down, may not reach.
        with socket.socket() as connection:
            connection.settimeout(1)
            connection.connect(("127.0.0.1", port))
            connection.sendall(f"AUTH {folder.password()}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (part := connection.recv(200)):
                answer += part
    except OSError:
        return False
    return answer == b"+OK\r\n+PONG\r\n"


def _escaped(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace('"', '\\"')
