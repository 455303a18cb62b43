"""The frozen content of one version of an agenda note: what its PDF is made from, nothing else.

Text fields are plain text; a blank line makes a new paragraph.
"""

import types
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

Lijn = Literal["verbinden", "overbruggen", "koppelen"]


class InhoudError(ValueError):
    """Stored content that is not what this version of the software knows."""


@dataclass(frozen=True)
class LijnInhoud:
    """One of the three lines, and why; a line may have more than one reason."""

    lijn: Lijn
    waarom: str


@dataclass(frozen=True)
class VraagInhoud:
    """What is asked, of whom, by when."""

    nummer: int
    soort: str
    aan: str
    wat: str
    voor: date


@dataclass(frozen=True)
class VerhaalInhoud:
    """A consented story: the words, the circle they come from, how often it was heard."""

    tekst: str
    kring: str
    gehoord: str


@dataclass(frozen=True)
class CijferInhoud:
    """A figure of an area beside one to compare it with; values are text, protected already."""

    naam: str
    waarde: str
    vergelijking: str
    bron: str
    peildatum: str
    bescherming: str
    # Empty in versions from before figures of other areas could be chosen: the note's own area.
    gebied: str = ""


@dataclass(frozen=True)
class InitiatiefInhoud:
    """An initiative that exists already."""

    titel: str
    staat: str
    lijnen: tuple[str, ...]


@dataclass(frozen=True)
class RichtingInhoud:
    """A possible direction, what speaks for and against it, and who carries it."""

    wat: str
    voordelen: str
    nadelen: str
    drager: str


@dataclass(frozen=True)
class NotitieInhoud:
    """Everything that stands in one version of an agenda note."""

    kenmerk: str
    titel: str
    datum: date
    versie: int
    afzender: str
    aan: str
    cc: str
    gebied_code: str
    gebied_naam: str
    gebied_jaar: int
    themas: tuple[str, ...]
    periode_van: date
    periode_tot: date
    openbaar: bool
    reactie_voor: date | None
    lijnen: tuple[LijnInhoud, ...]
    in_het_kort: str
    vragen: tuple[VraagInhoud, ...]
    verhalen: tuple[VerhaalInhoud, ...]
    hoe_vaak: str
    cijfers: tuple[CijferInhoud, ...]
    wat_we_niet_weten: str
    duiding: str
    duiders: str
    tegengeluid: str
    spanningen: str
    bronnen: str
    initiatieven: tuple[InitiatiefInhoud, ...]
    geprobeerd: str
    richtingen: tuple[RichtingInhoud, ...]
    terugkoppeling: str
    contact: str
    herkomst: str
    telwijze: str
    privacy: str
    versies: tuple[str, ...]
    akkoord: str
    # Versions that are older than a key have none: each new one needs a default.
    wat_opvalt: str = ""

    @property
    def langs(self) -> tuple[Lijn, ...]:
        """The lines that the note runs along, each once."""
        return tuple(dict.fromkeys(lijn.lijn for lijn in self.lijnen))

    @property
    def redenen(self) -> tuple[tuple[str, tuple[Lijn, ...]], ...]:
        """Each reason once, with all the lines that it was given for."""
        reasons: dict[str, list[Lijn]] = {}
        for lijn in self.lijnen:
            reasons.setdefault(lijn.waarom, []).append(lijn.lijn)
        return tuple((waarom, tuple(lijnen)) for waarom, lijnen in reasons.items())


def to_json(inhoud: NotitieInhoud) -> dict[str, Any]:
    """The content as JSON values: dates in ISO form, tuples as lists."""
    return cast("dict[str, Any]", _encode(asdict(inhoud)))


def from_json(data: dict[str, Any]) -> NotitieInhoud:
    """The content as it was stored; raises InhoudError for a missing, unknown or wrong key."""
    return cast("NotitieInhoud", _decode(NotitieInhoud, data, "notitie"))


def _encode(value: object) -> object:
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _decode(kind: Any, value: object, where: str) -> object:
    """`value` as an instance of the type `kind`; `where` names the place in an error."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        optional = [option for option in get_args(kind) if option is not types.NoneType]
        return None if value is None else _decode(optional[0], value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise InhoudError(f"{where}: a list is needed")
        item = get_args(kind)[0]
        return tuple(_decode(item, one, f"{where}[{i}]") for i, one in enumerate(value))
    if origin is Literal:
        if value not in get_args(kind):
            raise InhoudError(f"{where}: one of {', '.join(get_args(kind))} is needed")
        return value
    if is_dataclass(kind):
        return _decode_object(kind, value, where)
    if kind is date:
        return _decode_date(value, where)
    # type() and not isinstance(): to Python a bool is an int too.
    if type(value) is not kind:
        raise InhoudError(f"{where}: {kind.__name__} is needed")
    return value


def _decode_object(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, dict):
        raise InhoudError(f"{where}: an object is needed")
    names = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if wrong := (needed - value.keys()) | (value.keys() - names):
        raise InhoudError(f"{where}: missing or unknown: {', '.join(sorted(wrong))}")
    hints = get_type_hints(kind)
    return kind(**{name: _decode(hints[name], value[name], f"{where}.{name}") for name in value})


def _decode_date(value: object, where: str) -> date:
    if not isinstance(value, str):
        raise InhoudError(f"{where}: a date is needed")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InhoudError(f"{where}: a date is needed") from error
