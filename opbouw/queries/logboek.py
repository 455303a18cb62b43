"""The audit trail in words: each app says what its own actions are called."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from opbouw.floors import FLOORS
from opbouw.lib.web.keyset import Page
from wijken.contract import Handeling, Lidmaatschap, Rol, Terrein
from wijken.queries.bewaren import term_in_words
from wijken.queries.logboek import ACCOUNT, MEMBERSHIP, Names, names_in, trail_page


@dataclass(frozen=True)
class LogboekRegel:
    """One row as people read it; `waarvan` is the kind of record or the person it is about."""

    op: datetime
    wat: str
    hoe: str
    wie: str
    waarvan: str


@dataclass(frozen=True)
class Logboek:
    """One page of it, and the cursor of the next."""

    regels: list[LogboekRegel]
    next: str | None


def logboek(
    lid: Lidmaatschap, *, terrein: Terrein | None, maand: date | None, after: str | None
) -> Logboek:
    """Return a page of the own organisation's audit trail, newest first."""
    words = handelingen()
    about = [name for name, one in words.items() if one.terrein is terrein]
    others = [name for name, one in words.items() if one.terrein is not terrein]
    if terrein is Terrein.WERK:
        # Whatever has no words of its own is a change of a record.
        rows = trail_page(lid, without=others, maand=maand, after=after)
    else:
        rows = trail_page(lid, only=about, maand=maand, after=after)
    return Logboek(in_words(lid, rows), rows.next)


def handelingen() -> dict[str, Handeling]:
    """Return the words of every action, of all apps."""
    return {name: one for floor in FLOORS for name, one in floor.handelingen.items()}


def in_words(lid: Lidmaatschap, rows: Page[Any]) -> list[LogboekRegel]:
    """Return rows of the trail in words, with names of the own organisation only."""
    names, words = names_in(lid, rows.items), handelingen()
    return [
        LogboekRegel(
            op=row.op,
            wat=_what(words.get(row.handeling), row.handeling),
            hoe=_how(row.van, row.naar),
            wie=_who(row.door_id, names),
            waarvan=_("eigen account")
            if row.object_soort == ACCOUNT and row.door_id == row.object_id
            else _whose(row.object_soort, row.object_id, names),
        )
        for row in rows.items
    ]


def _what(words: Handeling | None, handeling: str) -> str:
    if words is not None:
        return str(words.tekst)
    return _("Gewijzigd") if handeling.endswith("_gewijzigd") else handeling.replace("_", " ")


def _how(van: str, naar: str) -> str:
    if term := term_in_words(van, naar):
        return term
    old, new = (str(Rol(one).label) if one in Rol else one.replace("_", " ") for one in (van, naar))
    return _("van %(old)s naar %(new)s") % {"old": old, "new": new} if old else new


def _who(account: int | None, names: Names) -> str:
    if account is None:
        return ""
    return names.accounts.get(account, _("iemand buiten je organisatie"))


def _whose(kind: str, pk: int, names: Names) -> str:
    if kind == ACCOUNT:
        return _("account van %(naam)s") % {"naam": names.accounts.get(pk, _("iemand"))}
    if kind == MEMBERSHIP:
        return names.members.get(pk, _("iemand"))
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except LookupError:
        return kind.rpartition(".")[2]
