"""Words that were taken out elsewhere, and stand in a note that was not sent."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.writing.audit import record
from signalen.actions.versie import renew_content, unsent_versions
from signalen.delen import AANHANG, TEKSTEN
from signalen.models import BUITEN, Agendanotitie
from wijken.actions.weghalen import WEGGEHAALD
from wijken.models import Lidmaatschap

# A shorter text is replaced only where it stands alone: "buren" stands in every letter.
ALONE = 12
# A text of a note that was cut off at its length may end in the beginning of the words.
CUT = 30

WORDS_TAKEN_OUT_MESSAGE = gettext_lazy(
    "Woorden hierin zijn op verzoek weggehaald. Heropen de notitie en stel die opnieuw vast."
)


@transaction.atomic
def forget_words(*, organisatie_id: int, words: Iterable[str], by: Lidmaatschap) -> None:
    """Take these texts out of every note and version that was never sent.

    What was sent is public and stays as it is. What somebody rewrote is not found.
    """
    gone = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not gone:
        return
    own = Agendanotitie.objects.filter(organisatie_id=organisatie_id).exclude(staat__in=BUITEN)
    for notitie in own.select_for_update(of=("self",)).order_by("pk"):
        changed = _rewrite(notitie, [veld.name for veld in TEKSTEN], gone)
        for one, names in AANHANG.items():
            for row in getattr(notitie, one).order_by("pk"):
                changed |= _rewrite(row, names, gone)
        if changed:
            # A colleague who has it open hears that it changed.
            notitie.stand += 1
            notitie.save(update_fields=["stand"])
            record("woorden_uit_notitie", notitie, by=by)
    for versie in unsent_versions(organisatie_id).select_for_update(of=("self",)).order_by("pk"):
        inhoud = _without(versie.inhoud, gone)
        if inhoud != versie.inhoud:
            renew_content(versie, inhoud, reden=str(WORDS_TAKEN_OUT_MESSAGE))
            record("woorden_uit_versie", versie, by=by)


def without(text: str, words: Iterable[str]) -> str:
    """Return a text in which a sentence stands in the place of each of these, longest first."""
    for word in words:
        if text == word:
            return _(WEGGEHAALD)
        if len(word) >= ALONE:
            text = _without_end(text.replace(word, _(WEGGEHAALD)), word)
    return text


def _without_end(text: str, word: str) -> str:
    for size in range(len(word) - 1, CUT - 1, -1):
        if text.endswith(word[:size]):
            return text[:-size] + _(WEGGEHAALD)
    return text


def _rewrite(row: models.Model, names: Iterable[str], words: list[str]) -> bool:
    changed = []
    for name in names:
        text: str = getattr(row, name)
        rest = without(text, words)
        if rest != text:
            field = cast("models.TextField[str, str]", row._meta.get_field(name))
            setattr(row, name, rest[: field.max_length])
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def _without(value: Any, words: list[str]) -> Any:
    if isinstance(value, str):
        return without(value, words)
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, words) for key, one in value.items()}
    return value
