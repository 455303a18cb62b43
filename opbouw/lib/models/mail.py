"""Outgoing mail as a job, so that a mail is never sent for a change that was rolled back."""

from datetime import timedelta

from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.models.job import Job


class Mail(Job):
    """One message to one person; its address and words are encrypted and blanked once sent."""

    job_task = "opbouw.lib.tasks.send_mail"
    # A mail server may be down for a night, and nobody is waiting at a screen.
    job_attempts = 10
    job_rest = timedelta(minutes=1)

    aan = EncryptedTextField(blank=True)
    onderwerp = EncryptedTextField(blank=True)
    tekst = EncryptedTextField(blank=True)
    html = EncryptedTextField(blank=True)

    class Meta(Job.Meta):
        pass

    def __str__(self) -> str:
        return f"mail {self.pk}"
