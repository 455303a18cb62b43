"""Writing figures of areas that are stored already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from opbouw.lib.writing.audit import AnyActor, record
from wijken.actions.gebied import BATCH, FIGURE_FIELDS, NieuwCijfer
from wijken.actions.opvolging import hold_division
from wijken.models import Cijfer, Gebied

# The key under which a file gives the number of inhabitants, which is a column of the area.
INWONERS = "inwoners"
AREAS = 200
EXAMPLES = 10


@dataclass(frozen=True)
class Voorbeeld:
    """One figure that was added or changed, with its value before."""

    gebied: Gebied
    cijfer: NieuwCijfer
    was: Cijfer | None


@dataclass
class Cijferuitkomst:
    """What storing figures did."""

    toegevoegd: int = 0
    veranderd: int = 0
    gelijk: int = 0
    # Codes that are stored in no edition, and how many figures they had.
    onbekend: list[str] = field(default_factory=list)
    onbekende_cijfers: int = 0
    # Figures of a year whose edition is not stored: (their year, the edition they went to).
    elders: Counter[tuple[int, int]] = field(default_factory=Counter)
    # Numbers of inhabitants of a year whose edition is not stored; those are not kept.
    inwoners_elders: int = 0
    nieuw: list[Voorbeeld] = field(default_factory=list)
    anders: list[Voorbeeld] = field(default_factory=list)

    @property
    def bewaard(self) -> int:
        """How many figures are there now because of this file, or were already."""
        return self.toegevoegd + self.veranderd + self.gelijk


@transaction.atomic
def store_cijfers(
    *,
    cijfers: Mapping[str, Iterable[NieuwCijfer]],
    by: AnyActor | None,
    progress: Callable[[int], object] = lambda areas: None,
) -> Cijferuitkomst:
    """Store figures by the code of their area; storing them again changes nothing.

    An area is a code in one edition. A figure goes to the edition of its own year; without that
    one, to the newest that has the code. It keeps its own year either way.
    """
    hold_division()
    total = Cijferuitkomst()
    touched: dict[str, set[int]] = defaultdict(set)
    ordered = sorted(cijfers)
    for at in range(0, len(ordered), AREAS):
        codes = ordered[at : at + AREAS]
        editions = _editions(codes)
        found = {code: cijfers[code] for code in codes if code in editions}
        for code in codes:
            if code not in editions:
                total.onbekend.append(code)
                total.onbekende_cijfers += sum(1 for _figure in cijfers[code])
        _store(found, editions, total, touched)
        progress(len(codes))
    gemeenten = Gebied.objects.filter(code__in=touched).without_vorm()
    for gemeente in gemeenten.order_by("code", "-jaar").distinct("code"):
        years = sorted(touched[gemeente.code])
        said = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        record("cijfers_ingelezen", gemeente, by=by, naar=said)
    return total


def _editions(codes: Iterable[str]) -> dict[str, dict[int, Gebied]]:
    """Return the areas with these codes, by code and by the year of their edition."""
    result: dict[str, dict[int, Gebied]] = defaultdict(dict)
    for gebied in Gebied.objects.filter(code__in=codes).without_vorm():
        result[gebied.code][gebied.jaar] = gebied
    return result


def _store(
    cijfers: Mapping[str, Iterable[NieuwCijfer]],
    editions: dict[str, dict[int, Gebied]],
    total: Cijferuitkomst,
    touched: dict[str, set[int]],
) -> None:
    ids = [gebied.pk for code in cijfers for gebied in editions[code].values()]
    keys = {figure.sleutel for code in cijfers for figure in cijfers[code]}
    rows = Cijfer.objects.filter(gebied__in=ids, sleutel__in=keys)
    known = {(row.gebied_id, row.sleutel, row.jaar): row for row in rows}
    creating, updating = list[Cijfer](), list[Cijfer]()
    for code, figures in cijfers.items():
        own = editions[code]
        newest = own[max(own)]
        for figure in figures:
            gebied = own.get(figure.jaar, newest)
            if figure.sleutel == INWONERS:
                changed = _store_inhabitants(gebied, figure, total)
            else:
                if gebied.jaar != figure.jaar:
                    total.elders[figure.jaar, gebied.jaar] += 1
                old = known.get((gebied.pk, figure.sleutel, figure.jaar))
                changed = _put(gebied, figure, old, creating, updating, total)
            if changed:
                touched[gebied.gemeentecode].add(figure.jaar)
    Cijfer.objects.bulk_create(creating, batch_size=BATCH * 4)
    if updating:
        Cijfer.objects.bulk_update(updating, FIGURE_FIELDS, batch_size=BATCH)


def _put(
    gebied: Gebied,
    figure: NieuwCijfer,
    old: Cijfer | None,
    creating: list[Cijfer],
    updating: list[Cijfer],
    total: Cijferuitkomst,
) -> bool:
    """Put one figure among those to create or update; return whether it is one of them."""
    values = {name: getattr(figure, name) for name in FIGURE_FIELDS}
    if old is None:
        creating.append(Cijfer(gebied=gebied, sleutel=figure.sleutel, jaar=figure.jaar, **values))
        total.toegevoegd += 1
        _show(total.nieuw, Voorbeeld(gebied, figure, None))
        return True
    if all(getattr(old, name) == value for name, value in values.items()):
        total.gelijk += 1
        return False
    total.veranderd += 1
    _show(total.anders, Voorbeeld(gebied, figure, _copy(old)))
    for name, value in values.items():
        setattr(old, name, value)
    updating.append(old)
    return True


def _store_inhabitants(gebied: Gebied, figure: NieuwCijfer, total: Cijferuitkomst) -> bool:
    """Write the number of inhabitants of an edition; that of another year is no part of it."""
    number = int(figure.waarde)
    if gebied.jaar != figure.jaar:
        total.inwoners_elders += 1
        return False
    if gebied.inwoners == number:
        total.gelijk += 1
        return False
    if gebied.inwoners is None:
        total.toegevoegd += 1
        _show(total.nieuw, Voorbeeld(gebied, figure, None))
    else:
        was = Cijfer(naam=figure.naam, waarde=gebied.inwoners, jaar=gebied.jaar, bron=gebied.bron)
        total.veranderd += 1
        _show(total.anders, Voorbeeld(gebied, figure, was))
    gebied.inwoners = number
    Gebied.objects.filter(pk=gebied.pk).update(inwoners=number)
    return True


def _copy(row: Cijfer) -> Cijfer:
    values: dict[str, Any] = {name: getattr(row, name) for name in FIGURE_FIELDS}
    return Cijfer(sleutel=row.sleutel, jaar=row.jaar, **values)


def _show(examples: list[Voorbeeld], new: Voorbeeld) -> None:
    if len(examples) < EXAMPLES:
        examples.append(new)
