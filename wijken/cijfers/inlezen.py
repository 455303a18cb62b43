"""Reading and storing what an administrator sent; a preview is the same, undone again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from wijken.actions.cijfer import Voorbeeld, store_cijfers
from wijken.actions.gebied import NieuwGebied, store_gebieden
from wijken.actions.inlezing import Inlezer
from wijken.cbs.inhoud import FileError, Inhoud
from wijken.cbs.names import read_names
from wijken.cbs.reader import read_file
from wijken.cijfers.reader import Cijferbestand, read_cijfers
from wijken.cijfers.verslag import notices
from wijken.models import Gebied, Inlezing, InlezingSoort
from wijken.queries.cijfer import as_written, known_figures

Progress = Callable[[int, int], object]
EXAMPLES = 10
MOST_KEYS = 60


@dataclass
class Verslag:
    """What a file does, or did, as the page shows it; kept on the row as JSON."""

    toegevoegd: int = 0
    veranderd: int = 0
    gelijk: int = 0
    geweigerd: int = 0
    # Sentences, and the rows of two tables.
    fouten: list[str] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    sleutels: list[list[str]] = field(default_factory=list)
    voorbeelden: list[list[str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


def read_and_store(
    inlezing: Inlezing, path: Path, *, reading: Progress, storing: Progress
) -> Callable[[], Verslag]:
    """Read the file, and return what stores it; call that inside a transaction.

    Raises FileError with one sentence when the file cannot be read.
    """
    if not path.is_file():
        raise FileError("Het bestand is er niet meer. Stuur het opnieuw.")
    if inlezing.soort == InlezingSoort.CIJFERS:
        bestand = read_cijfers(
            path, jaar=inlezing.jaar, bron=inlezing.bron, bekend=known_figures(), progress=reading
        )
        return lambda: _figures(bestand, inlezing, storing)
    try:
        inhoud = read_file(
            path,
            jaar=inlezing.jaar,
            bron=inlezing.bron,
            namen=read_names(None, inlezing.namen.splitlines()),
            progress=reading,
        )
    except FileError as error:
        # It names the file, which has a name of ours.
        raise FileError(str(error).replace(path.name, inlezing.naam)) from error
    return lambda: _areas(inhoud, _by(inlezing), storing)


def _by(inlezing: Inlezing) -> Inlezer | None:
    return Inlezer(inlezing.door_id) if inlezing.door_id else None


def _figures(bestand: Cijferbestand, inlezing: Inlezing, storing: Progress) -> Verslag:
    by_code = {code: list(own.values()) for code, own in bestand.cijfers.items()}
    done = _Count(storing, len(by_code))
    uitkomst = store_cijfers(cijfers=by_code, by=_by(inlezing), progress=done.add)
    sleutels, opmerkingen = _keys(bestand), list(notices(bestand, uitkomst))
    if inlezing.namen:
        opmerkingen.append("De namen zijn niet gebruikt: in dit bestand staan alleen cijfers.")
    if len(sleutels) > MOST_KEYS:
        opmerkingen.append(f"De tabel toont {MOST_KEYS} van de {len(sleutels)} soorten cijfers.")
    return Verslag(
        toegevoegd=uitkomst.toegevoegd,
        veranderd=uitkomst.veranderd,
        gelijk=uitkomst.gelijk,
        geweigerd=bestand.fouten.aantal,
        fouten=[f"{oorzaak}." for oorzaak in bestand.fouten],
        opmerkingen=opmerkingen,
        sleutels=sleutels[:MOST_KEYS],
        voorbeelden=[_example(one) for one in (*uitkomst.anders, *uitkomst.nieuw)][:EXAMPLES],
    )


def _keys(bestand: Cijferbestand) -> list[list[str]]:
    """Return for each key how many figures there are, the lowest and the highest."""
    found: dict[str, list[Any]] = {}
    for own in bestand.cijfers.values():
        for figure in own.values():
            low = figure.waarde
            known = found.setdefault(
                figure.sleutel, [figure.naam, 0, low, low, figure.eenheid, set()]
            )
            known[1] += 1
            known[2], known[3] = min(known[2], low), max(known[3], low)
            known[5].add(figure.jaar)
    return [
        [
            f"{naam} ({sleutel})",
            _years(years),
            str(count),
            as_written(low, eenheid),
            as_written(high, eenheid),
        ]
        for sleutel, (naam, count, low, high, eenheid, years) in sorted(found.items())
    ]


def _years(years: set[int]) -> str:
    return str(min(years)) if len(years) == 1 else f"{min(years)} tot en met {max(years)}"


def _example(one: Voorbeeld) -> list[str]:
    was = as_written(one.was.waarde, one.cijfer.eenheid) if one.was else "–"
    bron, jaar = one.cijfer.bron, str(one.cijfer.jaar)
    return [
        f"{one.gebied.naam} ({one.gebied.code})",
        one.cijfer.naam,
        was,
        as_written(one.cijfer.waarde, one.cijfer.eenheid),
        bron if jaar in bron else f"{bron}, {jaar}",  # many a source names its year
    ]


def _areas(inhoud: Inhoud, by: Inlezer | None, storing: Progress) -> Verslag:
    gebieden: list[NieuwGebied] = inhoud.gebieden
    before = dict(
        Gebied.objects.filter(
            code__in=[gebied.code for gebied in gebieden], jaar__in={g.jaar for g in gebieden}
        ).values_list("code", "naam")
    )
    done = _Count(storing, len(gebieden))
    uitkomst = store_gebieden(gebieden=gebieden, by=by, progress=done.add)
    verslag = Verslag(
        toegevoegd=len(uitkomst.toegevoegd),
        veranderd=len(uitkomst.veranderd),
        gelijk=len(uitkomst.gelijk),
        geweigerd=len(inhoud.kapot),
        fouten=inhoud.overgeslagen(),
        opmerkingen=list(inhoud.opmerkingen),
    )
    verslag.opmerkingen += uitkomst.opmerkingen()
    for count, what in ((inhoud.water, "water"), (inhoud.buitenland, "buitenland")):
        if count:
            verslag.opmerkingen.append(f"{count} keer {what}: dat is geen gebied.")
    named = {gebied.code: gebied for gebied in gebieden}
    for code in (*uitkomst.veranderd, *uitkomst.toegevoegd)[:EXAMPLES]:
        verslag.voorbeelden.append(_area_example(named[code], before.get(code)))
    return verslag


def _area_example(gebied: NieuwGebied, was: str | None) -> list[str]:
    inwoners = "–" if gebied.inwoners is None else as_written(Decimal(gebied.inwoners))
    return [f"{gebied.naam} ({gebied.code})", str(gebied.jaar), was or "–", inwoners]


class _Count:
    """Adds up steps for a progress that wants how far and of how much."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def add(self, steps: int) -> None:
        """Advance by this many steps."""
        self.done += steps
        self.progress(self.done, self.total)
