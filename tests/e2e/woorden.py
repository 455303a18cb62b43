"""Words without end, in every text that a page shows large; for the browser tests."""

import sys
import uuid
from datetime import date
from typing import Any

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.weggelegd import put_away, put_message_away
from initiatieven.queries.volglink import token_of
from signalen.actions.signaal import keep_off_agenda
from tests import keten, personas
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wijken.toegang.factor import give_factor
from wijken.actions.afspraak import hand_over_appointment, move_appointment
from wijken.actions.lid import stop_member
from wijken.actions.zoekfilter import keep_search
from wijken.cijfers.inlezen import Verslag
from wijken.models import Gebied, Inlezing, Rol

# Sixty letters: what a Dutch compound may come to, and more than a telephone is wide.
WOORD = "Jongerenwerkplekkenreserveringssysteemproblematiekbespreking"

# The beheerder there, who sees all pages; two colleagues whose names have no end either.
WIM = personas.Persona("Wim Verweg", Rol.BEHEERDER)
NORA = personas.Persona(f"Nora {WOORD}", Rol.OPBOUWWERKER)
TIM = personas.Persona(f"Tim {WOORD}", Rol.OPBOUWWERKER)


def seed() -> None:
    """Make an organisation far from the chain, and print the pages of what it wrote."""
    personas.make_ver_weg()
    weg = Gebied.objects.get(code="GM9998")
    buurt = Gebied.objects.filter(soort="buurt", ouder__ouder=weg).earliest("code")
    overkant = personas.make_organisatie("Stichting Overkant", "overkant", "welzijn", weg)
    verweg = personas.make_organisatie("Gemeente Verweg", "gemeente-verweg", "gemeente", weg)
    ruben = personas.make_lid(personas.RUBEN, overkant, weg)
    wim, nora, tim = (personas.make_lid(one, overkant) for one in (WIM, NORA, TIM))
    stop_member(lid=nora, by=wim)
    give_factor(tim.gebruiker)
    words: dict[str, Any] = {"tekst": f"{WOORD} {WOORD}", "kring": WOORD}
    contact = keten.make_contact(ruben, buurt, plek=WOORD, tekst=WOORD)
    afspraak = keten.make_afspraak(ruben, contact=contact, wat=WOORD)
    move_appointment(
        afspraak=afspraak,
        by=ruben,
        sleutel=uuid.uuid4(),
        stand=None,
        naar=date(2099, 1, 1),
        want=WOORD,
    )
    hand_over_appointment(afspraak=afspraak, by=ruben, stand=None, naar=wim)
    keep_search(by=wim, sleutel=uuid.uuid4(), content={"naam": WOORD, "woorden": WOORD})
    lijsten = [
        keten.make_overzetting(wim, naam=f"{WOORD}.csv", koppen=[WOORD, WOORD], stap=stap)
        for stap in ("wacht", "klaar")
    ]
    ronde = keten.make_ronde(ruben, buurt, plek=WOORD)
    bron = keten.make_bron(ruben, buurt, contact=contact, naam=WOORD, omschrijving=WOORD)
    verband = keten.make_verband(bron, WOORD, ruben, waarom=WOORD)
    persoon = keten.make_contactpersoon(
        ruben, bron, rol=WOORD, naam=WOORD, email=f"{WOORD[:40]}@example.org"
    )
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
    initiatief = make_initiatief(overkant, buurt, by=ruben, bereikbaar=ELS, titel=WOORD)
    reply(initiatief=initiatief, by=ruben, sleutel=uuid.uuid4(), tekst=WOORD)
    put_away(initiatief=make_initiatief(overkant, buurt, titel=WOORD), by=ruben)
    letter, _new = write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst=WOORD)
    put_message_away(bericht=letter, by=ruben)
    wim.gebruiker.is_staff = True
    wim.gebruiker.save()
    bestand = Inlezing.objects.create(
        naam=f"{WOORD}.csv",
        soort="cijfers",
        grootte=1,
        stap="wacht",
        job_staat="klaar",
        voorbeeld=Verslag(
            toegevoegd=1,
            fouten=[f"1 keer geen getal (bijvoorbeeld “{WOORD}”)."],
            sleutels=[[f"{WOORD} (woord)", "2024", "1", "1%", "1%"]],
            voorbeelden=[[buurt.naam, WOORD, "–", "1%", WOORD]],
        ).as_json(),
    )
    secret = f"/volg/{token_of(initiatief)}/"
    pages = [
        *(f"/contacten/{contact.pk}/", f"/rondes/{ronde.pk}/", "/rondes/", "/rondes/nieuw/"),
        *(f"/afspraken/{afspraak.pk}/{page}" for page in ("", "verplaatsen/", "doorgeven/")),
        *("/afspraken/", f"/weghalen/afspraak/{afspraak.pk}/"),
        f"/contacten/{contact.pk}/bronnen/",
        *(f"/bronnen/{bron.pk}/", f"/bronnen/{bron.pk}/wijzig/"),
        *(f"/bronnen/{bron.pk}/verband/", f"/verbanden/{verband.pk}/wijzig/"),
        *(f"/bronnen/{bron.pk}/contactpersonen/{page}" for page in ("", "nieuw/")),
        *(f"/contactpersonen/{persoon.pk}/{page}/" for page in ("wijzig", "wissen")),
        *(f"/bronnen/{bron.pk}/initiatieven/", f"/initiatieven/{initiatief.pk}/bronnen/"),
        *(f"/signalen/{signaal.pk}/", f"/signalen/{signaal.pk}/duiding/"),
        *(f"/signalen/{niet.pk}/", f"/signalen/{niet.pk}/terugkoppeling/"),
        *(f"/notities/{notitie.pk}/", f"/notities/{notitie.pk}/wijzig/"),
        *(f"/verhalen/{verhaal.pk}/", f"/initiatieven/{initiatief.pk}/"),
        f"/draad/signaal/{signaal.pk}/",
        *(f"/weghalen/contact/{contact.pk}/", f"/weghalen/signaal/{signaal.pk}/"),
        *(f"/weghalen/initiatief/{initiatief.pk}/", "/initiatieven/weggelegd/"),
        *("/team/", f"/team/{tim.pk}/", f"/team/{tim.pk}/tweede-stap/"),
        *(f"/team/{ruben.pk}/stoppen/", "/vandaag/alle/signalen/", "/vandaag/elders/"),
        *("/zoeken/", f"/zoeken/?woorden={WOORD}", f"/zoeken/bewaar/?woorden={WOORD}"),
        *("/contacten/overzetten/", *(f"/contacten/overzetten/{one.pk}/" for one in lijsten)),
        "/verantwoording/",
        *("/beheer/inlezen/", f"/beheer/inlezen/{bestand.pk}/"),
        *(f"/team/{nora.pk}/leegmaken/", "/mijn-gegevens/", "/logboek/"),
        *(secret, f"{secret}gegevens/"),
        *("/vandaag/", "/contacten/", "/signalen/", "/verhalen/", "/notities/", "/initiatieven/"),
    ]
    sys.stdout.write(" ".join(pages))
