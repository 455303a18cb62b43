"""Everything of one organisation in which a person may stand, for that person to see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.models import (
    Bericht,
    Bewonersbericht,
    Contactpersoon,
    Indiener,
    Initiatief,
    InitiatiefTerugkoppeling,
)
from initiatieven.queries.contactpersoon import page_of
from initiatieven.queries.gegevens import Gegevens, details_of
from opbouw.lib.encrypted import lookup_hashes
from opbouw.lib.text.names import any_spelling
from signalen.delen import AANHANG, TEKSTEN
from signalen.models import (
    Agendanotitie,
    Antwoord,
    Duiding,
    NotitieVersie,
    Signaal,
    SignaalTerugkoppeling,
    Verhaal,
)
from signalen.queries.weghalen import Stuk, begin_of
from wijken.models import (
    Afspraak,
    Bron,
    Contactmoment,
    Lidmaatschap,
    Telling,
    Uitnodiging,
    Verband,
    Verplaatsing,
    Weghaalbaar,
)

# Of each kind; more means that the words are too common to be about one person.
MOST = 50
# A shorter word of a name stands in half of all texts.
SHORTEST = 4

WAT: dict[type[Model], Promise] = {
    Contactmoment: gettext_lazy("Contact"),
    Afspraak: gettext_lazy("Afspraak"),
    Verplaatsing: gettext_lazy("Verplaatste afspraak"),
    Initiatief: gettext_lazy("Initiatief"),
    Bericht: gettext_lazy("Antwoord aan een bewoner"),
    Bewonersbericht: gettext_lazy("Bericht van een bewoner"),
    InitiatiefTerugkoppeling: gettext_lazy("Verteld over een initiatief"),
    Signaal: gettext_lazy("Signaal"),
    Duiding: gettext_lazy("Duiding"),
    SignaalTerugkoppeling: gettext_lazy("Verteld over een signaal"),
    Verhaal: gettext_lazy("Verhaal"),
}
# Texts of what cannot be emptied here.
OTHER_TEXTS: dict[type[Model], tuple[str, ...]] = {Verhaal: ("tekst", "kring")}


@dataclass(frozen=True)
class Gezocht:
    """What somebody gave to be found by; it is stored nowhere."""

    naam: str = ""
    email: str = ""
    telefoon: str = ""
    woorden: str = ""

    @property
    def phrases(self) -> list[str]:
        """What free text is searched for: all of it, and each longer word of the name."""
        parts = [self.naam, self.email, self.telefoon, *self.woorden.split(",")]
        parts += [word for word in self.naam.split() if len(word) >= SHORTEST]
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


@dataclass(frozen=True)
class Vondst:
    """A place where the person may stand: what it is, its page, and all that it says."""

    stuk: Stuk
    url: str
    teksten: tuple[str, ...]
    # A note is changed, and an invitation withdrawn, on its own page.
    weg_te_halen: bool = True


@dataclass(frozen=True)
class Inzage:
    """All that was found, how many could not be read, and the kinds with more than is shown."""

    vondsten: list[Vondst]
    onleesbaar: int
    te_veel: list[str]

    @property
    def stukken(self) -> list[Stuk]:
        """What can be taken out from here."""
        return [vondst.stuk for vondst in self.vondsten if vondst.weg_te_halen]


def find_person(lid: Lidmaatschap, gezocht: Gezocht) -> Inzage:
    """Return where a person may stand in what the member's organisation keeps."""
    details = details_of(lid, naam=gezocht.naam, email=gezocht.email, telefoon=gezocht.telefoon)
    vondsten = [_of_details(one) for one in details.found]
    te_veel = [] if details.all_read else [_("Contactgegevens")]
    kinds: list[tuple[str, list[Vondst]]] = [
        (str(wat), [_vondst(row) for row in _rows_with(lid, model, gezocht.phrases)])
        for model, wat in WAT.items()
    ]
    kinds += [
        (_("Bron"), _bronnen(lid, gezocht.phrases)),
        (_("Contactpersoon"), _rollen(lid, gezocht.phrases, vondsten)),
        (_("Verband"), _verbanden(lid, gezocht.phrases)),
        (_("Telling van een ronde"), _tellingen(lid, gezocht.phrases)),
        (_("Notitie"), _notities(lid, gezocht.phrases)),
        (_("Versie van een notitie"), _versies(lid, gezocht.phrases)),
        (_("Antwoord van de gemeente"), _antwoorden(lid, gezocht.phrases)),
        (_("Uitnodiging voor het team"), _invitations(lid, gezocht.email)),
    ]
    for wat, found in kinds:
        vondsten += found[:MOST]
        te_veel += [wat] if len(found) > MOST else []
    return Inzage(vondsten, details.unreadable, te_veel)


def _of_details(one: Gegevens) -> Vondst:
    said = tuple(filter(None, [one.naam, one.email, one.telefoon]))
    if isinstance(one, Indiener):
        stuk = Stuk(one, _("Contactgegevens"), one.initiatief.kenmerk)
        return Vondst(stuk, reverse("initiatief", args=[one.initiatief_id]), said)
    return Vondst(Stuk(one, _("Contactpersoon"), begin_of(one.rol)), page_of(one), (one.rol, *said))


def _fields(model: type[Model]) -> Iterable[str]:
    if issubclass(model, Weghaalbaar):
        return (*model.vervangen, *model.geleegd)
    return OTHER_TEXTS[model]


def _said(fields: Iterable[str], phrases: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for field in fields:
        for phrase in phrases:
            found |= Q(**{f"{field}__iregex": any_spelling(phrase)})
    return found


def _rows_with(lid: Lidmaatschap, model: type[Model], phrases: list[str]) -> list[Model]:
    # What was put away too: it is kept, so it may be asked for.
    own = model._default_manager.filter(organisatie_id=lid.organisatie_id)
    return list(own.filter(_said(_fields(model), phrases)).order_by("-pk")[: MOST + 1])


def _vondst(row: Model) -> Vondst:
    texts = tuple(filter(None, (getattr(row, name) for name in _fields(type(row)))))
    return Vondst(Stuk(row, str(WAT[type(row)]), begin_of(" ".join(texts))), _url(row), texts)


def _url(row: Model) -> str:
    if isinstance(row, Contactmoment):
        return reverse("contact", args=[row.pk])
    if isinstance(row, Verhaal):
        return reverse("verhaal", args=[row.pk])
    if isinstance(row, Afspraak | Verplaatsing):
        return reverse("afspraak", args=[row.pk if isinstance(row, Afspraak) else row.afspraak_id])
    if isinstance(row, Signaal | Duiding | SignaalTerugkoppeling):
        return reverse("signaal", args=[row.pk if isinstance(row, Signaal) else row.signaal_id])
    pk = row.pk if isinstance(row, Initiatief) else getattr(row, "initiatief_id", 0)
    return reverse("initiatief", args=[pk])


def _tellingen(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    """Return the places of walks; a walk is removed as a whole, on its own page."""
    rows = Telling.objects.filter(organisatie_id=lid.organisatie_id)
    return [
        Vondst(
            Stuk(row, _("Telling van een ronde"), begin_of(row.plek)),
            reverse("ronde", args=[row.ronde_id]),
            (row.plek,),
            weg_te_halen=False,
        )
        for row in rows.filter(_said(["plek"], phrases)).order_by("-pk")[: MOST + 1]
    ]


def _bronnen(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    """Return what is there already; its words are changed on its own page."""
    fields = ("naam", "omschrijving", "archief_want")
    rows = Bron.objects.visible_to(lid).filter(_said(fields, phrases)).order_by("-pk")
    return [
        Vondst(
            Stuk(row, _("Bron"), begin_of(row.naam)),
            reverse("bron", args=[row.pk]),
            tuple(filter(None, (getattr(row, name) for name in fields))),
            weg_te_halen=False,
        )
        for row in rows[: MOST + 1]
    ]


def _rollen(lid: Lidmaatschap, phrases: list[str], known: list[Vondst]) -> list[Vondst]:
    """Return contact persons by the words of what they do, but those found by their details."""
    rows = Contactpersoon.objects.visible_to(lid).without_details()
    rows = rows.filter(_said(["rol"], phrases)).select_related("bron", "initiatief")
    there = {one.stuk.row.pk for one in known if isinstance(one.stuk.row, Contactpersoon)}
    return [
        Vondst(Stuk(row, _("Contactpersoon"), begin_of(row.rol)), page_of(row), (row.rol,))
        for row in rows.exclude(pk__in=there).order_by("-pk")[: MOST + 1]
    ]


def _verbanden(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    """Return ties; the same goes for them."""
    fields = ("instelling", "waarom", "einde_want")
    rows = Verband.objects.visible_to(lid).filter(_said(fields, phrases)).order_by("-pk")
    return [
        Vondst(
            Stuk(row, _("Verband"), begin_of(row.waarom)),
            reverse("bron", args=[row.bron_id]),
            tuple(filter(None, (getattr(row, name) for name in fields))),
            weg_te_halen=False,
        )
        for row in rows[: MOST + 1]
    ]


def _notities(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    fields = [veld.name for veld in TEKSTEN]
    fields += [f"{one}__{name}" for one, names in AANHANG.items() for name in names]
    rows = Agendanotitie.objects.visible_to(lid).filter(_said(fields, phrases)).distinct()
    rows = rows.prefetch_related(*AANHANG)
    return [
        Vondst(
            Stuk(row, _("Notitie (%(staat)s)") % {"staat": row.get_staat_display()}, row.titel),
            reverse("notitie", args=[row.pk]),
            tuple(filter(None, _said_in(row))),
            weg_te_halen=False,
        )
        for row in rows.order_by("-pk")[: MOST + 1]
    ]


def _said_in(notitie: Agendanotitie) -> Iterator[str]:
    for veld in TEKSTEN:
        yield getattr(notitie, veld.name)
    for one, names in AANHANG.items():
        for row in getattr(notitie, one).all():
            for name in names:
                yield getattr(row, name)


def _versies(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    """Return what was settled, and perhaps sent: its words stay when the note is rewritten."""
    rows = NotitieVersie.objects.filter(organisatie_id=lid.organisatie_id)
    rows = rows.filter(_said(["inhoud"], phrases)).select_related("notitie")
    return [
        Vondst(
            Stuk(
                row,
                _("Versie %(nummer)s van een notitie") % {"nummer": row.nummer},
                row.notitie.titel,
            ),
            reverse("notitie", args=[row.notitie_id]),
            tuple(text for text in _strings(row.inhoud) if _holds(text, phrases)),
            weg_te_halen=False,
        )
        for row in rows.order_by("-pk")[: MOST + 1]
    ]


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _strings(one)


def _holds(text: str, phrases: Iterable[str]) -> bool:
    return any(re.search(any_spelling(phrase), text, re.IGNORECASE) for phrase in phrases)


def _antwoorden(lid: Lidmaatschap, phrases: list[str]) -> list[Vondst]:
    """Return what a municipality answered; it is of whoever asked, and stays with the letter."""
    fields = ("reden", "drager")
    rows = Antwoord.objects.filter(organisatie_id=lid.organisatie_id)
    rows = rows.filter(_said(fields, phrases)).select_related("vraag__notitie")
    return [
        Vondst(
            Stuk(row, _("Antwoord van de gemeente"), begin_of(row.reden)),
            reverse("notitie", args=[row.vraag.notitie_id]),
            tuple(filter(None, (row.reden, row.drager))),
            weg_te_halen=False,
        )
        for row in rows.order_by("-pk")[: MOST + 1]
    ]


def _invitations(lid: Lidmaatschap, email: str) -> list[Vondst]:
    if not email:
        return []
    rows = Uitnodiging.objects.visible_to(lid).filter(email_hash__in=lookup_hashes(email))
    return [
        Vondst(
            Stuk(row, _("Uitnodiging voor het team")),
            reverse("team"),
            (row.naam, row.email),
            weg_te_halen=False,
        )
        for row in rows.order_by("-pk")[: MOST + 1]
    ]
