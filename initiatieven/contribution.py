"""What this app contributes to the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from initiatieven import retention
from initiatieven.queries import dag, draad, menu
from initiatieven.queries.handelingen import HANDELINGEN
from wijken.contract import Branch, Contribution, Dagdeel, MenuEntry, Source, Strand

ORDE = ("ingediend_op", "pk")

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("initiatieven", _("Initiatieven"), "sprout", aantal=menu.waiting_initiatieven),
    ),
    dag=(
        Source(
            "afgelopen",
            _("Initiatieven waarvan de uitkomst nog te vertellen is"),
            Dagdeel.TE_VERTELLEN,
            dag.ended,
            dag.to_tell,
            ORDE,
        ),
        Source(
            "berichten",
            _("Berichten van bewoners"),
            Dagdeel.WACHT,
            dag.unread,
            dag.to_read,
            ORDE,
        ),
        Source(
            "initiatieven",
            _("Nieuwe initiatieven"),
            Dagdeel.WACHT,
            dag.new,
            dag.to_answer,
            ORDE,
        ),
    ),
    strands=(Strand("initiatief", "initiatief", draad.initiatief_thread),),
    branches=(Branch("contact", draad.initiatieven_of_contact),),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
)
