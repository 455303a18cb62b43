"""The audit trail: who did what to which object and when, never what was written."""

from django.conf import settings
from django.db import models


class AuditRegel(models.Model):
    """One action on one object; appended in the transaction of the action, never changed."""

    op = models.DateTimeField(auto_now_add=True, db_index=True)
    handeling = models.CharField(max_length=60)
    object_soort = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    # A number, not a foreign key: the ground knows no organisations.
    organisatie_id = models.BigIntegerField(null=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    van = models.CharField(max_length=40, blank=True)
    naar = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["object_soort", "object_id"], name="audit_object"),
            models.Index(fields=["organisatie_id", "-op"], name="audit_organisatie"),
        ]

    def __str__(self) -> str:
        return f"{self.handeling} {self.object_soort} {self.object_id}"
