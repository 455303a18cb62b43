"""What this app gives to the pages of the roof."""

from wijken.contract import Contribution, Dagdeel, Source, Strand
from wijken.queries import dag, draad

CONTRIBUTION = Contribution(
    dag=(Source(Dagdeel.AFSPRAKEN, dag.appointments),),
    strands=(Strand("contact", "contact", draad.contact_thread),),
)
