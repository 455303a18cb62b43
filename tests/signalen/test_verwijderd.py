"""A contact that is removed while a colleague writes from it takes nothing of theirs along."""

import uuid
from typing import Any

import pytest
from django.test import Client

from initiatieven.models import Initiatief
from signalen.actions.contact import remove_contact
from signalen.models import Signaal, Verhaal
from tests.keten import make_contact
from tests.wereld import Wereld
from wijken.models import Contactmoment, Gebied

COMMON = {"tekst": "Het is koud.", "kring": "de buren", "thema": "wonen"}
FORMS: dict[str, tuple[type[Any], dict[str, str]]] = {
    "/signalen/nieuw/": (Signaal, {"titel": "Kou", "kring_waar": "dinsdag"}),
    "/verhalen/nieuw/": (
        Verhaal,
        {
            "toestemming_op": "2026-01-05",
            "toestemming_hoe": "mondeling",
            "toestemming_waarvoor": "team",
        },
    ),
    "/initiatieven/nieuw/": (Initiatief, {"titel": "Samen eten", "plan": "Elke week."}),
}


@pytest.mark.parametrize("path", FORMS)
def test_what_was_typed_is_stored_without_it(wereld: Wereld, path: str) -> None:
    model, own = FORMS[path]
    contact = make_contact(wereld.samira, wereld.klaverveld)
    client: Client = wereld.client(wereld.marijke)
    there = f"{path}?contact={contact.pk}"
    assert client.get(there).status_code == 200
    remove_contact(contact=Contactmoment.objects.get(pk=contact.pk), by=wereld.samira)
    assert client.get(there).status_code == 404
    data = {**COMMON, **own, "gebied": str(wereld.klaverveld.pk), "sleutel": str(uuid.uuid4())}
    response = client.post(there, {**data, "contact": str(contact.pk)})
    errors = response.context["form"].errors if response.context else None
    assert response.status_code == 302
    assert errors is None
    assert model.objects.count() == 1


@pytest.mark.parametrize("path", FORMS)
def test_the_buurt_of_a_contact_elsewhere_can_be_chosen(wereld: Wereld, path: str) -> None:
    wereld.bring("joost", "samira")
    # Joost works in Oude Haven, and Samira was there for once.
    model, own = FORMS[path]
    klaverveld = Gebied.objects.get(code="BU99990100")
    assert klaverveld not in Gebied.objects.working_area(wereld.joost)
    contact = make_contact(wereld.samira, klaverveld)
    data = {**COMMON, **own, "gebied": str(klaverveld.pk), "sleutel": str(uuid.uuid4())}
    client: Client = wereld.client(wereld.joost)
    assert client.post(f"{path}?contact={contact.pk}", data).status_code == 302
    assert model.objects.get().gebied == klaverveld
