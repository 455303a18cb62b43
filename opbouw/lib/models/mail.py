"""Outgoing mail as a job, so that a mail is never sent for a change that was rolled back."""

from datetime import timedelta

from django.db import models

from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.models.job import Job


class Mail(Job):
    """One message to one person; its address and words are encrypted and blanked once sent."""

    job_task = "opbouw.lib.tasks.send_mail"
    # A mail server may be down for a night, and nobody is waiting at a screen.
    job_attempts = 10
    job_rest = timedelta(minutes=1)
    job_point_of_no_return = "overgedragen_op"

    aan = EncryptedTextField(blank=True)
    onderwerp = EncryptedTextField(blank=True)
    tekst = EncryptedTextField(blank=True)
    html = EncryptedTextField(blank=True)
    # The same at every attempt: a server that was given it twice can see that it is one.
    message_id = models.CharField(max_length=300, blank=True)
    # Since when the server may have it; empty again when it refused.
    overgedragen_op = models.DateTimeField(null=True, blank=True)
    # What it is about, so that whoever waits there sees what became of it.
    over = models.CharField(max_length=60, blank=True)

    class Meta(Job.Meta):
        indexes = [
            *Job.Meta.indexes,
            models.Index(
                fields=["over"],
                name="mail_over",
                condition=models.Q(job_staat__in=["mislukt", "onzeker"]),
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
