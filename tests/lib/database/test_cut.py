"""What is loaded of a list: the columns that were asked for, whatever was left out before."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from opbouw.lib.database.cut import with_columns
from signalen.models import Signaal
from tests.keten import make_signaal
from tests.wereld import Wereld


def test_the_columns_that_are_named_and_no_others(wereld: Wereld) -> None:
    make_signaal(wereld.samira, wereld.klaverveld)
    rows = Signaal.objects.select_related("door__gebruiker").defer("tekst", "gebied__vorm")
    (found,) = with_columns(rows, "titel", "tekst", "gebied__naam")
    with CaptureQueriesContext(connection) as later:
        said = (found.titel, found.tekst, found.gebied.naam)
    assert (said[2], len(later)) == ("Klaverveld", 0)
    assert {"door_id", "kring", "lijnen"} <= found.get_deferred_fields()
    assert "vorm" in found.gebied.get_deferred_fields()
