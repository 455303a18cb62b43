"""Numbers leave the team through one gate: protected, or as they were published."""

import ast
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from signalen.inhoud import NotitieInhoud, ProtectedText, to_json
from signalen.models import Agendanotitie
from signalen.queries.inhoud import compose
from tests.keten import (
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_usable_verhaal,
    vraag,
)
from tests.signalen.leaves import leaves
from tests.wereld import Wereld
from wijken.models import Cijfer, Gebied
from wijken.queries.cijfer import as_written

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A complete concept."""
    return make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )


# --- The gate ---
def test_no_raw_count_is_in_the_frozen_content(wereld: Wereld) -> None:
    """Forty-three talks for one signal, fifty-two for the other, sixty-one in all."""
    wereld.bring("marijke")
    talks = [make_contact(wereld.samira, wereld.klaverveld) for _ in range(61)]
    signalen = [
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, heard)
        for heard in (talks[:43], talks[9:])
    ]
    verhalen = [
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld, signaal=signaal)
        for signaal in signalen
    ]
    day = date(timezone.localdate().year + 1, 1, 1)
    notitie = make_complete_concept(
        make_concept(wereld.samira, wereld.gemeente, *signalen),
        wereld.samira,
        verhalen=verhalen,
        vragen=[{**vraag(), "voor": day}],
        reactie_voor=day,
    )
    frozen = to_json(compose(notitie, versie=1, datum=day))
    numbers = set(re.findall(r"\d+", json.dumps(frozen)))
    assert numbers & {"43", "52", "61"} == set()
    assert numbers >= {"45", "50", "60"}


def calls(name: str) -> set[str]:
    """The files of the software in which this name is called."""
    found = set()
    for folder in ("opbouw", "wijken", "initiatieven", "signalen"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text())
            if any(
                isinstance(node, ast.Call) and name in ast.unparse(node.func).split(".")
                for node in ast.walk(tree)
            ):
                found.add(str(path.relative_to(ROOT)))
    return found


def test_a_number_is_protected_in_one_place_only() -> None:
    gate = {"signalen/queries/aantallen.py"}
    ground = {"opbouw/lib/small_numbers.py"}
    # An account is protected as a table, and only its sentences and its numbers of plans are made.
    account = {"signalen/queries/onderdelen.py"}
    assert calls("ProtectedText") == gate | account
    assert calls("protect_table") == {"wijken/queries/aanwezigheid.py"}
    assert calls("Protected") == ground
    assert calls("protect_count") == gate | ground | {"opbouw/lib/small_parts.py"}
    assert calls("protect_parts") == gate


def test_composing_counts_nothing_itself() -> None:
    tree = ast.parse((ROOT / "signalen/queries/inhoud.py").read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    counting = {
        "len",
        "sum",
        "count",
        "Count",
        "aggregate",
        "annotate",
        "Contactmoment",
        "contacten",
    }
    assert names & counting == set()


def test_no_field_of_the_content_holds_a_bare_count() -> None:
    """A new number is a `ProtectedText`, or it counts nobody and is added here."""
    numbers = {path for path, kind in leaves(NotitieInhoud) if kind in (int, float, Decimal)}
    assert numbers == {"versie", "gebied_jaar", "vragen.nummer"}
    said = {path for path, kind in leaves(NotitieInhoud) if kind is ProtectedText}
    assert said == {
        *("hoe_vaak", "verhalen.gehoord", "herkomst", "telwijze"),
        *("cijfers.waarde", "cijfers.vergelijking"),
    }


# --- How often, and how much ---
@pytest.mark.parametrize(
    ("talks", "text"),
    [
        (1, "minder dan 10"),
        (9, "minder dan 10"),
        (10, "ongeveer 10"),
        (12, "ongeveer 10"),
        (13, "ongeveer 15"),
    ],
)
def test_how_often_it_was_heard_is_protected(wereld: Wereld, talks: int, text: str) -> None:
    contacten = [make_contact(wereld.samira, wereld.klaverveld) for _ in range(talks)]
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, contacten)
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld, signaal=signaal)
    concept = make_concept(wereld.samira, wereld.gemeente, signaal)
    make_complete_concept(concept, wereld.samira, verhalen=[verhaal])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    month = inhoud.hoe_vaak.removeprefix("We hoorden dit in ").partition(" in ")[0]
    assert inhoud.hoe_vaak == f"We hoorden dit in {month} in {text} gesprekken."
    assert inhoud.herkomst == f"Deze notitie steunt op 1 signaal uit {text} gesprekken, in {month}."
    told = "" if talks < 10 else f"zo vaak hoorden we dit: {text} keer"
    assert [one.gehoord for one in inhoud.verhalen] == [told]


@pytest.mark.parametrize(("others", "told"), [(1, ""), (20, "ongeveer 10 keer")])
def test_story_and_total_together_do_not_tell_of_the_rest(
    wereld: Wereld, others: int, told: str
) -> None:
    bus, kou = (
        make_interpreted_signaal(
            wereld.samira,
            wereld.klaverveld,
            [make_contact(wereld.samira, wereld.klaverveld) for _ in range(number)],
        )
        for number in (11, others)
    )
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld, signaal=bus)
    concept = make_concept(wereld.samira, wereld.gemeente, bus, kou)
    make_complete_concept(concept, wereld.samira, verhalen=[verhaal])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert (
        f"op 2 signalen uit ongeveer {'10' if others == 1 else '30'} gesprekken" in inhoud.herkomst
    )
    heard = f"zo vaak hoorden we dit: {told}" if told else ""
    assert [one.gehoord for one in inhoud.verhalen] == [heard]


def test_the_threshold_of_the_organisation_counts(wereld: Wereld, notitie: Agendanotitie) -> None:
    notitie.organisatie.drempel = 20
    notitie.signalen.get().contacten.add(
        *[make_contact(wereld.samira, wereld.klaverveld) for _ in range(15)],
        through_defaults={"organisatie": notitie.organisatie},
    )
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert "minder dan 20 gesprekken" in inhoud.hoe_vaak
    assert "Aantallen onder de 20 staan er als “minder dan 20”" in inhoud.telwijze


def test_nothing_heard_is_said_without_a_number(notitie: Agendanotitie) -> None:
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert inhoud.hoe_vaak == ""
    assert inhoud.herkomst.startswith("Deze notitie steunt op 1 signaal uit 0 gesprekken, in ")


def figure(gebied: Gebied, waarde: int) -> Cijfer:
    return Cijfer.objects.create(
        gebied=gebied, sleutel="gas", naam="Gas", waarde=waarde, eenheid="m³", bron="CBS", jaar=2024
    )


def test_a_figure_of_a_buurt_where_it_was_heard_stands_beside_that_of_the_wijk(
    wereld: Wereld,
) -> None:
    wereld.bring("gemeente", "klaverveld", "samira", "weide")
    molenhoek = Gebied.objects.get(code="BU999901A1")
    assert wereld.weide.ouder
    around = figure(wereld.weide.ouder, 1120)
    own, beside, average = (
        figure(wereld.klaverveld, 1480),
        figure(molenhoek, 1200),
        figure(wereld.weide, 1130),
    )
    elsewhere = figure(Gebied.objects.get(code="BU99990002"), 7)
    signalen = [
        make_interpreted_signaal(wereld.samira, gebied) for gebied in (wereld.klaverveld, molenhoek)
    ]
    concept = make_concept(wereld.samira, wereld.gemeente, *signalen)
    make_complete_concept(concept, wereld.samira, cijfers=[elsewhere, average, own, beside])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    gemeente_beside = f"gemeente: {as_written(around.waarde, 'm³')}"
    assert [(one.gebied, one.waarde, one.vergelijking) for one in inhoud.cijfers] == [
        (wereld.klaverveld.naam, "1.480\u00a0m³", gemeente_beside),
        ("Molenhoek", "1.200\u00a0m³", gemeente_beside),
        (f"{wereld.weide.naam} (wijk)", "1.130\u00a0m³", gemeente_beside),
    ]


def test_the_figure_of_the_municipality_is_not_put_beside_itself(wereld: Wereld) -> None:
    signalen = [
        make_interpreted_signaal(wereld.samira, gebied)
        for gebied in (wereld.klaverveld, wereld.kade)
    ]
    concept = make_concept(wereld.samira, wereld.gemeente, *signalen)
    make_complete_concept(concept, wereld.samira, cijfers=[figure(wereld.zonderwater, 1120)])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert [(one.gebied, one.vergelijking) for one in inhoud.cijfers] == [
        ("Zonderwater (gemeente)", "")
    ]


@pytest.mark.parametrize("inwoners", [49, None])
def test_a_very_small_buurt_counts_with_its_wijk_in_name_and_figures(
    wereld: Wereld, inwoners: int | None
) -> None:
    wereld.bring("gemeente", "oude_haven", "samira")
    klein = Gebied.objects.get(code="BU99990002")
    klein.inwoners = inwoners
    klein.save()
    own, wijk_cijfer = figure(klein, 7), figure(wereld.oude_haven, 1200)
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, klein)
    )
    form = wereld.client(wereld.samira).get(f"/notities/{concept.pk}/wijzig/").context["form"]
    assert list(form.fields["cijfers"].queryset) == [wijk_cijfer]
    make_complete_concept(concept, wereld.samira, cijfers=[own, wijk_cijfer])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.gebied_code == "WK999900"
    assert inhoud.gebied_naam == "Oude Haven"
    assert [cijfer.waarde for cijfer in inhoud.cijfers] == ["1.200\u00a0m³"]
    assert "Havenhoofd" not in str(inhoud)


def test_fifty_inhabitants_are_enough(wereld: Wereld) -> None:
    wereld.bring("zonderwater")
    Gebied.objects.filter(code="BU99990002").update(inwoners=50)
    klein = Gebied.objects.get(code="BU99990002")
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, klein)
    )
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.gebied_naam == "Havenhoofd"
