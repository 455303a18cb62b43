"""The organisations, their members, and what a member who is measured works in."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from opbouw.lib.encrypted import lookup_hash
from tests.bench.scale.filling import execute
from tests.bench.scale.places import gemeente_code
from tests.bench.scale.shares import Country
from wijken.models import Gebied, Gebruiker, Lidmaatschap, Organisatie, Rol, Uitnodiging

# What the rows are made from: who, where and how many of each organisation, by its rank.
TABLES = """
CREATE TABLE scale_org (rank int PRIMARY KEY, org bigint, gemeente bigint, gebied bigint,
    lead bigint, reader bigint, places int, own_places int, members int);
CREATE TABLE scale_place (rank int, own bool, nr int, gebied bigint);
CREATE TABLE scale_member (rank int, nr int, lid bigint);
"""
PLACES = """
INSERT INTO scale_place SELECT %(rank)s, false, row_number() OVER (ORDER BY code), id
FROM wijken_gebied WHERE gemeentecode = ANY(%(codes)s) AND soort = 'buurt';
INSERT INTO scale_place SELECT %(rank)s, true, row_number() OVER (ORDER BY code), id
FROM wijken_gebied WHERE ouder_id = ANY(%(wijken)s) AND soort = 'buurt';
INSERT INTO scale_member SELECT %(rank)s, row_number() OVER (ORDER BY id), id
FROM wijken_lidmaatschap WHERE organisatie_id = %(org)s;
INSERT INTO scale_org SELECT %(rank)s, %(org)s, %(gemeente)s, %(gebied)s, %(lead)s, %(reader)s,
    (SELECT count(*) FROM scale_place WHERE rank = %(rank)s AND NOT own),
    (SELECT count(*) FROM scale_place WHERE rank = %(rank)s AND own),
    (SELECT count(*) FROM scale_member WHERE rank = %(rank)s);
"""


def make_people(country: Country) -> None:
    """Make the welfare organisations with their teams, and the municipalities they write to."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    readers: dict[int, Lidmaatschap] = {}
    for rank in range(1, country.organisaties + 1):
        _make_team(country, rank, readers)
    execute("ANALYZE")


def _make_team(country: Country, rank: int, readers: dict[int, Lidmaatschap]) -> None:
    codes = [gemeente_code(place) for place in country.gemeenten_of(rank)]
    gemeenten = list(Gebied.objects.filter(code__in=codes).without_vorm().order_by("-code"))
    if gemeenten[0].pk not in readers:
        readers[gemeenten[0].pk] = _make_municipality(gemeenten[0])
    reader = readers[gemeenten[0].pk]
    org = Organisatie.objects.create(
        naam=f"Welzijn {rank}",
        slug=f"welzijn-{rank}",
        soort="welzijn",
        bereikbaar=f"post@welzijn-{rank}.voorbeeld.nl",
    )
    org.werkgebied.set(gemeenten)
    wijken = list(
        Gebied.objects.filter(gemeentecode=gemeenten[0].code, soort="wijk")
        .without_vorm()
        .order_by("code")[:3]
    )
    roles = [Rol.OPBOUWWERKER, Rol.COORDINATOR, Rol.BEHEERDER]
    roles += [Rol.OPBOUWWERKER] * (country.members(rank) - len(roles))
    members = _make_members(org, f"lid.{rank}", roles)
    members[0].gebieden.set(wijken)
    _invite(members[1])
    execute(
        PLACES,
        {
            "rank": rank,
            "org": org.pk,
            "gemeente": reader.organisatie_id,
            "gebied": gemeenten[0].pk,
            "lead": members[1].pk,
            "reader": reader.pk,
            "codes": codes,
            "wijken": [wijk.pk for wijk in wijken],
        },
    )


def _make_municipality(gebied: Gebied) -> Lidmaatschap:
    org = Organisatie.objects.create(
        naam=gebied.naam,
        slug=gebied.code.lower(),
        soort="gemeente",
        bereikbaar=f"post@{gebied.code.lower()}.voorbeeld.nl",
    )
    org.werkgebied.set([gebied])
    return _make_members(org, f"griffie.{gebied.code.lower()}", [Rol.BEANTWOORDER])[0]


def _make_members(org: Organisatie, name: str, roles: Iterable[Rol]) -> list[Lidmaatschap]:
    people = [
        (Gebruiker(email=f"{name}.{nr}@voorbeeld.nl", naam=f"Lid {nr} van {org}"), rol)
        for nr, rol in enumerate(roles)
    ]
    Gebruiker.objects.bulk_create([gebruiker for gebruiker, _ in people])
    return Lidmaatschap.objects.bulk_create(
        [Lidmaatschap(organisatie=org, gebruiker=one, rol=rol) for one, rol in people]
    )


def _invite(by: Lidmaatschap) -> None:
    email = f"nieuw.{by.pk}@voorbeeld.nl"
    Uitnodiging.objects.create(
        organisatie_id=by.organisatie_id,
        email=email,
        email_hash=lookup_hash(email),
        naam="Nora Nieuw",
        rol=Rol.OPBOUWWERKER,
        token_hash=hashlib.sha256(email.encode()).hexdigest(),
        door=by,
        verloopt_op=timezone.now() + timedelta(days=14),
    )
