"""What a log must not hold: secrets in addresses, and who visited."""

import logging
import re

_TRACEBACKS = logging.Formatter()


class HideSecrets(logging.Filter):
    """Blanks what follows the given words in a path that is logged.

    A form that was open too long is refused, and logged with its path, before any view runs.
    """

    def __init__(self, before: tuple[str, ...]) -> None:
        super().__init__()
        # However it was mistyped: with a capital of a telephone, a slash too many or the wrong one.
        slash = r"(?:[/\\]|%2F)+"
        words = "|".join(before)
        self.secret = re.compile(rf"({slash}(?:{words}){slash})[^/\\\s]+", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, without the secrets in its message and its traceback."""
        record.msg, record.args = self.clean(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _TRACEBACKS.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        return True

    def clean(self, text: str) -> str:
        """Return the text without secrets."""
        return self.secret.sub(r"\1***", text)


class HideVisitors(HideSecrets):
    """Leaves out the visitor too, for the log of the web server itself.

    gunicorn logs the address of a malformed request and quotes it: a request
    line with a secret link, or a header with a session. The kind of mistake is enough.
    """

    malformed = re.compile(r"\A(Invalid request) from ip=\S*: ([^:'\"(]*).*\Z", re.DOTALL)
    quoted = re.compile(r"((?:Invalid|Unsupported|Unable|Obsolete)[^:'\"\n]*: ).*")
    query = re.compile(r"(\A.* /\S*?)\?\S*")

    def clean(self, text: str) -> str:
        """Return the text without secrets, addresses, quotations and query strings."""
        if self.malformed.match(text):
            return self.malformed.sub(r"\1: \2", text)
        return super().clean(self.query.sub(r"\1?***", self.quoted.sub(r"\1***", text)))
