"""The few tables of the ground."""

from opbouw.lib.models.audit import AuditRegel
from opbouw.lib.models.job import Job, JobStaat
from opbouw.lib.models.limits import RateCounter, SpentToken
from opbouw.lib.models.mail import Mail
from opbouw.lib.models.once import SentOnce
from opbouw.lib.models.reference import ReferenceCounter

__all__ = [
    "AuditRegel",
    "Job",
    "JobStaat",
    "Mail",
    "RateCounter",
    "ReferenceCounter",
    "SentOnce",
    "SpentToken",
]
