"""What stands in the database before the soak begins; runs in the stack."""

from tests import personas
from tests.faults.world import seed
from tests.personas import JOOST, RUBEN
from wijken.models import Gebied, Organisatie


def seed_all(notes: int) -> None:
    """Make the world of the fault tests, a second worker, and another organisation."""
    seed(notes)
    zonderwater = Gebied.objects.get(code="GM9999")
    personas.make_lid(JOOST, Organisatie.objects.get(slug="de-brink"))
    overkant = personas.make_organisatie("De Overkant", "overkant", "welzijn", zonderwater)
    personas.make_lid(RUBEN, overkant)
