from django.apps import AppConfig


class WijkenConfig(AppConfig):
    name = "wijken"

    def ready(self) -> None:
        """Hear from allauth what only it knows: that a factor was set up."""
        from allauth.mfa.signals import authenticator_added

        from wijken.toegang.proof import count_set_up

        authenticator_added.connect(count_set_up)
