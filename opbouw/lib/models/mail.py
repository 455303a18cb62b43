"""Outgoing mail as a job, so that a mail is never sent for a change that was rolled back."""

from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.models.job import Job


class Mail(Job):
    """One message to one person; its address and words are encrypted and blanked once sent."""

    job_task = "opbouw.lib.tasks.send_mail"

    aan = EncryptedTextField(blank=True)
    onderwerp = EncryptedTextField(blank=True)
    tekst = EncryptedTextField(blank=True)
    html = EncryptedTextField(blank=True)

    class Meta(Job.Meta):
        pass

    def __str__(self) -> str:
        return f"mail {self.pk}"
