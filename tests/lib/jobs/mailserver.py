"""A little mail server that is slow, breaks off or refuses where a test wants it to."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What it does at each step, and the messages that it took."""

    # Replies instead of the usual one, by command; `end` is the reply to the dot.
    replies: dict[str, str] = field(default_factory=dict)
    # Where it closes the connection instead of replying.
    breaks_at: str = ""
    # How long it thinks about the dot.
    seconds: float = 0.0
    port: int = 0
    # What was handed over whole, whatever was replied.
    messages: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        """Answer one connection after another until the socket is closed."""
        while True:
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as lines:
            try:
                self._session(lines)
            except (OSError, ValueError):
                return

    def _session(self, lines: object) -> None:
        usual = {"ehlo": "250 here", "data": "354 go on", "quit": "221 bye"}
        if not self._reply(lines, "hello", "220 here"):
            return
        while line := lines.readline():  # type: ignore[attr-defined]  # a binary file
            command = line.split()[0].decode().lower()
            if command == "rcpt":
                self.recipients.append(line.decode().strip())
            if not self._reply(lines, command, usual.get(command, "250 well")):
                return
            if command == "data" and "data" not in self.replies and not self._body(lines):
                return

    def _body(self, lines: object) -> bool:
        body = b""
        while (line := lines.readline()) != b".\r\n":  # type: ignore[attr-defined]  # idem
            if not line:
                return False
            body += line
        self.messages.append(body)
        time.sleep(self.seconds)
        return self._reply(lines, "end", "250 taken")

    def _reply(self, lines: object, step: str, usual: str) -> bool:
        if self.breaks_at == step:
            return False
        lines.write(f"{self.replies.get(step, usual)}\r\n".encode())  # type: ignore[attr-defined]  # idem
        lines.flush()  # type: ignore[attr-defined]  # idem
        return True


@contextmanager
def mail_server(**behaviour: object) -> Iterator[MailServer]:
    """Run one on a free port."""
    server = MailServer(**behaviour)  # type: ignore[arg-type]  # the fields, by name
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        threading.Thread(target=server.serve, args=[listening], daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
