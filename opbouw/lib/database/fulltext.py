"""Full text search by PostgreSQL's own Dutch, through an index of an expression.

No column is added and no table rewritten. Accents and signs are gone on both sides. What a row
says and whose it is are in one index: another organisation's words cost nothing. See
docs/decisions/0166.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import connection
from django.db.models import BooleanField, Func, Q, Value

from opbouw.lib.text.names import plain_sql
from opbouw.lib.text.search import SEPARATORS

# A space: no word of a text can be this.
OWNER = "organisatie "
TELLING = """
SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place)
WHERE numnode(plainto_tsquery('dutch', word)) > 0 ORDER BY place
"""
HITS = """
SELECT word FROM unnest(%s::text[]) AS shown (word)
WHERE to_tsvector('dutch', word) @@ to_tsquery('dutch', %s)
"""


class Words(Func):
    """The stems in some columns."""

    template = f"to_tsvector('dutch', regexp_replace({plain_sql()}, '[{SEPARATORS}]+', ' ', 'g'))"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class Owner(Func):
    """Whose row it is, as one more word."""

    template = f"array_to_tsvector(ARRAY['{OWNER}' || (%(expressions)s)::text])"
    output_field = SearchVectorField()


class Searched(Func):
    """What the index of a table holds."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = SearchVectorField()


class Matches(Func):
    """Whether a row has all that is looked for."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Query(Func):
    template = "to_tsquery('dutch', %(expressions)s)"
    output_field = SearchQueryField()


class _OwnerQuery(Func):
    template = "(%(expressions)s)::tsquery"
    output_field = SearchQueryField()


class _Both(Func):
    # Asked for apart: a planner that sees hundreds of spellings expects every row, and reads all
    # texts. Not knowing them it takes the search index.
    template = "(SELECT %(expressions)s)"
    arg_joiner = " && "
    output_field = SearchQueryField()


def searched(*columns: str) -> Searched:
    """Return the expression that is searched: these columns, and the organisation of the row."""
    return Searched(Words(*columns), Owner("organisatie"))


def search_index(*columns: str, name: str, condition: Q | None = None) -> GinIndex:
    """Return the index that a search of these columns goes through."""
    return GinIndex(searched(*columns), name=name, condition=condition)


def matches(
    columns: Sequence[str], organisatie_id: int, words: Sequence[Collection[str]]
) -> Matches:
    """Return the filter on rows of an organisation with each of these words.

    A word is one or more spellings, any of which will do; `fiets*` is all that begins so.
    """
    owner = _OwnerQuery(Value(f"'{OWNER}{organisatie_id}'"))
    asked = _Both(_Query(Value(" & ".join(_any(one) for one in words))), owner)
    return Matches(searched(*columns), asked)


def telling(words: Sequence[str]) -> list[str]:
    """Return the words that say something: not "de", "het" and "een"."""
    return _words(TELLING, [list(words)])


def hits_among(words: Sequence[str], asked: Sequence[Collection[str]]) -> frozenset[str]:
    """Return which of these words are what was looked for, as the database sees it."""
    every = " | ".join(_any(one) for one in asked)
    return frozenset(_words(HITS, [list(words), every]))


def _any(spellings: Collection[str]) -> str:
    return "(" + " | ".join(_lexeme(one) for one in spellings) + ")"


def _lexeme(spelling: str) -> str:
    # Quoted: whatever is typed is a word and never an operator.
    bare = spelling.rstrip("*").replace("'", "''").replace("\\", "\\\\")
    return f"'{bare}'" + (":*" if spelling.endswith("*") else "")


def _words(statement: str, params: list[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [word for (word,) in cursor.fetchall()]
