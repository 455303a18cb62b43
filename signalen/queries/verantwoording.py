"""Composing an account: what the profession can show of an area and a period.

Every number of people comes protected from `wijken.queries.aanwezigheid`; the others count plans,
patterns and letters. The sentences are part of a letter, which is Dutch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from opbouw.lib.models.labels import label_of
from signalen.inhoud import Lijn as LijnNaam
from signalen.models import Agendanotitie, Uitkomst, VerantwoordingPdf, Verhaal
from signalen.models.verhaal import VerhaalQuerySet
from signalen.queries import beweging
from signalen.queries.beweging import Beweging, in_areas, movement, sent_in, sent_notes
from signalen.queries.geteld import Geteld, counted
from signalen.queries.onderdelen import parts_of
from signalen.queries.verhaal import visible_verhalen
from signalen.verantwoording import (
    Brief,
    Lijnstap,
    Verantwoording,
    Verteld,
)
from wijken.bewaarregels import start_of
from wijken.models import Gebied, Lidmaatschap, OwnedQuerySet
from wijken.queries.aanwezigheid import Aanwezigheid, presence
from wijken.queries.geteld import MENSEN
from wijken.queries.tijdvak import Tijdvak

MOST_VERHALEN = 6
# From which a member chooses; older ones were told in an earlier period.
OFFERED = 30
HOW_COUNTED = tuple(
    map(
        str.strip,
        """
Bij een contact kiest wie noteert ongeveer hoeveel mensen er waren. We tellen het kleinste aantal \
van die keuze. Wie we vaker spraken, telt vaker mee.
Initiatieven, signalen, notities en antwoorden gaan over plannen, patronen en brieven. Die staan \
er precies.
Wat van lijn naar lijn ging: we kijken naar het eerste waar iets uit voortkwam, en naar wat eruit \
kwam. Liep het langs meer lijnen, dan telt de verste.
We tellen nooit per medewerker. Niemand hoefde hiervoor iets extra’s bij te houden.
""".strip().splitlines(),
    )
)


def offered_verhalen(lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak) -> list[Verhaal]:
    """Return the newest stories that may be told."""
    return list(tellable_verhalen(lid, gebied, tijdvak).order_by("-op", "-pk")[:OFFERED])


def tellable_verhalen(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak
) -> VerhaalQuerySet:
    """Return the stories that may be told of this area, of this period or before."""
    here = in_areas(areas_of(gebied))
    return usable_verhalen(lid).filter(here, op__lt=start_of(tijdvak.after))


def visible_accounts(lid: Lidmaatschap) -> OwnedQuerySet[VerantwoordingPdf]:
    """Return the accounts that were asked for as a PDF, without what they say."""
    rows: OwnedQuerySet[VerantwoordingPdf] = VerantwoordingPdf.objects.visible_to(lid)
    return rows.select_related("gebied", "organisatie").defer("gebied__vorm", "inhoud")


def usable_verhalen(lid: Lidmaatschap) -> VerhaalQuerySet:
    """Return the stories of the organisation that may leave the team."""
    return visible_verhalen(lid).usable()


def areas_of(gebied: Gebied | None) -> list[int] | None:
    """Return the keys of an area and all in it; None for the whole organisation."""
    return None if gebied is None else Gebied.objects.within([gebied]).pks()


def compose(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak, verhalen: Iterable[int] = ()
) -> Verantwoording:
    """Return the account of a wijk, or of the whole organisation, with the chosen stories."""
    here = areas_of(gebied)
    both = [tijdvak, tijdvak.before]
    er, er_eerder = presence(lid, gebied, both)
    sent = sent_notes(lid, here, since=tijdvak.before.begin)
    getal, eerder = (counted(lid, here, one, sent) for one in both)
    gegaan, ging = (movement(lid, here, one, sent) for one in both)
    loopt = tijdvak.loopt
    waar = gebied.naam if gebied is not None else lid.organisatie.naam
    return Verantwoording(
        organisatie=lid.organisatie.naam,
        gebied=waar,
        tijdvak=str(tijdvak),
        dagen=tijdvak.dagen,
        tot=timezone.localdate() if loopt else None,
        eerder=str(tijdvak.before),
        datum=timezone.localdate(),
        in_het_kort=tuple(filter(None, _summary(er, getal, gegaan, loopt=loopt))),
        onderdelen=parts_of((er, er_eerder), (getal, eerder), loopt=loopt),
        stappen=tuple(_steps(gegaan, ging)),
        beweging=_moved(gegaan),
        brieven=tuple(_letters(sent_in(sent, tijdvak))),
        verhalen=tuple(_told(lid, gebied, tijdvak, verhalen)),
        telwijze=_how_counted(lid.organisatie.drempel),
    )


def _told(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak, chosen: Iterable[int]
) -> Iterable[Verteld]:
    rows = tellable_verhalen(lid, gebied, tijdvak).filter(pk__in=list(chosen))
    for one in rows.order_by("op", "pk")[:MOST_VERHALEN]:
        yield Verteld(one.tekst, one.kring, one.gebied.naam)


def _number(n: int, een: str, meer: str) -> str:
    return f"{n} {een if n == 1 else meer}"


NAMEN: Mapping[str, tuple[str, str]] = {
    beweging.INITIATIEF: ("initiatief", "initiatieven"),
    beweging.SIGNAAL: ("signaal", "signalen"),
    beweging.NOTITIE: ("notitie", "notities"),
    beweging.VERBAND: ("verband", "verbanden"),
}


def _steps(nu: Beweging, eerder: Beweging) -> Iterable[Lijnstap]:
    lijnen: Sequence[LijnNaam] = ("verbinden", "overbruggen", "koppelen")
    # What went on comes first, then what stayed, then what went back.
    pairs = [(van, naar) for van in lijnen for naar in lijnen]
    pairs.sort(key=lambda pair: lijnen.index(pair[0]) - lijnen.index(pair[1]))
    for van, naar in pairs:
        kinds = nu.stappen.get((van, naar), Counter[str]())
        said = [_number(kinds[one], *NAMEN[one]) for one in NAMEN if kinds.get(one)]
        number, before = nu.aantal(van, naar), eerder.aantal(van, naar)
        if number or before:
            yield Lijnstap(van, naar, number, before, ", ".join(said))


def _moved(gegaan: Beweging) -> str:
    if not gegaan.stappen:
        return "In deze periode kwam er niets voort uit iets anders, voor zover dat genoteerd is."
    if not gegaan.verder:
        return "Wat er uit contacten en signalen voortkwam, bleef op dezelfde lijn."
    return f"{gegaan.verder} keer kwam iets op een volgende lijn."


def _summary(er: Aanwezigheid, getal: Geteld, gegaan: Beweging, *, loopt: bool) -> Iterable[str]:
    if not er.verborgen and not er.leeg:
        dagen = f"Op {_number(er.dagen, 'dag', 'dagen')} was er iemand." if er.dagen else ""
        mensen = er.getallen[MENSEN].value
        keer = f"We spraken ongeveer {mensen} keer iemand." if mensen else ""
        yield " ".join(filter(None, [dagen, keer]))
    if getal.ingediend:
        nieuw = _number(getal.ingediend, "initiatief", "initiatieven")
        yield f"Bewoners brachten {nieuw} in."
    if getal.lopend:
        now = _number(getal.lopend, "initiatief loopt", "initiatieven lopen")
        then = f"Aan het eind {'liep' if getal.lopend == 1 else 'liepen'} "
        yield (
            f"{now}." if loopt else f"{then}{_number(getal.lopend, 'initiatief', 'initiatieven')}."
        )
    if getal.opgemerkt:
        yield f"We merkten {_number(getal.opgemerkt, 'signaal', 'signalen')} op."
    if getal.verzonden:
        yield f"De gemeente kreeg {_number(getal.verzonden, 'notitie', 'notities')} van ons."
    if answers := sum(getal.antwoorden.values()):
        wacht = f" {_number(getal.onbeantwoord, 'vraag wacht', 'vragen wachten')} nog."
        said = f"De gemeente gaf {_number(answers, 'antwoord', 'antwoorden')}."
        yield said + (wacht if getal.onbeantwoord else "")
    if gegaan.verder:
        yield _moved(gegaan)


def _letters(sent: list[int]) -> Iterable[Brief]:
    """Yield the letters that anybody may read, with what was answered."""
    notities = Agendanotitie.objects.filter(pk__in=sent, openbaar=True)
    notities = notities.order_by("verzonden_op", "pk")
    for one in notities.prefetch_related("vragen__antwoord"):
        answers = tuple(
            f"vraag {vraag.nummer}: "
            + (
                str(label_of(Uitkomst, vraag.antwoord.uitkomst))
                if hasattr(vraag, "antwoord")
                else "wacht op antwoord"
            )
            for vraag in one.vragen.all()
        )
        # Never empty: only sent notes are asked for.
        day = timezone.localdate(one.verzonden_op)
        yield Brief(one.kenmerk, one.titel, day, answers)


def _how_counted(drempel: int) -> tuple[str, ...]:
    people = (
        f"Aantallen mensen, contacten en praatjes onder de {drempel} staan er als “minder dan "
        f"{drempel}”; andere zijn afgerond op vijf. Staat er “niet getoond”, dan zou een klein "
        "aantal uit andere cijfers uit te rekenen zijn, of is het bijna helemaal van één collega."
    )
    return (people, *HOW_COUNTED)
