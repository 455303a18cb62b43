"""Who is asking, and who is in the team."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from opbouw.lib.models import AuditRegel
from opbouw.lib.text.names import by_name
from opbouw.lib.writing.once import fingerprint
from wijken.models import Gebied, GebiedSoort, Gebruiker, Lidmaatschap, Organisatie, Rol

SESSION_KEY = "lidmaatschap"
# Of a member or an invitation: by name, without their outlines.
AREAS = Prefetch("gebieden", queryset=Gebied.objects.without_vorm())


def account_with(email: str) -> Gebruiker | None:
    """Return the account that logs in with this address, ignoring case."""
    return Gebruiker.objects.filter(email=email.strip().lower()).first()


def memberships(gebruiker: Gebruiker | AnonymousUser) -> QuerySet[Lidmaatschap]:
    """All active memberships of a person, with their organisation."""
    own = Lidmaatschap.objects.filter(gebruiker_id=gebruiker.pk or 0, actief=True)
    return own.select_related("organisatie", "gebruiker").order_by(
        by_name("organisatie__naam"), "pk"
    )


def all_memberships(gebruiker: Gebruiker | AnonymousUser) -> QuerySet[Lidmaatschap]:
    """All memberships of a person, those that stopped included, with their organisation."""
    return Lidmaatschap.objects.filter(gebruiker_id=gebruiker.pk or 0).select_related("organisatie")


def pick(gebruiker: Gebruiker | AnonymousUser, chosen: int | None) -> Lidmaatschap | None:
    """Return the chosen membership if it is this person's, else where they worked last."""
    if not gebruiker.is_authenticated:
        return None
    own = {lid.pk: lid for lid in memberships(gebruiker)}
    if chosen in own:
        return own[chosen]
    return _last_worked(list(own.values())) if len(own) > 1 else next(iter(own.values()), None)


def _last_worked(own: list[Lidmaatschap]) -> Lidmaatschap:
    # The audit trail knows; without any action, the oldest membership. Logging in is for all.
    by_organisation = {lid.organisatie_id: lid for lid in own}
    last = (
        AuditRegel.objects.filter(door=own[0].gebruiker_id, organisatie_id__in=by_organisation)
        .exclude(object_soort=Gebruiker._meta.label_lower)
        .order_by("-op", "-pk")
        .values_list("organisatie_id", flat=True)
        .first()
    )
    return min(own, key=lambda lid: lid.pk) if last is None else by_organisation[last]


def active_members(organisatie: Organisatie) -> QuerySet[Lidmaatschap]:
    """Return everyone who can get in for this organisation."""
    return Lidmaatschap.objects.filter(
        organisatie=organisatie, actief=True, gebruiker__is_active=True
    )


# Who manages members. A municipality has no coordinator: its beantwoorders do it.
MANAGERS = (Rol.COORDINATOR, Rol.BEHEERDER, Rol.BEANTWOORDER)

# Who may take a whole list out of Opbouw as a file.
DOWNLOADERS = (Rol.COORDINATOR, Rol.BEHEERDER)

# Which roles a manager gives and takes; nobody can make someone more than they are themselves.
GRANTS: dict[str, tuple[Rol, ...]] = {
    Rol.COORDINATOR: (Rol.OPBOUWWERKER, Rol.COORDINATOR),
    Rol.BEHEERDER: (Rol.OPBOUWWERKER, Rol.COORDINATOR, Rol.BEHEERDER),
    Rol.BEANTWOORDER: (Rol.LEZER, Rol.BEANTWOORDER),
}


def grantable(lid: Lidmaatschap) -> tuple[Rol, ...]:
    """Return the roles that this member may give; none for a member who manages nobody."""
    return GRANTS.get(lid.rol, ())


def may_manage(lid: Lidmaatschap, other: Lidmaatschap) -> bool:
    """Tell whether this member may change the other one: a colleague, never yourself."""
    return (
        other.pk != lid.pk
        and other.organisatie_id == lid.organisatie_id
        and other.rol in grantable(lid)
    )


def team(lid: Lidmaatschap) -> QuerySet[Lidmaatschap]:
    """Return everyone of the member's organisation, by name, those who stopped included."""
    return (
        Lidmaatschap.objects.visible_to(lid)
        .select_related("gebruiker", "organisatie")
        .prefetch_related(AREAS)
        .order_by(by_name("gebruiker__naam"), "pk")
    )


def area_choices(organisatie: Organisatie, also: Lidmaatschap | None = None) -> QuerySet[Gebied]:
    """Return the areas a member can work in: the wijken, or the buurten where it has no wijken.

    What the member in `also` works in already stays a choice, so that saving loses nothing.
    """
    within = Gebied.objects.within(organisatie.werkgebied.all()).current()
    soort = GebiedSoort.WIJK
    if not within.filter(soort=soort).exists():
        soort = GebiedSoort.BUURT
    wanted = Q(pk__in=within.filter(soort=soort))
    if also is not None:
        wanted |= Q(leden=also)
    return Gebied.objects.filter(wanted).without_vorm().distinct().order_by(by_name(), "code")


def stand_of_member(lid: Lidmaatschap) -> str:
    """Return a fingerprint of role and areas, to compare with when their form comes back."""
    areas = sorted(lid.gebieden.order_by().values_list("pk", flat=True))
    return fingerprint({"rol": lid.rol, "gebieden": areas})
