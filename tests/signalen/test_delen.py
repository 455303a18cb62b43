"""The table of parts and fields knows every text of a note, and every text is looked at."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any, Literal, get_args, get_origin

from django.db import models
from msgspec.structs import fields

from signalen.delen import DELEN, FROZEN, TEKSTEN, VELDEN
from signalen.forms.notitie import NotitieForm
from signalen.inhoud import Frozen, NotitieInhoud, ProtectedText
from signalen.models import Agendanotitie
from signalen.queries.nakijken import look_over
from tests.keten import make_concept, make_interpreted_signaal
from tests.signalen.leaves import leaves
from tests.wereld import Wereld

# Columns of the note that nobody types: its reference, its state, what guards against doubles.
NOT_TYPED = {"kenmerk", "staat", "afdruk"}


def service_numbers() -> Iterator[str]:
    """Invented citizen service numbers that pass the check on their digits."""
    for start in count(11122233):
        digits = [int(digit) for digit in str(start)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True))
        if last % 11 < 10:
            yield f"{start}{last % 11}"


def planted(kind: Any, numbers: Iterator[str], places: dict[str, str], path: str = "") -> Any:
    """Content of this type with a number of its own in each text; `places` gets where it is."""
    if isinstance(kind, type) and issubclass(kind, Frozen):
        return kind(
            **{
                one.name: planted(one.type, numbers, places, f"{path}.{one.name}".lstrip("."))
                for one in fields(kind)
            }
        )
    if get_origin(kind) is tuple:
        return (planted(get_args(kind)[0], numbers, places, path),)
    if kind in (str, ProtectedText):
        number = next(numbers)
        places[number] = path
        return number
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return {int: 1, bool: True}.get(kind, date(2026, 11, 26))


def test_the_last_look_reads_every_text_of_the_content_or_says_why_not() -> None:
    texts = {path for path, kind in leaves(NotitieInhoud) if kind in (str, ProtectedText)}
    places: dict[str, str] = {}
    inhoud = planted(NotitieInhoud, service_numbers(), places)
    assert set(places.values()) == texts
    assert {path.partition(".")[0] for path in texts} - FROZEN.keys() == set()
    found = {places[one.finding.fragment] for one in look_over(inhoud)}
    exempt = {path for path in texts if FROZEN[path.partition(".")[0]].exempt}
    assert texts - found == exempt


def test_what_is_searched_has_a_place_that_a_reader_knows() -> None:
    texts = {
        path.partition(".")[0]
        for path, kind in leaves(NotitieInhoud)
        if kind in (str, ProtectedText)
    }
    nameless = [
        key
        for key, veld in FROZEN.items()
        if key in texts and not veld.exempt and not (veld.place or veld.label)
    ]
    assert nameless == []


def test_what_is_searched_is_called_as_the_form_calls_it(wereld: Wereld) -> None:
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    form = NotitieForm(None, lid=wereld.samira, notitie=notitie)
    called = {str(field.label) for field in form.fields.values()}
    called |= {str(deel.naam) for deel in DELEN}
    searched = {str(veld.place or veld.label) for veld in FROZEN.values() if not veld.exempt}
    assert searched - {""} - called == set()


def test_the_table_names_every_typed_column_and_nothing_that_is_not_there() -> None:
    typed = {
        column.name
        for column in Agendanotitie._meta.get_fields()
        if isinstance(column, models.CharField | models.TextField) and not column.primary_key
    }
    assert {veld.name for veld in TEKSTEN} == typed - NOT_TYPED
    assert FROZEN.keys() - {field.name for field in fields(NotitieInhoud)} == set()


def test_each_field_is_named_once_and_the_parts_are_numbered() -> None:
    names = [veld.name for veld in VELDEN]
    assert len(names) == len(set(names))
    assert [deel.nummer for deel in DELEN] == list(range(9))


def test_the_form_draws_each_of_its_fields_once(wereld: Wereld) -> None:
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    form = NotitieForm(None, lid=wereld.samira, notitie=notitie)
    asked = [one for part in form.parts for one in part.asked]
    assert [one.field.name for one in asked if one.field] == [
        name for name in form.fields if name != "stand"
    ]
    named = [[name for name, _row in one.rows] for one in asked if one.rows]
    assert named == [
        ["Vraag 1", "Vraag 2", "Vraag 3"],
        ["Richting 1", "Richting 2", "Richting 3"],
    ]
