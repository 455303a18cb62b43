"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from opbouw.lib.web.unavailable import patient
from opbouw.lib.web.unreadable import plain_content_type

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opbouw.settings")

application = patient(plain_content_type(get_wsgi_application()))
