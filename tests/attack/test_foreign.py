"""The ids of another organisation in every field of every form, and fields that no form has."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from signalen.models import Signaal, Verhaal
from tests.access_world import OneOfEach
from tests.attack.forms import Form, all_forms
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    make_bron,
    make_concept,
    make_contact,
    make_contactpersoon,
    make_interpreted_signaal,
    make_usable_verhaal,
)
from tests.personas import Persona, make_lid
from tests.test_access import ROUTES, snapshot
from tests.wereld import Wereld
from wijken.models import Organisatie, Rol, owned_models
from wijken.models.owned import Owned

WHO = ("samira", "marijke", "anneke")
CANARY = "paarsegiraf"
# A note is sent to a municipality, which answers it: these cross on purpose.
CROSSING = {"Agendanotitie.aan", "Antwoord.gemeente", "Antwoord.door"}
# What a crafted form adds, for a view that would hand everything on.
EXTRA = {"is_superuser": "1", "is_staff": "1", "rol": "beheerder", "staat": "verzonden"}


@pytest.fixture
def clients(wereld: Wereld, one_of_each: OneOfEach) -> dict[str, Client]:
    return {name: wereld.client(wereld.lid(name)) for name in WHO}


@pytest.fixture
def theirs(wereld: Wereld, one_of_each: OneOfEach) -> list[str]:
    """The keys of one row of each kind of another organisation, with a word that may not leak."""
    far_away()
    ruben, buurt = wereld.ruben, wereld.klaverveld
    reader = make_lid(Persona("Rita Vos", Rol.COORDINATOR), wereld.overkant)
    contact = make_contact(ruben, buurt, tekst=CANARY, plek=CANARY)
    signaal = make_interpreted_signaal(ruben, buurt, [contact])
    Signaal.objects.filter(pk=signaal.pk).update(titel=CANARY, tekst=CANARY)
    verhaal = make_usable_verhaal(ruben, reader, buurt, signaal=signaal)
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst=CANARY)
    notitie = make_concept(ruben, wereld.gemeente, signaal)
    initiatief = make_initiatief(wereld.overkant, buurt, titel=CANARY)
    bron = make_bron(ruben, buurt, naam=CANARY, omschrijving=CANARY)
    persoon = make_contactpersoon(ruben, bron, rol=CANARY, naam=CANARY)
    rows = (bron, persoon, contact, signaal, verhaal, notitie, initiatief, ruben)
    return sorted({str(row.pk) for row in rows})


def concept_page(wereld: Wereld, one_of_each: OneOfEach) -> str:
    """The longest form there is: that of a note that has not been sent."""
    concept = make_concept(wereld.samira, wereld.gemeente, one_of_each.signaal)
    return f"/notities/{concept.pk}/wijzig/"


def far_away() -> None:
    """Let keys begin at a number that no row of the attackers' own has."""
    tables = [model._meta.db_table for model in owned_models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_value) FROM pg_sequences")
        begin = cursor.fetchone()[0] + 1000
        for table in tables:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, begin])


def crossings() -> list[str]:
    """Every reference from a row of one organisation to a row of another."""
    found = []
    for model in owned_models():
        for column in model._meta.get_fields():
            target = getattr(column, "related_model", None)
            if not isinstance(column, models.ForeignKey | models.ManyToManyField):
                continue
            if not isinstance(target, type) or not issubclass(target, Owned):
                continue
            name = f"{model.__name__}.{column.name}"
            rows = model._default_manager.exclude(**{column.name: None})
            strange = rows.exclude(**{f"{column.name}__organisatie": models.F("organisatie")})
            found += [name] * (0 if name in CROSSING else strange.count())
    return found


def rows_of(organisatie: Organisatie) -> list[Any]:
    """Everything that belongs to this organisation, as it is in the database."""
    return [
        list(model._default_manager.filter(organisatie=organisatie).order_by("pk").values())
        for model in owned_models()
    ]


def shapes(form: Form, name: str, pk: str) -> list[dict[str, list[str]]]:
    """The form as it is filled in, but with this key in one field, alone and beside the own one."""
    data = form.data()
    return [{**data, name: [pk]}, {**data, name: [*data[name], pk]}]


def test_no_field_takes_a_key_of_another_organisation(
    wereld: Wereld, clients: dict[str, Client], one_of_each: OneOfEach, theirs: list[str]
) -> None:
    before = rows_of(wereld.overkant)
    forms = all_forms(clients, one_of_each, concept_page(wereld, one_of_each))
    assert len(forms) > 25
    sent = 0
    for who, form in forms:
        choosing = [one.name for one in form.inputs.values() if not one.typed]
        for name in choosing:
            if name in {"csrfmiddlewaretoken", "lidmaatschap"}:
                continue
            for pk in theirs:
                for data in shapes(form, name, pk)[: 2 if form.inputs[name].choices else 1]:
                    answer = clients[who].post(form.action, data)
                    sent += 1
                    assert answer.status_code < 500, (form.action, name, pk)
                    assert CANARY.encode() not in answer.getvalue(), (form.action, name, pk)
    assert sent > 100
    assert crossings() == []
    assert rows_of(wereld.overkant) == before


def test_no_form_takes_a_field_that_it_does_not_have(
    wereld: Wereld, clients: dict[str, Client], one_of_each: OneOfEach, theirs: list[str]
) -> None:
    before = rows_of(wereld.overkant)
    strange = EXTRA | {
        name: str(wereld.overkant.pk) for name in ("organisatie", "organisatie_id", "gemeente")
    }
    strange |= {"door": str(wereld.ruben.pk), "id": theirs[0], "pk": theirs[0]}
    roles = {lid.pk: lid.rol for lid in apps.get_model("wijken.Lidmaatschap").objects.all()}
    for who, form in all_forms(clients, one_of_each):
        extra = {name: [value] for name, value in strange.items() if name not in form.inputs}
        answer = clients[who].post(form.action, {**form.data(), **extra})
        assert answer.status_code < 500, form.action
    assert rows_of(wereld.overkant) == before
    assert crossings() == []
    people = apps.get_model("wijken.Gebruiker").objects
    assert not people.filter(models.Q(is_staff=True) | models.Q(is_superuser=True)).exists()
    now = {lid.pk: lid.rol for lid in apps.get_model("wijken.Lidmaatschap").objects.all()}
    made_beheerder = {pk for pk, rol in now.items() if rol == "beheerder" and roles.get(pk) != rol}
    assert made_beheerder == set()


def test_no_address_opens_with_a_key_of_another_organisation(
    wereld: Wereld, clients: dict[str, Client], one_of_each: OneOfEach, theirs: list[str]
) -> None:
    before = snapshot()
    opened: list[str] = []
    asked = 0
    routes = [route for route in ROUTES.values() if "<int:pk>" in route and "beheer" not in route]
    for route in routes:
        for pk in theirs:
            path = "/" + route.replace("<int:pk>", pk).replace("<int:nummer>", "1")
            for soort in ("contact", "signaal", "initiatief", "notitie", "verhaal"):
                where = re.sub(r"<(?:str|slug):soort>", soort, path)
                for client in clients.values():
                    answer = client.get(where)
                    asked += 1
                    if CANARY.encode() in answer.getvalue():
                        opened.append(where)
                if where == path:
                    break
    assert opened == []
    assert asked > 100
    assert snapshot() == before
