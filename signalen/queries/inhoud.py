"""Composing the content of a note, with every number protected before it leaves the team."""

from calendar import monthrange
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.formats import date_format

from opbouw.lib.small_numbers import protect_count
from signalen.inhoud import (
    CijferInhoud,
    InitiatiefInhoud,
    Lijn,
    LijnInhoud,
    NotitieInhoud,
    RichtingInhoud,
    VerhaalInhoud,
    VraagInhoud,
)
from signalen.models import Agendanotitie, Drager, Richting, Signaal, Verhaal
from signalen.queries.notitie import public_areas, public_name
from wijken.models import Cijfer, Contactmoment
from wijken.queries.cijfer import as_written


def compose(notitie: Agendanotitie, *, versie: int, datum: date) -> NotitieInhoud:
    """Return everything that the note says, as it will be frozen in this version."""
    signalen = list(notitie.signalen.select_related("gebied").order_by("op", "pk"))
    gebied = notitie.gebied_buiten
    aantal = _contacts(signalen)
    drempel = notitie.organisatie.drempel
    return NotitieInhoud(
        kenmerk=notitie.kenmerk,
        titel=notitie.titel,
        datum=datum,
        versie=versie,
        afzender=notitie.organisatie.naam,
        aan=_addressee(notitie),
        cc=notitie.cc,
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
        in_het_kort=notitie.in_het_kort,
        vragen=tuple(
            VraagInhoud(
                nummer=vraag.nummer,
                soort=vraag.get_soort_display(),
                aan=vraag.aan,
                wat=vraag.wat,
                voor=vraag.voor,
            )
            for vraag in notitie.vragen.all()
        ),
        verhalen=tuple(
            VerhaalInhoud(
                tekst=verhaal.tekst,
                kring=verhaal.kring,
                gehoord=_heard(verhaal.signaal, drempel) if verhaal.signaal else "",
            )
            for verhaal in Verhaal.objects.usable()
            .filter(notities=notitie)
            .select_related("signaal")
            .order_by("op", "pk")
        ),
        hoe_vaak=_how_often(aantal, drempel, notitie),
        cijfers=tuple(_cijfer(cijfer) for cijfer in _chosen_cijfers(notitie)),
        wat_opvalt=notitie.wat_opvalt,
        wat_we_niet_weten=notitie.wat_we_niet_weten,
        duiding=notitie.duiding,
        duiders=notitie.duiders,
        tegengeluid=notitie.tegengeluid,
        spanningen=notitie.spanningen,
        bronnen=notitie.bronnen,
        initiatieven=tuple(
            InitiatiefInhoud(
                titel=initiatief.titel,
                staat=initiatief.get_staat_display(),
                lijnen=tuple(initiatief.lijnen),
            )
            for initiatief in notitie.initiatieven.order_by("ingediend_op", "pk")
        ),
        geprobeerd=notitie.geprobeerd,
        richtingen=tuple(
            RichtingInhoud(
                wat=richting.wat,
                voordelen=richting.voordelen,
                nadelen=richting.nadelen,
                drager=_carrier(richting),
            )
            for richting in notitie.richtingen.all()
        ),
        terugkoppeling=notitie.terugkoppeling,
        contact=notitie.contact,
        herkomst=_origin(signalen, aantal, drempel, notitie),
        telwijze=(
            f"Aantallen onder de {drempel} staan er als “minder dan {drempel}”; andere aantallen "
            "zijn afgerond op vijf. Een gesprek telt één keer, ook als het bij meer signalen hoort."
        ),
        privacy=(
            "Gesprekken en namen blijven bij de welzijnsorganisatie. Elk verhaal staat hier met "
            "toestemming, is door een tweede persoon nagelezen en kan worden ingetrokken zolang de "
            "notitie niet is verzonden."
        ),
        versies=_versions(notitie, versie, datum),
        akkoord=notitie.akkoord,
    )


def observed_period(signalen: list[Signaal]) -> tuple[date, date]:
    """Return the first and last day on which these signals were noticed or heard."""
    heard = Contactmoment.objects.filter(signalen__in=signalen).aggregate(
        first=Min("op"), last=Max("op")
    )
    moments = [signaal.op for signaal in signalen]
    moments += [moment for moment in (heard["first"], heard["last"]) if moment is not None]
    return timezone.localdate(min(moments)), timezone.localdate(max(moments))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _contacts(signalen: list[Signaal]) -> int:
    return Contactmoment.objects.filter(signalen__in=signalen).distinct().count()


def _addressee(notitie: Agendanotitie) -> str:
    # As one says it: an organisation that is called "Gemeente X" gets an article.
    wie, naam = notitie.aan_wie, notitie.aan.naam
    soort, _space, plaats = naam.partition(" ")
    if soort.lower() != "gemeente":
        return f"{wie} van {naam}"
    return wie if plaats.lower() in wie.lower() else f"{wie} van de gemeente {plaats}"


def _carrier(richting: Richting) -> str:
    # "Wij" says nothing to who reads the letter a year later.
    if richting.drager == Drager.WIJ:
        return richting.notitie.organisatie.naam
    return richting.get_drager_display()


def _lijnen(notitie: Agendanotitie, signalen: list[Signaal]) -> tuple[LijnInhoud, ...]:
    # A signal's own reason says more than the one sentence that the note has for all its lines.
    given = [(signaal.lijn_waarom, signaal.lijnen) for signaal in signalen if signaal.lijn_waarom]
    given.append((notitie.lijn_waarom, notitie.lijnen))
    given += [("", signaal.lijnen) for signaal in signalen]
    order: tuple[Lijn, ...] = ("verbinden", "overbruggen", "koppelen")
    told: set[str] = set()
    result: list[LijnInhoud] = []
    for waarom, lijnen in given:
        # Page one is short: a reason stands there when it adds a line, and then with all its lines.
        if set(lijnen) - told:
            shown = lijnen if waarom else set(lijnen) - told
            result += [LijnInhoud(lijn=lijn, waarom=waarom) for lijn in order if lijn in shown]
            told |= set(lijnen)
    return tuple(dict.fromkeys(result))


def _heard(signaal: Signaal, drempel: int) -> str:
    count = protect_count(signaal.contacten.count(), drempel)
    # Under a story "minder dan 10" reads as "hardly ever"; the one sentence below them is enough.
    if count.hidden or count.value == 0:
        return ""
    return f"zo vaak hoorden we dit: ongeveer {count.text} keer"


def _months(notitie: Agendanotitie) -> str:
    first = date_format(notitie.periode_van, "F Y")
    last = date_format(notitie.periode_tot, "F Y")
    return f"in {first}" if first == last else f"van {first} tot en met {last}"


def _how_often(aantal: int, drempel: int, notitie: Agendanotitie) -> str:
    if aantal == 0:
        return ""
    count = protect_count(aantal, drempel)
    times = count.text if count.hidden else f"ongeveer {count.text}"
    return f"We hoorden dit {_months(notitie)} in {times} gesprekken."


def _origin(signalen: list[Signaal], aantal: int, drempel: int, notitie: Agendanotitie) -> str:
    count = protect_count(aantal, drempel)
    talks = count.text if count.hidden or count.value == 0 else f"ongeveer {count.text}"
    number = "1 signaal" if len(signalen) == 1 else f"{len(signalen)} signalen"
    return f"Deze notitie rust op {number} uit {talks} gesprekken, {_months(notitie)}."


def _chosen_cijfers(notitie: Agendanotitie) -> list[Cijfer]:
    # A very small buurt counts with its wijk, so its own figures stay inside as well.
    public = notitie.cijfers.filter(gebied__in=public_areas(notitie))
    rows = public.select_related("gebied").defer("gebied__vorm")
    # What says the same stands together, buurten before the wijk around them.
    return list(rows.order_by("sleutel", "gebied__code", "jaar"))


def _cijfer(cijfer: Cijfer) -> CijferInhoud:
    gebied = cijfer.gebied
    gemeente = Cijfer.objects.filter(
        gebied__code=gebied.gemeentecode,
        gebied__jaar=gebied.jaar,
        sleutel=cijfer.sleutel,
        jaar=cijfer.jaar,
    ).first()
    beside = ""
    if gemeente is not None and gemeente != cijfer:
        beside = f"gemeente: {as_written(gemeente.waarde, gemeente.eenheid)}"
    return CijferInhoud(
        naam=cijfer.naam,
        waarde=as_written(cijfer.waarde, cijfer.eenheid),
        vergelijking=beside,
        bron=cijfer.bron,
        peildatum=str(cijfer.jaar),
        bescherming="zo gepubliceerd",
        gebied=public_name(gebied),
    )


def _versions(notitie: Agendanotitie, versie: int, datum: date) -> tuple[str, ...]:
    earlier = notitie.versies.filter(nummer__lt=versie).order_by("nummer")
    days = [(old.nummer, timezone.localdate(old.vastgesteld_op)) for old in earlier]
    return tuple(
        f"versie {nummer}: {date_format(dag, 'j F Y')}" for nummer, dag in (*days, (versie, datum))
    )
