"""What one row of a spreadsheet says: a contact as a form would take it, or why it is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, TextField
from opbouw.lib.sheets.table import FORMULA
from opbouw.lib.text.freetext import Finding, Kind, check_text
from wijken.models import Contactmoment, Lidmaatschap, Lijn, Thema, Vindplaats, Werksoort
from wijken.overzetten.buurten import Buurten
from wijken.overzetten.kolommen import VELDEN, Koppeling
from wijken.overzetten.waarden import EARLIEST, aantal_of, choice_of, choices_of, moment_of

# Those of a form: as long as the columns, without what nobody can see or type.
TEXTS: dict[str, TextField] = {
    "plek": TextField(Contactmoment.plek, required=False),
    "tekst": BlockField(Contactmoment.tekst, required=False),
    "lijn_waarom": TextField(Contactmoment.lijn_waarom, required=False),
}
CHOICES: dict[str, tuple[Callable[[str], str | tuple[str, ...] | None], Promise]] = {
    "aantal": (aantal_of, gettext_lazy("Het aantal mensen is niet te lezen. Schrijf een getal.")),
    "thema": (
        partial(choice_of, Thema),
        gettext_lazy("Dit thema kennen we niet. Neem een thema van Noteer, of laat het leeg."),
    ),
    "vindplaats": (
        partial(choice_of, Vindplaats),
        gettext_lazy("Deze soort plek kennen we niet."),
    ),
    "werksoorten": (
        partial(choices_of, Werksoort),
        gettext_lazy("Deze soort werk kennen we niet."),
    ),
    "lijnen": (partial(choices_of, Lijn), gettext_lazy("Deze lijn kennen we niet.")),
}
# All seven kinds of work in one cell are shorter.
LONGEST_CHOICE = 200
# Places and reasons of one file that are kept while it is read.
MOST_KNOWN = 1000
LABELS = {veld.naam: veld.label for veld in VELDEN}


@dataclass
class Gelezen:
    """A row that was read: the fields of a contact, what is wrong and what was found in it."""

    content: dict[str, Any] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)
    # Of a person, perhaps: whoever looked at the list may bring it over all the same.
    vondsten: list[str] = field(default_factory=list)

    def reden(self, *, nagekeken: bool) -> str:
        """Return why the row does not go along; empty where it does."""
        said = self.fouten if nagekeken else [*self.fouten, *self.vondsten]
        return " ".join(said)


@dataclass(frozen=True)
class Tekst:
    """A text of a row: as it will be stored, what is wrong with it and what was found in it."""

    clean: str
    fouten: list[str]
    vondsten: list[str]


class RijLezer:
    """Reads the rows of one file, with the columns that somebody chose."""

    def __init__(self, lid: Lidmaatschap, koppeling: Koppeling, width: int) -> None:
        self.koppeling = koppeling
        self.width = width
        self.buurten = Buurten(lid)
        self.now = timezone.now()
        self._known: dict[tuple[str, str], Tekst] = {}

    def read(self, cells: Sequence[str]) -> Gelezen:
        """Return what a row says."""
        row = Gelezen()
        if len(cells) > self.width:
            row.fouten.append(
                _("Deze rij is breder dan de koppen. Staat er een scheidingsteken in de tekst?")
            )
            return row
        said = {name: _cell(cells, column) for name, column in self.koppeling.items()}
        self._when(row, said.get("op", ""))
        self._where(row, said.get("gebied", ""))
        _choose(row, said)
        for name in TEXTS:
            text = self._read_text(name, said.get(name, ""))
            row.content[name] = text.clean
            row.fouten += text.fouten
            row.vondsten += text.vondsten
        if row.content.get("lijnen") and not row.content.get("lijn_waarom"):
            row.fouten.append(
                _("Bij een lijn hoort waarom. Vul die kolom in, of haal de lijn weg.")
            )
        return row

    def _read_text(self, name: str, said: str) -> Tekst:
        """Read a text; a place or a reason is often that of the row before."""
        if name == "tekst" or len(self._known) > MOST_KNOWN:
            return _text(name, said)
        if (name, said) not in self._known:
            self._known[name, said] = _text(name, said)
        return self._known[name, said]

    def _when(self, row: Gelezen, text: str) -> None:
        moment = moment_of(text) if text else None
        if not text:
            row.fouten.append(_("De datum ontbreekt."))
        elif moment is None:
            row.fouten.append(_("De datum is niet te lezen. Schrijf 31-12-2025 of 2025-12-31."))
        elif self._to_come(moment):
            row.fouten.append(_("De datum moet nog komen."))
        elif moment.date() < EARLIEST:
            row.fouten.append(_("De datum is van voor 2000. Dat kan niet kloppen."))
        else:
            row.content["op"] = min(moment, self.now)

    def _to_come(self, moment: datetime) -> bool:
        return timezone.localdate(moment) > timezone.localdate(self.now)

    def _where(self, row: Gelezen, text: str) -> None:
        if not text:
            row.fouten.append(_("De buurt ontbreekt."))
            return
        gebied, reden = self.buurten.find(text)
        if gebied is None:
            row.fouten.append(reden)
        else:
            row.content["gebied_id"] = gebied


def _cell(cells: Sequence[str], column: int) -> str:
    text = cells[column].strip() if column < len(cells) else ""
    # Our own files put it before what a spreadsheet would compute.
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _choose(row: Gelezen, said: dict[str, str]) -> None:
    for name, (read, reden) in CHOICES.items():
        text = said.get(name, "")
        value = read(text) if len(text) <= LONGEST_CHOICE else None
        if value is None:
            row.fouten.append(str(reden))
        else:
            row.content[name] = [*value] if isinstance(value, tuple) else value
    # A contact is somewhere; a list that does not say of what kind that was is no worse for it.
    row.content["vindplaats"] = row.content.get("vindplaats") or Vindplaats.ANDERS


def _text(name: str, text: str) -> Tekst:
    label = str(LABELS[name])
    one_line = text if name == "tekst" else " ".join(text.split())
    try:
        clean = TEXTS[name].clean(one_line)
    except forms.ValidationError as wrong:
        return Tekst("", [f"{label}: {' '.join(wrong.messages)}"], [])
    found = check_text(clean) if clean else []
    return Tekst(
        clean,
        _sentences(label, (one for one in found if one.blocks)),
        _sentences(label, (one for one in found if not one.blocks)),
    )


def _sentences(label: str, found: Any) -> list[str]:
    """Return what to look at, once of each kind and without the words themselves."""
    kinds: dict[Kind, Finding] = {}
    for one in found:
        kinds.setdefault(one.kind, one)
    return [f"{label}: {one.message_nl}" for one in kinds.values()]
