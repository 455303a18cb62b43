"""Settings of Opbouw: everything that differs per place comes from the environment."""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from opbouw.env import Environment
from opbouw.lib.web.bodies import LONG_FORM, PHOTO_BODY
from opbouw.safety import (
    MEANT,
    SPARED,
    THROWAWAY_FIELD_KEY,
    THROWAWAY_KEY,
    Start,
    refuse_elsewhere,
    refuse_unsafe,
)
from opbouw.secrets_in_paths import SECRET_AFTER

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# --- Which of the three: production, the demo on your own machine, or the tests ---
MODE = env.choice("OPBOUW_MODE", ("production", "demo", "test"), "production")
DEMO = MODE == "demo"
TESTING = MODE == "test"
PRODUCTION = MODE == "production"
# `make dev`: the demo that takes up what you change, and shows what went wrong where.
RELOAD = env.choice("OPBOUW_RELOAD", ("0", "1"), "0") == "1"
if RELOAD and not DEMO:
    raise ImproperlyConfigured("OPBOUW_RELOAD shows the inside of the site: for the demo only.")
# Which process this is: one that needs less than all variables need not be given them.
env.spare(SPARED[env.choice("OPBOUW_PROCESS", tuple(SPARED), "all")] if PRODUCTION else frozenset())
# What is unsafe and meant all the same.
MEANT_UNSAFE = env.choices("OPBOUW_MEANT", MEANT)

DEBUG = False
# A secret that everyone can read protects nothing, so production has no default for one.
SECRET_KEY = env.text("SECRET_KEY", None if PRODUCTION else THROWAWAY_KEY)
SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS", "")
FIELD_KEYS = env.listing("FIELD_KEYS", None if PRODUCTION else THROWAWAY_FIELD_KEY)
BASE_URL = env.text("BASE_URL", None if PRODUCTION else "http://localhost:8000").rstrip("/")
if urlsplit(BASE_URL).scheme not in {"http", "https"} or not urlsplit(BASE_URL).hostname:
    raise ImproperlyConfigured("BASE_URL must look like https://opbouw.example.org.")
ALLOWED_HOSTS = [
    str(urlsplit(BASE_URL).hostname),
    *env.listing("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver"),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)

# --- Apps ---
INSTALLED_APPS = [
    "signalen",
    "initiatieven",
    "wijken",
    "opbouw.lib",
    "opbouw",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.forms",
    "django_htmx",
    "template_partials",
]
MIDDLEWARE = [
    # First what every answer gets, also a file, a refusal and an error of what comes below.
    "opbouw.lib.web.headers.everywhere",
    "opbouw.lib.web.compressed.Compressed",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "opbouw.lib.web.unreadable.readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wijken.toegang.sessions.limited",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "opbouw.lib.web.middleware.vary_on_htmx",
    "allauth.account.middleware.AccountMiddleware",
    "wijken.toegang.middleware.lid",
    "wijken.toegang.proof.AccountPages",
    "opbouw.lib.web.middleware.private_pages",
    "opbouw.lib.web.middleware.Refusals",
]
ROOT_URLCONF = "opbouw.urls"
WSGI_APPLICATION = "opbouw.wsgi.application"
# In `make dev` as the partials' own set-up does it, but without its cache.
UNCACHED_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
LOADERS = {"loaders": [("template_partials.loader.Loader", UNCACHED_LOADERS)]} if RELOAD else {}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": not RELOAD,
        "OPTIONS": {
            **LOADERS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opbouw.context.page",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "opbouw.lib.web.tags.typed_text",
                "opbouw.lib.web.tags.kept",
                "opbouw.lib.web.tags.sheets",
                "opbouw.lib.web.tags.times",
                "opbouw.lib.web.tags.widgets",
                "opbouw.lib.web.components.elements",
                "opbouw.lib.web.components.lists",
                "opbouw.lib.web.components.forms",
                "wijken.components.lijn",
                "wijken.components.kaart",
                "wijken.components.pagina",
                "wijken.components.contact",
                "wijken.components.bron",
                "wijken.components.gebied",
                "wijken.components.zoeken",
                "initiatieven.components",
                "signalen.components",
                "wijken.toegang.form_membership",
            ],
            "libraries": {"reading": "opbouw.lib.web.tags.reading_direction"},
        },
    }
]
FORM_RENDERER = "opbouw.lib.forms.Renderer"

# --- Data ---
DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits live in the database: shared by all web processes, and there when Redis is not.
CACHES = {
    "default": {
        "BACKEND": "opbouw.lib.web.cache.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "opbouw.lib.web.cache.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))

# --- Background work ---
REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("rediss://"):
    # Kombu believes any certificate unless it is told.
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": "required", "ssl_check_hostname": True}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# One second: a page must not wait for a broker that is down or hangs.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "visibility_timeout": 600,
    # Kombu waits two seconds before it gives up on a broker; a page does not have that time.
    "interval_start": 0.1,
    "interval_step": 0.1,
    "interval_max": 0.5,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# In kilobytes: a process that read a map is replaced, so that its memory comes back.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_TIMEZONE = "Europe/Amsterdam"
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", 60, least=1)
OUTBOX_SWEEP_SECONDS = env.number("OUTBOX_SWEEP_SECONDS", 15, least=1)
CELERY_TASK_TIME_LIMIT = OUTBOX_LEASE_SECONDS
# A mail server may take ten minutes to say that it has a message (RFC 5321, 4.5.3.2.6).
MAIL_REPLY_SECONDS = env.number("MAIL_REPLY_SECONDS", 600, least=1)
# Longer than that wait, so that nobody takes over while it lasts.
MAIL_LEASE_SECONDS = MAIL_REPLY_SECONDS + OUTBOX_LEASE_SECONDS
MAIL_TIME_LIMIT = MAIL_LEASE_SECONDS + OUTBOX_LEASE_SECONDS
# At a fixed hour, not an interval: beat forgets what it did when its container is replaced.
NIGHT = crontab(hour=3, minute=10)
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "opbouw.lib.tasks.sweep",
        "schedule": OUTBOX_SWEEP_SECONDS,
        # One sweep does the work of all that were missed: a worker that was away finds no queue.
        "options": {"expires": OUTBOX_SWEEP_SECONDS},
    },
    "purge": {"task": "opbouw.lib.tasks.purge", "schedule": NIGHT},
    "purge_uitnodigingen": {"task": "wijken.tasks.purge_uitnodigingen", "schedule": NIGHT},
    "empty_accounts": {"task": "wijken.tasks.empty_accounts", "schedule": NIGHT},
    "bewaartermijnen": {"task": "opbouw.tasks.bewaartermijnen", "schedule": NIGHT},
    "purge_pdfs": {"task": "signalen.tasks.purge_pdfs", "schedule": NIGHT},
    "purge_fotos": {"task": "wijken.tasks.purge_fotos", "schedule": NIGHT},
    "purge_overzettingen": {"task": "wijken.tasks.purge_overzettingen", "schedule": NIGHT},
    # Not in the night alone: a file that nobody decided about is large, and is promised a day.
    "purge_inlezingen": {"task": "wijken.tasks.purge_inlezingen", "schedule": crontab(minute=40)},
}

# --- People ---
AUTH_USER_MODEL = "wijken.Gebruiker"
# Allauth's backend knows Django's permissions too; a second one would hash every password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    # The tests log in hundreds of times; a slow hash would test nothing but patience.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wijken.toegang.passwords.Length"},
    {"NAME": "wijken.toegang.passwords.NotGuessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/vandaag/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wijken.toegang.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "wijken.toegang.accounts.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "wijken.forms.adres.LoginForm",
    "request_login_code": "wijken.forms.adres.RequestLoginCodeForm",
    "reset_password": "wijken.forms.adres.ResetPasswordForm",
    "confirm_login_code": "wijken.forms.tweede_stap.ConfirmLoginCodeForm",
    "change_password": "wijken.forms.wachtwoord.ChangePasswordForm",
    "set_password": "wijken.forms.wachtwoord.SetPasswordForm",
    "reset_password_from_key": "wijken.forms.wachtwoord.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
PASSWORD_RESET_TIMEOUT = 3600
# Per account we count ourselves (wijken/toegang/attempts.py and guesses.py): allauth's own limits
# on that would let a stranger keep somebody out.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
    "reauthenticate": "30/m/ip",
    "login_failed": "",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Opbouw"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": "wijken.forms.tweede_stap.AuthenticateForm",
    "reauthenticate": "wijken.forms.tweede_stap.ReauthenticateForm",
    "activate_totp": "wijken.forms.tweede_stap.ActivateTOTPForm",
    "add_webauthn": "wijken.forms.toegangssleutel.AddWebAuthnForm",
    "edit_webauthn": "wijken.forms.toegangssleutel.EditWebAuthnForm",
    "authenticate_webauthn": "wijken.forms.toegangssleutel.AuthenticateWebAuthnForm",
    "login_webauthn": "wijken.forms.toegangssleutel.LoginWebAuthnForm",
    "reauthenticate_webauthn": "wijken.forms.toegangssleutel.ReauthenticateWebAuthnForm",
}
MFA_ADAPTER = "wijken.toegang.accounts.MFAAdapter"
# In the demo a plain notice replaces the force, so that a visitor is in at once.
SECOND_FACTOR_REQUIRED = PRODUCTION
# Only where the provider asks everyone a second factor itself; else Opbouw asks one of its own.
OIDC_PROVES_SECOND_FACTOR = env.choice("OIDC_PROVES_SECOND_FACTOR", ("0", "1"), "0") == "1"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# An outside login opens the account with the address that the provider verified.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
OIDC_ORIGINS: list[str] = []
if oidc_server := env.text("OIDC_SERVER_URL", ""):
    OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(oidc_server))]
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": env.text("OIDC_NAME", "je organisatie"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                # PKCE binds the answer to the browser that asked.
                "settings": {"server_url": oidc_server, "oauth_pkce_enabled": True},
            }
        ]
    }

# --- Language and time ---
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files ---
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "var" / "static_generated"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or RELOAD
        else "opbouw.lib.web.static_files.HashedStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or RELOAD
if RELOAD:
    # Looked up at each request, and asked for again by the browser each time.
    WHITENOISE_AUTOREFRESH = True
    WHITENOISE_MAX_AGE = 0

# --- Mail ---
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", None if PRODUCTION else "Opbouw <opbouw@voorbeeld.nl>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DEMO_MAIL_DIR = BASE_DIR / "var" / "post"
if PRODUCTION:
    EMAIL_BACKEND = "opbouw.lib.jobs.smtp.EmailBackend"
    EMAIL_TIMEOUT = 10
    EMAIL = env.email("EMAIL_URL")
    globals().update(EMAIL)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.text("EMAIL_FILE_PATH", str(DEMO_MAIL_DIR))

# --- Safety in the browser ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A browser counts the redirect to an outside login as the target of the form.
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
HTTPS = BASE_URL.startswith("https://")
# Where somebody reports a weakness; a good one is a form or a box that is read each day.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")
if urlsplit(SECURITY_CONTACT).scheme not in {"https", "mailto", "tel"}:
    raise ImproperlyConfigured("SECURITY_CONTACT must look like mailto:veilig@voorbeeld.nl.")
if PRODUCTION:
    SECURE_SSL_REDIRECT = HTTPS
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # asked inside the container, without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Such a cookie was set by this very host, over TLS; without TLS a browser refuses it.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "opbouw.lib.web.cookies.Messages"
SESSION_ENGINE = "wijken.toegang.sessions"
# A session ends after this long unseen (a weekend is 64 hours) and after this long at all; one of
# the administration sooner (wijken/toegang/sessions.py).
SESSION_UNSEEN_HOURS = env.number("SESSION_UNSEEN_HOURS", 72, least=1)
SESSION_DAYS = env.number("SESSION_DAYS", 14, least=1)
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wijken.toegang.returned.csrf_failure"
# What an address takes is decided by its view (opbouw.lib.web.bodies); this is for texts beside a
# file. Files stay in memory and so never fill the disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = LONG_FORM
FILE_UPLOAD_MAX_MEMORY_SIZE = PHOTO_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # a choice from some hundreds of signals
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# --- Logs: no personal data, so no request bodies, no addresses and no texts of exceptions ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
            # With the offset, or the hour at the end of summer time happens twice.
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {
        "repeats": {"()": "opbouw.lib.logs.flood.LimitRepeats"},
        "values": {"()": "opbouw.lib.logs.values.LeaveOutValues"},
        "secrets": {"()": "opbouw.lib.logs.secrets.HideSecrets", "before": SECRET_AFTER},
        "bounded": {"()": "opbouw.lib.logs.flood.Bounded"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            # Whoever works on the code wants to read what an exception says.
            "filters": ["repeats", *([] if RELOAD else ["values"]), "secrets", "bounded"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING" if TESTING else "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        # Both tell of every font and style sheet of every PDF.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}

# --- The last word: a start that is not safe is no start ---
if PRODUCTION:
    refuse_unsafe(
        Start(
            secret_keys=[key for key in (SECRET_KEY, *SECRET_KEY_FALLBACKS) if key],
            field_keys=FIELD_KEYS,
            base_url=BASE_URL,
            hosts=ALLOWED_HOSTS,
            proxies=TRUSTED_PROXIES,
            database=DATABASES["default"],
            redis_url=REDIS_URL,
            email=EMAIL,
            oidc_server=oidc_server,
            meant=MEANT_UNSAFE,
        )
    )
else:
    refuse_elsewhere(BASE_URL, [SECRET_KEY, *FIELD_KEYS])
