"""The audit trail: in the transaction of the action, and never what was written."""

import pytest
from django.db import transaction

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record
from tests.keten import noted
from wijken.models import Gebied, Lidmaatschap


@pytest.mark.django_db(transaction=True)
def test_an_audit_row_outside_a_transaction_is_refused(opbouwwerker: Lidmaatschap) -> None:
    with pytest.raises(RuntimeError, match="belongs in the transaction"):
        record("iets", opbouwwerker, by=opbouwwerker)
    assert AuditRegel.objects.count() == 0


def test_a_row_says_who_did_what_to_which_object(
    opbouwwerker: Lidmaatschap, collega: Lidmaatschap, buurt: Gebied
) -> None:
    contact = noted(opbouwwerker, buurt, tekst="GEHEIM")
    row = record("iets", contact, by=collega, van="a", naar="b")
    values = AuditRegel.objects.filter(pk=row.pk).values().get()
    assert {k: v for k, v in values.items() if k not in {"id", "op"}} == {
        "handeling": "iets",
        "object_soort": "wijken.contactmoment",
        "object_id": contact.pk,
        "organisatie_id": contact.organisatie_id,
        "door_id": collega.gebruiker_id,
        "van": "a",
        "naar": "b",
    }
    assert "GEHEIM" not in str(list(AuditRegel.objects.values()))


def test_without_a_person_the_organisation_of_the_object_counts(
    opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    row = record("opgeruimd", noted(opbouwwerker, buurt), by=None)
    assert row.door_id is None
    assert row.organisatie_id == opbouwwerker.organisatie_id


def test_an_object_without_organisation_takes_the_one_of_the_person(
    opbouwwerker: Lidmaatschap,
) -> None:
    row = record("iets", opbouwwerker.gebruiker, by=opbouwwerker)
    assert row.organisatie_id == opbouwwerker.organisatie_id


def test_a_row_disappears_with_its_rolled_back_action(
    opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    with transaction.atomic():
        noted(opbouwwerker, buurt)
        transaction.set_rollback(True)
    assert AuditRegel.objects.count() == 0
