"""What a start in production refuses: each fault is a sentence that says how to make it good.

No sentence repeats a value, for it ends up in a log. What can be meant after all is named in
OPBOUW_MEANT; the rest has no way around it. See docs/decisions/0102.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What demo and tests use. Everyone can read it here, so it protects nothing.
THROWAWAY_KEY = "alleen-voor-demo-en-tests-nooit-echt-gebruiken-opbouw-0123456789"
THROWAWAY_FIELD_KEY = "b3Bib3V3LWFsbGVlbi12b29yLWRlbW8tZW4tdGVzdDA="
# Every key that stands in this repository or ever stood in it.
PUBLISHED = frozenset(
    {
        THROWAWAY_KEY,
        THROWAWAY_FIELD_KEY,
        "0123456789-only-to-check-the-settings-abcdefghijklmnopqrstuvwxyz",
        "b25seS10by1jaGVjay10aGUtc2V0dGluZ3MtMDEyMzQ=",
        "een-geheim-voor-deze-ene-test-0123456789-abcdefghijklmnopqrstuvw",
        "ZWVuLXNsZXV0ZWwtdm9vci1kZXplLWVuZS10ZXN0LTA=",
        "niets-te-beschermen-alleen-om-te-meten",
    }
)
MEANT = ("http", "mail", "redis", "database")
# What each process has no use for, and so need not be trusted with.
KEYS = frozenset({"SECRET_KEY", "SECRET_KEY_FALLBACKS", "FIELD_KEYS"})
SPARED: dict[str, frozenset[str]] = {
    "all": frozenset(),
    "web": frozenset({"EMAIL_URL"}),
    "worker": frozenset(),
    "beat": KEYS | {"EMAIL_URL", "DATABASE_URL"},
    "migrate": KEYS | {"EMAIL_URL", "REDIS_URL"},
}

SECRET_LENGTH = 50
FEWEST_CHARACTERS = 10
# A random text of fifty hexadecimal characters still takes more than forty bytes compressed.
FEWEST_COMPRESSED = 40
FIELD_KEY_BYTES = 32

NEW_SECRET = "Make one with: openssl rand -base64 48"  # noqa: S105 how to make one
NEW_FIELD_KEY = (
    "Make one with: python3 -c "
    '"import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
)


@dataclass(frozen=True)
class Start:
    """What a process is about to start with; what it does not need is empty."""

    secret_keys: Sequence[str] = ()
    field_keys: Sequence[str] = ()
    base_url: str = ""
    hosts: Sequence[str] = ()
    proxies: int = 0
    database: Mapping[str, object] = field(default_factory=dict)
    redis_url: str = ""
    email: Mapping[str, object] = field(default_factory=dict)
    oidc_server: str = ""
    meant: Sequence[str] = ()


def refuse_unsafe(start: Start) -> None:
    """Stop a start that is not safe; raises ImproperlyConfigured with every fault it found."""
    if found := list(faults(start)):
        raise ImproperlyConfigured("\n".join(["This start is refused, it is not safe.", *found]))


def refuse_elsewhere(base_url: str, keys: Sequence[str]) -> None:
    """Stop a demo or a test with published keys that is reached from elsewhere.

    Raises ImproperlyConfigured. Such a start asks no second factor and shows its mail to everyone.
    """
    if PUBLISHED.intersection(keys) and not _here(urlsplit(base_url).hostname or ""):
        raise ImproperlyConfigured(
            "OPBOUW_MODE says demo or test, with keys that everyone can read, and BASE_URL is not "
            "this machine. Leave OPBOUW_MODE out, or set SECRET_KEY and FIELD_KEYS of your own."
        )


def faults(start: Start) -> Iterator[str]:
    """Yield a sentence for everything that is not safe."""
    yield from _keys(start)
    yield from _site(start)
    if start.database:
        yield from _database(start)
    if start.redis_url:
        yield from _redis(start)
    if start.email:
        yield from _email(start)


def _keys(start: Start) -> Iterator[str]:
    for number, key in enumerate(start.secret_keys):
        name = "SECRET_KEY_FALLBACKS" if number else "SECRET_KEY"
        if reason := _bad_secret(key):
            yield f"{name} {reason}. {NEW_SECRET}"
    for number, key in enumerate(start.field_keys, start=1):
        if reason := _bad_field_key(key):
            yield f"FIELD_KEYS: key {number} {reason}. {NEW_FIELD_KEY}"
    if len(set(start.field_keys)) < len(start.field_keys):
        yield "FIELD_KEYS names the same key twice. Name each key once, the newest first."
    if len(set(start.secret_keys)) < len(start.secret_keys):
        yield "SECRET_KEY also stands in SECRET_KEY_FALLBACKS, or a fallback stands there twice."
    if set(start.field_keys) & set(start.secret_keys):
        yield f"A key of FIELD_KEYS is SECRET_KEY too. Each needs a value of its own. {NEW_SECRET}"


def _bad_secret(key: str) -> str:
    if key in PUBLISHED or key.startswith("django-insecure-"):
        return "is published: everyone can read it"
    if _wrapped(key):
        return "holds a quote or a space: take them out of the value"
    if len(key) < SECRET_LENGTH:
        return f"is too short: it needs {SECRET_LENGTH} characters or more"
    compressed = len(zlib.compress(key.encode("utf-8", "surrogatepass"), 9))
    if len(set(key)) < FEWEST_CHARACTERS or compressed < FEWEST_COMPRESSED:
        return "can be guessed: it repeats itself"
    return ""


def _bad_field_key(key: str) -> str:
    if key in PUBLISHED:
        return "is published: everyone can read it"
    if _wrapped(key):
        return "holds a quote or a space: take them out of the value"
    try:
        raw = base64.b64decode(key, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != FIELD_KEY_BYTES:
        return f"is damaged: it must be {FIELD_KEY_BYTES} bytes in URL-safe base64"
    if len(set(raw)) < FEWEST_CHARACTERS or all(32 <= byte < 127 for byte in raw):
        return "can be guessed: it was typed, not drawn at random"
    return ""


def _wrapped(key: str) -> bool:
    return any(character in "\"'`" or character.isspace() for character in key)


def _site(start: Start) -> Iterator[str]:
    if start.oidc_server and not start.oidc_server.startswith("https://"):
        yield "OIDC_SERVER_URL is not https: who is in between logs in as anybody. Write https."
    if any("*" in host or host.startswith(".") for host in start.hosts):
        yield "ALLOWED_HOSTS holds a wildcard. Name each host name in full."
    if not start.base_url:
        return
    if not start.base_url.startswith("https://"):
        if "http" not in start.meant:
            yield (
                "BASE_URL is http: passwords would travel readable. Put a proxy with TLS in front "
                "and write https, or say OPBOUW_MEANT=http."
            )
    elif not start.proxies:
        yield (
            "BASE_URL is https and TRUSTED_PROXIES is 0: every page would redirect to itself, and "
            "all visitors would share one limit. Set it to the number of your own proxies."
        )


def _database(start: Start) -> Iterator[str]:
    given = start.database.get("OPTIONS")
    options = given if isinstance(given, Mapping) else {}
    # PostgreSQL takes several, and connects to `hostaddr` whatever the name says.
    named = f"{start.database.get('HOST') or ''},{options.get('hostaddr', '')}".split(",")
    elsewhere = [host for host in named if not _here(host)]
    if not elsewhere:
        return
    if not start.database.get("PASSWORD"):
        yield "DATABASE_URL has no password. Write postgresql://user:password@host:5432/name."
    # `require` encrypts and believes any certificate.
    verified = options.get("sslmode") in {"verify-ca", "verify-full"}
    if not (verified or all(map(_own_network, elsewhere)) or "database" in start.meant):
        yield (
            "DATABASE_URL goes to another machine without TLS that checks its certificate. Add "
            "?sslmode=verify-full to it (and &sslrootcert=/path where needed), or say "
            "OPBOUW_MEANT=database."
        )


def _redis(start: Start) -> Iterator[str]:
    try:
        url = urlsplit(start.redis_url)
    except ValueError:
        yield "REDIS_URL is not an address. Write redis://:password@host:6379/0."
        return
    host = url.hostname or ""
    if _here(host):
        return
    if not url.password:
        yield "REDIS_URL has no password. Set one and write redis://:password@host:6379/0."
    # The settings check the certificate, but what the address says comes first.
    options = dict(parse_qsl(url.query))
    unchecked = {"ssl_cert_reqs", "ssl_check_hostname"}.intersection(options)
    verified = url.scheme == "rediss" and not unchecked
    if not (verified or _own_network(host) or "redis" in start.meant):
        yield (
            "REDIS_URL goes to another machine without TLS that checks its certificate. Write "
            "rediss:// without ssl_cert_reqs and ssl_check_hostname, or say OPBOUW_MEANT=redis."
        )


def _email(start: Start) -> Iterator[str]:
    host = str(start.email.get("EMAIL_HOST") or "")
    encrypted = start.email.get("EMAIL_USE_TLS") or start.email.get("EMAIL_USE_SSL")
    if not (encrypted or _here(host) or _own_network(host) or "mail" in start.meant):
        yield (
            "EMAIL_URL sends mail to another machine without TLS. Add ?tls=1, write smtps:// or "
            "say OPBOUW_MEANT=mail."
        )


def _here(host: str) -> bool:
    """Whether this is a socket or this machine itself."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _own_network(host: str) -> bool:
    """Whether this is the name of a neighbour among the containers: such a name has no dot.

    A number, also a hexadecimal one, is an address of IPv4.
    """
    return "." not in host and ":" not in host and not host[:1].isdigit()
