"""What this app contributes to the pages of the roof."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken import retention
from wijken.actions.afspraak import hand_over_appointments
from wijken.contract import (
    IEDEREEN,
    Branch,
    Contribution,
    Dagdeel,
    MenuEntry,
    Source,
    Strand,
    Taak,
    Vindbaar,
)
from wijken.formulieren import FORMULIEREN
from wijken.models import GEMEENTE_ROLLEN, bron, contact
from wijken.models.weghaalbaar import WITH_WORDS
from wijken.queries import dag, draad, vindbaar
from wijken.queries.afspraak import BY_DAY, open_appointments
from wijken.queries.bron import ORDE
from wijken.queries.contact import visible_contacts
from wijken.queries.handelingen import HANDELINGEN
from wijken.queries.logboek import TRAIL_READERS

PROMISED = ("wat", "gebied__naam", "contact__vindplaats", "contact__plek", "contact__lijnen")

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("contact_nieuw", _("Noteer"), "plus", duim=3, knop=True),
        MenuEntry("contacten", _("Contacten"), "message-circle"),
        MenuEntry("afspraken", _("Afspraken"), "calendar"),
        MenuEntry("bronnen", _("Bronnen"), "lightbulb"),
        MenuEntry("gebieden", _("Wijken"), "map", kort=_("Wijk"), duim=2, apart=True),
        MenuEntry("gebieden", _("Wijken"), "map", apart=True, rollen=GEMEENTE_ROLLEN),
        MenuEntry("team", _("Team"), "users", apart=True, rollen=IEDEREEN),
        MenuEntry("logboek", _("Logboek"), "shield-check", apart=True, rollen=TRAIL_READERS),
    ),
    onder={"/rondes/": "contacten"},
    dag=(
        Source(
            "afspraken",
            _("Je afspraken"),
            Dagdeel.AFSPRAKEN,
            dag.due,
            dag.appointments,
            BY_DAY,
            kolommen=PROMISED,
        ),
        Source(
            "afspraken-van-het-team",
            _("Afspraken van collega's die stopten"),
            Dagdeel.WACHT,
            dag.fallen,
            dag.fallen_points,
            BY_DAY,
            kolommen=PROMISED,
        ),
        Source(
            "bronnen",
            _("Bronnen om na te kijken"),
            Dagdeel.WACHT,
            dag.stale,
            dag.stale_points,
            ("bevestigd_op", "pk"),
            kolommen=("naam", "gebied__naam"),
        ),
    ),
    taken=(
        Taak(
            "afspraken",
            _("Afspraken"),
            open_appointments,
            dag.appointments,
            BY_DAY,
            over=hand_over_appointments,
        ),
    ),
    strands=(Strand("contact", "contact", draad.contact_thread),),
    branches=(
        Branch("contact", draad.bronnen_of_contact),
        Branch("contact", draad.verbanden_of_contact),
    ),
    vindbaar=(
        Vindbaar(
            "contacten",
            _("Contacten"),
            _("Contact"),
            _("Toon oudere contacten"),
            visible_contacts,
            vindbaar.of_contacts,
            gezocht=contact.SEARCHED,
            orde=("-op", "-pk"),
            van="door",
            # Who brought a list over did not note what is in it.
            eigen=Q(overzetting__isnull=True),
            kolommen=(
                *("vindplaats", "plek", "tekst", "lijnen", "lijn_waarom", "woorden_weg_op"),
                *("gebied__naam", "door__gebruiker__naam", "overzetting"),
            ),
            woorden=WITH_WORDS,
        ),
        Vindbaar(
            "bronnen",
            _("Bronnen"),
            _("Bron"),
            _("Toon bronnen die langer geleden zijn nagekeken"),
            vindbaar.current_bronnen,
            vindbaar.of_bronnen,
            gezocht=bron.SEARCHED,
            orde=ORDE,
            van="door",
            kolommen=("soort", "naam", "omschrijving", "gebied__naam"),
            lijnen=False,
        ),
    ),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
    formulieren=FORMULIEREN,
)
