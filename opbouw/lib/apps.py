from django.apps import AppConfig
from django.conf import settings
from django.forms import Field
from django.utils.translation import gettext_lazy

from opbouw.lib.database import server_log  # noqa: F401 its check registers itself
from opbouw.lib.logs.values import log_uncaught


class LibConfig(AppConfig):
    """The ground: code that knows nothing of the domain."""

    name = "opbouw.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say "Dit veld is verplicht." more kindly in every form, and keep uncaught errors bare."""
        Field.default_error_messages["required"] = gettext_lazy("Vul dit nog in.")
        if settings.PRODUCTION:
            log_uncaught()
