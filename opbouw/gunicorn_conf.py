"""How gunicorn serves Opbouw; the environment changes what differs."""

import os
from pathlib import Path

wsgi_app = "opbouw.wsgi:application"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 10
keepalive = 5
preload_app = False  # every worker its own database connections
accesslog = None  # addresses of visitors are personal data
errorlog = "-"
control_socket_disable = True  # nothing to write outside /tmp: the file system is read-only
if Path("/dev/shm").is_dir():  # noqa: S108 memory: a slow disk kills no worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108 see above
