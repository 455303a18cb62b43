"""The settings of production, and what the web server and the mail make of them."""

import runpy
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from django.contrib.auth.hashers import Argon2PasswordHasher
from gunicorn.config import Config
from gunicorn.http import wsgi
from gunicorn.http.errors import InvalidHeader, ParseException
from gunicorn.http.parser import RequestParser
from kombu import Connection
from kombu.exceptions import OperationalError
from pytest_django.fixtures import Settings

from opbouw.lib.jobs.smtp import EmailBackend
from opbouw.lib.web.cookies import NamedCookieStorage
from tests.production import production
from tests.services import ROOT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("SECOND_FACTOR_REQUIRED", True),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False),
        ("ACCOUNT_SESSION_REMEMBER", False),
        ("SESSION_COOKIE_SECURE", True),
        # What a browser asks of a name that begins so: TLS, the whole site, this host alone.
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("SESSION_COOKIE_PATH", "/"),
        ("SESSION_COOKIE_DOMAIN", None),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("CSRF_COOKIE_PATH", "/"),
        ("CSRF_COOKIE_DOMAIN", None),
        ("LANGUAGE_COOKIE_NAME", "__Host-django_language"),
        ("COOKIE_PREFIX", "__Host-"),
        ("SECURITY_CONTACT", "mailto:opbouw@example.org"),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_SECURE", True),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("CSRF_COOKIE_SAMESITE", "Lax"),
        ("SECURE_SSL_REDIRECT", True),
        # Only the health page is answered without TLS: it is asked inside the container.
        ("SECURE_REDIRECT_EXEMPT", ["^gezond/$"]),
        ("SECURE_HSTS_SECONDS", 31_536_000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SECURE_CONTENT_TYPE_NOSNIFF", True),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("EMAIL_USE_TLS", True),
        # Nothing of an outside login is kept, and a link alone does not start one.
        ("SOCIALACCOUNT_STORE_TOKENS", None),
        ("SOCIALACCOUNT_LOGIN_ON_GET", None),
    ],
)
def test_production_is_set_up_safely(name: str, value: object) -> None:
    assert production()[name] == value


def test_without_tls_the_names_are_plain(settings: Settings) -> None:
    # A browser refuses a cookie that is called so and did not come over TLS.
    assert settings.SESSION_COOKIE_NAME == "sessionid"
    assert settings.CSRF_COOKIE_NAME == "csrftoken"
    assert NamedCookieStorage.cookie_name == "messages"


def test_the_web_server_does_not_say_its_name() -> None:
    runpy.run_path(str(ROOT / "opbouw" / "gunicorn_conf.py"))
    request = SimpleNamespace(version=(1, 1), method="GET", should_close=lambda: False)
    answer = wsgi.Response(request, None, Config())
    answer.status, answer.status_code = "200 OK", 200
    sent = "".join(answer.default_headers())
    assert "Date: " in sent
    assert "server" not in sent.lower()
    assert "gunicorn" not in sent.lower()


def test_passwords_are_stored_with_a_slow_hash() -> None:
    hashers = production()["PASSWORD_HASHERS"]
    assert hashers[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert not any("MD5" in name or "SHA1" in name for name in hashers)
    argon2 = Argon2PasswordHasher()
    assert argon2.time_cost >= 2
    assert argon2.memory_cost >= 19_456  # KiB; what OWASP asks with two rounds


def test_what_travels_between_processes_is_json() -> None:
    found = production()
    assert found["CELERY_ACCEPT_CONTENT"] == ["json"]
    assert found["CELERY_TASK_SERIALIZER"] == "json"
    assert found["SESSION_SERIALIZER"] == "django.contrib.sessions.serializers.JSONSerializer"


def test_logs_go_to_standard_output_and_nowhere_else() -> None:
    logging = production()["LOGGING"]
    assert {one["class"] for one in logging["handlers"].values()} == {"logging.StreamHandler"}
    assert logging["root"]["handlers"] == ["console"]
    assert [one for one in logging["loggers"].values() if "handlers" in one] == []


def test_mail_over_tls_checks_the_certificate() -> None:
    backend: Any = EmailBackend(use_tls=True)
    context = backend.ssl_context
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[int]:
    """The port of a broker with a certificate that it made itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin, alternative = datetime.now(UTC), x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(begin).not_valid_after(begin + timedelta(days=1))
    signed = made.add_extension(alternative, critical=False).sign(key, SHA256())
    plain = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
    pem = signed.public_bytes(serialization.Encoding.PEM)
    pem += key.private_bytes(serialization.Encoding.PEM, plain[1], plain[0])
    (tmp_path / "broker.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "broker.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    taken, _from = listener.accept()
                    with suppress(OSError), context.wrap_socket(taken, server_side=True) as read:
                        while read.recv(1000):
                            read.sendall(b"+OK\r\n" * 9)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def test_a_broker_over_tls_has_to_be_the_one_that_it_says(impostor: int) -> None:
    url = f"rediss://:geheim@localhost:{impostor}/0"
    believes_anybody = {"ssl_cert_reqs": "none", "ssl_check_hostname": False}
    with Connection(url, ssl=believes_anybody) as fooled:
        channel: Any = fooled.default_channel
        channel.client.connection_pool.disconnect()
    ours = production((("REDIS_URL", url),))["CELERY_BROKER_USE_SSL"]
    with (
        Connection(url, ssl=ours) as careful,
        pytest.raises(OperationalError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        careful.ensure_connection(max_retries=1)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Transfer-Encoding: chunked, identity\r\nContent-Length: 1\r\n",
        b"Content-Length: +5\r\n",
        b"Transfer-Encoding: xchunked\r\n",
    ],
)
def test_two_lengths_of_one_request_are_refused(head: bytes) -> None:
    request = b"POST / HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n0\r\n\r\n"
    with pytest.raises((InvalidHeader, ParseException)):
        next(RequestParser(Config(), iter([request]), ("127.0.0.1", 1)))
