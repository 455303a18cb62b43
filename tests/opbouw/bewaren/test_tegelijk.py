"""The nightly work beside the work of the day, and beside itself."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from opbouw.queries.bewaren import RULES
from tests import keten
from tests.keten import at_once
from tests.opbouw.bewaren.gevuld import after
from tests.wereld import Wereld
from wijken.actions.bewaarregels import carry_out
from wijken.models import Contactmoment

CONTACTS = [rule for rule in RULES if rule.model is Contactmoment]


@pytest.mark.django_db(transaction=True)
def test_a_row_in_use_waits_for_the_next_night(wereld: Wereld) -> None:
    held = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Thee")
    locked, done = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic():
                Contactmoment.objects.select_for_update().get(pk=held.pk)
                locked.set()
                done.wait(timeout=20)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert locked.wait(timeout=10)
        assert carry_out(CONTACTS, after(2)) == (1, 0)
        assert [one.tekst for one in Contactmoment.objects.exclude(tekst="")] == ["Koffie"]
    finally:
        done.set()
        worker.join()
    assert carry_out(CONTACTS, after(2)) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_do_the_work_once(wereld: Wereld) -> None:
    for _number in range(6):
        keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    day: date = after(2)
    results = at_once(lambda: carry_out(CONTACTS, day), lambda: carry_out(CONTACTS, day))
    assert all(isinstance(one, tuple) and one[1] == 0 for one in results), results
    carry_out(CONTACTS, day + timedelta(days=1))
    assert sum(one[0] for one in results if isinstance(one, tuple)) <= 6
    assert Contactmoment.objects.exclude(tekst="").count() == 0
    assert Contactmoment.objects.filter(woorden_weg_op__lte=timezone.now()).count() == 6
