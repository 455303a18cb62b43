"""Handing a mail to a server: it is known whether that was refused, taken, or may have been taken.

A server has a message once it has read the dot that ends it, and RFC 5321 (4.5.3.2.6) gives it ten
minutes to say so. Everything up to that dot may be tried again. After it, only a reply tells:
silence or a broken connection is no refusal, and trying again would send the mail twice.
"""

import re
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

from opbouw.lib.jobs import headers

END = b".\r\n"
PROCEED = 354


class ProbablySentError(Exception):
    """The message was handed over whole, and the server did not say what it did with it."""


class Message(EmailMultiAlternatives):
    """A mail that is told when it cannot be taken back any more."""

    # Called once, before the dot; what it raises stops the mail before the server has it.
    before_end: Callable[[], None] | None = None

    def message(self) -> Any:
        """Return what is sent, with headers that fold as they should."""
        made = super().message()
        headers.replace(made, "Subject", headers.subject(str(self.subject)))
        for name in ("To", "Message-ID"):
            headers.replace(made, name, headers.Unfolded(made[name], header_name=name))
        return made


class _Careful(smtplib.SMTP):
    """A connection that separates the dot from what precedes it."""

    before_end: Callable[[], None] | None = None

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the message, then the dot; raises ProbablySentError when no reply can be read."""
        self.putcmd("data")
        code, said = self.getreply()
        if code != PROCEED:
            raise smtplib.SMTPDataError(code, said)
        body = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        if self.before_end is not None:
            try:
                self.before_end()
            except BaseException:
                self.close()
                raise
        return self._end()

    def _end(self) -> tuple[int, bytes]:
        sock = self.sock
        if sock is None:
            raise smtplib.SMTPServerDisconnected
        usual = sock.gettimeout()
        sock.settimeout(settings.MAIL_REPLY_SECONDS)
        try:
            self.send(END)
            code, said = self.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ProbablySentError from error
        sock.settimeout(usual)
        taken, refused = 200 <= code < 300, 400 <= code < 600
        if not taken and not refused:
            self.close()
            raise ProbablySentError
        # To smtplib any other word of thanks than 250 is an error.
        return (250, said) if taken else (code, said)


class _CarefulOverTls(_Careful, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class EmailBackend(DjangoBackend):
    """Django's backend on such a connection; what happens after the reply is no error."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The class of the connection, as Django's backend asks for it."""
        return _CarefulOverTls if self.use_ssl else _Careful

    def _send(self, email_message: Any) -> bool:
        connection: Any = self.connection
        connection.before_end = getattr(email_message, "before_end", None)
        sent: bool = super()._send(email_message)  # type: ignore[misc]  # the stubs leave it out
        return sent

    def _close_connection(self, connection: smtplib.SMTP) -> None:
        # The mail is with the server, or known not to be: a goodbye that fails changes neither.
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()
