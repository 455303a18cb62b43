"""Writing the areas of a yearly edition, as published or as generated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from opbouw.lib.maps.geometry import collect
from opbouw.lib.writing.audit import Actor, record
from wijken.actions.opvolging import hold_division, refresh_opvolging
from wijken.models import Cijfer, Gebied, GebiedSoort
from wijken.queries.indeling import ended_gemeenten

BATCH = 500
AFGELEID = "Afgeleid van de buurten: "
LEVELS = {"GM": GebiedSoort.GEMEENTE, "WK": GebiedSoort.WIJK, "BU": GebiedSoort.BUURT}
FIELDS = ("soort", "naam", "gemeentecode", "ouder_id", "vorm", "inwoners", "bron", "actueel")
FIGURE_FIELDS = ("naam", "waarde", "eenheid", "bron")


@dataclass(frozen=True)
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


@transaction.atomic
def store_gebieden(
    *,
    gebieden: Iterable[NieuwGebied],
    by: Actor | None,
    progress: Callable[[int], object] = lambda stored: None,
) -> Uitkomst:
    """Store areas of one or more editions; storing them again changes nothing.

    A figure or number of inhabitants that is missing this time leaves what stands. Raises
    ValueError when the area above one of them is neither given nor stored.
    """
    hold_division()
    ended = ended_gemeenten()
    editions: dict[tuple[str, int], list[NieuwGebied]] = defaultdict(list)
    for gebied in gebieden:
        editions[gebied.gemeentecode, gebied.jaar].append(gebied)
    total = Uitkomst()
    for (gemeentecode, jaar), new in sorted(editions.items()):
        gone = gemeentecode in ended and jaar < ended[gemeentecode]
        added, changed = _store_edition(gemeentecode, jaar, new, gone=gone)
        codes = [gebied.code for gebied in new]
        total.toegevoegd += [code for code in codes if code in added]
        total.veranderd += [code for code in codes if code in changed]
        total.gelijk += [code for code in codes if code not in added | changed]
        if added or changed:
            gemeente = Gebied.objects.get(code=gemeentecode, jaar=jaar)
            record("gebieden_ingelezen", gemeente, by=by, naar=str(jaar))
        progress(len(new))
    refresh_opvolging()
    return total


def _store_edition(
    gemeentecode: str, jaar: int, new: list[NieuwGebied], *, gone: bool
) -> tuple[set[str], set[str]]:
    """Store the areas of one gemeente in one year; return the codes added and changed.

    A gemeente that is `gone` was merged away after this year: none of its areas is current.
    """
    own = Gebied.objects.filter(gemeentecode=gemeentecode)
    stored = {gebied.code: gebied for gebied in own.filter(jaar=jaar)}
    newest = max(jaar, own.aggregate(newest=Max("jaar"))["newest"] or 0)
    if newest == jaar:
        own.filter(actueel=True).exclude(jaar=jaar).update(actueel=False)
    added: set[str] = set()
    changed: set[str] = set()
    new = _with_derived_shapes(new, stored)
    for soort in (GebiedSoort.GEMEENTE, GebiedSoort.WIJK, GebiedSoort.BUURT):
        creating, updating = [], []
        for item in new:
            if item.soort != soort:
                continue
            old = stored.get(item.code)
            if old and item.afgeleid and not old.bron.startswith(AFGELEID):
                continue  # published beats derived
            values = _values(item, old, stored, actueel=newest == jaar and not gone)
            if old is None:
                gebied = Gebied(code=item.code, jaar=jaar, **values)
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


def _values(
    item: NieuwGebied, old: Gebied | None, stored: dict[str, Gebied], *, actueel: bool
) -> dict[str, Any]:
    """Return the new values of an area's fields."""
    parent = stored.get(item.oudercode) if item.oudercode else None
    if item.oudercode and parent is None:
        raise ValueError(f"{item.code} lies in {item.oudercode}, which is neither given nor stored")
    inwoners, vorm = item.inwoners, item.vorm
    if old:
        inwoners = old.inwoners if inwoners is None else inwoners
        vorm = old.vorm if vorm is None else vorm
    return {
        "soort": item.soort.value,
        "naam": item.naam,
        "gemeentecode": item.gemeentecode,
        "ouder_id": parent.pk if parent else None,
        "vorm": vorm,
        "inwoners": inwoners,
        "bron": f"{AFGELEID}{item.bron}" if item.afgeleid else item.bron,
        "actueel": actueel,
    }


def _with_derived_shapes(new: list[NieuwGebied], stored: dict[str, Gebied]) -> list[NieuwGebied]:
    """Give each derived area the polygons of all its buurten, those of an earlier file too."""
    shapes = {code: gebied.vorm for code, gebied in stored.items() if code.startswith("BU")}
    shapes |= {item.code: item.vorm for item in new if item.code.startswith("BU")}
    result = []
    for item in new:
        if item.afgeleid:
            within = [
                vorm
                for code, vorm in sorted(shapes.items())
                if vorm and code.startswith(f"BU{item.code[2:]}")
            ]
            result.append(replace(item, vorm=collect(within) if within else None))
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
