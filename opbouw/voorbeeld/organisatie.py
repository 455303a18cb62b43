"""The organisations and the people who log in."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from opbouw.voorbeeld.clock import Clock, When, backdated, redate
from opbouw.voorbeeld.entries import Entries, Entry
from opbouw.voorbeeld.world import World
from wijken.actions.uitnodiging import invite
from wijken.models import Gebied, Gebruiker, Lidmaatschap, Organisatie, Uitnodiging

PASSWORD = "opbouw-demo"  # noqa: S105 printed for every visitor of the demo


def make_organisaties(
    ground: Entries, clock: Clock, gebieden: dict[str, Gebied]
) -> dict[str, World]:
    """Make the organisations and their members; return the world of each by its slug."""
    organisaties: dict[str, Organisatie] = {}
    for entry in ground["organisatie"]:
        slug = entry.claim("slug", organisaties)
        organisaties[slug] = Organisatie.objects.create(**entry.plain)
        organisaties[slug].werkgebied.set(entry.find_all("werkgebied", gebieden))
    # Slow on purpose, so hashed once for all who share it.
    new = {"password": make_password(PASSWORD), "date_joined": clock.moment(When(420), 9)}
    leden: dict[str, dict[str, Lidmaatschap]] = {slug: {} for slug in organisaties}
    for entry in ground["lidmaatschap"]:
        organisatie = entry.find("organisatie", organisaties)
        first_name = entry["gebruiker"].split()[0].lower()
        if first_name in leden[organisatie.slug]:
            entry.refuse(f"{organisatie.naam} has a {first_name} already")
        lid = Lidmaatschap.objects.create(
            organisatie=organisatie,
            gebruiker=_gebruiker(f"{first_name}@voorbeeld.nl", naam=entry["gebruiker"], **new),
            **entry.plain,
        )
        lid.gebieden.set(entry.find_all("gebieden", gebieden))
        leden[organisatie.slug][first_name] = lid
    return {
        slug: World(clock, gebieden, organisaties, organisatie, leden[slug])
        for slug, organisatie in organisaties.items()
    }


def make_uitnodigingen(world: World, entries: list[Entry]) -> None:
    """Invite people who have not come yet."""
    for entry in entries:
        moment = world.clock.moment(entry["gemaakt_op"], 15)
        with backdated(moment):
            uitnodiging, _new = invite(
                by=entry.find("door", world.leden),
                gebieden=entry.find_all("gebieden", world.gebieden),
                **entry.plain,
            )
        redate(uitnodiging, gemaakt_op=moment, verloopt_op=Uitnodiging.end_of(moment))


def _gebruiker(email: str, **fields: Any) -> Gebruiker:
    gebruiker, new = Gebruiker.objects.get_or_create(email=email, defaults=fields)
    if new:
        EmailAddress.objects.create(user=gebruiker, email=email, verified=True, primary=True)
    return gebruiker
