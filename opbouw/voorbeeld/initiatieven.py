"""Making the initiatives: brought in, answered, ended and told back."""

from datetime import timedelta

from django.db.models import F

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.indiener import Bereikbaar, keep_until
from initiatieven.actions.initiatief import accompany, bring_in, place_on_lines
from initiatieven.actions.terugkoppeling import tell_back
from initiatieven.models import Bericht, Bewonersbericht, Indiener, Initiatief
from opbouw.lib.models import ReferenceCounter
from opbouw.lib.writing.reference import next_reference
from opbouw.voorbeeld.contacten import sleutel
from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.plan import Plan, Stap, Terug, Verteld
from opbouw.voorbeeld.plannen import PLANNEN
from opbouw.voorbeeld.praatje import LIJNEN
from opbouw.voorbeeld.tijd import Klok, at, toen
from wijken.models import Contactmoment, Gebied


def make_initiatieven(
    klok: Klok,
    mensen: Mensen,
    gebieden: dict[str, Gebied],
    contacten: dict[str, list[Contactmoment]],
) -> dict[str, Initiatief]:
    """Bring in the plans of residents and walk along with them; return them by title."""
    result = {}
    for plan in PLANNEN:
        initiatief = _bring_in(klok, mensen, gebieden, contacten, plan)
        said: list[Stap | Terug] = [*plan.stappen, *plan.terug]
        for one in sorted(said, key=lambda one: -one.dagen):
            if isinstance(one, Stap):
                _step(klok, mensen, initiatief, one)
            else:
                _write_back(klok, initiatief, one)
        for verteld in plan.verteld:
            _tell(klok, mensen, initiatief, verteld)
        result[plan.titel] = Initiatief.objects.get(pk=initiatief.pk)
    return result


def _bring_in(
    klok: Klok,
    mensen: Mensen,
    gebieden: dict[str, Gebied],
    contacten: dict[str, list[Contactmoment]],
    plan: Plan,
) -> Initiatief:
    moment = klok.moment(plan.dagen, 19 if not plan.door else 14, 20)
    lijnen = [LIJNEN[letter] for letter in plan.lijnen]
    content: dict[str, object] = {
        "titel": plan.titel,
        "plan": plan.plan,
        "nodig": plan.nodig,
        "gebied": gebieden[plan.buurt],
        "plek": plan.plek,
        "ingediend_op": moment,
    }
    if plan.door:
        content |= {"thema": plan.thema, "lijnen": lijnen, "lijn_waarom": plan.waarom}
    last = contacten[plan.contact][-1] if plan.contact else None
    with toen(moment):
        initiatief, _new = bring_in(
            organisatie=mensen.de_brink,
            by=mensen[plan.door] if plan.door else None,
            sleutel=sleutel("initiatief", plan.titel),
            content=content,
            bereikbaar=Bereikbaar(naam=plan.naam, email=plan.email, van_ouder=plan.van_ouder),
            contact=last if last and last.op < moment else None,
        )
    _number_in_its_own_year(klok, initiatief, moment.year)
    if plan.stappen and not plan.door:
        first = plan.stappen[0]
        with toen(klok.moment(first.dagen, 9)):
            accompany(initiatief=initiatief, by=mensen[first.wie])
            place_on_lines(
                initiatief=initiatief,
                by=mensen[first.wie],
                lijnen=lijnen,
                lijn_waarom=plan.waarom,
                thema=plan.thema,
            )
    _keep_details(klok, initiatief, plan.dagen)
    return initiatief


def _number_in_its_own_year(klok: Klok, initiatief: Initiatief, jaar: int) -> None:
    """Give a plan of last year a number of last year, and this year its number back."""
    if jaar == klok.vandaag.year:
        return
    this_year = ReferenceCounter.objects.filter(
        organisatie_id=initiatief.organisatie_id, prefix=f"I{klok.vandaag.year}-"
    )
    this_year.update(last=F("last") - 1)
    kenmerk = next_reference(organisatie_id=initiatief.organisatie_id, prefix=f"I{jaar}-", digits=4)
    Initiatief.objects.filter(pk=initiatief.pk).update(kenmerk=kenmerk)


def _step(klok: Klok, mensen: Mensen, initiatief: Initiatief, stap: Stap) -> None:
    moment = klok.moment(stap.dagen, 15, 40)
    unread = list(initiatief.bewonersberichten.unread().values_list("pk", flat=True))
    with toen(moment):
        bericht, _new = reply(
            initiatief=initiatief,
            by=mensen[stap.wie],
            sleutel=sleutel("bericht", initiatief.titel, stap.dagen),
            tekst=stap.tekst,
            naar=stap.naar,
            gelezen_tot=max(unread, default=0),
        )
    Bericht.objects.filter(pk=bericht.pk).update(op=moment)
    Bewonersbericht.objects.filter(pk__in=unread).update(gelezen_op=moment)
    _keep_details(klok, initiatief, stap.dagen)


def _write_back(klok: Klok, initiatief: Initiatief, terug: Terug) -> None:
    moment = klok.moment(terug.dagen, 18, 15)
    with toen(moment):
        bericht, _new = write_back(
            initiatief=initiatief,
            sleutel=sleutel("terug", initiatief.titel, terug.dagen),
            tekst=terug.tekst,
        )
    Bewonersbericht.objects.filter(pk=bericht.pk).update(op=moment)


def _tell(klok: Klok, mensen: Mensen, initiatief: Initiatief, verteld: Verteld) -> None:
    day = klok.dag(verteld.dagen)
    moment = at(day, 16)
    with toen(moment):
        tell_back(
            initiatief=initiatief,
            by=mensen[verteld.wie],
            sleutel=sleutel("verteld", initiatief.titel),
            content={
                "kring": verteld.kring,
                "waar": verteld.waar,
                "hoe": verteld.hoe,
                "tekst": verteld.tekst,
                "op": day,
            },
        )
    Initiatief.objects.filter(pk=initiatief.pk).update(
        teruggekoppeld_op=moment + timedelta(minutes=5)
    )
    _keep_details(klok, initiatief, verteld.dagen)


def _keep_details(klok: Klok, initiatief: Initiatief, dagen: int) -> None:
    until = keep_until(klok.dag(dagen))
    Indiener.objects.filter(initiatief=initiatief).update(bewaren_tot=until)
