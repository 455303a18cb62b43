"""Taking the words out of a row at somebody's request."""

from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from opbouw.lib.writing.audit import Actor, record
from wijken.actions.foto_weg import remove_fotos
from wijken.models import Contactmoment
from wijken.models.weghaalbaar import Weghaalbaar

M = TypeVar("M", bound=Weghaalbaar)

WEGGEHAALD = gettext_noop("Op verzoek weggehaald")


@transaction.atomic
def empty_row(row: Weghaalbaar, *, by: Actor) -> list[str]:
    """Take the words out of a row and its doubles, and return them; twice changes nothing.

    The fingerprint goes along: of a short text it can be guessed.
    """
    words: list[str] = []
    for one in _with_doubles(type(row), row):
        if one.weggehaald_op is None:
            words += take_words(one)
            if isinstance(one, Contactmoment):
                remove_fotos([one.pk])
            record("op_verzoek_weggehaald", one, by=by)
    return words


def take_words(row: Weghaalbaar) -> list[str]:
    """Take the words out of this row alone, which the caller holds, and return them."""
    texts = [*row.vervangen, *row.geleegd]
    words = [getattr(row, name) for name in texts if getattr(row, name)]
    for name in row.vervangen:
        if getattr(row, name):
            setattr(row, name, _(WEGGEHAALD))
    for name in row.geleegd:
        setattr(row, name, "")
    row.afdruk, row.weggehaald_op = "", timezone.now()
    row.save(update_fields=[*texts, "afdruk", "weggehaald_op"])
    return words


def _with_doubles(model: type[M], row: Weghaalbaar) -> QuerySet[M]:
    # What came under the same key says nearly the same; held in one order, whoever asks.
    first = getattr(row, "dubbel_van_id", None) or row.pk
    rows: QuerySet[M] = model._default_manager.filter(Q(pk=first) | Q(dubbel_van=first))
    return rows.order_by("pk").select_for_update(of=("self",))
