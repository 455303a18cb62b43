"""Cards and quotes; a builtin of the templates."""

from collections.abc import Iterable
from typing import Annotated, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from opbouw.lib.web.components.elements import KnopSoort, StaatToon, knop
from opbouw.lib.web.components.elements import staat as badge
from opbouw.lib.web.components.library import Components, draw, optional
from wijken.components.lijn import lijnen as badges

register = Components()

Niveau = Annotated[Literal[3, 2], "of its heading"]


@register.component(
    '{% kaart boven="Afspraak voor vandaag" titel="Sleutel navragen voor de eettafel" url="#"'
    " lijnen=lijnen %}",
    '{% kaart boven="Nieuw initiatief · 2 dagen" titel="Fietsles op zaterdag" url="#"'
    ' tekst="Binnen 3 werkdagen hoort zij van een mens." staat="nieuw" %}',
)
def kaart(
    *,
    titel: str,
    url: Annotated[str, "makes the whole card lead there"] = "",
    boven: str = "",
    tekst: str = "",
    onder: str = "",
    lijnen: Iterable[str] = (),
    staat: str = "",
    toon: Annotated[StaatToon, "of `staat`"] = "open",
    niveau: Niveau = 3,
) -> SafeString:
    """Card."""
    return format_html(
        '<article class="kaart">{boven}\n'
        '<h{niveau} class="kaart__titel" dir="auto">{titel}</h{niveau}>\n'
        "{tekst}\n{lijnen}\n{onder}</article>",
        boven=_boven(boven, staat, toon) if boven or staat else "",
        niveau=niveau,
        titel=format_html('<a href="{}">{}</a>', url, titel) if url else titel,
        tekst=optional('<p dir="auto">{}</p>', tekst),
        lijnen=badges(lijnen=lijnen),
        onder=optional('<p class="zacht klein"><bdi>{}</bdi></p>', onder),
    )


def _boven(boven: str, staat: str, toon: StaatToon) -> SafeString:
    return format_html(
        '<div class="kaart__boven"><bdi>{}</bdi> {}</div>',
        boven,
        badge(staat=staat, toon=toon) if staat else "",
    )


@register.component(
    '{% schuld kop="Nog te vertellen" tekst="De ouders weten nog niet dat de bankjes er komen."'
    ' onder="dinsdag rond drie uur, Lindeplein" url="#" actie="Vertel het terug" %}',
    '{% schuld kop="Wie hoorden we nog niet?" tekst="Wie alleen woont, komt hier niet voor." %}',
)
def schuld(
    *,
    kop: str,
    tekst: str,
    onder: str = "",
    url: str = "",
    actie: Annotated[str, "the words of the button to `url`"] = "",
    soort: Annotated[KnopSoort, "of that button"] = "rustig",
    niveau: Niveau = 3,
) -> SafeString:
    """Something still owed."""
    return format_html(
        '<article class="kaart schuld">'
        '<h{niveau} class="schuld__kop" dir="auto">{kop}</h{niveau}>\n'
        '<p dir="auto">{tekst}</p>\n{onder}\n{knop}</article>',
        niveau=niveau,
        kop=kop,
        tekst=tekst,
        onder=optional('<p class="zacht klein"><bdi>{}</bdi></p>', onder),
        knop=format_html(
            '<div class="knoppen">{}</div>', knop(url=url, tekst=actie, soort=soort, klein=True)
        )
        if url
        else "",
    )


@register.component(
    '{% stem tekst="Ik zie niemand meer, ook niet in de trappenhuizen." wie="oudere bewoners"'
    ' keer="4" %}',
    '{% stem tekst="Er geweest, niets bijzonders." wie="het Lindeplein" dag="2 april" dag_url="#"'
    " aanhaling=False %}",
)
def stem(
    *,
    tekst: str,
    wie: str = "",
    keer: Annotated[str, "how often it was heard, protected already"] = "",
    hoeveel: Annotated[str, "people there were, in our words"] = "",
    dag: str = "",
    dag_url: Annotated[str, "the record that `dag` leads to"] = "",
    aanhaling: Annotated[bool, "False for words that are not theirs"] = True,
) -> SafeString:
    """What a group says, between quotation marks."""
    return draw(
        "components/stem.html",
        tekst=tekst,
        wie=wie,
        keer=keer,
        hoeveel=hoeveel,
        dag=dag,
        dag_url=dag_url,
        aanhaling=aanhaling,
    )
