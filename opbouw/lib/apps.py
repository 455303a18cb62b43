from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy


class LibConfig(AppConfig):
    """The ground: what knows nothing of the domain."""

    name = "opbouw.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say kindly, in every form, what "Dit veld is verplicht." says; allauth's forms too."""
        Field.default_error_messages["required"] = gettext_lazy("Vul dit nog in.")
