"""What this app contributes to the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from initiatieven import retention
from initiatieven.queries import dag, draad, menu
from initiatieven.queries.handelingen import HANDELINGEN
from wijken.contract import Branch, Contribution, Dagdeel, MenuEntry, Source, Strand

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("initiatieven", _("Initiatieven"), "sprout", aantal=menu.waiting_initiatieven),
    ),
    dag=(
        Source(Dagdeel.TE_VERTELLEN, dag.to_tell),
        Source(Dagdeel.WACHT, dag.to_read),
        Source(Dagdeel.WACHT, dag.to_answer),
    ),
    strands=(Strand("initiatief", "initiatief", draad.initiatief_thread),),
    branches=(Branch("contact", draad.initiatieven_of_contact),),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
)
