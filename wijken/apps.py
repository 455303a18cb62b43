from django.apps import AppConfig


class WijkenConfig(AppConfig):
    name = "wijken"

    def ready(self) -> None:
        """Hear from allauth what it has no hook for: factors that change, codes that are wrong."""
        from wijken.toegang import changes, events

        changes.listen()
        events.listen()
