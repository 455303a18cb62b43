"""Taking words of signals, stories and notes away: for the terms, and for whoever asks for it."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from signalen.actions.verantwoording import forget_told
from signalen.actions.versie import forget_verhaal, remove_files
from signalen.models import (
    BUITEN,
    Agendanotitie,
    Antwoord,
    Duiding,
    NotitieVerhaal,
    NotitieVersie,
    Signaal,
    SignaalTerugkoppeling,
    Verhaal,
)
from wijken.actions.bewaren import blank, first_of_month, neutral_title


@transaction.atomic
def reduce_signalen(pks: Sequence[int]) -> None:
    """Reduce signals to theme, area, line, state and month, with what was said of them.

    How often it was heard and when people were told still counts for a note that rests on it.
    """
    rows = Signaal.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    for signaal in rows.only("pk", "op"):
        blank(
            Signaal.objects.filter(pk=signaal.pk),
            *("tekst", "kring", "kring_waar", "lijn_waarom"),
            *("zonder_duiding_want", "niet_op_de_agenda_want"),
            titel=neutral_title(_("Signaal"), signaal.op),
            door=None,
            op=first_of_month(signaal.op),
            woorden_weg_op=timezone.now(),
        )
    meanings = Duiding.objects.filter(signaal__in=pks)
    blank(meanings, "met_wie", "tekst", "tegengeluid", "niet_gehoord", "spanning", door=None)
    blank(
        SignaalTerugkoppeling.objects.filter(signaal__in=pks), "kring", "waar", "tekst", door=None
    )


@transaction.atomic
def forget_verhalen(pks: Sequence[int]) -> None:
    """Forget stories, in every version that was never sent too.

    A story that a kept note tells leaves an empty row behind, which goes with that note.
    """
    rows = Verhaal.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    for verhaal in rows:
        if verhaal.tekst:
            forget_verhaal(organisatie_id=verhaal.organisatie_id, tekst=verhaal.tekst, by=None)
            forget_told(organisatie_id=verhaal.organisatie_id, tekst=verhaal.tekst, by=None)
    told = NotitieVerhaal.objects.filter(verhaal__in=pks)
    told.exclude(notitie__staat__in=BUITEN).delete()
    own = Verhaal.objects.filter(pk__in=pks)
    own.exclude(Exists(NotitieVerhaal.objects.filter(verhaal=OuterRef("pk")))).delete()
    blank(own, "tekst", "kring", door=None, nagelezen_door=None, woorden_weg_op=timezone.now())


@transaction.atomic
def delete_notities(pks: Sequence[int]) -> None:
    """Remove notes with their answers, their versions and the files of those."""
    for versie in NotitieVersie.objects.filter(notitie__in=pks).defer("inhoud"):
        transaction.on_commit(partial(remove_files, versie))
    Antwoord.objects.filter(vraag__notitie__in=pks).delete()
    Agendanotitie.objects.filter(pk__in=pks).delete()
