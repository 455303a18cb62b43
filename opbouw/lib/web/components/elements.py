"""The components that know nothing of the domain; a builtin of the templates."""

from functools import cache, lru_cache
from typing import Annotated, Literal

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from opbouw.lib.web.components.library import Components, draw, optional

register = Components()

KnopSoort = Literal["hoofd", "rustig", "tekst", "gevaar"]
StaatToon = Literal["open", "loopt", "klaar", "gestopt", "verder", "schuld"]
MeldingToon = Literal["info", "goed", "let-op", "fout"]

_KNOPPEN: dict[KnopSoort, str] = {
    "hoofd": "utrecht-button--primary-action",
    "rustig": "utrecht-button--secondary-action",
    "tekst": "utrecht-button--subtle",
    "gevaar": "utrecht-button--secondary-action utrecht-button--gevaar",
}
# The class and the icon of a notice.
_MELDINGEN: dict[MeldingToon, tuple[str, str]] = {
    "info": ("utrecht-alert--info", "info"),
    "goed": ("utrecht-alert--ok", "circle-check"),
    "let-op": ("utrecht-alert--warning", "triangle-alert"),
    "fout": ("utrecht-alert--error", "circle-alert"),
}
# Icons that point along the direction of reading.
_MIRRORED = {"arrow-left", "arrow-right"}


@register.component('{% icoon naam="megaphone" %}', '{% icoon naam="check" label="Gedaan" %}')
def icoon(
    *,
    naam: Annotated[str, "one of `ICONS` in the module that gathers the assets"],
    label: Annotated[str, "for screen readers, when it has no text beside it"] = "",
    klasse: str = "",
) -> SafeString:
    """One icon of the sprite."""
    return _icoon(naam, klasse, str(label))


# Typed: safe text equals the same text unsafe, but is not escaped alike.
@lru_cache(maxsize=512, typed=True)
def _icoon(naam: str, klasse: str, label: str) -> SafeString:
    return format_html(
        '<svg class="icoon{}{}" {} width="20" height="20"><use href="{}#{}"></use></svg>',
        " icoon--spiegel" if naam in _MIRRORED else "",
        optional(" {}", klasse),
        optional('role="img" aria-label="{}"', label) or mark_safe('aria-hidden="true"'),
        sprite(),
        naam,
    )


@cache
def sprite() -> str:
    """Return the address of the file that holds all icons and shapes."""
    return static("beeld/iconen.svg")


@register.component(
    '{% knop tekst="Bewaar" %}',
    '{% knop tekst="Maak er een signaal van" soort="rustig" url="#" icoon="megaphone" %}',
    '{% knop tekst="Toch niet" soort="tekst" url="#" %}',
    '{% knop tekst="Trek verhaal terug" soort="gevaar" %}',
    '{% knop tekst="Gedaan" soort="rustig" klein=True %}',
)
def knop(
    *,
    tekst: str,
    url: Annotated[str, "makes it a link; without it, it sends the form"] = "",
    soort: KnopSoort = "hoofd",
    icoon: str = "",
    naam: Annotated[str, "with `waarde`: what the form says when sent by this button"] = "",
    waarde: object = "",
    vorm: Annotated[str, "the id of a form elsewhere on the page, which it sends"] = "",
    breed: Annotated[bool, "full width"] = False,
    klein: bool = False,
) -> SafeString:
    """Button, or a link that looks like one."""
    klasse = "utrecht-button " + _KNOPPEN[soort]
    klasse += " utrecht-button--breed" if breed else ""
    klasse += " utrecht-button--klein" if klein else ""
    inside = format_html("{}<span>{}</span>", _icoon(icoon, "", "") if icoon else "", tekst)
    if url:
        return format_html('<a href="{}" class="{}">{}</a>', url, klasse, inside)
    return format_html(
        '<button type="submit"{}{} class="{}">{}</button>',
        optional(' name="{}" value="{}"', naam, waarde),
        optional(' form="{}"', vorm),
        klasse,
        inside,
    )


@register.component(
    '{% staat staat="open" %}',
    '{% staat staat="loopt" toon="loopt" %}',
    '{% staat staat="beantwoord" toon="klaar" %}',
    '{% staat staat="gestopt" toon="gestopt" %}',
    '{% staat staat="ligt bij een ander" toon="verder" %}',
    '{% staat staat="wacht op antwoord" toon="schuld" %}',
)
def staat(
    *, staat: Annotated[str, "one word, shown as it is"], toon: StaatToon = "open"
) -> SafeString:
    """Badge with the state of something."""
    return format_html('<span class="staat utrecht-badge-status staat--{}">{}</span>', toon, staat)


@register.component("{% merk %}")
def merk(*, url: str = "/") -> SafeString:
    """The word mark, leading to where one begins."""
    # The letters are in two elements, which a screen reader may spell as two words.
    return format_html(
        '<a class="merk" href="{}" dir="ltr" translate="no" aria-label="Opbouw">op<b>bouw</b></a>',
        url,
    )


@register.component(
    '{% melding tekst="Een signaal gaat over een patroon, niet over één persoon." %}',
    '{% melding tekst="Bewaard. De moeders op het schoolplein tellen mee." toon="goed" %}',
    '{% melding tekst="Hier lijkt een nummer in te staan." toon="let-op" kop="Kijk nog even" %}',
    '{% melding tekst="Het maken van de PDF lukte drie keer niet." toon="fout" %}',
)
def melding(
    *,
    tekst: str,
    kop: str = "",
    toon: MeldingToon = "info",
    rol: Annotated[Literal["", "status", "alert"], "for what appears by itself"] = "",
) -> SafeString:
    """Notice."""
    klasse, icon = _MELDINGEN[toon]
    return format_html(
        '<div class="utrecht-alert {}"{}>{}'
        '<div class="utrecht-alert__content">{}\n<p dir="auto">{}</p></div></div>',
        klasse,
        optional(' role="{}"', rol),
        _icoon(icon, "", ""),
        optional('<p dir="auto"><b>{}</b></p>', kop),
        tekst,
    )


@register.component(
    '{% leeg titel="Nog geen verhalen uit Oude Haven" url="#" actie="Schrijf een verhaal op"'
    ' tekst="Een verhaal begint met iemand die vertelt." icoon="book-open" %}'
)
def leeg(
    *,
    titel: str,
    tekst: str = "",
    url: str = "",
    actie: Annotated[str, "the words of the button to `url`"] = "",
    icoon: Annotated[str, "instead of the sprout"] = "sprout",
) -> SafeString:
    """Nothing here yet, and what to do about it."""
    return format_html(
        '<div class="kaart leeg">{}\n<h2>{}</h2>\n{}\n{}</div>',
        _icoon(icoon, "", ""),
        titel,
        optional('<p class="zacht">{}</p>', tekst),
        knop(url=url, tekst=actie, soort="rustig") if url else "",
    )


@register.component("{% dubbel url='#' %}")
def dubbel(*, url: Annotated[str, "of the first"]) -> SafeString:
    """The same form was sent twice with other words; both are kept."""
    return draw("components/dubbel.html", url=url)
