"""The parts of an account in words and numbers. They are part of a letter, which is Dutch."""

from __future__ import annotations

from msgspec.structs import replace

from initiatieven.models import InitiatiefStaat
from opbouw.lib.models.labels import label_of
from signalen.inhoud import ProtectedText
from signalen.models import Uitkomst
from signalen.queries.geteld import Geteld
from signalen.verantwoording import Onderdeel, Regel, Soort
from wijken.models import Lijn, Werksoort
from wijken.queries.aanwezigheid import Aanwezigheid
from wijken.queries.geteld import CONTACTEN, DAGEN, MENSEN, PRAATJES, RONDES, of_kind, on_line

NOT_SHOWN = "niet getoond"
MEER, MINDER, EVENVEEL = "meer", "minder", "evenveel"
HIDDEN = (
    "Hier staat niet hoe vaak we er waren en hoeveel mensen we spraken. Bijna alles is genoteerd "
    "door één collega of overgezet uit een lijst, of het werk van één collega zou uit te rekenen "
    "zijn. We tellen nooit per medewerker. Kies een langere periode of de hele organisatie."
)


def parts_of(
    er: tuple[Aanwezigheid, Aanwezigheid], getal: tuple[Geteld, Geteld], *, loopt: bool
) -> tuple[Onderdeel, ...]:
    """Return the parts, each with now and the period before; what runs is not compared."""
    return (
        _aanwezig(*er, loopt),
        _werk(*er, loopt),
        _lijnen(*er, loopt),
        _initiatieven(*getal, loopt),
        _signalen(*getal, loopt),
        _notities(*getal, loopt),
        _terugkoppeling(*getal, loopt),
    )


def _people(wat: str, nu: Aanwezigheid, eerder: Aanwezigheid, maat: str, loopt: bool) -> Regel:
    now, then = nu.getallen[maat], eerder.getallen.get(maat)
    return Regel(
        wat,
        ProtectedText(now.text),
        ProtectedText(then.text if then else NOT_SHOWN),
        _difference(now.value, then.value if then else None, loopt),
    )


def _work(wat: str, maat: str, nu: Aanwezigheid, eerder: Aanwezigheid, loopt: bool) -> Regel:
    """Days and walks are no people, but they are of whoever noted them."""
    here, before = (one.dagen if maat == DAGEN else one.rondes for one in (nu, eerder))
    regel = _things(wat, here, before, loopt)
    now, then = (one.verborgen or maat in one.bedekt for one in (nu, eerder))
    if now:
        regel = replace(regel, nu=ProtectedText(NOT_SHOWN), verschil="")
    return replace(regel, eerder=ProtectedText(NOT_SHOWN), verschil="") if then else regel


def _things(wat: str, nu: int | None, eerder: int | None, loopt: bool) -> Regel:
    """Plans, letters and days point at nobody."""
    now, then = (ProtectedText("niet bekend" if n is None else str(n)) for n in (nu, eerder))
    return Regel(wat, now, then, _difference(nu, eerder, loopt))


def _difference(nu: int | None, eerder: int | None, loopt: bool) -> str:
    # Half a quarter beside a whole one says nothing.
    if nu is None or eerder is None or loopt:
        return ""
    return EVENVEEL if nu == eerder else MEER if nu > eerder else MINDER


def _aanwezig(nu: Aanwezigheid, eerder: Aanwezigheid, loopt: bool) -> Onderdeel:
    naam = "Aanwezig"
    if nu.verborgen:
        return Onderdeel("aanwezig", naam, HIDDEN, ())
    if nu.leeg:
        return Onderdeel("aanwezig", naam, "In deze periode is hier niets genoteerd.", ())
    regels = (
        _work("Dagen waarop er iemand was", DAGEN, nu, eerder, loopt),
        _work("Rondes", RONDES, nu, eerder, loopt),
        _people("Contacten", nu, eerder, CONTACTEN, loopt),
        _people("Praatjes tijdens een ronde", nu, eerder, PRAATJES, loopt),
        _people("Mensen gesproken, ongeveer", nu, eerder, MENSEN, loopt),
    )
    return Onderdeel("aanwezig", naam, "", regels)


def _werk(nu: Aanwezigheid, eerder: Aanwezigheid, loopt: bool) -> Onderdeel:
    counts = [
        _people(str(soort.label).capitalize(), nu, eerder, of_kind(soort), loopt)
        for soort in Werksoort
        if of_kind(soort) in nu.getallen
    ]
    some = tuple(one for one in counts if not _nothing(one))
    tekst = "Eén contact kan van meer soorten zijn." if some else ""
    if not some and not nu.verborgen and not nu.leeg:
        tekst = "Bij geen contact is een soort werk gekozen."
    return Onderdeel("werk", "Soorten werk", tekst, some)


def _nothing(regel: Regel) -> bool:
    """Whether there is nothing to tell, now or before."""
    return regel.nu == "0" and regel.eerder in {"0", NOT_SHOWN}


def _lijnen(nu: Aanwezigheid, eerder: Aanwezigheid, loopt: bool) -> Onderdeel:
    regels = tuple(
        _people(f"Contacten op {lijn}", nu, eerder, on_line(lijn), loopt)
        for lijn in Lijn.values
        if on_line(lijn) in nu.getallen and not nu.leeg
    )
    missing = [lijn for lijn, one in zip(Lijn.values, regels, strict=False) if one.nu == "0"]
    tekst = ""
    if regels and len(missing) == len(regels):
        tekst = "Bij geen contact is een lijn gekozen."
    elif missing:
        tekst = f"Op {' en '.join(missing)} is in deze periode geen contact genoteerd."
    return Onderdeel("lijnen", "Langs de drie lijnen", tekst, regels)


def _initiatieven(nu: Geteld, eerder: Geteld, loopt: bool) -> Onderdeel:
    wanneer = "nu" if loopt else "aan het eind"
    regels = (
        _things("Ingebracht door bewoners", nu.ingediend, eerder.ingediend, loopt),
        _things(f"Lopend {wanneer}", nu.lopend, eerder.lopend, loopt),
        *(
            _things(
                str(label_of(InitiatiefStaat, staat)).capitalize(),
                nu.afgelopen.get(staat, 0),
                eerder.afgelopen.get(staat, 0),
                loopt,
            )
            for staat in (
                InitiatiefStaat.GELUKT,
                InitiatiefStaat.GESTOPT,
                InitiatiefStaat.AFGEWEZEN,
            )
        ),
    )
    return _part("initiatieven", "Initiatieven", regels, "Er was geen initiatief van bewoners.")


def _signalen(nu: Geteld, eerder: Geteld, loopt: bool) -> Onderdeel:
    regels = (
        _things("Opgemerkt", nu.opgemerkt, eerder.opgemerkt, loopt),
        _things("Geduid met mensen die de plek kennen", nu.geduid, eerder.geduid, loopt),
    )
    return _part("signalen", "Signalen", regels, "Er is geen signaal opgemerkt of geduid.")


def _notities(nu: Geteld, eerder: Geteld, loopt: bool) -> Onderdeel:
    wanneer = "nu" if loopt else "aan het eind"
    regels = (
        _things("Verzonden aan de gemeente", nu.verzonden, eerder.verzonden, loopt),
        _things("Vragen daarin", nu.gevraagd, eerder.gevraagd, loopt),
        *(
            _things(
                f"Antwoord: {uitkomst.label}",
                nu.antwoorden.get(uitkomst, 0),
                eerder.antwoorden.get(uitkomst, 0),
                loopt,
            )
            for uitkomst in Uitkomst
            if nu.antwoorden.get(uitkomst) or eerder.antwoorden.get(uitkomst)
        ),
        _things(f"Vragen zonder antwoord {wanneer}", nu.onbeantwoord, eerder.onbeantwoord, loopt),
    )
    empty = "Er is geen notitie verzonden, en er stond geen vraag open."
    return _part("notities", "Agendanotities en antwoorden", regels, empty)


def _terugkoppeling(nu: Geteld, eerder: Geteld, loopt: bool) -> Onderdeel:
    regels = (
        _things(
            "Keer terugverteld wat er van een signaal kwam",
            nu.verteld_signalen,
            eerder.verteld_signalen,
            loopt,
        ),
        _things(
            "Keer terugverteld wat er van een initiatief kwam",
            nu.verteld_initiatieven,
            eerder.verteld_initiatieven,
            loopt,
        ),
    )
    return _part("terugkoppeling", "Terugverteld", regels, "Er is niets terugverteld.")


def _part(soort: Soort, naam: str, regels: tuple[Regel, ...], empty: str) -> Onderdeel:
    if all(one.nu == "0" for one in regels):
        # What there was before still stands beside it.
        shown = tuple(one for one in regels if not _nothing(one))
        return Onderdeel(soort, naam, empty, shown)
    # What there was none of, now or before, is left out; the first row always says how many.
    shown = (regels[0], *(one for one in regels[1:] if not _nothing(one)))
    return Onderdeel(soort, naam, "", shown)
