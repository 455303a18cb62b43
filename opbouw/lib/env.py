"""A small typed reader of the environment; what is missing stops the start with a sentence."""

import os
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class Environment:
    """Reads settings from environment variables and says plainly what is wrong with one."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source

    def text(self, name: str, default: str | None = None) -> str:
        """Return the variable, or the default; without either, raise ImproperlyConfigured."""
        value = self.source.get(name, "").strip() or default
        if value is None:
            raise ImproperlyConfigured(
                f"The environment variable {name} is not set. Set it, see docs/running.md."
            )
        return value

    def number(self, name: str, default: int) -> int:
        """Return the variable as a whole number of 0 or more."""
        value = self.text(name, str(default))
        if not value.isdecimal():
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
        return int(value)

    def listing(self, name: str, default: str | None = None) -> list[str]:
        """Return the comma-separated variable as a list without empty parts."""
        parts = [part.strip() for part in self.text(name, default).split(",")]
        return [part for part in parts if part]

    def choice(self, name: str, options: tuple[str, ...], default: str) -> str:
        """Return the variable, which must be one of the options."""
        value = self.text(name, default)
        if value not in options:
            raise ImproperlyConfigured(
                f"{name} must be one of {', '.join(options)}, not {value!r}."
            )
        return value

    def database(self, name: str) -> dict[str, object]:
        """Return a Django database entry from postgresql://user:password@host:port/name?option=x.

        A Unix socket is written as postgresql:///name?host=/folder.
        """
        url = urlsplit(self.text(name))
        if url.scheme not in {"postgres", "postgresql"}:
            raise ImproperlyConfigured(f"{name} must begin with postgresql://.")
        options = dict(parse_qsl(url.query))
        host = options.pop("host", "") or (url.hostname or "")
        port = options.pop("port", "") or str(url.port or "")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": options.pop("user", "") or unquote(url.username or ""),
            "PASSWORD": options.pop("password", "") or unquote(url.password or ""),
            "HOST": host,
            "PORT": port,
            "OPTIONS": options,
        }

    def email(self, name: str, default: str | None = None) -> dict[str, object]:
        """Return Django's e-mail settings from smtp://user:password@host:port/?tls=1."""
        url = urlsplit(self.text(name, default))
        if url.scheme not in {"smtp", "smtps"} or not url.hostname:
            raise ImproperlyConfigured(
                f"{name} must look like smtp://user:password@mail.example.org:587/?tls=1."
            )
        secure = url.scheme == "smtps"
        return {
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or (465 if secure else 25),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": secure,
            "EMAIL_USE_TLS": dict(parse_qsl(url.query)).get("tls") == "1",
        }
