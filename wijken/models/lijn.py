"""The three lines along which everything runs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Lijn(models.TextChoices):
    """Putnam's bonding, bridging and linking, in the words of the practice."""

    VERBINDEN = "verbinden", _("verbinden")
    OVERBRUGGEN = "overbruggen", _("overbruggen")
    KOPPELEN = "koppelen", _("koppelen")


class Thema(models.TextChoices):
    """What it is about."""

    ONTMOETING = "ontmoeting", _("ontmoeting")
    WONEN = "wonen", _("wonen")
    GELD = "geld", _("geld en energie")
    GEZOND = "gezond", _("gezond leven")
    OPGROEIEN = "opgroeien", _("opgroeien")
    LEREN = "leren", _("leren en werken")
    BUITEN = "buiten", _("buitenruimte en groen")
    VEILIG = "veilig", _("je veilig voelen")
    VERVOER = "vervoer", _("vervoer en bereikbaarheid")
    ZEGGENSCHAP = "zeggenschap", _("zeggenschap")
    ANDERS = "anders", _("iets anders")


class Aantal(models.TextChoices):
    """Roughly how many people: a bucket counts nobody. Empty is not counted."""

    NIEMAND = "0", _("niemand gesproken")
    EEN = "1", _("1 mens")
    ENKELE = "2-5", _("2–5 mensen")
    GROEPJE = "6-10", _("6–10 mensen")
    GROEP = "11-25", _("11–25 mensen")
    VEEL = "26+", _("meer dan 25")


class Werksoort(models.TextChoices):
    """What kind of work it was: the seven of the profession."""

    AANWEZIG = "aanwezig", _("aanwezig zijn")
    CONTACT = "contact", _("contact")
    NETWERK = "netwerk", _("netwerk versterken")
    INITIATIEF = "initiatief", _("initiatief ondersteunen")
    SIGNALEREN = "signaleren", _("signaleren")
    AGENDEREN = "agenderen", _("agenderen")
    VERDUURZAMEN = "verduurzamen", _("verduurzamen")


class Vindplaats(models.TextChoices):
    """The kind of place where one meets."""

    STRAAT = "straat", _("op straat")
    PLEIN = "plein", _("plein of park")
    SPEELPLEK = "speelplek", _("speelplek")
    SCHOOL = "school", _("schoolplein")
    BUURTHUIS = "buurthuis", _("buurthuis")
    WINKEL = "winkel", _("winkel of markt")
    DEUR = "deur", _("aan de deur")
    ACTIVITEIT = "activiteit", _("bij een activiteit")
    SPORT = "sport", _("sportveld")
    ONLINE = "online", _("online of telefoon")
    ANDERS = "anders", _("ergens anders")


class OpLijnen(models.Model):
    """A record that runs along one or more lines and says why, in a few words."""

    lijnen = ArrayField(
        models.CharField(max_length=11, choices=Lijn.choices), default=list, blank=True, size=3
    )
    lijn_waarom = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lijnen__contained_by=Lijn.values),
                name="%(app_label)s_%(class)s_lijnen",
            )
        ]
