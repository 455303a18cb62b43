from django.apps import AppConfig


class OpbouwConfig(AppConfig):
    """The top floor: the pages that combine everything."""

    name = "opbouw"
