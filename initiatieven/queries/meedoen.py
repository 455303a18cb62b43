"""Where a resident can bring a plan."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from wijken.models import Gebied, Organisatie, OrganisatieSoort


@dataclass(frozen=True)
class Meedoen:
    """One organisation to bring a plan to, and where it works."""

    organisatie: Organisatie
    gemeenten: str


def open_organisaties() -> QuerySet[Organisatie]:
    """Return the organisations to which a resident can bring a plan."""
    welzijn = Organisatie.objects.filter(soort=OrganisatieSoort.WELZIJN)
    return welzijn.filter(Exists(Gebied.objects.filter(organisaties=OuterRef("pk"))))


def places_to_join(zoek: str = "") -> list[Meedoen]:
    """Return the organisations with their municipalities, in the order of the municipalities."""
    areas = Prefetch("werkgebied", queryset=Gebied.objects.only("gemeentecode"))
    organisaties = list(open_organisaties().prefetch_related(areas))
    codes = {gebied.gemeentecode for o in organisaties for gebied in o.werkgebied.all()}
    named = Gebied.objects.current().filter(code__in=codes).values_list("code", "naam")
    names = dict(named)
    found = [
        Meedoen(
            o, ", ".join(sorted({names.get(g.gemeentecode, o.naam) for g in o.werkgebied.all()}))
        )
        for o in organisaties
    ]
    wanted = zoek.strip().casefold()
    kept = [m for m in found if wanted in f"{m.gemeenten} {m.organisatie.naam}".casefold()]
    return sorted(kept, key=lambda m: (m.gemeenten.casefold(), m.organisatie.naam.casefold()))
