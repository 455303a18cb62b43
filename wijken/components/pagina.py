"""What a page has once; a builtin of the templates."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.web.components.elements import StaatToon
from opbouw.lib.web.components.forms import hidden_fields
from opbouw.lib.web.components.library import Components, draw
from opbouw.lib.web.pieces import Meer, Punt, Stap
from wijken.components import kaart
from wijken.models import Lidmaatschap

register = Components()


@register.component(
    '{% kop titel="Contacten van je team" actie_url="#" actie="Noteer" %}',
    '{% kop titel="De gordijnen blijven dicht" boven="Signaal · De Weide" staat="geduid"'
    ' toon="klaar" lijnen=lijnen terug_url="#" terug="Alle signalen" %}',
)
def kop(
    *,
    titel: str,
    boven: Annotated[str, "a few words above it: “Signaal · De Weide”"] = "",
    onder: Annotated[str, "one sentence"] = "",
    lijnen: Iterable[str] = (),
    staat: str = "",
    toon: Annotated[StaatToon, "of `staat`"] = "open",
    terug_url: Annotated[str, "the way back"] = "",
    terug: Annotated[str, "instead of “Terug”"] = "",
    actie_url: Annotated[str, "the first thing to do here"] = "",
    actie: Annotated[str, "the words of the button to `actie_url`"] = "",
) -> SafeString:
    """The head of a page, with its only h1."""
    return draw(
        "components/kop.html",
        titel=titel,
        boven=boven,
        onder=onder,
        lijnen=lijnen,
        staat=staat,
        toon=toon,
        terug_url=terug_url,
        terug=terug,
        actie_url=actie_url,
        actie=actie,
    )


@register.component(
    '{% foutpagina kop="Deze pagina is er niet" tekst="Misschien klopt het adres niet." %}'
)
def foutpagina(*, kop: str, tekst: str) -> SafeString:
    """What a page says when something is wrong, with its only h1."""
    return draw("components/foutpagina.html", kop=kop, tekst=tekst)


@register.component("{% wissel lidmaatschap=lidmaatschap %}")
def wissel(
    context: Context,
    *,
    lidmaatschap: Lidmaatschap,
    naar: Annotated[str, "the path to go to"] = "",
) -> SafeString:
    """Button to go on as another membership of yours."""
    return draw(
        "components/wissel.html", lidmaatschap=lidmaatschap, naar=naar, **hidden_fields(context)
    )


@register.component('{% dagdeel anker="afspraken" kop="Je afspraken" punten=punten %}')
def dagdeel(
    *,
    anker: Annotated[str, "the id of its heading"],
    kop: str,
    punten: Sequence[Punt],
    meer: Annotated[Sequence[Meer], "what it leaves out"] = (),
    schuld: Annotated[bool, "True for what is owed"] = False,
) -> SafeString:
    """One part of Mijn dag; without anything in it, nothing."""
    if not punten:
        return SafeString()
    return format_html(
        '<section class="stapel" aria-labelledby="{anker}"><h2 id="{anker}">{kop}</h2>\n'
        "{punten}{meer}</section>",
        anker=anker,
        kop=kop,
        punten=_cards(punten, schuld=schuld),
        meer=meer_van(meer=meer) if meer else "",
    )


@register.component("{% punten punten=punten %}")
def punten(
    *,
    punten: Sequence[Punt],
    schuld: Annotated[bool, "True for what is owed"] = False,
    niveau: kaart.Niveau = 2,
) -> SafeString:
    """The points of one kind, each a card that leads to where it is done."""
    return _cards(punten, schuld=schuld, niveau=niveau)


@register.component("{% meer_van meer=meer %}")
def meer_van(*, meer: Iterable[Meer]) -> SafeString:
    """What a list leaves out, per kind, each with the way to all of it."""
    lines = ((one.url, one.soort, _("nog %(aantal)s") % {"aantal": one.zoveel}) for one in meer)
    return format_html(
        '<ul class="stapel">{}</ul>',
        format_html_join("\n", '<li><a href="{}">{}: {}</a></li>', lines),
    )


@register.component('{% download url="/contacten/download/?alles=1" %}')
def download(
    *, url: Annotated[str, "of the list as it is filtered; empty for those who may not"]
) -> SafeString:
    """The quiet way to a list as a file; without an address, nothing."""
    if not url:
        return SafeString()
    beside = "&" if "?" in url else "?"
    return format_html(
        '<p class="zacht klein">{} <a href="{}">CSV</a> · <a href="{}">Excel</a></p>',
        _("Download deze lijst als:"),
        f"{url}{beside}vorm=csv",
        f"{url}{beside}vorm=xlsx",
    )


def _cards(punten: Iterable[Punt], *, schuld: bool, niveau: Literal[3, 2] = 3) -> SafeString:
    drawn = ((_punt(one, schuld=schuld, niveau=niveau),) for one in punten)
    return format_html('<div class="rooster">{}</div>', format_html_join("\n", "{}", drawn))


def _punt(punt: Punt, *, schuld: bool, niveau: Literal[3, 2]) -> SafeString:
    if schuld:
        return kaart.schuld(
            kop=punt.kop,
            tekst=punt.titel,
            onder=punt.onder,
            url=punt.url,
            actie=punt.actie,
            niveau=niveau,
        )
    return kaart.kaart(
        boven=punt.kop,
        titel=punt.titel,
        onder=punt.onder,
        url=punt.url,
        lijnen=punt.tekens,
        niveau=niveau,
    )


@register.component("{% draad stappen=stappen %}")
def draad(
    *,
    stappen: Iterable[Stap],
    kop: Annotated[str, "instead of “Draad”"] = "",
) -> SafeString:
    """The thread: where it came from and what came of it."""
    return draw("components/draad.html", stappen=stappen, kop=kop)


@register.component('{% draad_laden url="#" %}')
def draad_laden(*, url: Annotated[str, "of the thread"]) -> SafeString:
    """Fetches the thread after the page; without script it is a link."""
    return draw("components/draad_laden.html", url=url)
