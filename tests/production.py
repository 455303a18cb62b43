"""The settings of production, read in a process of their own."""

import base64
import json
import os
import secrets
import subprocess
import sys
from functools import cache
from typing import Any

from opbouw.machine.assets import BASE

NAMES = (
    "COOKIE_PREFIX", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_PATH",
    "LANGUAGE_COOKIE_NAME", "SECURITY_CONTACT", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_PATH", "ACCOUNT_SESSION_REMEMBER",
    "AUTHENTICATION_BACKENDS", "CELERY_ACCEPT_CONTENT", "CELERY_BROKER_USE_SSL",
    "CELERY_TASK_SERIALIZER", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE",
    "DEBUG", "EMAIL_USE_TLS", "LOGGING", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "PASSWORD_HASHERS",
    "SECOND_FACTOR_REQUIRED", "SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_SECONDS", "SECURE_REDIRECT_EXEMPT", "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE", "SESSION_ENGINE", "SESSION_SERIALIZER", "SOCIALACCOUNT_LOGIN_ON_GET",
    "SOCIALACCOUNT_PROVIDERS",
    "SOCIALACCOUNT_STORE_TOKENS",
)  # fmt: skip
ENVIRONMENT = {
    "OPBOUW_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "FIELD_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
    "BASE_URL": "https://opbouw.example.org",
    "DATABASE_URL": "postgresql://x:geheim@127.0.0.1:1/x",
    "REDIS_URL": "redis://:geheim@127.0.0.1:1/0",
    "EMAIL_URL": "smtp://u:p@mail.example.org:587/?tls=1",
    "DEFAULT_FROM_EMAIL": "opbouw@example.org",
    "TRUSTED_PROXIES": "1",
}
READ = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "opbouw.settings"
from django.conf import settings
print(json.dumps({n: getattr(settings, n, None) for n in sys.argv[1:]}, default=str))
"""


@cache
def production(more: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The settings with an environment as .env would give it, and perhaps more in it."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *NAMES],
        cwd=BASE,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT, **dict(more)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
