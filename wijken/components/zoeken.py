"""What was found; a builtin of the templates."""

from collections.abc import Collection
from typing import Annotated

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.text.search import fragment, marked
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.pieces import Treffer
from wijken.components.lijn import lijnen

register = Components()


@register.component("{% treffer treffer=treffer woorden=gevonden_woorden %}")
def treffer(
    *,
    treffer: Treffer,
    woorden: Annotated[Collection[str], "that are marked in it"] = (),
    soort: Annotated[str, "of record, where others are beside it"] = "",
) -> SafeString:
    """One record that was found, with the words that were looked for marked."""
    # The text that has a hit says why it was found; else the first says what it is.
    pieces = [fragment(text, woorden) for text in treffer.teksten if text]
    told = [piece for piece in pieces if "<mark>" in piece] or pieces[:1]
    return format_html(
        '<article class="kaart"><div class="kaart__boven"><span>{soort}<bdi>{boven}</bdi></span>'
        "</div>\n"
        '<h3 class="kaart__titel" dir="auto"><a href="{url}">{titel}</a></h3>\n'
        "{tekst}\n{lijnen}\n{wie}</article>",
        soort=optional("{} · ", soort),
        boven=treffer.boven,
        url=treffer.url,
        titel=marked(treffer.titel, woorden),
        tekst=format_html_join("\n", '<p dir="auto">{}</p>', ((one,) for one in told)),
        lijnen=lijnen(lijnen=treffer.tekens),
        wie=optional('<p class="zacht klein"><bdi>{}</bdi></p>', treffer.wie),
    )
