"""What an app contributes to the pages of the roof, which combine without knowing any subject.

Each app fills in one `Contribution`, in its `contribution.py`; the roof lists those of all apps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Form
from django.utils.functional import Promise

from opbouw.lib.database.cut import with_columns
from opbouw.lib.web.pieces import Gehoord, Punt, Stap, Treffer
from wijken.bewaarregels import Kept, Rule
from wijken.models import GEMEENTE_ROLLEN, WELZIJN_ROLLEN, Gebied, Lidmaatschap, Rol

# The roof imports no models; it hands these on and needs their names for that.
__all__ = [
    "IEDEREEN",
    "MOST_PUNTEN",
    "Branch",
    "Contribution",
    "Dagdeel",
    "Formulier",
    "Gebied",
    "Handeling",
    "Heard",
    "Lidmaatschap",
    "MenuEntry",
    "Reach",
    "Rol",
    "Source",
    "Strand",
    "Taak",
    "Terrein",
    "Vindbaar",
]

IEDEREEN = (*WELZIJN_ROLLEN, *GEMEENTE_ROLLEN)

# Mijn dag shows no more than this of one kind, and says how many more there are.
MOST_PUNTEN = 6


class Dagdeel(Enum):
    """The parts of Mijn dag; the first two are debts, and appointments are the member's own."""

    TE_VERTELLEN = "te_vertellen"
    WACHT_OP_ANTWOORD = "wacht_op_antwoord"
    AFSPRAKEN = "afspraken"
    WACHT = "wacht"


@dataclass(frozen=True)
class Reach:
    """Which records a day is about: all of the organisation, those of the own areas, or the rest.

    `areas` are the keys of the own areas, None for a member who works everywhere; `gemeenten` those
    of the whole gemeenten of the organisation; `gone` those of the colleagues who left.
    """

    areas: tuple[int, ...] | None = None
    gemeenten: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    elsewhere: bool = False

    def select(self, own: Q) -> Q:
        """Return the filter on records with a `gebied`; what is `own` is never elsewhere."""
        if self.areas is None:
            return Q()
        near = Q(gebied__in=self.areas) | own
        return ~near if self.elsewhere else near


@dataclass(frozen=True)
class Source:
    """One kind of points, for one part of the day.

    `rows` are all of them, in the order of the day, and `punten` draws some, from `kolommen` alone:
    a day asks for a dozen kinds, and nothing of them is loaded that it does not show. Their whole
    list is called `titel`, has `soort` in its address, and goes by `orde`, the order of a keyset
    page.
    """

    soort: str
    titel: Promise
    dagdeel: Dagdeel
    rows: Callable[[Lidmaatschap, Reach], QuerySet[Any]]
    punten: Callable[[list[Any]], Iterable[Punt]]
    orde: tuple[str, ...] = ("op", "pk")
    # Columns of `orde` that may be empty, but not in these rows.
    filled: tuple[str, ...] = ()
    rollen: tuple[Rol, ...] = WELZIJN_ROLLEN
    kolommen: tuple[str, ...] = field(kw_only=True)

    def drawn(self, lid: Lidmaatschap, reach: Reach) -> QuerySet[Any]:
        """Return the rows with what `punten` and `orde` read, and no more."""
        order = (name for name in self.orde if name != "pk")
        return with_columns(self.rows(lid, reach), *self.kolommen, *order)


@dataclass(frozen=True)
class Heard:
    """What residents tell of one kind, for beside the figures of an area.

    `rows` are those of these areas, the newest first, and `stukken` draws some. Their whole list
    is called `titel`; it has the address of this name, and takes a `gebied`. `kolommen` are those
    that `stukken` reads.
    """

    titel: Promise
    lijst: str
    rows: Callable[[Lidmaatschap, list[int]], QuerySet[Any]]
    stukken: Callable[[Iterable[Any]], Iterable[Gehoord]]
    kolommen: tuple[str, ...] = field(kw_only=True)

    def drawn(self, lid: Lidmaatschap, gebieden: list[int]) -> QuerySet[Any]:
        """Return the rows with what `stukken` reads, and no more."""
        return with_columns(self.rows(lid, gebieden), *self.kolommen)


@dataclass(frozen=True)
class Vindbaar:
    """One kind of records that the search finds.

    `rows` are those that the member may open, of which `woorden` still have their words.
    `gezocht` are the columns of the table's search index, `van` is whose work it is, unless
    `eigen` says it is nobody's, and `orde` begins with when it was. `treffers` draws some from
    `kolommen` alone. Kinds without lines leave `lijnen` out, and are not found by one. `titel`
    names all of them and `een` one; `ouder` leads to more.
    """

    soort: str
    titel: Promise
    een: Promise
    ouder: Promise
    rows: Callable[[Lidmaatschap], QuerySet[Any]]
    treffers: Callable[[list[Any]], Iterable[Treffer]]
    gezocht: tuple[str, ...]
    orde: tuple[str, ...]
    van: str
    kolommen: tuple[str, ...]
    lijnen: bool = True
    woorden: Q = field(default_factory=Q)
    eigen: Q = field(default_factory=Q)

    def drawn(self, lid: Lidmaatschap) -> QuerySet[Any]:
        """Return the rows with what `treffers` and `orde` read, and no more."""
        order = (name.removeprefix("-") for name in self.orde)
        columns = (name for name in order if name != "pk")
        return with_columns(self.rows(lid), *self.kolommen, *columns)


@dataclass(frozen=True)
class Taak:
    """What is a member's own to do, and somebody else's when they stop.

    `rows` are those of one member, `punten` draws some, and `over` gives them to a colleague; what
    has none is the team's by itself. Their whole list has `soort` in its address, and goes by
    `orde`, of which `filled` may be empty in other rows.
    """

    soort: str
    titel: Promise
    rows: Callable[[Lidmaatschap], QuerySet[Any]]
    punten: Callable[[list[Any]], Iterable[Punt]]
    orde: tuple[str, ...]
    filled: tuple[str, ...] = ()
    over: Callable[..., None] | None = None


@dataclass(frozen=True)
class Strand:
    """The thread of one kind of record, as far as its own floor and the floors below know it.

    `soort` is the kind in the address of the thread, `pagina` the name of the record's own URL.
    `stappen` returns None for a record that the member may not see.
    """

    soort: str
    pagina: str
    stappen: Callable[[Lidmaatschap, int], list[Stap] | None]
    rollen: tuple[Rol, ...] = WELZIJN_ROLLEN


@dataclass(frozen=True)
class Branch:
    """What came of a record of a lower floor, which knows nothing of it.

    It is asked only after the record itself was found. `still_to_come` is the step shown as long
    as nothing at all came of the record.
    """

    soort: str
    stappen: Callable[[Lidmaatschap, int], list[Stap]]
    still_to_come: Callable[[int], Stap] | None = None
    rollen: tuple[Rol, ...] = WELZIJN_ROLLEN


@dataclass(frozen=True)
class MenuEntry:
    """A section of the site in the menu, by the name of its URL.

    `duim` is its place on the thumb bar of a phone, counted from one, where `kort` may say it in
    a shorter word; without a place it is under Meer. `apart` entries come after the work itself,
    and what the work begins with is a `knop`. `aantal` counts what waits there for the member.
    """

    route: str
    tekst: Promise
    icoon: str
    kort: Promise | None = None
    duim: int | None = None
    apart: bool = False
    knop: bool = False
    aantal: Callable[[Lidmaatschap], int] | None = None
    rollen: tuple[Rol, ...] = WELZIJN_ROLLEN


@dataclass(frozen=True)
class Formulier:
    """A form that members save, by the name of its URL: what it is called, and its fields.

    One that is open while somebody walks (`onderweg`) has no time that tells anything. `rollen`
    are those that its page lets in.
    """

    route: str
    titel: Promise
    vorm: type[Form]
    onderweg: bool = False
    rollen: tuple[Rol, ...] = WELZIJN_ROLLEN


class Terrein(Enum):
    """What an action in the audit trail is about, to choose from in the logboek."""

    INLOGGEN = "inloggen"
    TEAM = "team"
    GEGEVENS = "gegevens"
    WERK = "werk"


@dataclass(frozen=True)
class Handeling:
    """The words for one `handeling` of the audit trail."""

    tekst: Promise
    terrein: Terrein = Terrein.WERK


@dataclass(frozen=True)
class Contribution:
    """All that one app gives, each kind in the order in which pages show it."""

    menu: tuple[MenuEntry, ...] = ()
    # Addresses that do not begin with that of their entry, with the entry they belong to.
    onder: Mapping[str, str] = field(default_factory=dict)
    dag: tuple[Source, ...] = ()
    # What is shown when a member stops, and can be handed over.
    taken: tuple[Taak, ...] = ()
    strands: tuple[Strand, ...] = ()
    branches: tuple[Branch, ...] = ()
    # What was heard in an area.
    gehoord: tuple[Heard, ...] = ()
    # What the search finds.
    vindbaar: tuple[Vindbaar, ...] = ()
    # How long what is kept; in the order in which rows let go of each other.
    bewaren: tuple[Rule, ...] = ()
    bewaard: tuple[Kept, ...] = ()
    # The words of every action that the app records.
    handelingen: Mapping[str, Handeling] = field(default_factory=dict)
    # What filling in costs is told of these.
    formulieren: tuple[Formulier, ...] = ()
