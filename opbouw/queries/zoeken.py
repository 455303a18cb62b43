"""One search over all that the apps let be found."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, QuerySet

from opbouw.floors import FLOORS
from opbouw.lib.database.fulltext import hits_among, matches, telling
from opbouw.lib.text.search import MOST_WORDS, spellings, words_in
from opbouw.lib.text.word_forms import forms, roots
from opbouw.lib.web.found import Said, found_at_all, found_page
from opbouw.lib.web.keyset import Page, page
from opbouw.lib.web.merged import Stream, merged
from opbouw.lib.web.pieces import Treffer
from wijken.bewaarregels import start_of
from wijken.contract import Lidmaatschap, Vindbaar
from wijken.queries.zoeken import Zoekvraag, area_keys, period

MANY = 50
# More words that nobody wrote are no slips of the finger.
MOST_GUESSED = 3


@dataclass(frozen=True)
class Gevonden:
    """One record that was found, and of which kind it is."""

    kind: Vindbaar
    treffer: Treffer


@dataclass(frozen=True)
class Uitkomst:
    """A page of what was found, the newest first over all kinds, and the cursor of what is older.

    `woorden` are the words to mark; `geraden` those that nobody wrote, in whose place others were
    looked for. `zonder_betekenis` says that there were words, and only such as "de" and "het".
    """

    gevonden: list[Gevonden]
    volgende: str | None = None
    woorden: frozenset[str] = frozenset()
    geraden: tuple[str, ...] = ()
    zonder_betekenis: bool = False
    te_veel: bool = False


Asked = Sequence[Collection[str]]


def kinds() -> list[Vindbaar]:
    """Return every kind that the search finds, from the lowest floor up."""
    return [kind for floor in FLOORS for kind in floor.vindbaar]


def search(lid: Lidmaatschap, vraag: Zoekvraag, *, after: str | None = None) -> Uitkomst:
    """Return a page of what the member's own organisation has, of all kinds or of one."""
    typed = words_in(vraag.woorden)
    words = telling(typed[:MOST_WORDS]) if typed else []
    if vraag.woorden and not words:
        return Uitkomst([], zonder_betekenis=True)
    asked: Asked = [forms(word) for word in words]
    found, older = _found(lid, vraag, asked, after)
    guessed: tuple[str, ...] = ()
    if words and not found:
        guessed = _never_written(lid, words)
        if guessed:
            asked = [_guesses(word) if word in guessed else forms(word) for word in words]
            found, older = _found(lid, vraag, asked, after)
    shown = {text for one in found for text in (one.treffer.titel, *one.treffer.teksten)}
    read = sorted({word for text in shown for word in words_in(text)})
    return Uitkomst(
        found,
        older,
        woorden=hits_among(read, asked) if asked and read else frozenset(),
        geraden=guessed if found else (),
        te_veel=len(typed) > MOST_WORDS,
    )


def _found(
    lid: Lidmaatschap, vraag: Zoekvraag, asked: Asked, after: str | None
) -> tuple[list[Gevonden], str | None]:
    gebieden = area_keys(lid, vraag.gebied)
    every = dict(enumerate(kinds()))
    streams = [
        _stream(rank, kind, _chosen(kind, lid, vraag, gebieden), lid, asked)
        for rank, kind in every.items()
        if vraag.soort in {"", kind.soort} and (kind.lijnen or not vraag.lijn)
    ]
    found = merged(streams, after=after, size=MANY)
    hits: dict[int, Iterator[Treffer]] = {}
    for rank, kind in every.items():
        # Drawn together, then taken one by one where each has its place.
        hits[rank] = iter(kind.treffers([row for of, row in found.items if of == rank]))
    return [Gevonden(every[rank], next(hits[rank])) for rank, _row in found.items], found.next


def _stream(
    rank: int, kind: Vindbaar, rows: QuerySet[Any], lid: Lidmaatschap, asked: Asked
) -> Stream:
    def read(after: str | None) -> Page[Any]:
        if not asked:
            return page(rows, order=kind.orde, after=after, size=MANY)
        said = _said(kind, lid, asked)
        return found_page(rows, *said, order=kind.orde, after=after, size=MANY)

    return Stream(rank, rows.model, kind.orde, read)


def _chosen(
    kind: Vindbaar, lid: Lidmaatschap, vraag: Zoekvraag, gebieden: list[int] | None
) -> QuerySet[Any]:
    rows = kind.drawn(lid)
    if gebieden is not None:
        rows = rows.filter(gebied__in=gebieden)
    if vraag.thema:
        rows = rows.filter(thema=vraag.thema)
    if vraag.lijn:
        rows = rows.filter(lijnen__contains=[vraag.lijn])
    if vraag.eigen:
        rows = rows.filter(kind.eigen, **{kind.van: lid})
    if periode := period(vraag.periode):
        when = kind.orde[0].removeprefix("-")
        moment = isinstance(rows.model._meta.get_field(when), DateTimeField)
        first, behind = periode.begin, periode.end + timedelta(days=1)
        between = (start_of(first), start_of(behind)) if moment else (first, behind)
        rows = rows.filter(**{f"{when}__gte": between[0], f"{when}__lt": between[1]})
    return rows


def _said(kind: Vindbaar, lid: Lidmaatschap, asked: Asked) -> tuple[Said, ...]:
    return kind.woorden, matches(kind.gezocht, lid.organisatie_id, asked)


def _guesses(word: str) -> set[str]:
    return {*forms(word), *(one for root in roots(word) for one in spellings(root))}


def _never_written(lid: Lidmaatschap, words: list[str]) -> tuple[str, ...]:
    """Return the words that the organisation has nowhere, unless there are many."""
    unknown = tuple(
        word
        for word in words
        if not found_at_all(
            (kind.rows(lid).order_by(*kind.orde), _said(kind, lid, [forms(word)]))
            for kind in kinds()
        )
    )
    can_be_guessed = any(spellings(word) for word in unknown)
    return unknown if can_be_guessed and len(unknown) <= MOST_GUESSED else ()
