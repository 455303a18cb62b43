"""What was heard, asked and answered; a builtin of the templates."""

from typing import Annotated, cast

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.components.elements import StaatToon, staat
from opbouw.lib.web.components.library import Components, draw, optional
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.tags.typed_text import paragraphs
from signalen.models import Agendanotitie, Antwoord, NotitieStaat, Signaal, SignaalStaat, Vraag
from wijken.components.kaart import Niveau, kaart, stem
from wijken.components.lijn import lijnen as badges
from wijken.components.rij import Rij, dag_kort, kaart_of_rij
from wijken.models import Aantal, Contactmoment, Thema

register = Components()


@register.component("{% gehoord contact=contact %}")
def gehoord(*, contact: Contactmoment) -> SafeString:
    """One contact in which a signal was heard."""
    return stem(
        tekst=contact.tekst or _("Er geweest, niets bijzonders."),
        aanhaling=False,
        wie=contact.waar,
        hoeveel=label_of(Aantal, contact.aantal),
        dag=day(contact.op),
        dag_url=path_of("contact", contact.pk),
    )


@register.component("{% vraagkaart vraag=vraag notitie=notitie %}")
def vraagkaart(
    *,
    vraag: Vraag,
    notitie: Agendanotitie,
    mag_antwoorden: bool = False,
    hoofd: Annotated[Vraag | None, "the question whose button is the main one"] = None,
) -> SafeString:
    """One question of a note with its answer."""
    return draw(
        "signalen/antwoord/vraag.html",
        vraag=vraag,
        notitie=notitie,
        mag_antwoorden=mag_antwoorden,
        hoofd=hoofd,
    )


@register.component("{% uitkomst antwoord=vraag.antwoord %}")
def uitkomst(*, antwoord: Antwoord) -> SafeString:
    """What the municipality decided on one question, and why."""
    return draw("signalen/antwoord/uitkomst.html", antwoord=antwoord)


@register.component("{% signaalkaart signaal=signaal %}")
def signaalkaart(
    *,
    signaal: Signaal,
    keer: Annotated[int | None, "contacts in which it was heard"] = None,
    niveau: Niveau = 3,
    rij: Annotated[bool, "at a desk it is one line, which opens (`css/rijen.css`)"] = False,
) -> SafeString:
    """One signal in a list."""
    onder = "" if keer is None else ngettext("%(keer)d contact", "%(keer)d contacten", keer)
    onder %= {"keer": keer}
    toon = cast("StaatToon", signaal.toon)
    nu = staat(staat=label_of(SignaalStaat, signaal.staat), toon=toon)
    waar = format_html('<bdi class="kaart__lang">{}</bdi> ', signaal.gebied.naam)
    return kaart_of_rij(
        titel=signaal.titel,
        url=path_of("signaal", signaal.pk),
        boven=waar + nu,
        onder=onder,
        lijnen=badges(lijnen=signaal.lijnen),
        niveau=niveau,
        rij=_rij(signaal, nu, onder) if rij else None,
    )


def _rij(signaal: Signaal, nu: SafeString, onder: str) -> Rij:
    op = dag_kort(signaal.op, reduced=signaal.woorden_weg_op is not None)
    return Rij(
        kort=op,
        naam=signaal.titel,
        naast=nu,
        # Its card says what it is called; a row has place for how it begins.
        tekst=truncatewords(signaal.tekst, 30),
        uit=format_html(
            '<p class="zacht">{} · {}{}{}</p>\n{}\n<p class="zacht" dir="auto">{}</p>\n{}',
            op,
            signaal.gebied.naam,
            optional(" · {}", label_of(Thema, signaal.thema)),
            optional(" · {}", onder),
            paragraphs(signaal.tekst),
            ", ".join(filter(None, (signaal.kring, signaal.kring_waar))),
            optional('<p class="zacht" dir="auto">{}</p>', signaal.lijn_waarom),
        ),
    )


@register.component("{% notitiekaart notitie=notitie %}")
def notitiekaart(*, notitie: Agendanotitie) -> SafeString:
    """One note in a list of the organisation that writes it."""
    return kaart(
        titel=notitie.titel,
        url=path_of("notitie", notitie.pk),
        boven=f"{notitie.kenmerk} · {notitie.gebied.naam}",
        onder=notitie.aan.naam,
        staat=label_of(NotitieStaat, notitie.staat),
        toon=cast("StaatToon", notitie.toon),
        niveau=2,
    )
