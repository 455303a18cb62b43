"""Each kind of Mijn dag, by itself: what is loaded of its rows is what its points show."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatieven.actions.bewonersbericht import write_back
from initiatieven.queries.initiatief import HANDED_OVER
from opbouw.floors import FLOORS
from opbouw.lib.writing.audit import record
from signalen.actions.signaal import keep_off_agenda
from signalen.models import Agendanotitie, NotitieVersie
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    make_afspraak,
    make_bron,
    make_complete_concept,
    make_concept,
    make_contact,
    make_contactpersoon,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_verhaal,
    make_versie,
)
from tests.wereld import Wereld
from wijken.contract import Source
from wijken.models import GEMEENTE_ROLLEN
from wijken.queries.dag import reach_of

SOURCES = {source.soort: source for floor in FLOORS for source in floor.dag}
# Since when somebody waits: of all rows together.
LOOKED_UP = {"berichten": 2}


@pytest.fixture
def alles(wereld: Wereld) -> Wereld:
    """Something of every kind, for Marijke or for Anneke; Joost has left."""
    samira, joost, marijke, brink = wereld.samira, wereld.joost, wereld.marijke, wereld.de_brink
    wereld.bring("anneke")

    def notitie() -> Agendanotitie:
        signaal = make_interpreted_signaal(samira, wereld.klaverveld)
        return make_complete_concept(make_concept(samira, wereld.gemeente, signaal), samira)

    make_signaal(samira, wereld.klaverveld)
    keep_off_agenda(signaal=make_signaal(samira, wereld.klaverveld), by=samira, want="Al geregeld.")
    make_verhaal(samira, wereld.klaverveld)
    notitie()
    make_sent_notitie(notitie(), marijke)
    make_versie(notitie(), marijke)
    failed = make_versie(notitie(), marijke)
    NotitieVersie.objects.filter(pk=failed.pk).update(job_staat="mislukt", job_reden="Vol.")
    make_initiatief(brink, wereld.klaverveld)
    make_initiatief(brink, wereld.klaverveld, staat="gestopt")
    written = make_initiatief(brink, wereld.klaverveld, staat="gelukt")
    write_back(initiatief=written, sleutel=uuid.uuid4(), tekst="Ja!")
    make_initiatief(brink, wereld.klaverveld, staat="loopt", begeleider=joost)
    given = make_initiatief(brink, wereld.klaverveld, staat="loopt", begeleider=marijke)
    record(HANDED_OVER, given, by=samira)
    for wie in (marijke, joost):
        # Without a name its kind of place is shown.
        make_afspraak(wie, contact=make_contact(wie, wereld.klaverveld, plek=""))
        make_afspraak(wie, gebied=wereld.klaverveld)
    make_bron(samira, wereld.klaverveld, days_ago=400)
    make_contactpersoon(samira, make_bron(samira, wereld.klaverveld), days_ago=720)
    make_contactpersoon(samira, given, days_ago=720)
    type(joost).objects.filter(pk=joost.pk).update(actief=False)
    return wereld


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_its_points_load_nothing_more(alles: Wereld, source: Source) -> None:
    lid = alles.anneke if set(source.rollen) <= set(GEMEENTE_ROLLEN) else alles.marijke
    reach, _rest = reach_of(lid)
    rows = list(source.drawn(lid, reach))
    assert rows
    with CaptureQueriesContext(connection) as later:
        points = list(source.punten(rows))
    assert len(points) == len(rows)
    assert len(later) == LOOKED_UP.get(source.soort, 0)
