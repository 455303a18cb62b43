"""Reference numbers: the next after the highest, per organisation and per year."""

import pytest
from django.utils import timezone

from opbouw.lib.reference import next_reference
from signalen.models import Agendanotitie
from tests.keten import at_once, begun, interpreted
from wijken.models import Gebied, Lidmaatschap, Organisatie


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "2026-001"),
        (["2026-001", "2026-014"], "2026-015"),
        (["2025-099", "2026-002"], "2026-003"),
        (["2026-999"], "2026-1000"),
        (["2026-999", "2026-1000"], "2026-1001"),
    ],
)
def test_the_next_reference(
    taken: list[str],
    expected: str,
    opbouwwerker: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    for kenmerk in taken:
        notitie = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
        Agendanotitie.objects.filter(pk=notitie.pk).update(kenmerk=kenmerk)
    assert next_reference(Agendanotitie.objects.all(), prefix="2026-") == expected


def test_each_organisation_counts_for_itself(
    opbouwwerker: Lidmaatschap, vreemde: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    year = timezone.localdate().year
    made = [
        begun(by, gemeente, interpreted(by, buurt)).kenmerk
        for by in (opbouwwerker, opbouwwerker, vreemde)
    ]
    assert made == [f"{year}-001", f"{year}-002", f"{year}-001"]


@pytest.mark.django_db(transaction=True)
def test_no_two_get_the_same_at_the_same_moment(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    signaal = interpreted(opbouwwerker, buurt)
    made = at_once(*[lambda: begun(opbouwwerker, gemeente, signaal).kenmerk] * 5)
    year = timezone.localdate().year
    assert sorted(map(str, made)) == [f"{year}-00{number}" for number in range(1, 6)]
