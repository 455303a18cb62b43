"""A little of the other organisation: enough to see that nobody else sees it."""

from initiatieven.actions.indiener import Bereikbaar
from initiatieven.actions.initiatief import bring_in
from opbouw.voorbeeld.contacten import sleutel
from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.praatje import LIJNEN, Praatje
from opbouw.voorbeeld.tijd import Klok, at, toen
from signalen.actions.signaal import notice_signaal
from wijken.actions.contact import note_contact
from wijken.models import Gebied

PRAATJES = (
    Praatje(
        "Verweg Kern",
        "plein",
        "de Brink van Verweg",
        "ontmoeting",
        "2-5",
        "De jeu-de-boulesbaan is bezet door kleuters met knikkers. De spelers wachten netjes.",
        "v",
        "jong en oud delen één baan",
        "ruben",
        dagen=12,
    ),
    Praatje(
        "Verweg Noord",
        "winkel",
        "de rijdende winkel",
        "vervoer",
        "2-5",
        "De rijdende winkel stopt hier nog één keer per week. De rij is een halve dorpsraad.",
        "v",
        "in de rij wordt alles besproken",
        "ruben",
        dagen=6,
    ),
    Praatje(
        "Verweg Heide",
        "buurthuis",
        "de schaapskooi",
        "buiten",
        "6-10",
        "Vrijwilligers vlechten een heg. Wie de tak vasthoudt, hoort alle verhalen.",
        "v",
        "samen werken praat makkelijk",
        "joost_overkant",
        dagen=3,
    ),
    Praatje("Verweg Kern", "straat", "de Dorpsstraat", "", "1", "", wie="ruben", dagen=2),
)


def make_overkant(klok: Klok, mensen: Mensen, gebieden: dict[str, Gebied]) -> None:
    """Note a few contacts, one signal and one initiative in the other municipality."""
    contacten = []
    for nummer, praatje in enumerate(PRAATJES):
        moment = at(klok.dag(praatje.dagen or 1), 11, 15)
        with toen(moment):
            contact, _new = note_contact(
                by=mensen[praatje.wie],
                sleutel=sleutel("overkant", nummer),
                content={
                    "gebied": gebieden[praatje.buurt],
                    "vindplaats": praatje.vindplaats,
                    "plek": praatje.plek,
                    "thema": praatje.thema,
                    "aantal": praatje.aantal,
                    "tekst": praatje.tekst,
                    "lijnen": praatje.op_lijnen,
                    "lijn_waarom": praatje.waarom,
                    "op": moment,
                },
            )
        contacten.append(contact)
    moment = klok.moment(4, 15)
    with toen(moment):
        notice_signaal(
            by=mensen["ruben"],
            sleutel=sleutel("overkant", "signaal"),
            content={
                "titel": "De rij bij de rijdende winkel is het dorpsplein",
                "tekst": "Mensen komen niet alleen voor brood. Zonder winkel stopt ook het praten.",
                "gebied": gebieden["Verweg Noord"],
                "thema": "ontmoeting",
                "lijnen": [LIJNEN["v"]],
                "lijn_waarom": "de rij is een vaste ontmoeting",
                "kring": "de mensen in de rij",
                "kring_waar": "bij de rijdende winkel",
                "op": moment,
            },
            contacten=contacten[1:2],
        )
    moment = klok.moment(1, 20)
    with toen(moment):
        bring_in(
            organisatie=mensen.overkant,
            by=None,
            sleutel=sleutel("overkant", "initiatief"),
            content={
                "titel": "Een knikkertoernooi voor alle leeftijden",
                "plan": "De kleuters tegen de jeu-de-boulesclub. Wie verliest, bakt een taart.",
                "nodig": "Tweehonderd knikkers.",
                "gebied": gebieden["Verweg Kern"],
                "plek": "de Brink van Verweg",
                "ingediend_op": moment,
            },
            bereikbaar=Bereikbaar(),
        )
