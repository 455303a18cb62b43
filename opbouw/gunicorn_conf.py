"""How gunicorn serves Opbouw; the environment changes what differs."""

import os
from pathlib import Path

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http import wsgi

from opbouw.lib.logs.flood import Bounded, LimitRepeats
from opbouw.lib.logs.secrets import HideVisitors
from opbouw.lib.logs.values import LeaveOutValues
from opbouw.secrets_in_paths import SECRET_AFTER


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's own log, without addresses of visitors, secret links and texts of exceptions."""

    def setup(self, cfg: Config) -> None:
        """Set up as gunicorn does, and filter what its handlers write."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(LimitRepeats())
            if not reload:
                handler.addFilter(LeaveOutValues())
            handler.addFilter(HideVisitors(SECRET_AFTER))
            handler.addFilter(Bounded())


class NamelessResponse(wsgi.Response):  # type: ignore[misc]  # gunicorn ships no types
    """An answer that does not say which program gave it."""

    def default_headers(self) -> list[str]:
        """Return gunicorn's own headers without its name; it has no setting for that."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = NamelessResponse

wsgi_app = "opbouw.wsgi:application"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
reload = os.environ.get("OPBOUW_RELOAD") == "1"  # `make dev`
# Two would take up a change one after the other, and the page would come and go.
workers = 1 if reload else int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 10
keepalive = 5
preload_app = False  # every worker its own database connections
accesslog = None  # addresses of visitors are personal data
errorlog = "-"
logger_class = QuietLogger
forwarder_headers = ""  # nobody in front tells us SCRIPT_NAME or PATH_INFO
control_socket_disable = True  # nothing to write outside /tmp: the file system is read-only
if Path("/dev/shm").is_dir():  # noqa: S108 memory: a slow disk kills no worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108 see above
