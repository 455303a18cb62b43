"""The least that Django needs to insert a row; the same database and connection habits as ours."""

from opbouw.env import Environment

SECRET_KEY = "niets-te-beschermen-alleen-om-te-meten"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.bare.wsgi"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
USE_TZ = True
DATABASES = {
    "default": {
        **Environment().database("DATABASE_URL"),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
}
