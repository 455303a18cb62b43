"""Lists and figures; a builtin of the templates."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from django.template import Context
from django.utils.safestring import SafeString

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.components.library import Components, draw

register = Components()


@register.component('{% chips label="Gebied" keuzes=keuzes %}')
def chips(
    *,
    label: Annotated[str, "of the group, for screen readers"],
    keuzes: Iterable[Keuze],
) -> SafeString:
    """Chips as links, to filter a list."""
    return draw("components/chips.html", label=label, keuzes=keuzes)


@register.component('{% paginering volgende="abc" ouder="Toon oudere contacten" begin=True %}')
def paginering(
    context: Context,
    *,
    volgende: Annotated[str | None, "the cursor of the next page"],
    ouder: Annotated[str, "the words of the link to it, which name what it shows"],
    naam: Annotated[str, "of the cursor's query parameter"] = "na",
    begin: Annotated[bool, "also shows the way back to the beginning"] = False,
    anker: Annotated[str, "the id of the list, below what a phone shows first"] = "",
) -> SafeString:
    """The way to older rows of a list; keeps the other query parameters."""
    return draw(
        "components/paginering.html",
        volgende=volgende,
        ouder=ouder,
        naam=naam,
        begin=begin,
        anker=anker,
        parameters=list(context["request"].GET.items()),
    )


@register.component(
    '{% tabel bijschrift="Contacten per buurt, 2026" koppen=koppen rijen=rijen getallen="alle" %}'
)
def tabel(
    *,
    bijschrift: Annotated[str, "its caption"],
    koppen: Sequence[object],
    rijen: Annotated[Iterable[Sequence[object]], "the first cell heads its row"],
    getallen: Annotated[
        Literal["", "alle", "laatste", "midden"],
        "which columns hold numbers: `alle` but the first, `midden` all between first and last",
    ] = "",
    stil: Annotated[bool, "hides the caption where a heading says it"] = False,
) -> SafeString:
    """Table with a caption."""
    return draw(
        "components/tabel.html",
        bijschrift=bijschrift,
        koppen=koppen,
        rijen=rijen,
        getallen=getallen,
        stil=stil,
    )


@register.component("{% gegevens paren=paren %}")
def gegevens(
    *, paren: Annotated[Iterable[tuple[object, object]], "of a label and a value"]
) -> SafeString:
    """Labels with their values; an empty value is left out."""
    return draw("components/gegevens.html", paren=paren)


@register.component("{% feiten feiten=feiten %}")
def feiten(
    *, feiten: Annotated[Iterable[object], "objects with `waarde`, `label` and perhaps `bron`"]
) -> SafeString:
    """Key figures, each with its words and source."""
    return draw("components/feiten.html", feiten=feiten)
