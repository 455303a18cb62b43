"""Organisations, memberships and invitations."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.encrypted import EncryptedTextField, LookupHashField
from wijken.models.gebied import Gebied
from wijken.models.owned import Owned


class OrganisatieSoort(models.TextChoices):
    """A welfare organisation collects; a municipality reads and answers."""

    WELZIJN = "welzijn", _("welzijnsorganisatie")
    GEMEENTE = "gemeente", _("gemeente")


class Organisatie(models.Model):
    """The owner of everything: each row that is not public belongs to one organisation."""

    naam = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    soort = models.CharField(max_length=10, choices=OrganisatieSoort.choices)
    werkgebied = models.ManyToManyField(Gebied, blank=True, related_name="organisaties")
    # Where residents can reach the organisation; shown on public pages and in the note.
    bereikbaar = models.CharField(max_length=200, blank=True)
    reactietermijn_weken = models.PositiveSmallIntegerField(
        _("afgesproken reactietermijn in weken"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    # Counts of people below this become "minder dan …"; never below 5.
    drempel = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(5)])

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = _("organisaties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(soort__in=OrganisatieSoort.values), name="organisatie_soort"
            ),
            models.CheckConstraint(condition=models.Q(drempel__gte=5), name="organisatie_drempel"),
        ]

    def __str__(self) -> str:
        return self.naam


class Rol(models.TextChoices):
    """What a member does; the last two are a municipality's."""

    OPBOUWWERKER = "opbouwwerker", _("opbouwwerker")
    COORDINATOR = "coordinator", _("coördinator")
    BEHEERDER = "beheerder", _("beheerder")
    LEZER = "lezer", _("lezer")
    BEANTWOORDER = "beantwoorder", _("beantwoorder")


WELZIJN_ROLLEN = (Rol.OPBOUWWERKER, Rol.COORDINATOR, Rol.BEHEERDER)
GEMEENTE_ROLLEN = (Rol.LEZER, Rol.BEANTWOORDER)


class Lidmaatschap(Owned):
    """Ties a person to an organisation, with a role and the areas they work in."""

    # Time to come back in; then the account is emptied.
    GESTOPT_DAGEN: ClassVar[int] = 30

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="lidmaatschappen",
        db_index=False,
    )
    rol = models.CharField(max_length=12, choices=Rol.choices)
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="leden")
    actief = models.BooleanField(default=True)
    gestopt_op = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["organisatie__naam", "pk"]
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "organisatie"], name="lid_eenmaal"),
            models.CheckConstraint(condition=models.Q(rol__in=Rol.values), name="lid_rol"),
        ]
        indexes = [models.Index(fields=["organisatie", "actief"], name="lid_van")]

    def __str__(self) -> str:
        return f"{self.gebruiker} ({self.get_rol_display()}, {self.organisatie})"

    @property
    def noteert(self) -> bool:
        """Whether this role notes contacts, on a phone too."""
        return self.rol in WELZIJN_ROLLEN

    @property
    def leeg_na(self) -> date | None:
        """The last day on which somebody who stopped can come back."""
        if self.actief or self.gestopt_op is None:
            return None
        return timezone.localdate(self.gestopt_op + timedelta(days=self.GESTOPT_DAGEN))


def gone_members(organisatie_id: int) -> list[int]:
    """Return the keys of the memberships that stopped or whose account was closed.

    Nobody does their work. There are few, and with known keys the database goes straight to what
    they left instead of asking it of all that the others do.
    """
    gone = models.Q(actief=False) | models.Q(gebruiker__is_active=False)
    rows = Lidmaatschap.objects.filter(gone, organisatie=organisatie_id)
    return list(rows.order_by("pk").values_list("pk", flat=True))


class Uitnodiging(Owned):
    """The only way to an account: a secret link, mailed once and usable once."""

    GELDIG_DAGEN: ClassVar[int] = 14

    email = EncryptedTextField(max_length=254)
    email_hash: LookupHashField[str, str] = LookupHashField(of="email")
    naam = EncryptedTextField(max_length=120)
    rol = models.CharField(max_length=12, choices=Rol.choices)
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.CASCADE, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    # The end of a day: what is said to work up to and including that day does.
    verloopt_op = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name_plural = _("uitnodigingen")
        indexes = [
            models.Index(fields=["organisatie", "-gemaakt_op", "-id"], name="uitnodiging_lijst")
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    @classmethod
    def end_of(cls, moment: datetime) -> datetime:
        """Return until when an invitation of this moment works: the end of its last day."""
        last = timezone.localdate(moment) + timedelta(days=cls.GELDIG_DAGEN)
        return timezone.make_aware(datetime.combine(last, time.max))
