"""The organisations and the people who log in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress

from opbouw.voorbeeld.tijd import Klok, toen
from wijken.actions.uitnodiging import invite
from wijken.models import Gebied, Gebruiker, Lidmaatschap, Organisatie, Uitnodiging

WACHTWOORD = "opbouw-demo"


@dataclass(frozen=True)
class Mensen:
    """Everyone whom the rest of the example data needs, by first name in small letters."""

    de_brink: Organisatie
    overkant: Organisatie
    gemeente: Organisatie
    leden: dict[str, Lidmaatschap]

    def __getitem__(self, naam: str) -> Lidmaatschap:
        return self.leden[naam]


# First name in the data, full name, organisation, role, areas they work in.
LEDEN = (
    ("samira", "Samira Bennani", "de-brink", "opbouwwerker", ("De Weide", "Noorderkwartier")),
    ("joost", "Joost Wiersma", "de-brink", "opbouwwerker", ("Oude Haven", "Het Buitengebied")),
    ("marijke", "Marijke de Groot", "de-brink", "coordinator", ()),
    ("beatrix", "Beatrix Hof", "de-brink", "beheerder", ()),
    ("ruben", "Ruben Smit", "overkant", "opbouwwerker", ()),
    # The same person twice: between these two memberships one can switch.
    ("joost_overkant", "Joost Wiersma", "overkant", "opbouwwerker", ("Verweg Dorp",)),
    ("anneke", "Anneke Vos", "gemeente-zonderwater", "beantwoorder", ()),
    ("leo", "Leo Lezer", "gemeente-zonderwater", "lezer", ()),
    ("fatima", "Fatima Elders", "gemeente-verweg", "beantwoorder", ()),
)


def make_mensen(klok: Klok, gebieden: dict[str, Gebied]) -> Mensen:
    """Make the organisations, their members and one open invitation."""
    zonderwater, verweg = gebieden["Zonderwater"], gebieden["Verweg"]
    organisaties = {
        slug: _organisatie(naam, slug, soort, gebied, bereikbaar)
        for naam, slug, soort, gebied, bereikbaar in (
            (
                "Welzijn De Brink",
                "de-brink",
                "welzijn",
                zonderwater,
                "buurthuis De Brink aan het Lindeplein, of welkom@brink.voorbeeld.nl",
            ),
            (
                "Stichting Overkant",
                "overkant",
                "welzijn",
                verweg,
                "dorpshuis Verweg, of post@overkant.voorbeeld.nl",
            ),
            (
                "Gemeente Zonderwater",
                "gemeente-zonderwater",
                "gemeente",
                zonderwater,
                "griffie@zonderwater.voorbeeld.nl",
            ),
            (
                "Gemeente Verweg",
                "gemeente-verweg",
                "gemeente",
                verweg,
                "gemeente@verweg.voorbeeld.nl",
            ),
        )
    }
    leden = {}
    begin = klok.moment(420, 9)
    for key, naam, slug, rol, werkt_in in LEDEN:
        lid = Lidmaatschap.objects.create(
            gebruiker=_gebruiker(naam, begin), organisatie=organisaties[slug], rol=rol
        )
        lid.gebieden.set([gebieden[gebied] for gebied in werkt_in])
        leden[key] = lid
    with toen(klok.moment(2, 15)):
        uitnodiging, _new = invite(
            by=leden["beatrix"],
            naam="Nora",
            email="nora@voorbeeld.nl",
            rol="opbouwwerker",
            gebieden=[gebieden["Oude Haven"]],
        )
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(
        gemaakt_op=klok.moment(2, 15), verloopt_op=klok.moment(2 - Uitnodiging.GELDIG_DAGEN, 15)
    )
    return Mensen(
        de_brink=organisaties["de-brink"],
        overkant=organisaties["overkant"],
        gemeente=organisaties["gemeente-zonderwater"],
        leden=leden,
    )


def _organisatie(naam: str, slug: str, soort: str, gebied: Gebied, bereikbaar: str) -> Organisatie:
    organisatie = Organisatie.objects.create(
        naam=naam, slug=slug, soort=soort, bereikbaar=bereikbaar
    )
    organisatie.werkgebied.set([gebied])
    return organisatie


def _gebruiker(naam: str, begin: datetime) -> Gebruiker:
    email = f"{naam.split()[0].lower()}@voorbeeld.nl"
    known = Gebruiker.objects.filter(email=email).first()
    if known:
        return known
    gebruiker = Gebruiker.objects.create_user(email, WACHTWOORD, naam=naam, date_joined=begin)
    EmailAddress.objects.create(user=gebruiker, email=email, verified=True, primary=True)
    return gebruiker
