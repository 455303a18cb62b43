"""Which column of a spreadsheet holds what of a contact: proposed, then chosen by somebody."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text.names import folded
from wijken.overzetten import waarden

# Of a field its column, counted from 0.
Koppeling: TypeAlias = Mapping[str, int]

# Above the columns that we add to the rows that come back; never taken for one of a contact.
RIJ, REDEN = gettext_lazy("Rij in je bestand"), gettext_lazy("Waarom niet overgezet")


@dataclass(frozen=True)
class Veld:
    """One thing that a contact says, and the words that stand above its column."""

    naam: str
    label: str | Promise
    woorden: tuple[str, ...]
    # Whether what is in a column looks like it, for a column without a word that we know.
    lijkt: Callable[[str], bool] | None = None
    verplicht: bool = False


VELDEN = (
    Veld(
        "op",
        gettext_lazy("Datum"),
        ("datum", "dag", "wanneer", "op", "contactdatum", "datumcontact", "date", "dd", "moment"),
        lijkt=waarden.is_dag,
        verplicht=True,
    ),
    Veld(
        "gebied",
        gettext_lazy("Buurt"),
        (
            *("buurtcode", "gebiedscode", "code", "buurt", "buurtnaam", "gebied"),
            *("wijkbuurt", "buurtwijk", "wijk"),
        ),
        lijkt=waarden.is_code,
        verplicht=True,
    ),
    Veld(
        "plek",
        gettext_lazy("Plek"),
        ("plek", "plaats", "naamplek", "plaatsnaam", "locatie", "waar"),
    ),
    Veld(
        "vindplaats",
        gettext_lazy("Soort plek"),
        ("soortplek", "vindplaats", "soortplaats", "typeplek", "typelocatie"),
        lijkt=waarden.is_vindplaats,
    ),
    Veld(
        "tekst",
        gettext_lazy("Tekst"),
        (
            *("tekst", "verslag", "omschrijving", "beschrijving", "notitie", "opmerking"),
            *("opmerkingen", "toelichting", "wat", "inhoud", "verhaal", "watzagofhoordeje"),
            *("watisergezegd", "gesprek", "samenvatting"),
        ),
    ),
    Veld(
        "aantal",
        gettext_lazy("Aantal mensen"),
        (
            *("aantal", "aantalmensen", "aantalpersonen", "aantalbewoners", "bereik"),
            *("hoeveel", "hoeveelmensen", "deelnemers", "personen"),
        ),
    ),
    Veld(
        "werksoorten",
        gettext_lazy("Soort werk"),
        (
            "werksoorten",
            "werksoort",
            "soortwerk",
            "soort",
            "activiteit",
            "typecontact",
            "soortcontact",
        ),
        lijkt=waarden.is_werksoort,
    ),
    Veld(
        "thema",
        gettext_lazy("Thema"),
        ("thema", "onderwerp", "themas", "categorie", "waarover"),
        lijkt=waarden.is_thema,
    ),
    Veld("lijnen", gettext_lazy("Lijnen"), ("lijnen", "lijn"), lijkt=waarden.is_lijn),
    Veld(
        "lijn_waarom",
        gettext_lazy("Waarom die lijn"),
        ("waarom", "lijnwaarom", "waaromdielijn", "reden", "toelichtinglijn"),
    ),
)
VERPLICHT = frozenset(veld.naam for veld in VELDEN if veld.verplicht)
# Share of the cells of a column that must look like a field.
MOST_OF = 0.6
_NO_LETTER = re.compile(r"[^a-z0-9]")


def propose(koppen: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return which column seems to hold what: by the words above it, else by what is in it."""
    found: dict[str, int] = {}
    words = [_NO_LETTER.sub("", folded(kop)) for kop in koppen]
    ours = {_NO_LETTER.sub("", folded(str(kop))) for kop in (RIJ, REDEN)}
    free = [at for at, word in enumerate(words) if word not in ours]
    for veld in VELDEN:
        # The first word of the list that is there, and of those the first column.
        by_word = (at for word in veld.woorden for at in free if words[at] == word)
        if (column := next(by_word, None)) is not None:
            found[veld.naam] = column
            free.remove(column)
    columns = {at: [row[at] for row in rows if at < len(row) and row[at].strip()] for at in free}
    for veld in VELDEN:
        if veld.lijkt is None or veld.naam in found:
            continue
        for at, cells in columns.items():
            looks = sum(map(veld.lijkt, cells))
            if at not in found.values() and cells and looks >= MOST_OF * len(cells):
                found[veld.naam] = at
                break
    return found


def usable(koppeling: Mapping[str, object], width: int) -> dict[str, int]:
    """Return of what was kept or sent only what names a field and a column that there is."""
    names = [veld.naam for veld in VELDEN]
    return {
        name: column
        for name in names
        if isinstance(column := koppeling.get(name), int) and 0 <= column < width
    }


def afdruk_of(koppen: Sequence[str]) -> str:
    """Return the fingerprint of the words above the columns; ours, which come back, not counted."""
    ours = {str(RIJ), str(REDEN)}
    said = [folded(kop) for kop in koppen if kop not in ours]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def stand_of_koppeling(koppeling: Koppeling) -> str:
    """Return a fingerprint of a choice of columns, to compare with what a page showed."""
    return hashlib.sha256(json.dumps(dict(koppeling), sort_keys=True).encode()).hexdigest()


def column_name(at: int, kop: str) -> str:
    """Return what a column is called: two may have the same word above them, or none."""
    letters, rest = "", at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    if not kop:
        return _("Kolom %(letters)s") % {"letters": letters}
    return _("%(kop)s (kolom %(letters)s)") % {"kop": kop, "letters": letters}
