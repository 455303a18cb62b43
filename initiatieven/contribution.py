"""What this app gives to the pages of the roof."""

from initiatieven.queries import dag, draad
from wijken.contract import Branch, Contribution, Dagdeel, Source, Strand

CONTRIBUTION = Contribution(
    dag=(
        Source(Dagdeel.TE_VERTELLEN, dag.to_tell),
        Source(Dagdeel.WACHT, dag.to_read),
        Source(Dagdeel.WACHT, dag.to_answer),
    ),
    strands=(Strand("initiatief", "initiatief", draad.initiatief_thread),),
    branches=(Branch("contact", draad.initiatieven_of_contact),),
)
