"""What reading and storing a file of figures did, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from wijken.actions.cijfer import Cijferuitkomst
from wijken.actions.gebied import NieuwCijfer
from wijken.cijfers.reader import Cijferbestand


def sentences(bestand: Cijferbestand, uitkomst: Cijferuitkomst) -> Iterator[str]:
    """Yield what somebody has to know beside the counts: first what was refused."""
    for oorzaak in bestand.fouten:
        yield f"Geweigerd: {oorzaak}."
    yield from notices(bestand, uitkomst)


def notices(bestand: Cijferbestand, uitkomst: Cijferuitkomst) -> Iterator[str]:
    """Yield what was done otherwise than the file says, or not done."""
    if uitkomst.onbekend:
        yield _unknown(uitkomst.onbekend, uitkomst.onbekende_cijfers)
    for (year, edition), count in sorted(uitkomst.elders.items()):
        yield (
            f"De indeling van {year} is er niet. Bij dezelfde code in de indeling van {edition} "
            f"{_figures(count)} van {year}."
        )
    if uitkomst.inwoners_elders:
        yield (
            f"{uitkomst.inwoners_elders} keer het aantal inwoners van een jaar waarvan de indeling "
            "er niet is: dat is niet bewaard."
        )
    for oorzaak in bestand.opmerkingen:
        yield f"Let op: {oorzaak}."
    yield from _fractions(bestand)


def _unknown(codes: list[str], count: int) -> str:
    """Say which areas are not here; of one area and one figure in the singular."""
    figures = "1 cijfer daarvan is" if count == 1 else f"{count} cijfers daarvan zijn"
    if len(codes) == 1:
        return f"1 gebied is hier niet ingelezen ({codes[0]}); {figures} niet bewaard."
    return (
        f"{len(codes)} gebieden zijn hier niet ingelezen (bijvoorbeeld {codes[0]}); "
        f"{figures} niet bewaard."
    )


def _figures(count: int) -> str:
    return "komt 1 cijfer" if count == 1 else f"komen {count} cijfers"


def _fractions(bestand: Cijferbestand) -> Iterator[str]:
    """Yield the percentages of which none is above one: was 58% written as 0,58?"""
    highest: dict[str, NieuwCijfer] = {}
    for own in bestand.cijfers.values():
        for figure in own.values():
            known = highest.get(figure.sleutel)
            if figure.eenheid == "%" and (known is None or known.waarde < figure.waarde):
                highest[figure.sleutel] = figure
    for sleutel, figure in sorted(highest.items()):
        if 0 < figure.waarde <= 1:
            said = str(figure.waarde).replace(".", ",")
            yield (
                f"Let op: geen enkel percentage van {sleutel} is hoger dan {said}. Bedoelt het "
                f"bestand {said}% of {str(figure.waarde * 100).rstrip('0').rstrip('.')}%?"
            )
