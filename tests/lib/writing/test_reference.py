"""Reference numbers: without doubles and without gaps, per organisation and series."""

import contextlib

import pytest
from django.db import transaction
from django.utils import timezone

from opbouw.lib.models import ReferenceCounter
from opbouw.lib.writing.reference import next_reference
from tests.keten import at_once, make_concept, make_interpreted_signaal
from tests.wereld import Wereld


@pytest.mark.django_db
def test_each_series_counts_for_itself() -> None:
    made = [
        next_reference(organisatie_id=1, prefix="2026-"),
        next_reference(organisatie_id=1, prefix="I2026-", digits=4),
        next_reference(organisatie_id=1, prefix="2026-"),
        next_reference(organisatie_id=2, prefix="2026-"),
        next_reference(organisatie_id=1, prefix="2027-"),
    ]
    assert made == ["2026-001", "I2026-0001", "2026-002", "2026-001", "2027-001"]


@pytest.mark.django_db
def test_a_long_series_grows_wider() -> None:
    ReferenceCounter.objects.create(organisatie_id=1, prefix="2026-", last=999)
    assert next_reference(organisatie_id=1, prefix="2026-") == "2026-1000"


@pytest.mark.django_db
def test_a_rollback_gives_the_number_back() -> None:
    with contextlib.suppress(RuntimeError), transaction.atomic():
        next_reference(organisatie_id=1, prefix="2026-")
        raise RuntimeError
    assert next_reference(organisatie_id=1, prefix="2026-") == "2026-001"


def test_each_organisation_counts_for_itself(wereld: Wereld) -> None:
    year = timezone.localdate().year
    made = [
        make_concept(by, wereld.gemeente, make_interpreted_signaal(by, wereld.klaverveld)).kenmerk
        for by in (wereld.samira, wereld.samira, wereld.ruben)
    ]
    assert made == [f"{year}-001", f"{year}-002", f"{year}-001"]


@pytest.mark.django_db(transaction=True)
def test_no_two_get_the_same_at_the_same_moment(wereld: Wereld) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    made = at_once(*[lambda: make_concept(wereld.samira, wereld.gemeente, signaal).kenmerk] * 5)
    year = timezone.localdate().year
    assert sorted(map(str, made)) == [f"{year}-00{number}" for number in range(1, 6)]
