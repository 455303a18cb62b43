"""The example data on other days of the year, and where it may not be."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from initiatieven.models import Initiatief
from opbouw.voorbeeld.builder import build
from wijken.models import Contactmoment, Gebruiker, Organisatie
from wijken.queries.lid import pick


@pytest.mark.django_db
def test_production_gets_no_example_data() -> None:
    with (
        override_settings(PRODUCTION=True),
        pytest.raises(CommandError, match="passwords that everybody knows"),
    ):
        call_command("voorbeeld")
    assert Organisatie.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2027, 1, 2), date(2028, 2, 29), date(2027, 6, 14)])
def test_it_can_be_made_on_any_day(
    today: date, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    now = datetime(today.year, today.month, today.day, 18, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    build(today)
    assert Contactmoment.objects.filter(op__gt=now).count() == 0
    numbered = Initiatief.objects.filter(organisatie__slug="de-brink").order_by("ingediend_op")
    assert [plan.kenmerk for plan in numbered] == sorted(plan.kenmerk for plan in numbered)
    for plan in numbered:
        assert plan.kenmerk.startswith(f"I{plan.ingediend_op.year}-")
    # Joost works for both; a visitor who logs in as him comes where there is most to see.
    landed = pick(Gebruiker.objects.get(email="joost@voorbeeld.nl"), None)
    assert landed is not None
    assert landed.organisatie.slug == "de-brink"
