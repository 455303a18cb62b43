"""What this app contributes to the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from initiatieven import retention
from initiatieven.actions.initiatief import hand_over_initiatieven
from initiatieven.formulieren import FORMULIEREN
from initiatieven.models import initiatief
from initiatieven.queries import dag, draad, menu, vindbaar
from initiatieven.queries.handelingen import HANDELINGEN
from initiatieven.queries.initiatief import accompanied_by, visible_initiatieven
from wijken.contract import Branch, Contribution, Dagdeel, MenuEntry, Source, Strand, Taak, Vindbaar
from wijken.models.weghaalbaar import WITH_WORDS

ORDE = ("ingediend_op", "pk")
WALKING = ("titel", "gebied__naam")

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("initiatieven", _("Initiatieven"), "sprout", aantal=menu.waiting_initiatieven),
    ),
    # Of an asset or a plan; the address does not say which.
    onder={"/contactpersonen/": "bronnen"},
    dag=(
        Source(
            "afgelopen",
            _("Initiatieven waarvan de uitkomst nog te vertellen is"),
            Dagdeel.TE_VERTELLEN,
            dag.ended,
            dag.to_tell,
            ORDE,
            kolommen=("titel", "plek"),
        ),
        Source(
            "berichten",
            _("Berichten van bewoners"),
            Dagdeel.WACHT,
            dag.unread,
            dag.to_read,
            ORDE,
            kolommen=("titel", "staat", "teruggekoppeld_op", "woorden_weg_op"),
        ),
        Source(
            "initiatieven",
            _("Nieuwe initiatieven"),
            Dagdeel.WACHT,
            dag.new,
            dag.to_answer,
            ORDE,
            kolommen=("titel",),
        ),
        Source(
            "overgenomen",
            _("Initiatieven die je overnam"),
            Dagdeel.WACHT,
            dag.received,
            dag.to_get_to_know,
            ORDE,
            kolommen=WALKING,
        ),
        Source(
            "zonder-begeleider",
            _("Initiatieven van collega's die stopten"),
            Dagdeel.WACHT,
            dag.without_companion,
            dag.to_accompany,
            ORDE,
            kolommen=WALKING,
        ),
        Source(
            "contactpersonen",
            _("Contactpersonen die binnenkort verdwijnen"),
            Dagdeel.WACHT,
            dag.going,
            dag.to_speak_to,
            ("gesproken_op", "pk"),
            kolommen=("bron__naam", "initiatief__titel"),
        ),
    ),
    taken=(
        Taak(
            "initiatieven",
            _("Initiatieven waar deze collega meeloopt"),
            accompanied_by,
            dag.accompanied,
            ORDE,
            over=hand_over_initiatieven,
        ),
    ),
    strands=(Strand("initiatief", "initiatief", draad.initiatief_thread),),
    branches=(Branch("contact", draad.initiatieven_of_contact),),
    vindbaar=(
        Vindbaar(
            "initiatieven",
            _("Initiatieven"),
            _("Initiatief"),
            _("Toon oudere initiatieven"),
            visible_initiatieven,
            vindbaar.of_initiatieven,
            gezocht=initiatief.SEARCHED,
            orde=("-ingediend_op", "-pk"),
            van="begeleider",
            kolommen=(
                *("titel", "plan", "nodig", "plek", "staat", "lijnen", "lijn_waarom"),
                *("gebied__naam", "begeleider__gebruiker__naam"),
            ),
            woorden=WITH_WORDS,
        ),
    ),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
    formulieren=FORMULIEREN,
)
