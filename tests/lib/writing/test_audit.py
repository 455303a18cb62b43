"""The audit trail: in the transaction of the action, and never what was written."""

import pytest
from django.db import transaction

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record
from tests.keten import make_contact
from tests.wereld import Wereld


@pytest.mark.django_db(transaction=True)
def test_an_audit_row_outside_a_transaction_is_refused(wereld: Wereld) -> None:
    with pytest.raises(RuntimeError, match="belongs in the transaction"):
        record("iets", wereld.samira, by=wereld.samira)
    assert AuditRegel.objects.count() == 0


def test_a_row_says_who_did_what_to_which_object(wereld: Wereld) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld, tekst="GEHEIM")
    row = record("iets", contact, by=wereld.joost, van="a", naar="b")
    values = AuditRegel.objects.filter(pk=row.pk).values().get()
    assert {k: v for k, v in values.items() if k not in {"id", "op"}} == {
        "handeling": "iets",
        "object_soort": "wijken.contactmoment",
        "object_id": contact.pk,
        "organisatie_id": contact.organisatie_id,
        "door_id": wereld.joost.gebruiker_id,
        "van": "a",
        "naar": "b",
    }
    assert "GEHEIM" not in str(list(AuditRegel.objects.values()))


def test_without_a_person_the_organisation_of_the_object_counts(wereld: Wereld) -> None:
    row = record("opgeruimd", make_contact(wereld.samira, wereld.klaverveld), by=None)
    assert row.door_id is None
    assert row.organisatie_id == wereld.samira.organisatie_id


def test_an_object_without_organisation_takes_the_one_of_the_person(wereld: Wereld) -> None:
    row = record("iets", wereld.samira.gebruiker, by=wereld.samira)
    assert row.organisatie_id == wereld.samira.organisatie_id


def test_a_row_disappears_with_its_rolled_back_action(wereld: Wereld) -> None:
    with transaction.atomic():
        make_contact(wereld.samira, wereld.klaverveld)
        transaction.set_rollback(True)
    assert AuditRegel.objects.count() == 0
