"""Words without end, in every text that a page shows large; for the browser tests."""

import sys
import uuid
from typing import Any

from initiatieven.actions.bericht import reply
from signalen.actions.signaal import keep_off_agenda
from tests import keten, personas
from tests.initiatieven.voorbeeld import make_initiatief
from wijken.models import Gebied

# Sixty letters: what a Dutch compound may come to, and more than a telephone is wide.
WOORD = "Jongerenwerkplekkenreserveringssysteemproblematiekbespreking"


def seed() -> None:
    """Make an organisation far from the chain, and print the pages of what it wrote."""
    personas.make_ver_weg()
    weg = Gebied.objects.get(code="GM9998")
    buurt = Gebied.objects.filter(soort="buurt", ouder__ouder=weg).earliest("code")
    overkant = personas.make_organisatie("Stichting Overkant", "overkant", "welzijn", weg)
    verweg = personas.make_organisatie("Gemeente Verweg", "gemeente-verweg", "gemeente", weg)
    ruben = personas.make_lid(personas.RUBEN, overkant, weg)
    words: dict[str, Any] = {"tekst": f"{WOORD} {WOORD}", "kring": WOORD}
    contact = keten.make_contact(ruben, buurt, plek=WOORD, tekst=WOORD, afspraak=WOORD)
    signaal = keten.make_interpreted_signaal(
        ruben, buurt, [contact], titel=WOORD, kring_waar=WOORD, **words
    )
    niet = keten.make_signaal(ruben, buurt, titel=f"Over {WOORD}", **words)
    keep_off_agenda(signaal=niet, by=ruben, want=WOORD)
    verhaal = keten.make_verhaal(ruben, buurt, signaal=signaal, **words)
    notitie = keten.make_concept(ruben, verweg, signaal)
    keten.make_complete_concept(
        notitie, ruben, titel=WOORD, in_het_kort=WOORD, vragen=[keten.vraag(WOORD)]
    )
    initiatief = make_initiatief(overkant, buurt, by=ruben, titel=WOORD)
    reply(initiatief=initiatief, by=ruben, sleutel=uuid.uuid4(), tekst=WOORD)
    pages = [
        f"/contacten/{contact.pk}/",
        *(f"/signalen/{signaal.pk}/", f"/signalen/{signaal.pk}/duiding/"),
        *(f"/signalen/{niet.pk}/", f"/signalen/{niet.pk}/terugkoppeling/"),
        *(f"/notities/{notitie.pk}/", f"/notities/{notitie.pk}/wijzig/"),
        *(f"/verhalen/{verhaal.pk}/", f"/initiatieven/{initiatief.pk}/"),
        f"/draad/signaal/{signaal.pk}/",
        *("/vandaag/", "/contacten/", "/signalen/", "/verhalen/", "/notities/", "/initiatieven/"),
    ]
    sys.stdout.write(" ".join(pages))
