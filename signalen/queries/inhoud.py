"""Composing the content of a note, with every number protected before it leaves the team."""

from calendar import monthrange
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from signalen.delen import TEKSTEN
from signalen.inhoud import (
    BronInhoud,
    InitiatiefInhoud,
    Lijn,
    LijnInhoud,
    NotitieInhoud,
    RichtingInhoud,
    VerhaalInhoud,
    VraagInhoud,
)
from signalen.models import Agendanotitie, Drager, Richting, Signaal, Verhaal
from signalen.queries.aantallen import protected_numbers
from signalen.queries.notitie import signalen_of


def compose(notitie: Agendanotitie, *, versie: int, datum: date) -> NotitieInhoud:
    """Return everything that the note says, as it will be frozen in this version."""
    signalen = list(signalen_of(notitie).order_by("op", "pk"))
    gebied = notitie.gebied_buiten
    verhalen = _verhalen(notitie)
    aantallen = protected_numbers(notitie, signalen, verhalen)
    # Texts are frozen as they were typed; the rest is put together here.
    typed = {veld.key: getattr(notitie, veld.name) for veld in TEKSTEN if veld.key}
    return NotitieInhoud(
        **{**typed, "aan": _addressee(notitie)},
        kenmerk=notitie.kenmerk,
        datum=datum,
        versie=versie,
        afzender=notitie.organisatie.naam,
        gebied_code=gebied.code,
        gebied_naam=gebied.naam,
        gebied_jaar=gebied.jaar,
        themas=tuple(dict.fromkeys(signaal.get_thema_display() for signaal in signalen)),
        # Whole months: outsiders learn no day on which somebody was spoken to.
        periode_van=notitie.periode_van.replace(day=1),
        periode_tot=_end_of_month(notitie.periode_tot),
        openbaar=notitie.openbaar,
        reactie_voor=notitie.asked_before(datum),
        lijnen=_lijnen(notitie, signalen),
        vragen=_vragen(notitie),
        verhalen=tuple(
            VerhaalInhoud(
                tekst=verhaal.tekst,
                kring=verhaal.kring,
                gehoord=aantallen.gehoord[verhaal.pk],
            )
            for verhaal in verhalen
        ),
        hoe_vaak=aantallen.hoe_vaak,
        cijfers=aantallen.cijfers,
        gekozen_bronnen=_bronnen(notitie),
        initiatieven=_initiatieven(notitie),
        richtingen=_richtingen(notitie),
        herkomst=aantallen.herkomst,
        telwijze=aantallen.telwijze,
        privacy=(
            "Gesprekken en namen blijven bij de welzijnsorganisatie. Elk verhaal staat hier met "
            "toestemming, is door een tweede persoon nagelezen en kan worden ingetrokken zolang de "
            "notitie niet is verzonden."
        ),
        versies=_versions(notitie, versie, datum),
    )


def _verhalen(notitie: Agendanotitie) -> list[Verhaal]:
    own = Verhaal.objects.usable().filter(notities=notitie)
    return list(own.select_related("signaal").order_by("op", "pk"))


def _vragen(notitie: Agendanotitie) -> tuple[VraagInhoud, ...]:
    return tuple(
        VraagInhoud(
            nummer=vraag.nummer,
            soort=vraag.get_soort_display(),
            aan=vraag.aan,
            wat=vraag.wat,
            voor=vraag.voor,
        )
        for vraag in notitie.vragen.all()
    )


def _bronnen(notitie: Agendanotitie) -> tuple[BronInhoud, ...]:
    return tuple(
        BronInhoud(
            naam=bron.naam,
            soort=bron.get_soort_display(),
            omschrijving=bron.omschrijving,
            nagekeken=date_format(bron.bevestigd_op, "F Y"),
        )
        # One that went to the archive since it was chosen is not there any more.
        for bron in notitie.gekozen_bronnen.confirmed(timezone.localdate()).order_by("soort", "pk")
    )


def _initiatieven(notitie: Agendanotitie) -> tuple[InitiatiefInhoud, ...]:
    return tuple(
        InitiatiefInhoud(
            titel=initiatief.titel,
            staat=initiatief.get_staat_display(),
            lijnen=tuple(initiatief.lijnen),
        )
        for initiatief in notitie.initiatieven.order_by("ingediend_op", "pk")
    )


def _richtingen(notitie: Agendanotitie) -> tuple[RichtingInhoud, ...]:
    return tuple(
        RichtingInhoud(
            wat=richting.wat,
            voordelen=richting.voordelen,
            nadelen=richting.nadelen,
            drager=_carrier(richting),
        )
        for richting in notitie.richtingen.all()
    )


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _addressee(notitie: Agendanotitie) -> str:
    # As one says it: an organisation that is called "Gemeente X" gets an article.
    wie, naam = notitie.aan_wie, notitie.aan.naam
    soort, _space, plaats = naam.partition(" ")
    if soort.lower() != "gemeente":
        return f"{wie} van {naam}"
    return wie if plaats.lower() in wie.lower() else f"{wie} van de gemeente {plaats}"


def _carrier(richting: Richting) -> str:
    # "Wij" means nothing to a reader a year later.
    if richting.drager == Drager.WIJ:
        return richting.notitie.organisatie.naam
    return richting.drager_naam or richting.get_drager_display()


def _lijnen(notitie: Agendanotitie, signalen: list[Signaal]) -> tuple[LijnInhoud, ...]:
    # A signal's own reason says more than the one sentence that the note has for all its lines.
    given = [(signaal.lijn_waarom, signaal.lijnen) for signaal in signalen if signaal.lijn_waarom]
    given.append((notitie.lijn_waarom, notitie.lijnen))
    given += [("", signaal.lijnen) for signaal in signalen]
    order: tuple[Lijn, ...] = ("verbinden", "overbruggen", "koppelen")
    told: set[str] = set()
    result: list[LijnInhoud] = []
    for waarom, lijnen in given:
        # Page one is short: it shows a reason that adds a line, with all lines of that reason.
        if set(lijnen) - told:
            shown = lijnen if waarom else set(lijnen) - told
            result += [LijnInhoud(lijn=lijn, waarom=waarom) for lijn in order if lijn in shown]
            told |= set(lijnen)
    return tuple(dict.fromkeys(result))


def _versions(notitie: Agendanotitie, versie: int, datum: date) -> tuple[str, ...]:
    earlier = notitie.versies.filter(nummer__lt=versie).order_by("nummer")
    days = [(old.nummer, timezone.localdate(old.vastgesteld_op)) for old in earlier]
    return tuple(
        f"versie {nummer}: {date_format(dag, 'j F Y')}" for nummer, dag in (*days, (versie, datum))
    )
