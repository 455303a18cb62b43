"""A small typed reader of the environment; what is missing stops the start with a sentence."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LONGEST_NUMBER = 9


class Environment:
    """Reads settings from environment variables, and says plainly what is wrong with one."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source
        self.spared: frozenset[str] = frozenset()

    def spare(self, names: frozenset[str]) -> None:
        """Leave these variables unread from here on: this process has no use for them."""
        self.spared = names

    def text(self, name: str, default: str | None = None) -> str:
        """Return the variable, or the default; without either, raise ImproperlyConfigured.

        NAME_FILE names a file that holds it, as a vault or Docker hands out secrets.
        """
        if name in self.spared:
            return default or ""
        value = self.source.get(name, "").strip() or self._in_file(f"{name}_FILE") or default
        if value is None:
            raise ImproperlyConfigured(
                f"The environment variable {name} is not set. Set it, see docs/running.md."
            )
        return value

    def _in_file(self, name: str) -> str:
        path = self.source.get(name, "").strip()
        if not path:
            return ""
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            # Neither the path nor the error is repeated: the value may stand there by mistake.
            raise ImproperlyConfigured(
                f"{name} must be the path of a text file that this process may read."
            ) from error

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        """Return the variable as a whole number that is not below `least`."""
        value = self.text(name, str(default))
        if not value.isdecimal() or len(value) > LONGEST_NUMBER or int(value) < least:
            raise ImproperlyConfigured(
                f"{name} must be a whole number of {least} or more, not {value!r}."
            )
        return int(value)

    def listing(self, name: str, default: str | None = None) -> list[str]:
        """Return the comma-separated variable as a list without empty parts."""
        value = self.text(name, default)
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if value and not parts:
            raise ImproperlyConfigured(f"{name} holds only commas. Name at least one value.")
        return parts

    def choice(self, name: str, options: tuple[str, ...], default: str) -> str:
        """Return the variable, which must be one of the options."""
        value = self.text(name, default)
        if value not in options:
            raise ImproperlyConfigured(
                f"{name} must be one of {', '.join(options)}, not {value!r}."
            )
        return value

    def choices(self, name: str, options: tuple[str, ...]) -> list[str]:
        """Return the comma-separated variable, of which each part must be one of the options."""
        parts = self.listing(name, "")
        if strange := [part for part in parts if part not in options]:
            raise ImproperlyConfigured(
                f"{name} may hold {', '.join(options)}, not {', '.join(strange)}."
            )
        return parts

    def database(self, name: str) -> dict[str, object]:
        """Return a Django database entry from postgresql://user:password@host:port/name?option=x.

        A Unix socket is written as postgresql:///name?host=/folder. Spared, it is a database that
        refuses every query.
        """
        if name in self.spared:
            return {"ENGINE": "django.db.backends.dummy"}
        url, url_port = self._url(name, None)
        if url.scheme not in {"postgres", "postgresql"}:
            raise ImproperlyConfigured(f"{name} must begin with postgresql://.")
        database = unquote(url.path.lstrip("/"))
        if not database:
            raise ImproperlyConfigured(f"{name} must end with the name of the database.")
        options = dict(parse_qsl(url.query))
        host = options.pop("host", "") or (url.hostname or "")
        port = options.pop("port", "") or str(url_port or "")
        return {
            "ENGINE": "opbouw.lib.database",
            "NAME": database,
            "USER": options.pop("user", "") or unquote(url.username or ""),
            "PASSWORD": options.pop("password", "") or unquote(url.password or ""),
            "HOST": host,
            "PORT": port,
            "OPTIONS": options,
        }

    def email(self, name: str, default: str | None = None) -> dict[str, object]:
        """Return Django's e-mail settings from smtp://user:password@host:port/?tls=1."""
        if name in self.spared:
            return {}
        url, port = self._url(name, default)
        if url.scheme not in {"smtp", "smtps"} or not url.hostname:
            raise ImproperlyConfigured(
                f"{name} must look like smtp://user:password@mail.example.org:587/?tls=1."
            )
        secure = url.scheme == "smtps"
        return {
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": port or (465 if secure else 25),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": secure,
            "EMAIL_USE_TLS": dict(parse_qsl(url.query)).get("tls") == "1",
        }

    def _url(self, name: str, default: str | None) -> tuple[SplitResult, int | None]:
        value = self.text(name, default)
        try:
            url = urlsplit(value)
            port = url.port
        except ValueError as error:
            # Neither the value nor the error is repeated: both may hold a password.
            raise ImproperlyConfigured(
                f"{name} is not a valid address. Look at the port, and write special characters "
                "in the password as %-codes."
            ) from error
        return url, port
