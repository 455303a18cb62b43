"""The three lines along which everything runs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Lijn(models.TextChoices):
    """Putnam's bonding, bridging and linking, in the words of the practice."""

    VERBINDEN = "verbinden", "verbinden"
    OVERBRUGGEN = "overbruggen", "overbruggen"
    KOPPELEN = "koppelen", "koppelen"


class Thema(models.TextChoices):
    """What it is about."""

    ONTMOETING = "ontmoeting", "ontmoeting"
    WONEN = "wonen", "wonen"
    GELD = "geld", "geld en energie"
    GEZOND = "gezond", "gezond leven"
    OPGROEIEN = "opgroeien", "opgroeien"
    LEREN = "leren", "leren en werken"
    BUITEN = "buiten", "buitenruimte en groen"
    VEILIG = "veilig", "je veilig voelen"
    VERVOER = "vervoer", "vervoer en bereikbaarheid"
    ZEGGENSCHAP = "zeggenschap", "zeggenschap"
    ANDERS = "anders", "iets anders"


class Aantal(models.TextChoices):
    """About how many people; a bucket is enough and counts nobody."""

    EEN = "1", "1 mens"
    ENKELE = "2-5", "2–5 mensen"
    GROEPJE = "6-10", "6–10 mensen"
    GROEP = "11-25", "11–25 mensen"
    VEEL = "26+", "meer dan 25"


class Vindplaats(models.TextChoices):
    """The kind of place where one meets."""

    STRAAT = "straat", "op straat"
    PLEIN = "plein", "plein of park"
    SPEELPLEK = "speelplek", "speelplek"
    SCHOOL = "school", "schoolplein"
    BUURTHUIS = "buurthuis", "buurthuis"
    WINKEL = "winkel", "winkel of markt"
    DEUR = "deur", "aan de deur"
    ACTIVITEIT = "activiteit", "bij een activiteit"
    SPORT = "sport", "sportveld"
    ONLINE = "online", "online of telefoon"
    ANDERS = "anders", "ergens anders"


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
