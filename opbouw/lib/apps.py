from django.apps import AppConfig


class LibConfig(AppConfig):
    """The ground: what knows nothing of the domain."""

    name = "opbouw.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"
