"""The parts and fields of an agenda note, each named once.

The form, the list of what is missing, the content that is frozen, the last look before
publication and the letter walk this table.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Search(Enum):
    """What the last look before publication searches a field for."""

    EVERYTHING = auto()
    # People are named here for the work they do; only a citizen service number is out of place.
    NUMBERS = auto()


@dataclass(frozen=True, kw_only=True)
class Veld:
    """One field of the note, from the form to the letter."""

    name: str
    label: Words = ""
    # What the form calls it, where it has no label of its own here.
    place: Words = ""
    # Its name in the frozen content; empty when it is not frozen by itself.
    frozen_as: str | None = None
    search: Search = Search.EVERYTHING
    # Why the last look does not search it.
    exempt: str = ""
    # What is said while the note cannot be settled without it, and the input to go to.
    if_missing: Words = ""
    anchor: str = ""
    # In `pdf/notitie/`; empty when the head of the letter or a neighbour's template shows it.
    template: str = ""

    @property
    def key(self) -> str:
        """Its name in the frozen content; empty when it is not frozen by itself."""
        return self.name if self.frozen_as is None else self.frozen_as


@dataclass(frozen=True, kw_only=True)
class Tekst(Veld):
    """A text that is typed: a column of the note, which decides how long it may be."""

    help_text: Words = ""
    lines: int = 4
    max_words: int | None = None
    # In the letter: what is written above it, and in its stead when it is empty.
    heading: Words = ""
    if_empty: Words = ""
    template: str = "tekst.html"


@dataclass(frozen=True, kw_only=True)
class Rijen(Veld):
    """Rows of their own, each with a few fields; `row_name` comes before their number."""

    row_name: Words
    help_text: Words


@dataclass(frozen=True)
class Deel:
    """A part of the note: its head (0), one of the eight parts, or the appendix."""

    nummer: int
    naam: Words
    velden: tuple[Veld, ...]
    # What the letter says when the whole part is empty.
    if_empty: Words = ""


DELEN = (
    Deel(
        0,
        _("Kop"),
        (
            Tekst(name="titel", label=_("Titel"), template=""),
            Tekst(
                name="aan_wie",
                label=_("Aan wie binnen de gemeente?"),
                frozen_as="aan",
                search=Search.NUMBERS,
                template="",
            ),
            Tekst(
                name="cc",
                label=_("Kopie aan"),
                search=Search.NUMBERS,
                template="",
            ),
            Veld(
                name="reactie_voor",
                if_missing=_("De dag waarop je reactie vraagt is voorbij. Kies een latere dag."),
            ),
            Veld(name="openbaar"),
            Veld(
                name="signalen",
                frozen_as="",
                if_missing=_("Kies ten minste één signaal."),
            ),
            Veld(name="kenmerk", exempt="we number our notes ourselves"),
            Veld(name="afzender", exempt="the name of an organisation"),
            Veld(name="gebied_code", exempt="comes from the statistics office"),
            Veld(name="gebied_naam", exempt="comes from the statistics office"),
            Veld(name="themas", exempt="chosen from a list of ours"),
        ),
    ),
    Deel(
        1,
        _("In het kort"),
        (
            Tekst(
                name="in_het_kort",
                label=_("In het kort"),
                help_text=_("Wat is er aan de hand, voor wie, en wat vraag je?"),
                max_words=100,
                if_missing=_("Schrijf “In het kort”: wat is er, voor wie, wat vraag je?"),
            ),
        ),
    ),
    Deel(
        2,
        _("Onze vraag"),
        (
            Rijen(
                name="vragen",
                place=_("Onze vraag"),
                row_name=_("Vraag"),
                help_text=_("Eén tot drie. Een vraag die je leeg laat, telt niet mee."),
                if_missing=_("Stel ten minste één vraag."),
                anchor="vraag-0-soort",
                template="vragen.html",
            ),
        ),
    ),
    Deel(
        3,
        _("Wat bewoners merken"),
        (
            Veld(
                name="verhalen",
                place=_("Wat bewoners merken"),
                if_missing=_("Een gekozen verhaal is ingetrokken of nog niet nagelezen."),
                template="verhalen.html",
            ),
            Veld(name="hoe_vaak", exempt="a sentence of ours about protected numbers"),
        ),
    ),
    Deel(
        4,
        _("Wat de cijfers zeggen"),
        (
            Veld(
                name="cijfers",
                exempt="published figures, which nobody typed",
                template="cijfers.html",
            ),
            Tekst(
                name="wat_opvalt",
                label=_("Wat valt op?"),
                help_text=_(
                    "Eén of twee zinnen boven de tabel. Zeg erbij waarvan het cijfer een deel is. "
                    "Bijvoorbeeld: in deze buurt heeft 46% van de woningen een slecht label, in de "
                    "gemeente 30%."
                ),
                lines=2,
                template="",
            ),
            Tekst(
                name="wat_we_niet_weten",
                label=_("Wat we niet weten"),
                if_missing=_("Schrijf op wat we niet weten. Dat staat er altijd bij."),
                heading=_("Wat we niet weten"),
                if_empty=_("Hierover is niets opgeschreven."),
                template="niet_weten.html",
            ),
        ),
    ),
    Deel(
        5,
        _("Duiding"),
        (
            Tekst(
                name="duiding",
                label=_("Duiding"),
                lines=6,
                if_missing=_("Schrijf de duiding: wat is het patroon, en waardoor?"),
            ),
            Tekst(
                name="duiders",
                label=_("Wie dachten hierover mee?"),
                heading=_("Wie hierover meedachten"),
            ),
            Tekst(
                name="tegengeluid",
                label=_("Tegengeluid"),
                heading=_("Tegengeluid"),
                if_empty=_(
                    "We hoorden nog geen tegengeluid. Dat wil niet zeggen dat het er niet is."
                ),
            ),
            Tekst(
                name="spanningen",
                label=_("Waar het schuurt"),
                heading=_("Waar het schuurt"),
            ),
        ),
    ),
    Deel(
        6,
        _("Wat er al is"),
        (
            Tekst(
                name="bronnen",
                label=_("Wat er al is"),
                help_text=_("Plekken, mensen, clubs en voorzieningen waar de buurt op bouwt."),
                if_missing=_(
                    "Schrijf op wat er al is: plekken, mensen en clubs waar de buurt op bouwt."
                ),
            ),
            Veld(
                name="gekozen_bronnen",
                place=_("Welke bronnen horen erbij?"),
                template="bronnen.html",
            ),
            Veld(
                name="initiatieven",
                place=_("Welke initiatieven horen erbij?"),
                template="initiatieven.html",
            ),
            Tekst(
                name="geprobeerd",
                label=_("Wat is er al geprobeerd?"),
                heading=_("Wat is geprobeerd"),
            ),
            Veld(name="lijnen", place=_("Waarom die lijn?")),
            Tekst(name="lijn_waarom", frozen_as="", template=""),
        ),
        if_empty=_("We brachten nog niet in kaart wat er al is."),
    ),
    Deel(
        7,
        _("Mogelijke richtingen"),
        (
            Rijen(
                name="richtingen",
                place=_("Mogelijke richtingen"),
                row_name=_("Richting"),
                help_text=_("Hooguit drie. Een richting die je leeg laat, telt niet mee."),
                template="richtingen.html",
            ),
        ),
        if_empty=_("We noemen geen richtingen: daarover gaan we graag in gesprek."),
    ),
    Deel(
        8,
        _("Afspraken en terugkoppeling"),
        (
            Tekst(
                name="terugkoppeling",
                label=_("Hoe en wanneer horen bewoners het antwoord?"),
                if_missing=_("Schrijf op hoe bewoners horen wat ermee gebeurt."),
                if_empty=_("Hoe bewoners het antwoord horen, is nog niet afgesproken."),
            ),
            Tekst(
                name="contact",
                label=_("Bij wie kan de gemeente terecht?"),
                search=Search.NUMBERS,
                if_missing=_("Schrijf op bij wie de gemeente terechtkan."),
                heading=_("Contact"),
            ),
            Tekst(
                name="akkoord",
                label=_("Akkoord van de buurt"),
                help_text=_(
                    "Wie heeft meegelezen, en wanneer? Bijvoorbeeld: zes bewoners, 2 april."
                ),
                template="",
            ),
        ),
    ),
)

BIJLAGE = Deel(
    9,
    _("Bijlage: hoe deze notitie is gemaakt"),
    (
        Veld(name="herkomst", exempt="a sentence of ours about protected numbers"),
        Veld(name="telwijze", exempt="a sentence of ours about protected numbers"),
        Veld(name="privacy", exempt="a sentence of ours"),
        Veld(name="versies", exempt="numbers and dates of ours"),
    ),
)

VELDEN = tuple(veld for deel in (*DELEN, BIJLAGE) for veld in deel.velden)
TEKSTEN = tuple(veld for veld in VELDEN if isinstance(veld, Tekst))
# What is frozen, by its name in the content.
FROZEN = {veld.key: veld for veld in VELDEN if veld.key}
# The texts of what hangs on a note, by the name under which it does.
AANHANG = {"vragen": ("aan", "wat"), "richtingen": ("wat", "voordelen", "nadelen", "drager_naam")}
