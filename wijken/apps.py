from django.apps import AppConfig


class WijkenConfig(AppConfig):
    name = "wijken"

    def ready(self) -> None:
        """Hear from allauth what only it knows: that a factor or a password changed."""
        from wijken.toegang.changes import listen

        listen()
