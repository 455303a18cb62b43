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
from tests.conftest import ClientFor
from tests.keten import begun, interpreted, noted, usable, vraag, written
from tests.signalen.leaves import leaves
from wijken.models import Cijfer, Gebied, Lidmaatschap, Organisatie
from wijken.queries.cijfer import as_written

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def notitie(opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied) -> Agendanotitie:
    """A complete concept."""
    return written(begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt)), opbouwwerker)


# --- The gate ---
def test_no_raw_count_is_in_the_frozen_content(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    """Forty-three talks for one signal, fifty-two for the other, sixty-one in all."""
    talks = [noted(opbouwwerker, buurt) for _ in range(61)]
    signalen = [interpreted(opbouwwerker, buurt, heard) for heard in (talks[:43], talks[9:])]
    verhalen = [usable(opbouwwerker, collega, buurt, signaal=signaal) for signaal in signalen]
    day = date(timezone.localdate().year + 1, 1, 1)
    notitie = written(
        begun(opbouwwerker, gemeente, *signalen),
        opbouwwerker,
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
    assert calls("ProtectedText") == gate
    assert calls("Protected") == ground
    assert calls("protect_count") == gate | ground


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
def test_how_often_it_was_heard_is_protected(
    talks: int,
    text: str,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    contacten = [noted(opbouwwerker, buurt) for _ in range(talks)]
    signaal = interpreted(opbouwwerker, buurt, contacten)
    verhaal = usable(opbouwwerker, collega, buurt, signaal=signaal)
    concept = begun(opbouwwerker, gemeente, signaal)
    written(concept, opbouwwerker, verhalen=[verhaal])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    month = inhoud.hoe_vaak.removeprefix("We hoorden dit in ").partition(" in ")[0]
    assert inhoud.hoe_vaak == f"We hoorden dit in {month} in {text} gesprekken."
    assert inhoud.herkomst == f"Deze notitie rust op 1 signaal uit {text} gesprekken, in {month}."
    told = "" if talks < 10 else f"zo vaak hoorden we dit: {text} keer"
    assert [one.gehoord for one in inhoud.verhalen] == [told]


def test_the_threshold_of_the_organisation_counts(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    notitie.organisatie.drempel = 20
    notitie.signalen.get().contacten.add(
        *[noted(opbouwwerker, buurt) for _ in range(15)],
        through_defaults={"organisatie": notitie.organisatie},
    )
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert "minder dan 20 gesprekken" in inhoud.hoe_vaak
    assert "Aantallen onder de 20 staan er als “minder dan 20”" in inhoud.telwijze


def test_nothing_heard_is_said_without_a_number(notitie: Agendanotitie) -> None:
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert inhoud.hoe_vaak == ""
    assert inhoud.herkomst.startswith("Deze notitie rust op 1 signaal uit 0 gesprekken, in ")


def figure(gebied: Gebied, waarde: int) -> Cijfer:
    return Cijfer.objects.create(
        gebied=gebied, sleutel="gas", naam="Gas", waarde=waarde, eenheid="m³", bron="CBS", jaar=2024
    )


def test_a_figure_of_a_buurt_where_it_was_heard_stands_beside_that_of_the_wijk(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied, wijk: Gebied
) -> None:
    molenhoek = Gebied.objects.get(code="BU999901A1")
    assert wijk.ouder
    around = figure(wijk.ouder, 1120)
    own, beside, average = figure(buurt, 1480), figure(molenhoek, 1200), figure(wijk, 1130)
    elsewhere = figure(Gebied.objects.get(code="BU99990002"), 7)
    signalen = [interpreted(opbouwwerker, gebied) for gebied in (buurt, molenhoek)]
    concept = begun(opbouwwerker, gemeente, *signalen)
    written(concept, opbouwwerker, cijfers=[elsewhere, average, own, beside])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    gemeente_beside = f"gemeente: {as_written(around.waarde, 'm³')}"
    assert [(one.gebied, one.waarde, one.vergelijking) for one in inhoud.cijfers] == [
        (buurt.naam, "1.480\u00a0m³", gemeente_beside),
        ("Molenhoek", "1.200\u00a0m³", gemeente_beside),
        (f"{wijk.naam} (wijk)", "1.130\u00a0m³", gemeente_beside),
    ]


def test_the_figure_of_the_municipality_is_not_put_beside_itself(
    opbouwwerker: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    andere_buurt: Gebied,
    zonderwater: Gebied,
) -> None:
    signalen = [interpreted(opbouwwerker, gebied) for gebied in (buurt, andere_buurt)]
    concept = begun(opbouwwerker, gemeente, *signalen)
    written(concept, opbouwwerker, cijfers=[figure(zonderwater, 1120)])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert [(one.gebied, one.vergelijking) for one in inhoud.cijfers] == [
        ("Zonderwater (gemeente)", "")
    ]


@pytest.mark.parametrize("inwoners", [49, None])
def test_a_very_small_buurt_counts_with_its_wijk_in_name_and_figures(
    inwoners: int | None,
    opbouwwerker: Lidmaatschap,
    gemeente: Organisatie,
    andere_wijk: Gebied,
    client_for: ClientFor,
) -> None:
    klein = Gebied.objects.get(code="BU99990002")
    klein.inwoners = inwoners
    klein.save()
    own, wijk_cijfer = figure(klein, 7), figure(andere_wijk, 1200)
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, klein))
    form = client_for(opbouwwerker).get(f"/notities/{concept.pk}/wijzig/").context["form"]
    assert list(form.fields["cijfers"].queryset) == [wijk_cijfer]
    written(concept, opbouwwerker, cijfers=[own, wijk_cijfer])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.gebied_code == "WK999900"
    assert inhoud.gebied_naam == "Oude Haven"
    assert [cijfer.waarde for cijfer in inhoud.cijfers] == ["1.200\u00a0m³"]
    assert "Havenhoofd" not in str(inhoud)


def test_fifty_inhabitants_are_enough(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, zonderwater: Gebied
) -> None:
    Gebied.objects.filter(code="BU99990002").update(inwoners=50)
    klein = Gebied.objects.get(code="BU99990002")
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, klein))
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.gebied_naam == "Havenhoofd"
