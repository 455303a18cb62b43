"""Writing which area followed which, and what follows from that for everybody who works there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model

from opbouw.lib.writing.audit import AnyActor, record_for_each
from opbouw.lib.writing.locking import hold_name
from wijken.actions.actueel import choose_current
from wijken.models import Gebied, Lidmaatschap, Opvolging, Organisatie, Uitnodiging
from wijken.queries.indeling import Indeling, Rij

BATCH = 500
ZELFDE_OMTREK = "Zelfde omtrek"
# Where somebody works: the link tables, each with the column of whose area it is.
WERKGEBIEDEN: tuple[tuple[type[Model], str], ...] = (
    (Organisatie.werkgebied.through, "organisatie_id"),
    (Lidmaatschap.gebieden.through, "lidmaatschap_id"),
    (Uitnodiging.gebieden.through, "uitnodiging_id"),
)


@dataclass(frozen=True)
class NieuweOpvolging:
    """One line of a table: `oud` is (partly) `nieuw` in the new edition; empty when it ended."""

    oud: str
    nieuw: str


def hold_division() -> None:
    """Wait for another import, and hold the division until the transaction ends.

    Two imports at once would both add every area.
    """
    hold_name("indeling")


@transaction.atomic
def store_opvolging(
    *, rijen: Iterable[NieuweOpvolging], jaar: int, bron: str, by: AnyActor | None
) -> int:
    """Store a table of the edition of `jaar`; returns how many codes it says something new of.

    What an earlier table of that year said of the same codes is replaced.
    """
    hold_division()
    given: dict[str, set[str]] = defaultdict(set)
    for rij in rijen:
        given[rij.oud].add(rij.nieuw)
    known: dict[str, set[str]] = defaultdict(set)
    stored = Opvolging.objects.filter(jaar=jaar, oude_code__in=given)
    for oud, nieuw in stored.values_list("oude_code", "nieuwe_code"):
        known[oud].add(nieuw)
    changed = {oud: codes for oud, codes in given.items() if known[oud] != codes}
    Opvolging.objects.filter(jaar=jaar, oude_code__in=changed).delete()
    new = [
        Opvolging(jaar=jaar, oude_code=oud, nieuwe_code=nieuw, bron=bron)
        for oud, codes in sorted(changed.items())
        for nieuw in sorted(codes)
    ]
    Opvolging.objects.bulk_create(new, batch_size=BATCH)
    if changed:
        # Of no organisation: the division is everybody's.
        record_for_each(
            "opvolging_ingelezen",
            Opvolging.objects.filter(jaar=jaar, oude_code__in=changed)[0],
            organisaties=(),
            door_id=by.gebruiker_id if by else None,
            naar=str(jaar),
        )
    refresh_opvolging()
    return len(changed)


def refresh_opvolging() -> None:
    """Work out again what became of the areas of older editions; a second time changes nothing.

    Called in the transaction of whatever changed the division, which holds it.
    """
    indeling = Indeling.stored()
    if _derive_from_outlines(indeling):
        indeling = Indeling.stored()
    if _restore_gemeenten(indeling):
        indeling = Indeling.stored()
    ended = indeling.opgeheven
    Gebied.objects.filter(gemeentecode__in=ended, actueel=True).update(actueel=False)
    changed = []
    for rij in indeling.rijen:
        if f"GM{rij.code[2:6]}" in ended and rij.actueel:
            rij = Rij(rij.pk, rij.code, rij.jaar, False, rij.opvolgers, rij.vervallen)
        under = () if rij.actueel else _found_under(indeling, rij)
        gone = indeling.is_gone(rij)
        if under != rij.opvolgers or gone != rij.vervallen:
            changed.append(Gebied(pk=rij.pk, opvolgers=list(under), vervallen=gone))
    Gebied.objects.bulk_update(changed, ("opvolgers", "vervallen"), batch_size=BATCH)
    _follow_same_code()


def _found_under(indeling: Indeling, rij: Rij) -> tuple[str, ...]:
    under = indeling.found_under(rij.code, rij.jaar)
    # By its own code it is found without this.
    plain = {rij.code, f"WK{rij.code[2:8]}", f"GM{rij.code[2:6]}"}
    return () if under <= plain and rij.code in under else tuple(sorted(under))


def _restore_gemeenten(indeling: Indeling) -> bool:
    """Make a gemeente current again that a corrected table no longer ends."""
    newest: dict[str, Rij] = {}
    current = {f"GM{code[2:6]}" for code in indeling.huidig} | indeling.opgeheven.keys()
    for rij in indeling.rijen:
        if rij.code.startswith("GM") and rij.code not in current:
            newest[rij.code] = max(rij, newest.get(rij.code, rij), key=lambda one: one.jaar)
    back = [rij for rij in newest.values() if rij.opvolgers or rij.vervallen]
    for rij in back:
        choose_current(rij.code)
    return bool(back)


def _derive_from_outlines(indeling: Indeling) -> bool:
    """Store a step for each buurt without one whose exact outline is now another code's alone."""
    latest = max(indeling.huidig.values(), default=0)
    old, new = [], []
    for rij in indeling.rijen:
        if not rij.code.startswith("BU"):
            continue
        edities = indeling.edities[rij.code]
        if rij.actueel and edities[0] == rij.jaar and rij.jaar == latest:
            new.append(rij.pk)
        elif rij.jaar == edities[-1] < latest and not indeling.step(rij.code, rij.jaar):
            gone = not rij.actueel and rij.code not in indeling.huidig
            if gone or rij.actueel:
                old.append(rij.pk)
    if not old or not new:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT min(oud.code), min(nieuw.code), min(nieuw.jaar)
            FROM wijken_gebied oud JOIN wijken_gebied nieuw
              ON nieuw.vorm = oud.vorm AND nieuw.jaar > oud.jaar
            WHERE oud.id = ANY(%s) AND nieuw.id = ANY(%s)
            GROUP BY oud.vorm
            HAVING count(DISTINCT oud.id) = 1 AND count(DISTINCT nieuw.id) = 1
            """,
            [old, new],
        )
        found = cursor.fetchall()
    Opvolging.objects.bulk_create(
        [
            Opvolging(jaar=jaar, oude_code=oud, nieuwe_code=nieuw, bron=ZELFDE_OMTREK)
            for oud, nieuw, jaar in found
        ],
        batch_size=BATCH,
    )
    return bool(found)


def _follow_same_code() -> None:
    """Point working areas at the current row of the same code: for its people nothing changed."""
    for table, owner in WERKGEBIEDEN:
        links = table._default_manager.all()
        behind = links.filter(
            gebied__actueel=False, gebied__vervallen=False, gebied__opvolgers=[]
        ).values_list("pk", owner, "gebied__code")
        wanted = list(behind)
        if not wanted:
            continue
        codes = {code for _pk, _owner, code in wanted}
        current = dict(Gebied.objects.current().filter(code__in=codes).values_list("code", "pk"))
        taken = set(links.filter(gebied__in=current.values()).values_list(owner, "gebied_id"))
        for pk, whose, code in wanted:
            new = current.get(code)
            if new is None:
                continue
            if (whose, new) in taken:
                links.filter(pk=pk).delete()
            else:
                taken.add((whose, new))
                links.filter(pk=pk).update(gebied_id=new)
