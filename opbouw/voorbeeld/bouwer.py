"""Building the example data from the ground up, in the order in which it happened."""

from datetime import date

from django.db import transaction

from opbouw.voorbeeld.contacten import make_contacten
from opbouw.voorbeeld.gebieden import make_gebieden
from opbouw.voorbeeld.initiatieven import make_initiatieven
from opbouw.voorbeeld.mensen import make_mensen
from opbouw.voorbeeld.merken import MERKEN
from opbouw.voorbeeld.notities import make_notities
from opbouw.voorbeeld.overkant import make_overkant
from opbouw.voorbeeld.signalen import make_signalen, tell
from opbouw.voorbeeld.tijd import Klok, toen
from opbouw.voorbeeld.verhalen import make_verhalen


@transaction.atomic
def build(vandaag: date) -> None:
    """Fill an empty database with a year before this day; the same day gives the same content."""
    klok = Klok(vandaag)
    with toen(klok.moment(430)):
        gebieden = make_gebieden(vandaag.year - 1)
    mensen = make_mensen(klok, gebieden)
    contacten = make_contacten(klok, mensen, gebieden)
    initiatieven = make_initiatieven(klok, mensen, gebieden, contacten)
    signalen = make_signalen(klok, mensen, gebieden, contacten)
    verhalen = make_verhalen(klok, mensen, gebieden, signalen)
    make_notities(klok, mensen, signalen, verhalen, initiatieven)
    for merk in MERKEN:
        if not merk.niet:
            for verteld in merk.verteld:
                tell(klok, mensen, signalen[merk.key], verteld)
    make_overkant(klok, mensen, gebieden)
