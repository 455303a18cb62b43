"""Making the signals, up to where a note takes them further."""

from datetime import timedelta

from django.utils import timezone

from opbouw.voorbeeld.contacten import sleutel
from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.merk import Merk
from opbouw.voorbeeld.merken import MERKEN
from opbouw.voorbeeld.plan import Verteld
from opbouw.voorbeeld.praatje import LIJNEN
from opbouw.voorbeeld.tijd import Klok, at, toen, werkdag
from signalen.actions.signaal import (
    gather_contacts,
    interpret,
    keep_off_agenda,
    notice_signaal,
    skip_interpreting,
)
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Signaal
from wijken.models import Contactmoment, Gebied


def make_signalen(
    klok: Klok,
    mensen: Mensen,
    gebieden: dict[str, Gebied],
    contacten: dict[str, list[Contactmoment]],
) -> dict[str, Signaal]:
    """Notice and interpret the signals; tell back those that stay off the agenda."""
    result = {}
    for merk in MERKEN:
        signaal = _notice(klok, mensen, gebieden, contacten, merk)
        _give_meaning(klok, mensen, signaal, merk)
        if merk.niet:
            dagen, want = merk.niet
            with toen(at(klok.werkdag(dagen), 11)):
                keep_off_agenda(signaal=signaal, by=mensen["marijke"], want=want)
            for verteld in merk.verteld:
                tell(klok, mensen, signaal, verteld)
        result[merk.key] = Signaal.objects.get(pk=signaal.pk)
    return result


def tell(klok: Klok, mensen: Mensen, signaal: Signaal, verteld: Verteld) -> None:
    """Record that the circle of a signal was told."""
    day = klok.werkdag(verteld.dagen)
    with toen(at(day, 18, 30)):
        tell_back(
            signaal=signaal,
            by=mensen[verteld.wie],
            sleutel=sleutel("verteld", signaal.titel, verteld.dagen),
            content={
                "kring": verteld.kring,
                "waar": verteld.waar,
                "hoe": verteld.hoe,
                "tekst": verteld.tekst,
                "op": day,
            },
        )


def _notice(
    klok: Klok,
    mensen: Mensen,
    gebieden: dict[str, Gebied],
    contacten: dict[str, list[Contactmoment]],
    merk: Merk,
) -> Signaal:
    heard = [contact for name in merk.contacten for contact in contacten[name]]
    moment = klok.moment(merk.dagen, 16, 10)
    if merk.na_laatste:
        moment = at(max(timezone.localdate(contact.op) for contact in heard), 17, 10)
    with toen(moment):
        signaal, _new = notice_signaal(
            by=mensen[merk.wie],
            sleutel=sleutel("signaal", merk.key),
            content={
                "titel": merk.titel,
                "tekst": merk.tekst,
                "gebied": gebieden[merk.buurt],
                "thema": merk.thema,
                "lijnen": [LIJNEN[letter] for letter in merk.lijnen],
                "lijn_waarom": merk.waarom,
                "kring": merk.kring,
                "kring_waar": merk.kring_waar,
                "op": moment,
            },
            contacten=heard[:1],
        )
    if heard[1:]:
        with toen(moment + timedelta(minutes=15)):
            gather_contacts(signaal=signaal, by=mensen[merk.wie], contacten=heard[1:])
    return signaal


def _give_meaning(klok: Klok, mensen: Mensen, signaal: Signaal, merk: Merk) -> None:
    by = mensen[merk.wie]
    for duid in merk.duidingen:
        day = klok.dag(duid.dagen)
        if merk.na_laatste:
            day = timezone.localdate(signaal.op) + timedelta(days=duid.dagen)
        day = werkdag(day)
        with toen(at(day, 14)):
            interpret(
                signaal=signaal,
                by=by,
                sleutel=sleutel("duiding", merk.key, duid.dagen),
                content={
                    "met_wie": duid.met_wie,
                    "tekst": duid.tekst,
                    "tegengeluid": duid.tegengeluid,
                    "niet_gehoord": duid.niet_gehoord,
                    "spanning": duid.spanning,
                    "op": day,
                },
            )
    if merk.zonder:
        dagen, want = merk.zonder
        with toen(klok.moment(dagen, 9, 30)):
            skip_interpreting(signaal=signaal, by=by, want=want)
