"""Every row of an organisation says whose it is, and is seen by its members alone."""

import ast
from pathlib import Path

from django.apps import apps

from opbouw.lib.models import AuditRegel, ReferenceCounter
from signalen.models import Signaal, Vraag
from tests.access_world import OneOfEach
from tests.wereld import Wereld
from wijken.models import Contactmoment, Uitnodiging, owned_models

ROOT = Path(__file__).resolve().parents[2]
# The ground knows no organisations, so these hold its number without a key to it.
ON_THE_GROUND = {AuditRegel, ReferenceCounter}


def test_whatever_has_an_organisation_is_owned() -> None:
    holding = {
        model
        for model in apps.get_models()
        if any(field.column == "organisatie_id" for field in model._meta.concrete_fields)
    }
    assert holding - ON_THE_GROUND == set(owned_models())


def test_who_sees_a_row_is_said_once() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for app in ("opbouw", "wijken", "initiatieven", "signalen")
        for path in sorted((ROOT / app).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "visible_to"
    ]
    assert found == ["wijken/models/owned.py: visible_to"]


def test_a_stranger_sees_no_row_of_any_kind(wereld: Wereld, one_of_each: OneOfEach) -> None:
    own = wereld.samira.organisatie_id
    rows = {model: model._default_manager.filter(organisatie_id=own) for model in owned_models()}
    there = {model for model, found in rows.items() if found.exists()}
    seen = {model for model in rows if model.objects.visible_to(wereld.samira).exists()}
    strange = {
        m for m, found in rows.items() if (found & m.objects.visible_to(wereld.ruben)).exists()
    }
    assert seen == there
    assert strange == set()
    assert {Contactmoment, Signaal, Vraag, Uitnodiging} <= there
