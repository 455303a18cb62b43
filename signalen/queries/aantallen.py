"""The one gate for numbers: every count in a note is protected here, once, before it travels.

`compose` counts nothing and is given no count. What it gets from here has the type
`ProtectedText`, as has every field of the frozen content that states a number, and nothing else
makes one. The sentences are part of the letter, which is Dutch: they do not pass through gettext.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from opbouw.lib.small_numbers import Protected, protect_count
from opbouw.lib.small_parts import protect_parts
from signalen.inhoud import CijferInhoud, ProtectedText
from signalen.models import Agendanotitie, Signaal, Verhaal
from signalen.queries.notitie import public_cijfers, public_name
from wijken.models import Cijfer, Contactmoment
from wijken.queries.cijfer import as_written, with_whole


@dataclass(frozen=True)
class Aantallen:
    """What a note says about how many; `gehoord` is by the key of the story."""

    hoe_vaak: ProtectedText
    gehoord: Mapping[int, ProtectedText]
    cijfers: tuple[CijferInhoud, ...]
    herkomst: ProtectedText
    telwijze: ProtectedText


def protected_numbers(
    notitie: Agendanotitie, signalen: Sequence[Signaal], verhalen: Sequence[Verhaal]
) -> Aantallen:
    """Count what this note rests on, and return it as outsiders may read it."""
    drempel = notitie.organisatie.drempel
    own = Contactmoment.objects.filter(signalen__in=signalen).distinct()
    number = own.count()
    talks = protect_count(number, drempel)
    # Two stories of one signal show the same count.
    parts = {v.signaal_id: v.signaal.contacten.count() for v in verhalen if v.signaal}
    heard = protect_parts(number, parts, groups=len(signalen), threshold=drempel)
    months = _months(notitie)
    return Aantallen(
        hoe_vaak=_how_often(talks, months),
        gehoord={verhaal.pk: _heard(heard.get(verhaal.signaal_id)) for verhaal in verhalen},
        cijfers=tuple(_cijfer(cijfer) for cijfer in _chosen_cijfers(notitie)),
        # Signals are patterns, not people: their number points at nobody.
        herkomst=_origin(len(signalen), talks, months),
        telwijze=ProtectedText(
            f"Aantallen onder de {drempel} staan er als “minder dan {drempel}”; andere aantallen "
            "zijn afgerond op vijf. Een gesprek telt één keer, ook als het bij meer signalen "
            "hoort. Bij een verhaal staat geen aantal als dat, alleen of naast het totaal, te "
            "veel zegt."
        ),
    )


def _how_often(talks: Protected, months: str) -> ProtectedText:
    if talks.value == 0:
        return ProtectedText("")
    times = talks.text if talks.hidden else f"ongeveer {talks.text}"
    return ProtectedText(f"We hoorden dit {months} in {times} gesprekken.")


def _heard(times: Protected | None) -> ProtectedText:
    # Under a story "minder dan 10" reads as "hardly ever"; the one sentence below them is enough.
    return ProtectedText(f"zo vaak hoorden we dit: ongeveer {times.text} keer" if times else "")


def _origin(signalen: int, talks: Protected, months: str) -> ProtectedText:
    said = talks.text if talks.hidden or talks.value == 0 else f"ongeveer {talks.text}"
    number = "1 signaal" if signalen == 1 else f"{signalen} signalen"
    return ProtectedText(f"Deze notitie steunt op {number} uit {said} gesprekken, {months}.")


def _months(notitie: Agendanotitie) -> str:
    first = date_format(notitie.periode_van, "F Y")
    last = date_format(notitie.periode_tot, "F Y")
    return f"in {first}" if first == last else f"van {first} tot en met {last}"


def _chosen_cijfers(notitie: Agendanotitie) -> list[Cijfer]:
    # A very small buurt counts with its wijk, so its own figures stay inside as well.
    rows = public_cijfers(notitie).filter(pk__in=notitie.cijfers.values("pk"))
    # What says the same stands together, buurten before the wijk around them.
    return list(rows.order_by("sleutel", "gebied__code", "jaar"))


def _cijfer(cijfer: Cijfer) -> CijferInhoud:
    """A published figure: its source protected it, so it is shown as it was published."""
    gebied = cijfer.gebied
    same = Cijfer.objects.filter(
        gebied__code=gebied.gemeentecode, sleutel=cijfer.sleutel, jaar=cijfer.jaar
    )
    gemeente = same.order_by("-gebied__jaar").first()
    beside = ""
    if gemeente is not None and gebied.code != gebied.gemeentecode:
        beside = f"gemeente: {as_written(gemeente.waarde, gemeente.eenheid)}"
    return CijferInhoud(
        naam=cijfer.naam,
        waarde=ProtectedText(with_whole(cijfer.naam, cijfer.waarde, cijfer.eenheid)),
        vergelijking=ProtectedText(beside),
        bron=cijfer.bron,
        peildatum=str(cijfer.jaar),
        bescherming="zo gepubliceerd",
        gebied=public_name(gebied),
    )
