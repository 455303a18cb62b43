"""What a new division left without a successor, and who worked there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijken.models import Gebied, GebiedSoort, Lidmaatschap, Organisatie
from wijken.queries.indeling import Indeling


@dataclass(frozen=True)
class Verplaatsing:
    """One area of an older division where somebody works, and what followed it."""

    oud: Gebied
    nieuw: list[Gebied]  # none: nothing followed it

    @property
    def vervallen(self) -> bool:
        """Whether it can only be ended."""
        return not self.nieuw


@dataclass(frozen=True)
class Verhuizing:
    """Everything that can be moved or ended for one organisation or member."""

    wie: Organisatie | Lidmaatschap
    verplaatsingen: list[Verplaatsing]
    # None of the areas is left: a member works in the organisation's area meanwhile.
    alles_weg: bool

    @property
    def naam(self) -> str:
        """Whose area it is."""
        return self.wie.gebruiker.naam if isinstance(self.wie, Lidmaatschap) else self.wie.naam

    @property
    def stand(self) -> str:
        """Return the fingerprint of what a page shows of it."""
        said = [(one.oud.pk, [new.pk for new in one.nieuw]) for one in self.verplaatsingen]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def soort(self) -> str:
        """Whether it is an organisation or a member, for the address of its buttons."""
        return "organisatie" if isinstance(self.wie, Organisatie) else "lid"

    @property
    def weg(self) -> list[Gebied]:
        """The areas that nothing followed."""
        return [one.oud for one in self.verplaatsingen if one.vervallen]

    @property
    def verder(self) -> list[Verplaatsing]:
        """The areas that something followed."""
        return [one for one in self.verplaatsingen if not one.vervallen]


@dataclass(frozen=True)
class Achterblijver:
    """A gemeente that is still offered in an older edition than the newest."""

    gemeente: Gebied
    # Into these it went by the table, but they are not stored yet; none: no table names it.
    wacht_op: list[str]


@dataclass(frozen=True)
class ZonderOpvolger:
    """What an edition left without a successor, and who worked there."""

    gemeenten: list[Gebied] = field(default_factory=list)
    wijken: list[Gebied] = field(default_factory=list)
    buurten: list[Gebied] = field(default_factory=list)
    organisaties: list[Verhuizing] = field(default_factory=list)
    leden: list[Verhuizing] = field(default_factory=list)
    achtergebleven: list[Achterblijver] = field(default_factory=list)

    @property
    def gebieden(self) -> list[Gebied]:
        """All areas that nothing followed, from large to small."""
        return [*self.gemeenten, *self.wijken, *self.buurten]

    def __bool__(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.gebieden or self.organisaties or self.leden or self.achtergebleven)


def without_successor(jaar: int | None = None) -> ZonderOpvolger:
    """Return what the edition of `jaar` (the newest without it) left without a successor.

    The organisations and members are all that work in a vanished area, of whatever year: they
    stay on the list until they are moved or ended.
    """
    indeling = Indeling.stored()
    newest = max(indeling.huidig.values(), default=0)
    jaar = newest if jaar is None else jaar
    lost: dict[str, int] = {}
    for rij in indeling.rijen:
        gemeente = f"GM{rij.code[2:6]}"
        before = [edition for edition in indeling.edities.get(gemeente, ()) if edition < jaar]
        stap = indeling.step(rij.code, rij.jaar)
        said_to_end = stap is not None and not stap.codes
        if rij.vervallen and not said_to_end and before and rij.jaar == before[-1]:
            lost[rij.code] = rij.pk
    gone = list(Gebied.objects.filter(pk__in=lost.values()).without_vorm())
    behind = {
        code: year
        for code, year in indeling.huidig.items()
        if code.startswith("GM") and year < jaar <= newest
    }
    gemeenten = Gebied.objects.current().without_vorm().filter(code__in=behind)
    return ZonderOpvolger(
        gemeenten=[area for area in gone if area.soort == GebiedSoort.GEMEENTE],
        wijken=[area for area in gone if area.soort == GebiedSoort.WIJK],
        buurten=[area for area in gone if area.soort == GebiedSoort.BUURT],
        organisaties=[one for one in moves_of_organisations() if one.weg],
        leden=[one for one in moves_of_members() if one.weg],
        achtergebleven=[
            Achterblijver(gemeente, _waits_for(indeling, gemeente)) for gemeente in gemeenten
        ],
    )


def _waits_for(indeling: Indeling, gemeente: Gebied) -> list[str]:
    stap = indeling.merger(gemeente.code, gemeente.jaar)
    return [] if stap is None else sorted(stap.codes)


def moves_of_organisations(organisatie: Organisatie | None = None) -> list[Verhuizing]:
    """Return what can be moved or ended in the areas of organisations, or of this one."""
    rows = Organisatie.objects.order_by("naam", "pk")
    if organisatie is not None:
        rows = rows.filter(pk=organisatie.pk)
    return _moves(rows, Organisatie.werkgebied.through, "organisatie_id")


def moves_of_members(organisatie: Organisatie | None = None) -> list[Verhuizing]:
    """Return what can be moved or ended in the areas of active members, of this organisation."""
    rows = Lidmaatschap.objects.filter(actief=True).select_related("gebruiker", "organisatie")
    if organisatie is not None:
        rows = rows.filter(organisatie=organisatie)
    rows = rows.order_by("organisatie__naam", "gebruiker__naam", "pk")
    return _moves(rows, Lidmaatschap.gebieden.through, "lidmaatschap_id")


def moves_of_lid(lid: Lidmaatschap) -> Verhuizing | None:
    """Return what can be moved or ended in the areas of one member."""
    rows = Lidmaatschap.objects.filter(pk=lid.pk).select_related("gebruiker", "organisatie")
    return next(iter(_moves(rows, Lidmaatschap.gebieden.through, "lidmaatschap_id")), None)


def successors(gebieden: Iterable[Gebied]) -> dict[int, list[Gebied]]:
    """Return the current areas that followed each of these, by its key."""
    old = list(gebieden)
    codes = {code for area in old if not area.vervallen for code in area.codes_nu}
    found = {a.code: a for a in Gebied.objects.current().without_vorm().filter(code__in=codes)}
    return {
        area.pk: [] if area.vervallen else [found[c] for c in area.codes_nu if c in found]
        for area in old
    }


def brought_forward(gebieden: Sequence[Gebied]) -> list[Gebied]:
    """Return the current areas of these, with those above; what nothing followed stays as it is.

    Without a statement when all are current.
    """
    if all(gebied.actueel for gebied in gebieden):
        return list(gebieden)
    current = Gebied.objects.current().select_related("ouder__ouder")
    current = current.defer("vorm", "ouder__vorm", "ouder__ouder__vorm")
    codes = {code for gebied in gebieden for code in gebied.codes_nu}
    found = {area.code: area for area in current.filter(code__in=codes)}
    gone = [g for g in gebieden if g.vervallen or not found.keys() & set(g.codes_nu)]
    return [*found.values(), *gone]


def pk_now(gebied: Gebied) -> int:
    """Return the key of the one current area that this is now; its own where there is none."""
    now = [area for area in brought_forward([gebied]) if area.actueel]
    return now[0].pk if len(now) == 1 else gebied.pk


def _moves(rows: QuerySet[Model], table: type[Model], owner: str) -> list[Verhuizing]:
    """Return the moves of these owners, in four statements whatever their number."""
    links = table._default_manager.filter(**{f"{owner}__in": rows.order_by().values("pk")})
    old: dict[int, list[int]] = defaultdict(list)
    for whose, area in links.filter(gebied__actueel=False).values_list(owner, "gebied_id"):
        old[whose].append(area)
    if not old:
        return []
    alive = set(links.filter(gebied__vervallen=False).values_list(owner, flat=True))
    wanted = {pk for areas in old.values() for pk in areas}
    areas = Gebied.objects.without_vorm().in_bulk(wanted)
    followed = successors(areas.values())
    result = []
    for row in rows.filter(pk__in=old):
        steps = _sorted_moves([areas[pk] for pk in old[row.pk]], followed)
        result.append(Verhuizing(row, steps, alles_weg=row.pk not in alive))  # type: ignore[arg-type]  # an owner of areas
    return result


def _sorted_moves(areas: Sequence[Gebied], followed: dict[int, list[Gebied]]) -> list[Verplaatsing]:
    return [
        Verplaatsing(area, followed[area.pk])
        for area in sorted(areas, key=lambda area: (area.code, area.jaar))
    ]


def area_notice(lid: Lidmaatschap) -> str:
    """Say in plain Dutch what of the member's area is gone, and what holds now; else nothing."""
    own = list(lid.gebieden.all().without_vorm())
    gone = [gebied for gebied in own if gebied.vervallen]
    if own and not gone:
        return ""
    if len(gone) < len(own):
        return ngettext(
            "%(gebieden)s bestaat niet meer in de nieuwe indeling. Je andere gebieden blijven.",
            "%(gebieden)s bestaan niet meer in de nieuwe indeling. Je andere gebieden blijven.",
            len(gone),
        ) % {"gebieden": _names(gone)}
    whole = list(lid.organisatie.werkgebied.all().without_vorm())
    if whole and all(gebied.vervallen for gebied in whole):
        return _(
            "Het werkgebied van %(organisatie)s bestaat niet meer in de nieuwe indeling. Daarom "
            "is er nu geen buurt om uit te kiezen. Wie Opbouw bij jullie beheert, kan dit "
            "herstellen."
        ) % {"organisatie": lid.organisatie.naam}
    if not own:
        return ""
    return ngettext(
        "%(gebieden)s bestaat niet meer in de nieuwe indeling. Daarom zie je nu het hele "
        "werkgebied van %(organisatie)s. Je coördinator of beheerder kan een ander gebied voor "
        "je kiezen.",
        "%(gebieden)s bestaan niet meer in de nieuwe indeling. Daarom zie je nu het hele "
        "werkgebied van %(organisatie)s. Je coördinator of beheerder kan een ander gebied voor "
        "je kiezen.",
        len(gone),
    ) % {"gebieden": _names(gone), "organisatie": lid.organisatie.naam}


def _names(gebieden: Sequence[Gebied]) -> str:
    return capfirst(get_text_list([str(gebied) for gebied in gebieden], _("en")))
