"""What this app gives to the pages of the roof."""

from signalen.queries import dag, draad, gehoord
from wijken.contract import Branch, Contribution, Dagdeel, Source, Strand
from wijken.models import GEMEENTE_ROLLEN

CONTRIBUTION = Contribution(
    dag=(
        Source(Dagdeel.TE_VERTELLEN, dag.to_tell),
        Source(Dagdeel.WACHT_OP_ANTWOORD, dag.unanswered),
        Source(Dagdeel.WACHT, dag.signalen),
        Source(Dagdeel.WACHT, dag.verhalen),
        Source(Dagdeel.WACHT, dag.notities),
        Source(Dagdeel.WACHT, dag.to_answer, rollen=GEMEENTE_ROLLEN),
    ),
    strands=(
        Strand("signaal", "signaal", draad.signaal_thread),
        Strand("notitie", "notitie", draad.notitie_thread),
        Strand("notitie", "ontvangen_notitie", draad.received_thread, rollen=GEMEENTE_ROLLEN),
    ),
    branches=(
        Branch("contact", draad.signalen_of_contact, draad.nothing_of_contact_yet),
        Branch("initiatief", draad.notities_of_initiatief),
    ),
    gehoord=(gehoord.newest_verhalen, gehoord.newest_signalen),
)
