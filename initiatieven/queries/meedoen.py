"""Where a resident can bring a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from opbouw.lib.text.names import folded, sort_key
from wijken.models import Gebied, GebiedSoort, Organisatie, OrganisatieSoort

# A resident knows the name of the buurt or of the gemeente: a long list helps neither.
AREAS_SHOWN = 6
PLACES_SHOWN = 60


@dataclass(frozen=True)
class Meedoen:
    """One organisation to bring a plan to, and where it works.

    `gebied` is the wijk or buurt that was looked for, when it was not the gemeente.
    """

    organisatie: Organisatie
    gemeenten: str
    gebied: Gebied | None = None

    @property
    def buurt(self) -> str:
        """The code of the buurt that was found; empty for a wijk, of which one chooses a buurt."""
        found = self.gebied
        return found.code if found and found.soort == GebiedSoort.BUURT else ""


@dataclass(frozen=True)
class Gevonden:
    """The result of a search; when nothing has the name, `plekken` lists all that take part."""

    plekken: list[Meedoen]
    gevonden: bool
    meer: bool


def open_organisaties() -> QuerySet[Organisatie]:
    """Return the organisations to which a resident can bring a plan."""
    welzijn = Organisatie.objects.filter(soort=OrganisatieSoort.WELZIJN)
    works_in = Gebied.objects.filter(organisaties=OuterRef("pk"), vervallen=False)
    return welzijn.filter(Exists(works_in))


def organisaties_with_area() -> QuerySet[Organisatie]:
    """Return all with an area, even if it has left the division: their form says so."""
    welzijn = Organisatie.objects.filter(soort=OrganisatieSoort.WELZIJN)
    return welzijn.filter(Exists(Gebied.objects.filter(organisaties=OuterRef("pk"))))


def places_to_join(zoek: str = "") -> Gevonden:
    """Return the organisations of a gemeente, wijk or buurt with this name, or all of them.

    Three queries, and one more for the names of wijken and buurten when something is looked for.
    """
    areas = Prefetch("werkgebied", queryset=Gebied.objects.only("code", "opvolgers"))
    organisaties = list(open_organisaties().prefetch_related(areas))
    codes = {code for o in organisaties for code in _gemeentecodes(o)}
    named = Gebied.objects.current().filter(code__in=codes).values_list("code", "naam")
    names = dict(named)
    whole = sorted(
        (Meedoen(o, _gemeenten(o, names)) for o in organisaties),
        key=lambda m: (sort_key(m.gemeenten), sort_key(m.organisatie.naam)),
    )
    words = [word for typed in _readable(zoek).split() if (word := folded(typed))]
    wanted = "".join(words)
    if not wanted:
        return _bounded(whole)
    found = [m for m in whole if wanted in folded(f"{m.gemeenten} {m.organisatie.naam}")]
    named_so = _areas(words, names, organisaties)
    for area in named_so[:AREAS_SHOWN]:
        gemeente = names.get(area.gemeentecode, "")
        found += [Meedoen(o, gemeente, area) for o in organisaties if _works_in(o, area)]
    if not found:
        return _bounded(whole)
    return _bounded(found, gevonden=True, meer=len(named_so) > AREAS_SHOWN)


def _bounded(plekken: list[Meedoen], *, gevonden: bool = False, meer: bool = False) -> Gevonden:
    return Gevonden(plekken[:PLACES_SHOWN], gevonden, meer or len(plekken) > PLACES_SHOWN)


def _readable(zoek: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in zoek).split())


def _gemeenten(organisatie: Organisatie, names: dict[str, str]) -> str:
    codes = _gemeentecodes(organisatie)
    found = {names.get(code, organisatie.naam) for code in codes}
    return ", ".join(sorted(found, key=sort_key))


def _codes(organisatie: Organisatie) -> set[str]:
    """Return the codes of its areas in the current division."""
    return {code for own in organisatie.werkgebied.all() for code in own.codes_nu}


def _gemeentecodes(organisatie: Organisatie) -> set[str]:
    return {f"GM{code[2:6]}" for code in _codes(organisatie)}


def _areas(
    words: list[str], names: dict[str, str], organisaties: Iterable[Organisatie]
) -> list[Gebied]:
    """Return the wijken and buurten with this name in which an organisation works, and one more.

    The name of the gemeente may be added: "Centrum Baarn". One walk along the names of all
    areas; no index helps to find what is in the middle of a name (see docs/decisions/0068).
    """
    in_name = [Q(gevouwen__contains=word) for word in words]
    in_either = [
        own | Q(gemeentecode__in=[code for code, naam in names.items() if word in folded(naam)])
        for own, word in zip(in_name, words, strict=True)
    ]
    rows = (
        Gebied.objects.current()
        .exclude(soort=GebiedSoort.GEMEENTE)
        .filter(reduce(or_, in_name), reduce(and_, in_either), _worked_in(organisaties))
        .only("code", "soort", "naam", "gemeentecode")
        # An exact name comes before one that contains the word.
        .order_by(Length("gevouwen"), "gevouwen", "code")
    )
    return list(rows[: AREAS_SHOWN + 1])


def _worked_in(organisaties: Iterable[Organisatie]) -> Q:
    codes = {code for organisatie in organisaties for code in _codes(organisatie)}
    return Q(gemeentecode__in=codes) | Q(code__in=codes) | Q(ouder__code__in=codes)


def _works_in(organisatie: Organisatie, area: Gebied) -> bool:
    # CBS codes nest: BU0363AA01 lies in WK0363AA lies in GM0363.
    return any(area.code[2:].startswith(code[2:]) for code in _codes(organisatie))
