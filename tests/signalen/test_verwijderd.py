"""A contact that is removed while a colleague writes from it takes nothing of theirs along."""

import uuid
from typing import Any

import pytest
from django.test import Client

from initiatieven.models import Initiatief
from signalen.actions.contact import remove_contact
from signalen.models import Signaal, Verhaal
from tests.conftest import ClientFor
from tests.keten import noted
from wijken.models import Contactmoment, Gebied, Lidmaatschap

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
def test_what_was_typed_is_stored_without_it(
    path: str,
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    buurt: Gebied,
) -> None:
    model, own = FORMS[path]
    contact = noted(opbouwwerker, buurt)
    client: Client = client_for(coordinator)
    there = f"{path}?contact={contact.pk}"
    assert client.get(there).status_code == 200
    remove_contact(contact=Contactmoment.objects.get(pk=contact.pk), by=opbouwwerker)
    assert client.get(there).status_code == 404
    data = {**COMMON, **own, "gebied": str(buurt.pk), "sleutel": str(uuid.uuid4())}
    response = client.post(there, {**data, "contact": str(contact.pk)})
    errors = response.context["form"].errors if response.context else None
    assert response.status_code == 302
    assert errors is None
    assert model.objects.count() == 1


@pytest.mark.parametrize("path", FORMS)
def test_the_buurt_of_a_contact_elsewhere_can_be_chosen(
    path: str, client_for: ClientFor, opbouwwerker: Lidmaatschap, collega: Lidmaatschap
) -> None:
    # Joost works in Oude Haven, and Samira was there for once.
    model, own = FORMS[path]
    klaverveld = Gebied.objects.get(code="BU99990100")
    assert klaverveld not in Gebied.objects.working_area(collega)
    contact = noted(opbouwwerker, klaverveld)
    data = {**COMMON, **own, "gebied": str(klaverveld.pk), "sleutel": str(uuid.uuid4())}
    client: Client = client_for(collega)
    assert client.post(f"{path}?contact={contact.pk}", data).status_code == 302
    assert model.objects.get().gebied == klaverveld
