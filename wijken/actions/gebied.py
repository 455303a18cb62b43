"""Writing the areas of a yearly edition, as published or as generated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from opbouw.lib.maps.geometry import collect
from opbouw.lib.writing.audit import AnyActor, record, record_for_each
from wijken.actions.actueel import AFGELEID, Wachtend, choose_current, waiting_sentences
from wijken.actions.opvolging import hold_division, refresh_opvolging
from wijken.actions.tekening import draw_gebieden
from wijken.models import Cijfer, Gebied, GebiedSoort, Gebruiker
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.indeling import ended_gemeenten

BATCH = 500
LEVELS = {"GM": GebiedSoort.GEMEENTE, "WK": GebiedSoort.WIJK, "BU": GebiedSoort.BUURT}
FIELDS = (
    "soort",
    "naam",
    "gemeentecode",
    "ouder_id",
    "vorm",
    "inwoners",
    "bron",
    "naam_verbeterd_op",
    "ontbreekt",
)
FIGURE_FIELDS = ("naam", "waarde", "eenheid", "bron")


@dataclass(frozen=True, slots=True)
class NieuwCijfer:
    """One figure to store, with its own year: a series is many of these."""

    sleutel: str
    naam: str
    waarde: Decimal
    jaar: int
    bron: str
    eenheid: str = ""


@dataclass(frozen=True)
class NieuwGebied:
    """One area to store; derived means that only its buurten imply it."""

    code: str
    jaar: int
    naam: str
    bron: str
    vorm: dict[str, Any] | None = None
    inwoners: int | None = None
    cijfers: Sequence[NieuwCijfer] = ()
    afgeleid: bool = False
    naam_vast: bool = False  # somebody chose the name: the next import leaves it
    ontbreekt: tuple[str, ...] = ()  # of a gemeente: what of it was refused

    @property
    def soort(self) -> GebiedSoort:
        """The level, from the first letters of the code."""
        return LEVELS[self.code[:2]]

    @property
    def gemeentecode(self) -> str:
        """The code of the gemeente."""
        return f"GM{self.code[2:6]}"

    @property
    def oudercode(self) -> str | None:
        """The code of the area above: CBS codes nest."""
        if self.soort == GebiedSoort.GEMEENTE:
            return None
        return f"WK{self.code[2:8]}" if self.soort == GebiedSoort.BUURT else self.gemeentecode


@dataclass
class Uitkomst:
    """The codes of what an import added, changed and left as it was."""

    toegevoegd: list[str] = field(default_factory=list)
    veranderd: list[str] = field(default_factory=list)
    gelijk: list[str] = field(default_factory=list)
    wachtend: list[Wachtend] = field(default_factory=list)
    # Areas whose file has another name than the one that somebody corrected, which stays.
    eigen_naam: list[str] = field(default_factory=list)

    def opmerkingen(self) -> list[str]:
        """Return what whoever imports should know, a sentence each."""
        result = waiting_sentences(self.wachtend)
        if self.eigen_naam:
            result.append(
                f"{len(self.eigen_naam)} keer bleef een verbeterde naam staan waar het bestand een "
                f"andere heeft, bijvoorbeeld van {self.eigen_naam[0]}."
            )
        return result


@transaction.atomic
def store_gebieden(
    *,
    gebieden: Iterable[NieuwGebied],
    by: AnyActor | None,
    progress: Callable[[int], object] = lambda stored: None,
) -> Uitkomst:
    """Store areas of one or more editions; storing them again changes nothing.

    A figure or number of inhabitants that is missing this time leaves the stored one. Raises
    ValueError when the area above one of them is neither given nor stored.
    """
    hold_division()
    ended = ended_gemeenten()
    editions: dict[tuple[str, int], list[NieuwGebied]] = defaultdict(list)
    for gebied in gebieden:
        editions[gebied.gemeentecode, gebied.jaar].append(gebied)
    total = Uitkomst()
    for (gemeentecode, jaar), new in sorted(editions.items()):
        added, changed = _store_edition(gemeentecode, jaar, new, total)
        codes = [gebied.code for gebied in new]
        total.toegevoegd += [code for code in codes if code in added]
        total.veranderd += [code for code in codes if code in changed]
        total.gelijk += [code for code in codes if code not in added | changed]
        if added or changed:
            gemeente = Gebied.objects.get(code=gemeentecode, jaar=jaar)
            record("gebieden_ingelezen", gemeente, by=by, naar=str(jaar))
            draw_gebieden(gemeentecode=gemeentecode, jaar=jaar)
        progress(len(new))
    for gemeentecode in sorted({gemeentecode for gemeentecode, _ in editions}):
        waiting = choose_current(gemeentecode, since=ended.get(gemeentecode, 0))
        total.wachtend += [een for een in waiting if (gemeentecode, een.jaar) in editions]
    refresh_opvolging()
    return total


def _store_edition(
    gemeentecode: str, jaar: int, new: list[NieuwGebied], total: Uitkomst
) -> tuple[set[str], set[str]]:
    """Store the areas of one gemeente in one year; return the codes added and changed."""
    own = Gebied.objects.filter(gemeentecode=gemeentecode)
    stored = {gebied.code: gebied for gebied in own.filter(jaar=jaar)}
    corrected = _corrected(own)
    added: set[str] = set()
    changed: set[str] = set()
    new = _with_derived_shapes(new, stored)
    present = stored.keys() | {item.code for item in new}
    for soort in (GebiedSoort.GEMEENTE, GebiedSoort.WIJK, GebiedSoort.BUURT):
        creating, updating = [], []
        for item in new:
            if item.soort != soort:
                continue
            old = stored.get(item.code)
            if old and item.afgeleid and not old.bron.startswith(AFGELEID):
                item = _as_published(item, old)
            values = _values(item, old, stored, present)
            values |= _name(item, corrected.get(item.code))
            if values["naam"] != item.naam:
                total.eigen_naam.append(item.code)
            if old is None:
                gebied = Gebied(code=item.code, jaar=jaar, actueel=False, **values)
                creating.append(gebied)
                added.add(item.code)
            elif any(getattr(old, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(old, name, value)
                updating.append(old)
                changed.add(item.code)
        for gebied in Gebied.objects.bulk_create(creating, batch_size=BATCH):
            stored[gebied.code] = gebied
        if updating:
            Gebied.objects.bulk_update(updating, FIELDS, batch_size=BATCH)
    changed |= _store_figures(new, stored) - added
    return added, changed


def _corrected(own: GebiedQuerySet) -> dict[str, tuple[str, datetime]]:
    """Return the names that somebody corrected, in whatever edition, and when; the newest wins."""
    rows = own.filter(naam_verbeterd_op__isnull=False).order_by("naam_verbeterd_op", "jaar")
    found = rows.values_list("code", "naam", "naam_verbeterd_op")
    return {code: (naam, op) for code, naam, op in found if op is not None}


def _name(item: NieuwGebied, corrected: tuple[str, datetime] | None) -> dict[str, Any]:
    """Return the name to store, and since when it is a corrected one."""
    if item.naam_vast and (corrected is None or corrected[0] != item.naam):
        return {"naam": item.naam, "naam_verbeterd_op": timezone.now()}
    naam, op = corrected or (item.naam, None)
    return {"naam": naam, "naam_verbeterd_op": op}


def _as_published(item: NieuwGebied, old: Gebied) -> NieuwGebied:
    """Return what stays of a derived area where a published one is stored: what is missing."""
    naam = item.naam if item.naam_vast else old.naam
    return replace(item, naam=naam, bron=old.bron, vorm=None, inwoners=None, afgeleid=False)


def _values(
    item: NieuwGebied, old: Gebied | None, stored: dict[str, Gebied], present: Collection[str]
) -> dict[str, Any]:
    """Return the new values of an area's fields."""
    parent = stored.get(item.oudercode) if item.oudercode else None
    if item.oudercode and parent is None:
        raise ValueError(f"{item.code} lies in {item.oudercode}, which is neither given nor stored")
    inwoners, vorm = item.inwoners, item.vorm
    missing = set(item.ontbreekt)
    if old:
        inwoners = old.inwoners if inwoners is None else inwoners
        vorm = old.vorm if vorm is None else vorm
        missing |= set(old.ontbreekt or ())
    return {
        "soort": item.soort.value,
        "gemeentecode": item.gemeentecode,
        "ouder_id": parent.pk if parent else None,
        "vorm": vorm,
        "inwoners": inwoners,
        "bron": f"{AFGELEID}{item.bron}" if item.afgeleid else item.bron,
        "ontbreekt": sorted(missing - set(present)) or None,
    }


@transaction.atomic
def rename_gebied(*, gebied: Gebied, naam: str, by: Gebruiker) -> None:
    """Correct the name of an area in every edition; imports leave it as it is from now on."""
    own = Gebied.objects.filter(code=gebied.code)
    own.update(naam=naam, naam_verbeterd_op=timezone.now())
    record_for_each("gebied_hernoemd", gebied, organisaties=(), door_id=by.pk)


def _with_derived_shapes(new: list[NieuwGebied], stored: dict[str, Gebied]) -> list[NieuwGebied]:
    """Give each derived area the polygons of all its buurten, those of an earlier file too.

    Without buurten a gemeente gets those of its wijken.
    """
    shapes = {code: gebied.vorm for code, gebied in stored.items()}
    shapes |= {item.code: item.vorm for item in new if not item.afgeleid}
    result = []
    for item in new:
        if item.afgeleid:
            within = [
                [
                    vorm
                    for code, vorm in sorted(shapes.items())
                    if vorm and code.startswith(level + item.code[2:]) and code != item.code
                ]
                for level in ("BU", "WK")
            ]
            found = within[0] or within[1]
            result.append(replace(item, vorm=collect(found) if found else None))
        else:
            result.append(item)
    return result


def _store_figures(new: list[NieuwGebied], stored: dict[str, Gebied]) -> set[str]:
    """Store the figures; return the codes of the areas that got a new or another one."""
    ids = [stored[item.code].pk for item in new if item.cijfers]
    if not ids:
        return set()
    known = {(c.gebied_id, c.sleutel, c.jaar): c for c in Cijfer.objects.filter(gebied__in=ids)}
    creating, updating = [], []
    touched: set[str] = set()
    for item in new:
        gebied_id = stored[item.code].pk
        for figure in item.cijfers:
            values = {name: getattr(figure, name) for name in FIGURE_FIELDS}
            old = known.get((gebied_id, figure.sleutel, figure.jaar))
            if old is None:
                cijfer = Cijfer(
                    gebied_id=gebied_id, sleutel=figure.sleutel, jaar=figure.jaar, **values
                )
                creating.append(cijfer)
                touched.add(item.code)
            elif any(getattr(old, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(old, name, value)
                updating.append(old)
                touched.add(item.code)
    Cijfer.objects.bulk_create(creating, batch_size=BATCH * 4)
    if updating:
        Cijfer.objects.bulk_update(updating, FIGURE_FIELDS, batch_size=BATCH)
    return touched
