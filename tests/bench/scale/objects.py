"""What the addresses are about: one of each kind of one organisation, in each of its states."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from initiatieven.models import Bewonersbericht, Initiatief, InitiatiefStaat
from initiatieven.queries.volglink import derive_token, hash_token
from signalen.models import (
    Agendanotitie,
    NotitieStaat,
    Signaal,
    SignaalStaat,
    VerantwoordingPdf,
    Verhaal,
)
from tests.access_world import SECRET, OneOfEach
from tests.keten import (
    make_afspraak,
    make_bron,
    make_contactpersoon,
    make_overzetting,
    make_ronde,
    make_verband,
)
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Uitnodiging, Zoekfilter
from wijken.queries.tijdvak import last_whole_quarter
from wijken.queries.uitnodiging import token_hash

M = TypeVar("M", bound=Model)


def in_each_state(worker: Lidmaatschap) -> Iterator[tuple[str, OneOfEach]]:
    """Yield the same objects with one of them in another state each time, and what that is.

    Newest first, and rather one with others tied to it. All are the worker's own, for some
    addresses are for who wrote it alone.
    """
    own: dict[str, Any] = {"organisatie_id": worker.organisatie_id}
    # Few of these in any organisation: one is as good as another.
    bron = make_bron(worker, _buurt(worker))
    plain = OneOfEach(
        collega=_first(Lidmaatschap.objects.filter(**own).exclude(pk=worker.pk).order_by("-pk")),
        buurt=_buurt(worker),
        contact=_contact(worker),
        overzetting=make_overzetting(worker),
        ronde=make_ronde(worker, _buurt(worker)),
        afspraak=make_afspraak(worker, gebied=_buurt(worker)),
        bron=bron,
        verband=make_verband(bron, "de bibliotheek", worker),
        contactpersoon=make_contactpersoon(worker, bron, days_ago=30),
        initiatief=_initiatief(worker, "loopt"),
        bewonersbericht=_first(Bewonersbericht.objects.filter(**own)),
        signaal=_signaal(worker, "op_de_agenda"),
        verhaal=_verhaal(worker),
        notitie=_notitie(worker, "verzonden"),
        uitnodiging=_invitation(worker),
        zoekfilter=Zoekfilter.objects.create(**own, door=worker, naam="Fietsen", woorden="fiets"),
        verantwoording=VerantwoordingPdf.objects.create(
            **own, door=worker, tijdvak=last_whole_quarter().code, inhoud={}
        ),
    )
    yield "", plain
    alone = Contactmoment.objects.filter(signalen__isnull=True, woorden_weg_op__isnull=True, **own)
    yield "contact alone", replace(plain, contact=_mine(_first(alone), worker))
    for staat in SignaalStaat.values:
        yield f"signaal {staat}", replace(plain, signaal=_signaal(worker, staat))
    for staat in InitiatiefStaat.values:
        yield f"initiatief {staat}", replace(plain, initiatief=_initiatief(worker, staat))
    for staat in NotitieStaat.values:
        yield f"notitie {staat}", replace(plain, notitie=_notitie(worker, staat))


def _buurt(worker: Lidmaatschap) -> Gebied:
    wijk = worker.gebieden.order_by("code").without_vorm()[0]
    return Gebied.objects.filter(ouder=wijk).without_vorm().order_by("code")[0]


def _contact(worker: Lidmaatschap) -> Contactmoment:
    rows = Contactmoment.objects.filter(organisatie=worker.organisatie, woorden_weg_op__isnull=True)
    return _mine(_first(rows.filter(signalen__isnull=False), rows), worker)


def _signaal(worker: Lidmaatschap, staat: str) -> Signaal:
    rows = Signaal.objects.filter(organisatie=worker.organisatie, staat=staat)
    return _mine(_first(rows.filter(contacten__isnull=False), rows), worker)


def _initiatief(worker: Lidmaatschap, staat: str) -> Initiatief:
    rows = Initiatief.objects.filter(organisatie=worker.organisatie, staat=staat)
    found = _first(rows.filter(teruggekoppeld_op__isnull=True), rows)
    # The secret link of the status page is made from the row and a key.
    token = derive_token(found.organisatie_id, str(found.sleutel), found.afdruk)
    found.token_hash = hash_token(token)
    found.save(update_fields=["token_hash"])
    return found


def _verhaal(worker: Lidmaatschap) -> Verhaal:
    rows = Verhaal.objects.filter(organisatie=worker.organisatie, nagelezen_op__isnull=True)
    return _mine(_first(rows), worker)


def _notitie(worker: Lidmaatschap, staat: str) -> Agendanotitie:
    rows = Agendanotitie.objects.filter(organisatie=worker.organisatie, staat=staat)
    return _mine(_first(rows.filter(signalen__isnull=False), rows), worker)


def _invitation(worker: Lidmaatschap) -> Uitnodiging:
    found = Uitnodiging.objects.filter(organisatie=worker.organisatie)[0]
    # One secret for each organisation would be another test.
    if not Uitnodiging.objects.filter(token_hash=token_hash(SECRET)).exists():
        found.token_hash = token_hash(SECRET)
        found.save(update_fields=["token_hash"])
    return found


def _first(*choices: QuerySet[M]) -> M:
    """Return the newest of the first of these that has any."""
    for rows in choices:
        if (found := rows.order_by("-pk").first()) is not None:
            return found
    raise LookupError(f"There is no {choices[-1].model._meta.label} for this address.")


def _mine(row: M, worker: Lidmaatschap) -> M:
    type(row)._base_manager.filter(pk=row.pk).update(door=worker)
    return row
