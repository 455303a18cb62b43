from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy


class LibConfig(AppConfig):
    """The ground: code that knows nothing of the domain."""

    name = "opbouw.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say "Dit veld is verplicht." more kindly in every form, allauth's included."""
        Field.default_error_messages["required"] = gettext_lazy("Vul dit nog in.")
