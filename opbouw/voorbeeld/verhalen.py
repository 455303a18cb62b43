"""Stories as people told them, with how they agreed to it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from opbouw.voorbeeld.contacten import sleutel
from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.tijd import Klok, at, toen
from signalen.actions.verhaal import proofread, record_verhaal, withdraw
from signalen.models import Signaal, ToestemmingWaarvoor, Verhaal
from wijken.models import Gebied

BRIEF, TEAM = ToestemmingWaarvoor.BRIEF, ToestemmingWaarvoor.TEAM


@dataclass(frozen=True)
class Vertel:
    """One story, read by a colleague the day after, or still waiting for that.

    A negative number of days counts from the day on which its signal was noticed.
    """

    key: str
    dagen: int
    wie: str
    signaal: str
    buurt: str
    kring: str
    tekst: str
    hoe: str
    waarvoor: str = BRIEF
    nagelezen: str = "marijke"
    ingetrokken: int | None = None


VERHALEN = (
    Vertel(
        "huiswerk",
        -1,
        "samira",
        "gordijnen",
        "Lindebuurt",
        "ouders, schoolplein",
        (
            "We verwarmen nog één kamer. Daar wordt gegeten, gespeeld en huiswerk gemaakt, "
            "allemaal tegelijk. Mijn oudste zegt dat het gezellig is. Ze zegt het net iets te "
            "vaak. Er komen geen vriendinnen meer spelen, want waar moeten die zitten?"
        ),
        "mondeling",
    ),
    Vertel(
        "portiek",
        -2,
        "samira",
        "gordijnen",
        "Lindebuurt",
        "bewoners van een portiek",
        (
            "Vroeger wist ik aan de geur wie er thuis was. Nu ruik ik niets en hoor ik niets. Ik "
            "heb mijn radio zachter gezet, om te horen of er nog iemand loopt. Toen bleek de buur "
            "hetzelfde te doen."
        ),
        "mondeling",
        nagelezen="joost",
    ),
    Vertel(
        "warmeavond",
        -3,
        "samira",
        "bezoek",
        "Klaverveld",
        "deelnemers van de eettafel",
        (
            "Op de eetavond gaat thuis de verwarming uit en hier de oven aan. Ik snijd uien voor "
            "twintig man. Vorige winter sneed ik een halve, voor mezelf. Uien voor twintig man, "
            "daar huil je van, maar anders."
        ),
        "schriftelijk",
    ),
    Vertel(
        "kaartclub",
        -4,
        "samira",
        "bezoek",
        "Klaverveld",
        "de kaartclub",
        (
            "Wij kaarten al dertig jaar, altijd bij één van ons thuis. Tot niemand meer aan de "
            "beurt wilde zijn. Nu zitten we in De Brink bij het raam. Het is niet thuis. Maar we "
            "vloeken weer op dezelfde kaarten."
        ),
        "bericht",
        nagelezen="joost",
    ),
    Vertel(
        "dijk",
        53,
        "joost",
        "bus",
        "Overweer",
        "mensen met een late dienst",
        (
            "Na mijn laatste adres loop ik de dijk over. Vier kilometer, met een lampje. Ik vind "
            "het niet eng, ik ken elke bocht. Maar ik ben vijftig en ik vraag me af wie dit na mij "
            "gaat doen."
        ),
        "mondeling",
    ),
    Vertel(
        "koor",
        51,
        "joost",
        "bus",
        "Overweer",
        "oud-leden van het koor",
        (
            "Ik ben van de tweede bassen. We waren met zes, nu met drie. Niemand is ruziënd "
            "weggegaan. Er is gewoon geen bus terug. Op de avond van het koor zing ik in de "
            "keuken."
        ),
        "bericht",
    ),
    Vertel(
        "achterlicht",
        48,
        "joost",
        "training",
        "Dijkdorp",
        "jeugd van de club",
        (
            "Als de training uitloopt, fietsen we met z’n tweeën op één achterlicht. De ander "
            "rijdt ervoor. Mijn moeder denkt dat we gehaald worden. We zeggen het niet, want "
            "anders mag ik niet meer."
        ),
        "schriftelijk",
        ingetrokken=45,
    ),
    Vertel(
        "veld",
        47,
        "joost",
        "training",
        "Dijkdorp",
        "ouders langs het veld",
        (
            "Wij rijden om de beurt. Dat is gezellig, tot er iemand ziek is. Dan staan er zeven "
            "kinderen op het veld en één auto met vier plekken. Je kiest dan wie er meegaat. Dat "
            "wil je niet kiezen."
        ),
        "mondeling",
    ),
    Vertel(
        "borden",
        30,
        "samira",
        "plein",
        "Lindebuurt",
        "de eettafel op het plein",
        (
            "Ik liep altijd om, langs de achterkant. Toen vroeg iemand of ik borden kon dragen. "
            "Niet of ik meeat, of hoe ik heette. Alleen die borden. Nu weet ik van veertig mensen "
            "wie geen ui lust."
        ),
        "mondeling",
    ),
    Vertel(
        "envelop",
        9,
        "samira",
        "formulier",
        "Rozenhof",
        "bezoekers van de Rozenkamer",
        (
            "Een blauwe envelop leg ik onder de krant, en de krant onder de plant. De plant doet "
            "het goed. Vorige week heb ik er één opengemaakt, met iemand ernaast. Ik kreeg geld "
            "terug. Ik heb het drie keer laten voorlezen."
        ),
        "mondeling",
    ),
    Vertel(
        "knikken",
        3,
        "joost",
        "nieuw",
        "Pakhuizen",
        "een bewoner van de Pakhuizen",
        (
            "Ik knik al twee jaar naar dezelfde man bij de lift. Gisteren zei hij: zullen we nu "
            "eens iets zeggen? Wij wisten allebei niet wat."
        ),
        "mondeling",
        TEAM,
        nagelezen="",
    ),
)


def make_verhalen(
    klok: Klok, mensen: Mensen, gebieden: dict[str, Gebied], signalen: dict[str, Signaal]
) -> dict[str, Verhaal]:
    """Record the stories with their consent, have them read, and withdraw one."""
    result = {}
    for vertel in VERHALEN:
        day = klok.dag(vertel.dagen)
        if vertel.dagen < 0:
            day = timezone.localdate(signalen[vertel.signaal].op) - timedelta(days=vertel.dagen)
        moment = at(day, 15)
        with toen(moment):
            verhaal, _new = record_verhaal(
                by=mensen[vertel.wie],
                sleutel=sleutel("verhaal", vertel.key),
                content={
                    "signaal": signalen[vertel.signaal],
                    "gebied": gebieden[vertel.buurt],
                    "tekst": vertel.tekst,
                    "kring": vertel.kring,
                    "toestemming_op": day,
                    "toestemming_hoe": vertel.hoe,
                    "toestemming_waarvoor": vertel.waarvoor,
                    "op": moment,
                },
            )
        if vertel.nagelezen:
            read = moment + timedelta(hours=18)
            with toen(read):
                proofread(verhaal=verhaal, by=mensen[vertel.nagelezen])
            Verhaal.objects.filter(pk=verhaal.pk).update(nagelezen_op=read)
        if vertel.ingetrokken is not None:
            gone = klok.moment(vertel.ingetrokken, 20)
            with toen(gone):
                withdraw(verhaal=verhaal, by=mensen[vertel.wie])
            Verhaal.objects.filter(pk=verhaal.pk).update(ingetrokken_op=gone)
        result[vertel.key] = Verhaal.objects.get(pk=verhaal.pk)
    return result
