"""Beginning an agenda note, and writing it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.reference import next_reference
from opbouw.lib.writing.transitions import Refused
from signalen.models import (
    Agendanotitie,
    NotitieBron,
    NotitieInitiatief,
    NotitieSignaal,
    NotitieStaat,
    NotitieVerhaal,
    Richting,
    Signaal,
    Vraag,
)
from signalen.queries.begin import common_area, initial_texts, observed_period
from signalen.queries.notitie import VORMEN
from wijken.models import Lidmaatschap, Organisatie

Rows = Sequence[Mapping[str, Any]]

ALREADY_SETTLED_MESSAGE = gettext_lazy(
    "Deze notitie is intussen vastgesteld. Jouw tekst staat hier nog, maar is niet bewaard. Laat "
    "de notitie heropenen en bewaar dan nog een keer."
)
ALREADY_SENT_MESSAGE = gettext_lazy(
    "Deze notitie is intussen verzonden en verandert niet meer. Jouw tekst staat hier nog, maar is "
    "niet bewaard."
)


@dataclass(frozen=True)
class Choices:
    """What a note gathers from elsewhere."""

    signalen: Iterable[Any]
    verhalen: Iterable[Any]
    initiatieven: Iterable[Any]
    cijfers: Iterable[Any]
    gekozen_bronnen: Iterable[Any] = ()


@transaction.atomic
def start_notitie(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    titel: str,
    aan: Organisatie,
    signalen: Sequence[Signaal],
) -> tuple[Agendanotitie, bool]:
    """Begin a note from signals, with what is known filled in; returns it and whether it is new."""

    def complete(_key: uuid.UUID, _afdruk: str) -> dict[str, Any]:
        first, last = observed_period(signalen)
        prefix = f"{timezone.localdate().year}-"
        return {
            "kenmerk": next_reference(organisatie_id=by.organisatie_id, prefix=prefix),
            "gebied": common_area(signalen),
            "periode_van": first,
            "periode_tot": last,
            **initial_texts(signalen, by),
        }

    notitie, new = create_once(
        Agendanotitie,
        by=by,
        sleutel=sleutel,
        fields={"titel": titel, "aan": aan},
        sent_along={"signalen": list(signalen)},
        complete=complete,
    )
    if new:
        _gather(notitie, NotitieSignaal, "signaal", signalen)
        record("notitie_begonnen", notitie, by=by, naar=notitie.staat)
    return notitie, new


@transaction.atomic
def save_notitie(
    *,
    notitie: Agendanotitie,
    by: Lidmaatschap,
    stand: int,
    content: Mapping[str, Any],
    choices: Choices,
    vragen: Rows,
    richtingen: Rows,
) -> Agendanotitie:
    """Store a concept whole; raises Overtaken when a colleague saved it since `stand` was read.

    Raises Refused when it was settled meanwhile. The same form sent twice changes nothing.
    """
    notitie = lock_notitie(notitie)
    concept = notitie.staat == NotitieStaat.CONCEPT
    if (not concept or notitie.stand != stand) and _already_saved(
        notitie, content, choices, vragen, richtingen
    ):
        return notitie
    if not concept:
        raise Refused(
            ALREADY_SETTLED_MESSAGE
            if notitie.staat == NotitieStaat.VASTGESTELD
            else ALREADY_SENT_MESSAGE
        )
    if notitie.stand != stand:
        raise Overtaken(
            _(
                "Een collega heeft deze notitie intussen ook gewijzigd. Jouw tekst staat hier nog. "
                "Bewaar je nog een keer, dan komt die in de plaats van wat je collega schreef."
            ),
            stand=notitie.stand,
        )
    for name, value in content.items():
        setattr(notitie, name, value)
    notitie.stand += 1
    notitie.save()
    _gather(notitie, NotitieSignaal, "signaal", choices.signalen)
    sync_area_and_period(notitie)
    _gather(notitie, NotitieVerhaal, "verhaal", choices.verhalen)
    _gather(notitie, NotitieInitiatief, "initiatief", choices.initiatieven)
    _gather(notitie, NotitieBron, "bron", choices.gekozen_bronnen)
    notitie.cijfers.set(choices.cijfers)
    _replace(notitie, Vraag, vragen)
    _replace(notitie, Richting, richtingen)
    record("notitie_gewijzigd", notitie, by=by)
    return notitie


def sync_area_and_period(notitie: Agendanotitie) -> None:
    """Copy area and period from the signals, which may have been corrected since."""
    rows = notitie.signalen.select_related("gebied__ouder__ouder").defer(*VORMEN)
    signalen = list(rows)
    if signalen:
        notitie.gebied = common_area(signalen)
        notitie.periode_van, notitie.periode_tot = observed_period(signalen)
        notitie.save(update_fields=["gebied", "periode_van", "periode_tot"])


def lock_notitie(notitie: Agendanotitie) -> Agendanotitie:
    """Read the note again, with what composing needs, and hold it until the transaction ends."""
    return lock(notitie, "organisatie", "aan", "gebied__ouder")


def _gather(notitie: Agendanotitie, model: Any, name: str, chosen: Iterable[Any]) -> None:
    rows = list(chosen)
    model.objects.filter(notitie=notitie).exclude(**{f"{name}__in": rows}).delete()
    model.objects.bulk_create(
        [
            model(organisatie_id=notitie.organisatie_id, notitie=notitie, **{name: row})
            for row in rows
        ],
        ignore_conflicts=True,
    )


def _replace(notitie: Agendanotitie, model: Any, rows: Rows) -> None:
    model.objects.filter(notitie=notitie).delete()
    model.objects.bulk_create(
        [
            model(organisatie_id=notitie.organisatie_id, notitie=notitie, nummer=number, **row)
            for number, row in enumerate(rows, start=1)
        ]
    )


def _already_saved(
    notitie: Agendanotitie,
    content: Mapping[str, Any],
    choices: Choices,
    vragen: Rows,
    richtingen: Rows,
) -> bool:
    """Tell whether the note already holds exactly this: the same form, sent twice."""
    left_open = notitie.staat != NotitieStaat.CONCEPT and content.get("reactie_voor") is None
    # An empty reply date was filled in with the agreed term when the note was settled.
    typed = {k: v for k, v in content.items() if not (left_open and k == "reactie_voor")}
    chosen = all(
        set(getattr(notitie, field.name).all()) == set(getattr(choices, field.name))
        for field in fields(choices)
    )
    return (
        chosen
        and all(getattr(notitie, name) == value for name, value in typed.items())
        and _same_rows(notitie.vragen.values(), vragen)
        and _same_rows(notitie.richtingen.values(), richtingen)
    )


def _same_rows(stored: Iterable[Mapping[str, Any]], rows: Rows) -> bool:
    kept = list(stored)
    return len(kept) == len(rows) and all(
        old[name] == value
        for old, row in zip(kept, rows, strict=True)
        for name, value in row.items()
    )
