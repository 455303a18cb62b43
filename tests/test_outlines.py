"""An outline is larger than all other columns of an area: only what draws it loads it."""

import pytest
from django.db import connection
from django.http import FileResponse
from django.test.utils import CaptureQueriesContext

from tests.access_table import GET, PERSONAS
from tests.access_world import OneOfEach
from tests.test_access import path_of
from tests.wereld import Wereld
from wijken.models import Lidmaatschap

LOADED = '"vorm"'


@pytest.mark.parametrize("naam", PERSONAS[1:])
def test_no_page_loads_an_outline(wereld: Wereld, one_of_each: OneOfEach, naam: str) -> None:
    # A colleague and an invitation with areas: their names stand on the page of the team.
    one_of_each.collega.gebieden.add(one_of_each.buurt)
    one_of_each.uitnodiging.gebieden.add(one_of_each.buurt)
    lid: Lidmaatschap = wereld.lid(naam)
    client = wereld.client(lid)
    found = {}
    opened = 0
    for name, row in GET.items():
        if row[PERSONAS.index(naam)] != 200:
            continue
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path_of(one_of_each, name))
        if isinstance(response, FileResponse):
            # Closing the response would close the database's connection too.
            for close in response._resource_closers:
                close()
        opened += 1
        if loading := [query["sql"] for query in asked if LOADED in query["sql"]]:
            found[name] = loading[0]
    assert found == {}
    assert opened > 10
